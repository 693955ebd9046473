"""A file's bytes -> its physical lines, decoded, with what is wrong in each."""

from __future__ import annotations

import re
from collections.abc import Iterator
from pathlib import Path
from typing import BinaryIO, NamedTuple

from tieout.datasets import problems
from tieout.datasets.decoding import HEAD, Decoder, Encoding, encoding_of
from tieout.model.dataset import Table

CHUNK = 1_000_000  # even: a chunk holds whole units of two or four bytes
LONGEST_LINE = 128_000_000  # bytes of one line that are looked at; more would not fit into memory for certain
AROUND = 40  # characters shown on either side of a fault


class Note(NamedTuple):
    """Something wrong in a line: a kind of problem, the words it stands in, what is the matter."""

    kind: str
    raw: str
    detail: str


class Line(NamedTuple):
    """One physical line without its end; `ended` is False for a last line that the file cuts off or leaves open."""

    number: int
    text: str
    ended: bool = True
    notes: tuple[Note, ...] = ()


class Lines:
    """The lines of one text file, numbered from 1; `decoder` knows what those read so far were written in."""

    def __init__(self, path: Path, table: Table) -> None:
        self._path = path
        with path.open("rb") as stream:
            self._how = encoding_of(stream.read(HEAD), table.reading.encoding, table)
        self.decoder = Decoder(self._how.codec)

    @property
    def how(self) -> Encoding:
        return self._how

    def __iter__(self) -> Iterator[Line]:
        fill = "\n" if b"\r" in self._how.line_end else "\r"
        with self._path.open("rb") as stream:
            stream.seek(self._how.start)
            for number, (data, ended, size) in enumerate(_split(stream, self._how), 1):
                text, whole = self.decoder.decode(data)
                text = text.strip(fill)
                if whole and size == len(data) and "\0" not in text:
                    yield Line(number, text, ended)
                else:
                    yield _noted(number, text, ended, whole, "" if size == len(data) else _cut(size, len(data)))


def _cut(size: int, read: int) -> str:
    return f"a line of {size:,} bytes, of which the first {read:,} are read"


def _noted(number: int, text: str, ended: bool, whole: bool, cut: str) -> Line:
    notes = []
    if cut:
        notes.append(Note(problems.CELL_TOO_LONG, text[:AROUND], cut))
    if not whole:
        notes.append(Note(problems.UNDECODABLE, _around(text, r"\\x[0-9a-f]{2}"), "bytes that the encoding lacks"))
    if "\0" in text:
        text = text.replace("\0", "\\x00")
        notes.append(Note(problems.NUL_BYTE, _around(text, r"\\x00"), "shown as \\x00"))
    return Line(number, text, ended, tuple(notes))


def _around(text: str, pattern: str) -> str:
    found = re.search(pattern, text)
    if not found:
        return text[: 2 * AROUND]
    return text[max(0, found.start() - AROUND) : found.end() + AROUND]


def _split(stream: BinaryIO, how: Encoding) -> Iterator[tuple[bytes, bool, int]]:
    """Every line's bytes, whether a line end follows, and how many bytes it has in the file."""
    held: list[bytes] = []
    size = 0
    while chunk := stream.read(CHUNK):
        first, *others = chunk.split(how.line_end) if how.unit == 1 else _split_units(chunk, how)
        if size < LONGEST_LINE:
            held.append(first)
        size += len(first)
        for start in others:
            yield b"".join(held), True, size
            held, size = [start], len(start)
    if size:
        yield b"".join(held), False, size


def _split_units(chunk: bytes, how: Encoding) -> list[bytes]:
    """Split at line ends that stand on a unit's boundary: 0x0A can also be half of another character."""
    parts, start, at = [], 0, chunk.find(how.line_end)
    while at >= 0:
        if at % how.unit == 0:
            parts.append(chunk[start:at])
            start = at + how.unit
            at = chunk.find(how.line_end, start)
        else:
            at = chunk.find(how.line_end, at + 1)
    return [*parts, chunk[start:]]
