"""The rows that the page holds: those the audit kept, and the bare keys of findings whose rows it did not keep."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field

from tieout.model.audit import Audit, Finding
from tieout.model.tie import Tie

Row = list[str | None]

_TEXT = "document.text"


@dataclass
class Held:
    """A table of the page. `partial` is set where only keys are known.

    `texts` are the words of documents, one a row: the page shows parts of them, so they are no column.
    """

    name: str
    key: tuple[str, ...]
    columns: tuple[str, ...]
    roles: Mapping[str, str] = field(default_factory=dict)
    partial: bool = False
    rows: list[Row] = field(default_factory=list)
    places: list[tuple[str | None, int | None]] = field(default_factory=list)  # file, line
    texts: list[str | None] = field(default_factory=list)
    _numbers: dict[int, int] = field(default_factory=dict)
    _cells: dict[int, dict[str, int]] = field(default_factory=dict)

    def __post_init__(self) -> None:
        self._position = {column: n for n, column in enumerate(self.columns)}

    @property
    def names_documents(self) -> bool:
        """Whether the page shows which document each row is."""
        return self.roles.get("document.id") in self.columns

    def add(self, number: int, row: Row, place: tuple[str | None, int | None], text: str | None = None) -> None:
        """Append the table's row of this number, unless it is there."""
        if number not in self._numbers:
            self._numbers[number] = len(self.rows)
            self.rows.append(row)
            self.places.append(place)
            self.texts.append(text)

    def row_of(self, item: Finding | Tie) -> int | None:
        """Where the row that the item is about stands in `rows`; None when it is in another table or in none."""
        if item.table != self.name or (self.partial and tuple(item.key) != self.columns):
            return None
        return self._numbers.get(item.row)

    def numbered(self, row: int, columns: Sequence[str]) -> Mapping[str, int]:
        """The texts of a row's cells with their numbers; of equal texts those of `columns` win."""
        if row not in self._cells:
            self._cells[row] = {cell: n for n, cell in reversed([*enumerate(self.rows[row])]) if cell}
        own = ((self.rows[row][n], n) for column in columns if (n := self._position.get(column, -1)) >= 0)
        return self._cells[row] | {cell: n for cell, n in own if cell}


def held_tables(audit: Audit, findings: Sequence[Finding]) -> Iterator[Held]:
    """Every table of the audit with the rows it kept, then one for each kind of key of rows it did not keep."""
    kept = _kept(audit)
    yield from kept.values()
    bare: dict[tuple[str, tuple[str, ...]], Held] = {}
    for finding in findings:
        if finding.table in kept and kept[finding.table].row_of(finding) is not None:
            continue
        names = tuple(finding.key)
        table = bare.setdefault((finding.table, names), Held(finding.table, names, names, partial=True))
        table.add(finding.row, list(finding.key.values()), (finding.file, finding.line))
    yield from bare.values()


def _kept(audit: Audit) -> dict[str, Held]:
    kept = {}
    records = sorted(audit.records, key=lambda record: record.row)
    for table in audit.tables:
        text = table.roles.get(_TEXT)
        columns = tuple(column for column in table.columns if column != text)
        held = kept[table.name] = Held(table.name, table.key, columns, table.roles)
        for record in (record for record in records if record.table == table.name):
            cells = dict(zip(table.columns, record.values, strict=False))
            row = [cells.get(column) for column in columns]
            held.add(record.row, row, (record.file, record.line), cells.get(text) if text else None)
    return kept
