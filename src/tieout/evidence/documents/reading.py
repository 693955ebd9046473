"""Reading a document's file: what it says, or why it cannot be read. Nothing a file holds is ever an exception."""

from __future__ import annotations

import hashlib
from dataclasses import asdict
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

from tieout.evidence.documents.document import Capture, Digest, Kind, ReadDocument, Remark, Unreadable
from tieout.evidence.documents.formats import Words, words_of
from tieout.evidence.documents.limits import Limits
from tieout.evidence.documents.media import HEAD, TEXT, WACZ, WARC, Medium, medium_of
from tieout.evidence.documents.normalising import NAMES, text_sha256
from tieout.evidence.documents.place import placed
from tieout.evidence.documents.warc import Wanted

_PIECE = 1_000_000
LIMITS = Limits()


def read(
    path: str | Path | None,
    media_type: str | None = None,
    *,
    folder: Path | None = None,
    address: str | None = None,
    captured: datetime | None = None,
    normalisation: str | None = None,
    limits: Limits = LIMITS,
) -> ReadDocument:
    """Read a document's file: plain text, HTML, PDF, or one page of a WARC or WACZ.

    `media_type` is what the dataset declares; else the file's bytes and name decide. With a `folder` the path is below
    it, and one that leads out of it is a problem. `address` and `captured` single out a page of a web archive.
    `normalisation` is "raw" or "wa1"; by default HTML is read as "wa1" and all else as "raw". Without a path the
    document is not shipped. Every failure is the returned document's `problem`.
    """
    kind, sha256 = "", None
    try:
        if path is None:
            raise Unreadable(Kind.NOT_SHIPPED, "the document's file is not here")
        if normalisation is not None and normalisation not in NAMES:
            raise Unreadable(Kind.UNKNOWN_NORMALISATION, f"no normalisation '{normalisation[:40]}': raw or wa1")
        place = placed(path, folder)
        sha256, head = _hashed(place, limits)
        medium = medium_of(place.name, head, media_type)
        kind = medium.type
        if medium.type not in (WARC, WACZ) and place.stat().st_size > limits.page:
            raise Unreadable(Kind.TOO_LARGE, f"is larger than {limits.page:,} bytes")
        words = _words(place, medium, Wanted(address, _with_zone(captured)), normalisation, limits)
    except Unreadable as problem:
        return ReadDocument(kind, sha256=sha256, problem=problem.remark)
    except (OSError, ValueError) as error:  # no permission, a name too long, a NUL in it; gone in the meantime
        reason = getattr(error, "strerror", None) or str(error)
        return ReadDocument(kind, sha256=sha256, problem=Remark(Kind.UNREADABLE, reason[:200]))
    return ReadDocument(
        words.media_type,
        words.text,
        words.normalisation,
        sha256,
        text_sha256(words.text),
        words.main,
        words.notes,
        None,
        words.capture,
    )


def _words(place: Path, medium: Medium, wanted: Wanted, normalisation: str | None, limits: Limits) -> Words:
    """The words of a file; all but plain text is read in the confined process."""
    if medium.type == TEXT:
        return words_of(place, medium, wanted, normalisation, limits)
    from tieout.evidence.documents.confined import confined

    request = {
        "path": str(place.absolute()),
        "type": medium.type,
        "charset": medium.charset,
        "address": wanted.address,
        "captured": wanted.captured.isoformat() if wanted.captured else None,
        "normalisation": normalisation,
        "limits": asdict(limits),
    }
    answer = confined(limits.memory).ask(request, limits.seconds)
    if "problem" in answer:
        kind, words = answer["problem"]
        raise Unreadable(Kind(kind), words)
    notes = (medium.note,) if medium.note else ()
    return _told(answer, notes)


def _told(answer: dict[str, Any], notes: tuple[Remark, ...]) -> Words:
    notes += tuple(Remark(Kind(kind), words) for kind, words in answer.pop("notes"))
    capture = answer.pop("capture")
    if capture is not None:
        time = capture["captured"] and datetime.fromisoformat(capture["captured"])
        capture = Capture(capture["address"], time or None, Digest(capture["digest"]), capture["sha256"])
    return Words(notes=notes, capture=capture, **answer)


def _hashed(place: Path, limits: Limits) -> tuple[str, bytes]:
    """The sha256 of a file and its first bytes."""
    if place.stat().st_size > limits.archive:
        raise Unreadable(Kind.TOO_LARGE, f"is larger than {limits.archive:,} bytes")
    digest = hashlib.sha256()
    with place.open("rb") as file:
        head = first = file.read(_PIECE)
        while first:
            digest.update(first)
            first = file.read(_PIECE)
    return digest.hexdigest(), head[:HEAD]


def _with_zone(time: datetime | None) -> datetime | None:
    """A time without a zone is meant in UTC, as web archives write it."""
    return time.replace(tzinfo=UTC) if time is not None and time.tzinfo is None else time
