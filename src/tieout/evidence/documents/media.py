"""What kind of file a document is: by its first bytes where these are plain, else as declared, else by its name."""

from __future__ import annotations

from typing import NamedTuple

from tieout.evidence.documents.decoding import BOMS
from tieout.evidence.documents.document import Kind, Remark, Unreadable

TEXT, HTML, PDF = "text/plain", "text/html", "application/pdf"
WARC, WACZ = "application/warc", "application/wacz"
HEAD = 4096  # bytes that decide

_ENDINGS = {
    ".txt": TEXT,
    ".text": TEXT,
    ".md": TEXT,
    ".html": HTML,
    ".htm": HTML,
    ".xhtml": HTML,
    ".pdf": PDF,
    ".warc": WARC,
    ".warc.gz": WARC,
    ".wacz": WACZ,
}
_ALIASES = {"application/xhtml+xml": HTML, "application/x-pdf": PDF, "application/warc-fields": TEXT}
_BEGINNINGS = ((b"%PDF-", PDF), (b"PK\x03\x04", WACZ), (b"PK\x05\x06", WACZ), (b"WARC/", WARC), (b"\x1f\x8b", WARC))
_PAGES = (b"<!doctype html", b"<html", b"<head", b"<body")


class Medium(NamedTuple):
    """A media type without parameters, the encoding stated with it, and a note where names and bytes disagree."""

    type: str
    charset: str | None = None
    note: Remark | None = None


def medium_of(name: str, head: bytes, declared: str | None = None) -> Medium:
    """The medium of a file from its name, its first bytes and, where stated, its declared media type.

    Raises Unreadable for a file that is none of text, HTML, PDF, WARC and WACZ.
    """
    stated, charset = _stated(declared)
    named = stated or next((kind for ending, kind in _ENDINGS.items() if name.lower().endswith(ending)), None)
    seen = next((kind for beginning, kind in _BEGINNINGS if head.startswith(beginning)), None)
    if seen is not None:
        other = f"is called {named}, but begins as {seen}" if named not in (None, seen) else None
        return Medium(seen, charset, Remark(Kind.MEDIA_TYPE, other) if other else None)
    if named in (None, TEXT) and head.lstrip().lower().startswith(_PAGES):
        return Medium(HTML, charset)
    if named is not None and named not in _ENDINGS.values():
        raise Unreadable(Kind.UNKNOWN_FORMAT, f"is {named[:60]}, not text, HTML, PDF, WARC or WACZ")
    if named is None and b"\0" in head and not head.startswith(tuple(mark for mark, _ in BOMS)):
        raise Unreadable(Kind.UNKNOWN_FORMAT, "is not text, HTML, PDF, WARC or WACZ")
    return Medium(named or TEXT, charset)


def _stated(declared: str | None) -> tuple[str | None, str | None]:
    """A media type such as `text/html; charset=utf-8` in its two parts."""
    kind, *parameters = (declared or "").lower().split(";")
    charset = next((p.split("=", 1)[1].strip(" \"'") for p in parameters if p.strip().startswith("charset=")), None)
    kind = kind.strip()
    return _ALIASES.get(kind, kind) or None, charset
