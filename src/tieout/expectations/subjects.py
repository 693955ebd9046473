"""What a finding names: a row's key, its file and line, and what its cells hold."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import TYPE_CHECKING

from tieout.model.audit import TableSummary

if TYPE_CHECKING:
    import ibis.expr.types as ir

AT_ONCE = 5000
LONGEST = 200


@dataclass(frozen=True, slots=True)
class Subject:
    """One row that a finding is about. `cells` holds the columns asked for, without those withheld."""

    row: int
    key: Mapping[str, str | None]
    file: str | None
    line: int | None
    cells: Mapping[str, str | None]


def subjects(table: ir.Table, summary: TableSummary, rows: Sequence[int], columns: Sequence[str]) -> Iterator[Subject]:
    """The rows of those numbers, in ascending order. Withheld columns are never read."""
    if not rows:
        return
    keys = [name for name in summary.key if name not in summary.withheld]
    shown = [name for name in columns if name not in summary.withheld]
    wanted = table.select(*dict.fromkeys(["_row", "_file", "_line", *keys, *shown]))
    for start in range(0, len(rows), AT_ONCE):
        part = wanted.filter(wanted["_row"].isin(list(rows[start : start + AT_ONCE]))).order_by("_row")
        for record in part.to_pyarrow().to_pylist():
            yield Subject(
                row=record["_row"],
                key={name: text(record[name]) for name in keys},
                file=record["_file"],
                line=record["_line"],
                cells={name: text(record[name]) for name in shown},
            )


def text(value: object) -> str | None:
    """A cell as a reader would write it: 53.0 is `53`, an instant has no `T`."""
    if value is None:
        return None
    if isinstance(value, float) and value.is_integer():
        return str(int(value))
    if isinstance(value, datetime):
        return value.isoformat(sep=" ")
    return str(value)


def observed(subject: Subject, columns: Sequence[str]) -> str:
    """The faulty cells in words: `killed 15, killed_children 21`; a lone cell stands without its name."""
    if len(columns) == 1:
        return _cell(subject, columns[0])
    return ", ".join(f"{name} {_cell(subject, name)}" for name in columns)


def _cell(subject: Subject, column: str) -> str:
    if column not in subject.cells:
        return "withheld"
    value = subject.cells[column]
    if value is None:
        return "not recorded"
    return value if len(value) <= LONGEST else value[: LONGEST - 1] + "…"
