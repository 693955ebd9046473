"""Writes the files of one dataset: DuckDB writes the tables, Python the few small ones and the damage."""

from __future__ import annotations

import csv
import io
from collections.abc import Callable
from pathlib import Path
from typing import TYPE_CHECKING

from tieout.datasets.demo import invented
from tieout.datasets.demo.description import describe
from tieout.datasets.demo.dirt import damage
from tieout.datasets.demo.draws import define_draws
from tieout.datasets.demo.figures import PER_EVENT
from tieout.datasets.demo.planted import Planted, planted_rows, write_planted
from tieout.datasets.demo.planting import Planting, planting
from tieout.datasets.demo.tables import (
    CUSTODY,
    DOCUMENTS,
    EVENTS,
    EVIDENCE,
    FIGURES,
    IN_A_FILE,
    RELAYS,
    SOURCES,
    STATED,
    WORDS,
    Table,
)
from tieout.datasets.demo.views import create_views
from tieout.plan.quote import identifier, literal

if TYPE_CHECKING:
    import duckdb

FILES_UP_TO = 1_000
"""Events up to which each document is a file of its own."""


def write_folder(folder: Path, *, events: int, seed: int, progress: Callable[[str], None]) -> None:
    """Write a dataset into an empty folder; its name becomes the dataset's."""
    import duckdb

    plan = planting(events)
    tables = _tables(plan)
    documents = "file" in tables[2].cells
    with duckdb.connect() as con:
        con.execute("SET enable_progress_bar = false")  # DuckDB would draw one of its own
        define_draws(con, seed)
        create_views(con, plan, tables)
        for table in tables:
            progress(f"writing {table.file}")
            _write_table(con, table, folder / table.file)
        if documents:
            progress("writing documents/")
            _write_texts(con, folder)
        planted = planted_rows(con, plan, [*tables, SOURCES])
    _write_text(folder / SOURCES.file, _sources())
    _damage(folder, planted)
    write_planted(folder / "planted.csv", planted)
    described = describe(
        folder.name, [*tables[:2], SOURCES, *tables[2:]], events=events, seed=seed, figures=events * PER_EVENT
    )
    _write_text(folder / "dataset.yaml", described)


def _tables(plan: Planting) -> list[Table]:
    """Events, figures, documents; and but for the biggest, more evidence, relays, and the keeping of the documents."""
    if plan.plain:
        return [EVENTS, FIGURES, DOCUMENTS]
    words = {"text": WORDS} if plan.events > FILES_UP_TO else IN_A_FILE
    return [_with(EVENTS, STATED), FIGURES, _with(DOCUMENTS, words), EVIDENCE, RELAYS, CUSTODY]


def _with(table: Table, more: dict[str, str]) -> Table:
    """A table with more columns, before those that have no role, where damage does no further harm."""
    last = {column: table.cells[column] for column in ("entered_by", "remark")}
    cells = {column: sql for column, sql in table.cells.items() if column not in last} | more | last
    return Table(table.name, cells, table.roles)


def _write_table(con: duckdb.DuckDBPyConnection, table: Table, file: Path) -> None:
    columns = ", ".join(f"nullif({identifier(column)}, '') AS {identifier(column)}" for column in table.cells)
    con.execute(f"COPY (SELECT {columns} FROM {table.name}) TO {literal(str(file))} (FORMAT csv, HEADER)")


def _write_texts(con: duckdb.DuckDBPyConnection, folder: Path) -> None:
    (folder / "documents").mkdir()
    found = con.execute(f"SELECT {IN_A_FILE['file']}, {WORDS} FROM documented").fetchall()
    for file, words in found:
        _write_text(folder / file, f"{words}\n")


def _sources() -> str:
    text = io.StringIO()
    rows = csv.writer(text, lineterminator="\n")
    rows.writerow(invented.Source._fields)
    rows.writerows(invented.SOURCES)
    return text.getvalue()


def _damage(folder: Path, planted: list[Planted]) -> None:
    for file in sorted({row.file for row in planted if row.damage}):
        damage(folder / file, {row.line: row.damage for row in planted if row.file == file and row.damage})


def _write_text(file: Path, text: str) -> None:
    file.write_bytes(text.encode())
