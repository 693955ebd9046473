"""planted.csv: check, table, key, file and physical line of every defect."""

from __future__ import annotations

import csv
from collections.abc import Sequence
from pathlib import Path
from typing import TYPE_CHECKING, NamedTuple

from tieout.datasets.demo import invented
from tieout.datasets.demo.defects import CUT_SHORT, UNNAMED, Defect
from tieout.datasets.demo.planting import Planting
from tieout.datasets.demo.tables import Table
from tieout.plan.quote import identifier

if TYPE_CHECKING:
    import duckdb

COLUMNS = ("check", "code", "table", "key", "file", "line", "why")
FIRST_ROW = 2
"""Physical line of a file's first row: line 1 is the header, and no cell holds a line break."""


class Planted(NamedTuple):
    """One defect in one row. `key` is empty where the defect is that the row has none."""

    check: str
    code: str
    table: str
    key: str
    file: str
    line: int
    why: str
    damage: str = ""


def planted_rows(con: duckdb.DuckDBPyConnection, plan: Planting, tables: Sequence[Table]) -> list[Planted]:
    """Every planted defect, table after table in the order of the lines."""
    rows = [row for table in tables for row in _of(con, plan, table)]
    if not plan.plain:
        last = plan.events - 1
        rows.append(_planted(CUT_SHORT, _table(tables, CUT_SHORT.table), last, f"E{last + 1:08d}"))
    register = _table(tables, UNNAMED.table)
    rows += [_planted(UNNAMED, register, invented.SOURCES.index(source), source.id) for source in invented.NAMELESS]
    return rows


def write_planted(file: Path, rows: Sequence[Planted]) -> None:
    """Write planted.csv."""
    with file.open("w", encoding="utf-8", newline="") as text:
        lines = csv.writer(text, lineterminator="\n")
        lines.writerow(COLUMNS)
        lines.writerows(row[: len(COLUMNS)] for row in rows)


def _of(con: duckdb.DuckDBPyConnection, plan: Planting, table: Table) -> list[Planted]:
    here = [number for number, defect in enumerate(plan.defects) if defect.table == table.name]
    if not here:
        return []
    numbers = ", ".join(map(str, here))
    found = con.execute(
        f"SELECT _flaw, _row, {identifier(table.key)} FROM {table.name} WHERE _flaw IN ({numbers}) ORDER BY _row"
    ).fetchall()
    return [_planted(plan.defects[flaw], table, row, key) for flaw, row, key in found]


def _planted(defect: Defect, table: Table, row: int, key: str) -> Planted:
    line = row + FIRST_ROW
    return Planted(defect.check, defect.code, table.name, key, table.file, line, defect.why, defect.damage)


def _table(tables: Sequence[Table], name: str) -> Table:
    return next(table for table in tables if table.name == name)
