"""WARC -> one captured page: by its address and time, with the archive's own digest checked."""

from __future__ import annotations

import io
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import UTC, datetime
from typing import TYPE_CHECKING, Any
from urllib.parse import urljoin

from tieout.evidence.documents.address import comparable, same_address
from tieout.evidence.documents.digests import stated_digest
from tieout.evidence.documents.document import Capture, Digest, Kind, Remark, Unreadable
from tieout.evidence.documents.limits import Limits
from tieout.evidence.documents.unpacking import PIECE, Counted, inflated

if TYPE_CHECKING:
    from warcio.recordloader import ArcWarcRecord

PAGES = ("text/html", "application/xhtml+xml", "application/pdf", "text/plain")


@dataclass(frozen=True, slots=True)
class Wanted:
    """Which page of an archive is meant. Without an address the only page is; without a time, the earliest capture."""

    address: str | None = None
    captured: datetime | None = None


@dataclass(frozen=True, slots=True)
class Page:
    """A captured page: its body as sent, unpacked, and what the server said of it."""

    body: bytes
    media_type: str
    capture: Capture
    notes: tuple[Remark, ...]


@dataclass(frozen=True, slots=True)
class _Record:
    """A record that may be the page; `location` is where a redirect leads."""

    address: str
    captured: datetime | None
    status: str
    media_type: str
    location: str
    payload: bytes
    record: Any  # ArcWarcRecord: the library has no types


class Search:
    """Looks through the records of one archive, file after file, and keeps the capture that fits best."""

    def __init__(self, wanted: Wanted, limits: Limits) -> None:
        self._wanted = wanted
        self._limits = limits
        self._best: _Record | None = None
        self._captures = 0
        self._others: set[str] = set()
        self._revisits = 0
        self._notes: list[Remark] = []

    def read(self, stream: io.BufferedReader[Counted]) -> None:
        """Go through one WARC. Raises Unreadable where it is none, or breaks before anything was found."""
        if stream.peek(5)[:5] != b"WARC/":
            raise Unreadable(Kind.UNKNOWN_FORMAT, "is not a WARC: its first record does not begin with 'WARC/'")
        try:
            for record in _records(stream, self._limits):
                self._consider(record)
        except Unreadable:
            raise
        except Exception as error:  # the library raises whatever a broken file brings about
            self._breaks_off(str(error) or type(error).__name__)
        else:
            if stream.raw.broken:
                self._breaks_off(stream.raw.broken)

    def page(self) -> Page:
        """The page that was found. Raises Unreadable where none fits, or several do."""
        best = self._best
        if best is None:
            raise Unreadable(Kind.NOT_CAPTURED, self._missing())
        if self._wanted.address is None and self._others:
            words = f"holds {len(self._others) + 1:,} pages, such as {best.address[:200]}: name the address"
            raise Unreadable(Kind.AMBIGUOUS_CAPTURE, words)
        return _page(best, tuple(self._notes) + self._circumstances(best), self._limits)

    @property
    def redirect(self) -> str:
        """The address to which the best capture leads, when it is a redirect; empty otherwise."""
        if self._best is None or not self._best.status.startswith("3") or not self._best.location:
            return ""
        try:
            return urljoin(self._best.address, self._best.location)
        except ValueError:
            return ""

    def _breaks_off(self, why: str) -> None:
        words = f"the archive breaks off: {_one_line(why)}"
        if self._best is None:
            raise Unreadable(Kind.BROKEN, words)
        self._notes.append(Remark(Kind.BROKEN, words))

    def _consider(self, record: ArcWarcRecord) -> None:
        address = record.rec_headers.get_header("WARC-Target-URI") or ""
        if self._wanted.address is not None and not same_address(address, self._wanted.address):
            return
        if record.rec_type == "revisit":
            self._revisits += 1
        if record.rec_type not in ("response", "resource"):
            return
        found = _described(record, address)
        if self._wanted.address is None and not (found.status.startswith("2") and found.media_type in PAGES):
            return
        if self._best is not None and not same_address(address, self._best.address):
            self._others.add(comparable(address))
            return
        self._captures += 1
        if self._best is None or self._rank(found) < self._rank(self._best):
            self._best = _with_payload(found, self._limits)

    def _rank(self, record: _Record) -> tuple[int, float]:
        """The least is the best: a page before a redirect before an error, then the nearest in time."""
        kind = {"2": 0, "3": 1}.get(record.status[:1], 2)
        if record.captured is None:
            return kind, float("inf")
        asked = self._wanted.captured
        return kind, abs((record.captured - asked).total_seconds()) if asked else record.captured.timestamp()

    def _missing(self) -> str:
        if self._wanted.address is None:
            return "holds no page"
        if self._revisits:
            return "holds only a reference to an earlier capture of this address (revisit), not its words"
        return f"holds no capture of {self._wanted.address[:200]}"

    def _circumstances(self, best: _Record) -> tuple[Remark, ...]:
        notes = []
        if not best.status.startswith("2"):
            notes.append(Remark(Kind.HTTP_STATUS, f"the server answered {best.status[:40]}"))
        if self._captures > 1:
            which = "the nearest in time" if self._wanted.captured else "the earliest"
            notes.append(Remark(Kind.OTHER_CAPTURES, f"captured {self._captures} times; {which} is read"))
        return tuple(notes)


def _records(stream: io.BufferedReader[Counted], limits: Limits) -> Iterator[ArcWarcRecord]:
    try:
        from warcio.archiveiterator import ArchiveIterator
    except ImportError:
        raise Unreadable(Kind.NOT_INSTALLED, "reading WARC and WACZ needs: pip install warcio") from None
    for count, record in enumerate(ArchiveIterator(stream)):
        if count >= limits.records:
            raise Unreadable(Kind.TOO_LARGE, f"has more than {limits.records:,} records")
        yield record


def _described(record: ArcWarcRecord, address: str) -> _Record:
    http = record.http_headers
    kind = (http.get_header("Content-Type") if http else record.rec_headers.get_header("Content-Type")) or ""
    return _Record(
        address,
        _time(record.rec_headers.get_header("WARC-Date")),
        http.statusline if http else "200",
        kind.partition(";")[0].strip().lower(),
        (http.get_header("Location") or "") if http else "",
        b"",
        record,
    )


def _with_payload(found: _Record, limits: Limits) -> _Record:
    pieces: list[bytes] = []
    size = 0
    while piece := found.record.raw_stream.read(PIECE):
        pieces.append(piece)
        size += len(piece)
        if size > limits.page:
            raise Unreadable(Kind.TOO_LARGE, f"is larger than {limits.page:,} bytes in the archive")
    return _Record(
        found.address, found.captured, found.status, found.media_type, found.location, b"".join(pieces), found.record
    )


def _page(found: _Record, notes: tuple[Remark, ...], limits: Limits) -> Page:
    http = found.record.http_headers
    sent = _joined_chunks(found.payload, http)
    body = inflated(sent, (http.get_header("Content-Encoding") or "") if http else "", limits.page)
    digest, sha256 = stated_digest(
        found.record.rec_headers.get_header("WARC-Payload-Digest"), (found.payload, sent, body)
    )
    if digest is Digest.DIFFERS:
        notes += (Remark(Kind.DIGEST, "the page is not the one whose digest the archive states"),)
    stated = (http.get_header("Content-Type") if http else found.media_type) or ""
    return Page(body, stated, Capture(found.address, found.captured, digest, sha256), notes)


def _joined_chunks(payload: bytes, http: Any) -> bytes:
    """The body without HTTP's chunks; a body that is not chunked, whatever its header says, is returned as it is."""
    if not http or (http.get_header("Transfer-Encoding") or "").strip().lower() != "chunked":
        return payload
    from warcio.bufferedreaders import ChunkedDataReader

    joined: bytes = ChunkedDataReader(io.BytesIO(payload)).read()
    return joined


def _time(text: str | None) -> datetime | None:
    try:
        time = datetime.fromisoformat((text or "").strip())
    except ValueError:
        return None
    return time.replace(tzinfo=UTC) if time.tzinfo is None else time


def _one_line(words: str) -> str:
    line = next((line.strip() for line in words.splitlines() if line.strip()), "")
    return "".join(c if c.isprintable() else " " for c in line[:160])
