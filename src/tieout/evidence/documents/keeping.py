"""Whether a document is still the one that was coded: its hashes against the recorded ones."""

from __future__ import annotations

import re
from enum import StrEnum

from tieout.evidence.documents.normalising import NAMES, RAW, text_sha256, wa1

_SHA256 = re.compile(r"[0-9a-f]{64}")
_ENDING = re.compile(r"\.([a-z0-9]+)$")
_MADE_HERE = frozenset({"", "txt", "text", "md", "html", "htm", "xhtml"})


class Kept(StrEnum):
    """What a recorded hash says of the file, or the text, that is here."""

    UNCHANGED = "unchanged"
    CHANGED = "changed"
    NOT_RECORDED = "not recorded"  # there is no hash to compare with
    NOT_A_HASH = "not a hash"  # what is recorded is no sha256
    NOT_HERE = "not verifiable here"  # there is nothing here to compare with the hash
    OTHERWISE_MADE = "otherwise made"  # the text was made of the file in a way that is not known or not repeatable


def file_kept(recorded: str | None, found: str | None) -> Kept:
    """Compare the recorded hash of a file with that of the file as it is now, None where it is not here.

    A `sha256:` before the hash and capital letters make no difference.
    """
    stated = plain_hash(recorded)
    if not stated:
        return Kept.NOT_RECORDED
    if not _SHA256.fullmatch(stated):
        return Kept.NOT_A_HASH
    if found is None:
        return Kept.NOT_HERE
    return Kept.UNCHANGED if stated == found else Kept.CHANGED


def text_kept(text: str | None, recorded: str | None, normalisation: str | None, file: str | None = None) -> Kept:
    """Compare the recorded hash of a text with that of the text that is here, by the normalisation it was made by.

    Without a named normalisation either may have been meant. A text that libraries take out of its file (PDF, web
    archives) may differ and be unchanged.
    """
    kept = file_kept(recorded, None if text is None else "")
    if kept is not Kept.CHANGED or text is None:
        return kept
    named = (normalisation or "").strip().lower()
    if named and named not in NAMES:
        return Kept.OTHERWISE_MADE
    # A page is read as `wa1` already, a plain text is not: both are forms of what was hashed.
    forms = {text} if named == RAW else {text, wa1(text)}
    if plain_hash(recorded) in {text_sha256(form) for form in forms}:
        return Kept.UNCHANGED
    return Kept.CHANGED if named and _repeatable(file) else Kept.OTHERWISE_MADE


def plain_hash(recorded: str | None) -> str:
    """A hash as it is compared; empty where none is recorded."""
    return (recorded or "").strip().lower().removeprefix("sha256:")


def _repeatable(file: str | None) -> bool:
    """Whether a file's text is always the same, whichever libraries read it."""
    found = _ENDING.search((file or "").strip().lower())
    return (found.group(1) if found else "") in _MADE_HERE
