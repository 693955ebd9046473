"""JSON lines: one record a line; a broken line costs that line alone."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

from tieout.datasets import columns, problems
from tieout.datasets.binding import bound
from tieout.datasets.cleaning import cleaned
from tieout.datasets.json_fields import Record, names_of, objects_too, values_of
from tieout.datasets.json_values import as_text, decoded
from tieout.datasets.lines import Line, Lines
from tieout.datasets.problems import Faults
from tieout.datasets.readers import RawRow
from tieout.model.dataset import Table
from tieout.model.mistake import Mistake


class JsonLinesFile:
    """A file of JSON lines. Its columns are the fields of all its records, which takes a reading of its own."""

    def __init__(self, path: Path, table: Table, file: str) -> None:
        self._lines = Lines(path, table)
        self.decoder = self._lines.decoder
        self._keys, self._unspread = names_of(lambda: (record for line in self._lines if (record := _record(line))))
        if not self._keys:
            help_ = 'each line is an object: {"id": 1, "killed": 53}'
            raise Mistake("empty-file", f"'{file}' holds no record", at=table.place(file), help=help_)
        self.columns: tuple[str, ...] = columns.named(self._keys, table, file)
        self._objects = objects_too(self._keys, bound(table))

    def rows(self, faults: Faults) -> Iterator[RawRow]:
        """One row a line that holds an object; blank lines are skipped, other lines noted."""
        folded = list(map(columns.fold, self._keys))
        for line in self._lines:
            if not line.text.strip():
                continue
            record = _record(line)
            for note in line.notes:
                faults.add(note.kind, line.number, raw=note.raw, detail=note.detail, in_row=record is not None)
            if record is None:
                kind = problems.UNREADABLE if line.ended else problems.CUT_SHORT
                faults.add(kind, line.number, raw=line.text, detail="expected a JSON object", in_row=False)
                continue
            cells = list(map(as_text, values_of(record, folded, self._unspread, self._objects)))
            yield line.number, cleaned(cells, self.columns, line.number, faults)


def _record(line: Line) -> Record | None:
    text = line.text.strip()
    try:
        value, end = decoded(text)
    except ValueError:
        return None
    return value if end == len(text) and isinstance(value, dict) else None
