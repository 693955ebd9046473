"""Physical lines -> records of cells, by the rules of quoting, and without letting an open quote swallow the rest."""

from __future__ import annotations

import csv
from collections import deque
from collections.abc import Iterable, Iterator
from typing import NamedTuple

from tieout.datasets import problems
from tieout.datasets.lines import Line, Note

QUOTE = '"'
FARTHEST = 8_000_000  # characters within which an open quote has to close
PLAINLY_ROWS = 4  # delimiters in the lines within a cell that make them rows rather than prose

# The limit is the whole process's; lines are bounded in `lines.py`, and a cell too long is a problem, not an error.
csv.field_size_limit(max(csv.field_size_limit(), 2**31 - 1))


class CellRow(NamedTuple):
    """The cells of one record, and the physical line on which it begins; `text` is the record as written."""

    line: int
    cells: list[str]
    text: str
    ended: bool
    notes: tuple[Note, ...] = ()


class Records:
    """The records of a text file. The first one, the header, says how many cells a record has.

    Blank lines are skipped. Line breaks inside a quoted cell become a line feed. A quote that opens and does not
    close, or that closes only after what are plainly rows of their own, ends with its line and is noted; at the end of
    the file it is noted as cut short.
    """

    def __init__(self, lines: Iterable[Line], delimiter: str) -> None:
        self._lines = iter(lines)
        self._ahead: deque[Line] = deque()
        self._delimiter = delimiter
        self._width = 0

    def __iter__(self) -> Iterator[CellRow]:
        while (line := self._next()) is not None:
            if self._blank(line.text):
                continue
            if QUOTE in line.text:
                record = self._quoted(line)
            else:
                record = CellRow(line.number, line.text.split(self._delimiter), line.text, line.ended, line.notes)
            self._width = self._width or len(record.cells)
            yield record

    def _next(self) -> Line | None:
        return self._ahead.popleft() if self._ahead else next(self._lines, None)

    def _blank(self, text: str) -> bool:
        return not text or (self._width != 1 and self._delimiter not in text and not text.strip())

    def _quoted(self, first: Line) -> CellRow:
        cells = self._parsed(first.text)
        if cells is not None:
            return CellRow(first.number, cells, first.text, first.ended, first.notes)
        if first.text.count(QUOTE) % 2 == 0:
            return self._alone(first, "text stands behind a closing quotation mark")
        held, closed = self._until_closed(first)
        whole = "\n".join(line.text for line in held)
        cells = self._parsed(whole) if closed else None
        if (cells is None and (closed or self._holds_rows(held))) or (cells and self._swallowed(held, cells)):
            self._ahead.extendleft(reversed(held[1:]))
            return self._alone(first, "a quotation mark opens here and does not close; the line is read on its own")
        notes = tuple(note for line in held for note in line.notes)
        if cells is None:
            cells = self._lenient(whole)
            notes += (Note(problems.CUT_SHORT, whole[-80:], "the file ends inside a quoted cell"),)
        return CellRow(first.number, cells, whole, held[-1].ended, notes)

    def _until_closed(self, first: Line) -> tuple[list[Line], bool]:
        """The lines up to the one that evens out the quotes, and whether there is one near enough."""
        held, quotes, size = [first], first.text.count(QUOTE), len(first.text)
        while quotes % 2:
            line = self._next() if size <= FARTHEST else None
            if line is None:
                return held, False
            held.append(line)
            quotes += line.text.count(QUOTE)
            size += len(line.text)
        return held, True

    def _swallowed(self, held: list[Line], cells: list[str]) -> bool:
        """Whether the lines inside a well-formed record are rows of their own."""
        inner = [line.text for line in held[1:-1] if line.text]
        if not inner or not self._width:
            return False
        if len(cells) != self._width:
            return any(self._is_row(text) for text in inner)
        return (self._width - 1) * len(inner) >= PLAINLY_ROWS and all(self._is_row(text) for text in inner)

    def _holds_rows(self, held: list[Line]) -> bool:
        """Whether behind the line in which a quote opens for good there is anything that reads as a row."""
        beyond = sum(len(line.text) for line in held) > FARTHEST
        return beyond or any(self._is_row(line.text) for line in held[1:])

    def _is_row(self, text: str) -> bool:
        if text.count(self._delimiter) < self._width - 1 or self._width < 2:
            return False
        cells = self._parsed(text)
        return cells is not None and len(cells) == self._width

    def _alone(self, line: Line, detail: str) -> CellRow:
        kind = problems.UNREADABLE if line.ended else problems.CUT_SHORT
        cells, literal = self._lenient(line.text), line.text.split(self._delimiter)
        if len(literal) == self._width != len(cells):
            cells = literal
        return CellRow(line.number, cells, line.text, line.ended, (*line.notes, Note(kind, line.text, detail)))

    def _parsed(self, text: str) -> list[str] | None:
        """The cells of one whole record, or None where its quotes are open or misplaced."""
        try:
            return next(csv.reader([text], delimiter=self._delimiter, strict=True), [])
        except csv.Error:
            return None

    def _lenient(self, text: str) -> list[str]:
        try:
            return next(csv.reader([text], delimiter=self._delimiter), [])
        except csv.Error:
            return text.split(self._delimiter)
