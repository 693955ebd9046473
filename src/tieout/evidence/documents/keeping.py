"""Whether a document is still the one that was coded: its hashes against the recorded ones."""

from __future__ import annotations

import re
from dataclasses import dataclass
from enum import StrEnum

from tieout.evidence.documents.document import Kind, ReadDocument

_SHA256 = re.compile(r"[0-9a-f]{64}")


class Kept(StrEnum):
    """What a recorded hash says of the file, or the text, that is here."""

    UNCHANGED = "unchanged"
    CHANGED = "changed"
    NOT_RECORDED = "not recorded"  # there is no hash to compare with
    NOT_A_HASH = "not a hash"  # what is recorded is no sha256
    NOT_VERIFIABLE = "not verifiable here"  # the file is not shipped, by design
    MISSING = "missing"  # the file should be here, and is not, or cannot be read


@dataclass(frozen=True, slots=True)
class Keeping:
    """The state of a document's file and of its text."""

    file: Kept
    text: Kept


def keeping(document: ReadDocument, *, sha256: str | None = None, text_sha256: str | None = None) -> Keeping:
    """Compare a document as read with its recorded hashes.

    The text must have been read by the normalisation that the dataset declares. Hashes may begin with `sha256:`. A
    document whose file is not shipped is not verifiable here, whatever is recorded.
    """
    return Keeping(_kept(document, document.sha256, sha256), _kept(document, document.text_sha256, text_sha256))


def _kept(document: ReadDocument, found: str | None, recorded: str | None) -> Kept:
    stated = (recorded or "").strip().lower().removeprefix("sha256:")
    if stated and not _SHA256.fullmatch(stated):
        return Kept.NOT_A_HASH
    if document.problem is not None and document.problem.kind is Kind.NOT_SHIPPED:
        return Kept.NOT_VERIFIABLE
    if found is None:
        return Kept.MISSING
    if not stated:
        return Kept.NOT_RECORDED
    return Kept.UNCHANGED if stated == found else Kept.CHANGED
