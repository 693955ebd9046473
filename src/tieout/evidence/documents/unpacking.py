"""Packed streams, unpacked a piece at a time and counted."""

from __future__ import annotations

import gzip
import io
import zipfile
import zlib

from tieout.evidence.documents.document import Kind, Unreadable
from tieout.evidence.documents.limits import Budget

GZIP = b"\x1f\x8b"
PIECE = 65_536


Stream = io.BufferedReader | zipfile.ZipExtFile | gzip.GzipFile


class Counted(io.RawIOBase):
    """A stream that spends of a budget what is read from it; `packed` counts the bytes beneath it, where there are.

    It ends where the stream breaks, and `broken` then says why: what lies before the break is still read.
    """

    def __init__(self, stream: Stream, budget: Budget, packed: Counted | None = None) -> None:
        super().__init__()
        self._stream = stream
        self._budget = budget
        self._packed = packed
        self.count = 0
        self.broken = ""

    def readable(self) -> bool:
        return True

    def readinto(self, buffer: bytearray | memoryview) -> int:  # type: ignore[override] # any writable buffer
        try:
            data = self._stream.read1(len(buffer))
        except (EOFError, OSError, zlib.error, zipfile.BadZipFile) as error:
            self.broken = str(error) or type(error).__name__
            return 0
        buffer[: len(data)] = data
        self.count += len(data)
        self._budget.spend(len(data))
        if self._packed is not None:
            self._budget.check_ratio(self.count, self._packed.count)
        return len(data)


def unpacked(stream: Stream, budget: Budget) -> io.BufferedReader[Counted]:
    """A stream, unpacked where it is gzip, with a look-ahead. Raises Unreadable, while it is read, for too much."""
    below = Counted(stream, budget)
    packed = io.BufferedReader(below, PIECE)
    if packed.peek(2)[:2] != GZIP:
        return packed
    return io.BufferedReader(Counted(gzip.GzipFile(fileobj=packed), budget, below), PIECE)


def inflated(data: bytes, coding: str, most: int) -> bytes:
    """The body of a page behind its HTTP content coding; `most` bytes of it at most.

    A body that is not coded as stated is returned as it is. Raises Unreadable for more than `most` bytes, and for a
    coding that is not known.
    """
    coding = coding.strip().lower()
    if coding in ("", "identity"):
        return data
    if coding not in ("gzip", "x-gzip", "deflate"):
        raise Unreadable(Kind.UNKNOWN_FORMAT, f"is coded as '{coding[:30]}', which is not read")
    for window in (zlib.MAX_WBITS | 32, -zlib.MAX_WBITS):
        machine = zlib.decompressobj(window)
        try:
            text = machine.decompress(data, most + 1)
        except zlib.error:
            continue
        if len(text) > most:
            raise Unreadable(Kind.TOO_LARGE, f"is larger than {most:,} bytes unpacked")
        return text
    return data
