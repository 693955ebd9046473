"""From facts to rows: the views `facts` (one row an event) and `wordings` (one row a figure), and the tables."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING

from tieout.datasets.demo.facts import FACTS, Columns
from tieout.datasets.demo.figures import PER_EVENT, WORDING
from tieout.datasets.demo.planting import Planting
from tieout.datasets.demo.tables import FIGURES, Table
from tieout.plan.quote import identifier

if TYPE_CHECKING:
    import duckdb

ROWS = {"events": "facts", "figures": "wordings", "documents": "documented"}
"""Table -> the view its cells are written from. Each yields its rows in the order of the file."""

_QUOTED = """
    SELECT facts.*, first_words, other_words FROM facts
    JOIN (
        SELECT
            i,
            list(quote ORDER BY slot) FILTER (speaker = voice) AS first_words,
            list(quote ORDER BY slot) FILTER (speaker <> voice) AS other_words
        FROM wordings GROUP BY i
    ) USING (i) ORDER BY i"""
"""The facts with what the event's document says of its figures: the first voice's words, then the second's."""


def create_views(con: duckdb.DuckDBPyConnection, planting: Planting, tables: Sequence[Table]) -> None:
    """Create the views of one dataset, and for each table a view of its cells as text, with `_row` and `_flaw`."""
    bent = {name: planting.fact(name, sql) for name, sql in FACTS.items()}
    seats = f"SELECT i, {planting.flaw} AS flaw FROM range({planting.events}) AS events(i)"
    facts = _stacked(seats, bent).replace("$events", str(planting.events))
    con.execute(f"CREATE VIEW facts AS {facts}")
    slots = f"SELECT *, unnest(range({PER_EVENT})) AS slot FROM facts"
    con.execute(f"CREATE VIEW wordings AS {_stacked(slots, WORDING)}")
    con.execute(f"CREATE VIEW documented AS {'FROM facts' if planting.plain else _QUOTED}")
    for table in tables:
        con.execute(f"CREATE VIEW {table.name} AS {_written(table, planting)}")


def _stacked(start: str, columns: Columns) -> str:
    """SQL that adds one column after the other, so that each may use those before it."""
    sql = start
    for name, expression in columns.items():
        sql = f"SELECT *, {expression} AS {name} FROM ({sql})"
    return sql


def _written(table: Table, planting: Planting) -> str:
    row, bears = ("i", "flaw") if table is not FIGURES else (f"i * {PER_EVENT} + slot", _seated(planting))
    cells = ", ".join(f"{planting.cell(table, column)} AS {identifier(column)}" for column in table.cells)
    return f"SELECT {row} AS _row, {bears} AS _flaw, {cells} FROM {ROWS[table.name]}"


def _seated(planting: Planting) -> str:
    """SQL for the defect that a figure bears: that of its event, in the slot where it sits."""
    choices = " ".join(f"WHEN {number} THEN {defect.slot}" for number, defect in enumerate(planting.defects))
    return f"CASE WHEN slot = (CASE flaw {choices} END) THEN flaw END"
