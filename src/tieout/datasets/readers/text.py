"""Delimited text as it really is: every row is kept, and what is wrong with it is noted."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

from tieout.datasets import columns, problems
from tieout.datasets.cells import CellRow, Records
from tieout.datasets.cleaning import LONGEST_CELL, shortened
from tieout.datasets.decoding import Encoding
from tieout.datasets.delimiter import delimiter_of
from tieout.datasets.lines import Lines
from tieout.datasets.problems import Faults
from tieout.datasets.readers import RawRow
from tieout.model.dataset import Table
from tieout.model.mistake import Mistake


class TextFile:
    """A file of delimited text; its first line that is not blank names the columns."""

    def __init__(self, path: Path, table: Table, file: str) -> None:
        self._path = path
        self._table = table
        self._lines = Lines(path, table)
        self.decoder = self._lines.decoder
        first = next((line for line in self._lines if line.text.strip(" ")), None)
        if first is None:
            help_ = "the first line of a file names its columns"
            raise Mistake("empty-file", f"'{file}' holds nothing but blank lines", at=table.place(file), help=help_)
        self.delimiter = delimiter_of(first.text, table)
        header = next(iter(Records(self._lines, self.delimiter)))
        self.header_lines = header.line + header.text.count("\n")
        self.columns: tuple[str, ...] = columns.named(header.cells, table, file)

    @property
    def how(self) -> Encoding:
        """The bytes' encoding and line ends."""
        return self._lines.how

    def rows(self, faults: Faults) -> Iterator[RawRow]:
        """Rows padded to the header's width. Surplus cells that are empty hold nothing and are dropped unnoted."""
        records = iter(Records(self._lines, self.delimiter))
        next(records)
        width = len(self.columns)
        for record in records:
            for note in record.notes:
                faults.add(note.kind, record.line, raw=note.raw, detail=note.detail)
            cells: list[str | None] = list(record.cells)
            if len(cells) != width:
                cells = self._fitted(record, faults)
            if len(record.text) > LONGEST_CELL:
                cells = shortened(cells, self.columns, record.line, faults)
            yield record.line, cells

    def _fitted(self, record: CellRow, faults: Faults) -> list[str | None]:
        width, cells = len(self.columns), record.cells
        counted = f"{len(cells):,} {'cell' if len(cells) == 1 else 'cells'}, expected {width:,}"
        surplus = cells[width:]
        if any(surplus):
            faults.add(problems.TOO_MANY_CELLS, record.line, raw=self.delimiter.join(surplus), detail=counted)
        elif len(cells) < width:
            self._note_missing(record, counted, faults)
        return [*cells[:width], *[None] * (width - len(cells))]

    def _note_missing(self, record: CellRow, counted: str, faults: Faults) -> None:
        if any(note.kind == problems.CUT_SHORT for note in record.notes):
            return
        if record.ended:
            faults.add(problems.TOO_FEW_CELLS, record.line, raw=record.text, detail=counted)
        else:
            detail = f"{counted}; the file ends without a line end"
            faults.add(problems.CUT_SHORT, record.line, raw=record.text, detail=detail)
