"""From facts to rows: `facts` (one row an event) and `wordings` (one row a figure), and the tables."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING

from tieout.datasets.demo import invented
from tieout.datasets.demo.facts import FACTS, Columns
from tieout.datasets.demo.figures import PER_EVENT, SPOKEN_BY_THE_FIRST, WORDING
from tieout.datasets.demo.planting import Planting
from tieout.datasets.demo.tables import SLOTTED, Table
from tieout.plan.quote import identifier

if TYPE_CHECKING:
    import duckdb

ROWS = {
    "events": "(SELECT *, i AS line FROM facts)",
    "figures": f"(SELECT *, i * {PER_EVENT} + slot AS line FROM wordings)",
    "documents": "documented",
    "evidence": "(SELECT *, row_number() OVER (ORDER BY i, slot) - 1 AS line FROM repeated)",
    "relays": "(SELECT *, row_number() OVER (ORDER BY i, slot) - 1 AS line FROM relayed)",
    "custody": "(SELECT * REPLACE (row_number() OVER (ORDER BY line, slot) - 1 AS line) FROM kept)",
}
"""Table -> the rows its cells are written from, in the order of the file; `line` counts them from 0."""

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

_DOCUMENTED = f"""
    SELECT *, 'D' AS letter, i AS line FROM ({_QUOTED})
    UNION ALL
    SELECT * REPLACE (
            {invented.WIRE} AS publisher, wired_on AS printed, greatest(captured, wired_on) AS captured, NULL AS flaw
        ),
        'W' AS letter, $events + row_number() OVER (ORDER BY i) - 1 AS line
    FROM ({_QUOTED}) WHERE copied
    ORDER BY line"""
"""A document an event, and behind them the wire texts that are printed again in one of them."""

_REPEATED = f"SELECT * FROM wordings WHERE copied AND slot = ({list(SPOKEN_BY_THE_FIRST)})[layout + 1]"
"""The first of the figures that are cited from a wire text: its reprint is evidence for it too."""

_RELAYED = "SELECT *, unnest(range(len(chain) - 1)) AS slot FROM facts WHERE len(chain) > 1"
_KEPT = "SELECT *, unnest(range(steps)) AS slot FROM documented"


def create_views(con: duckdb.DuckDBPyConnection, planting: Planting, tables: Sequence[Table]) -> None:
    """Create the facts of one dataset, and for each table a view of its cells as text, with `_row` and `_flaw`."""
    bent = {name: planting.fact(name, sql) for name, sql in FACTS.items()}
    planted = f"{planting.flaw} AS flaw, {planting.entered_again} AS entered_again"
    seats = f"SELECT i, {planted} FROM range({planting.events}) AS events(i)"
    if planting.plain:
        bent["copied"] = "false"
    facts = _stacked(seats, bent).replace("$events", str(planting.events))
    kind = "VIEW" if planting.plain else "TABLE"  # as views they are planned again by each statement, for seconds
    con.execute(f"CREATE {kind} facts AS {facts}")
    slots = f"SELECT *, unnest(range({PER_EVENT})) AS slot FROM facts"
    con.execute(f"CREATE {kind} wordings AS {_stacked(slots, WORDING)}")
    plain = "SELECT *, 'D' AS letter, i AS line FROM facts"
    documented = plain if planting.plain else _DOCUMENTED.replace("$events", str(planting.events))
    con.execute(f"CREATE {kind} documented AS {documented}")
    con.execute(f"CREATE VIEW repeated AS {_REPEATED}")
    con.execute(f"CREATE VIEW relayed AS {_RELAYED}")
    con.execute(f"CREATE VIEW kept AS {_KEPT}")
    for table in tables:
        con.execute(f"CREATE VIEW {table.name} AS {_written(table, planting)}")


def _stacked(start: str, columns: Columns) -> str:
    """SQL that adds one column after the other, so that each may use those before it."""
    sql = start
    for name, expression in columns.items():
        sql = f"SELECT *, {expression} AS {name} FROM ({sql})"
    return sql


def _written(table: Table, planting: Planting) -> str:
    bears = _seated(planting) if table.name in SLOTTED else "flaw"
    cells = ", ".join(f"{planting.cell(table, column)} AS {identifier(column)}" for column in table.cells)
    return f"SELECT line AS _row, {bears} AS _flaw, {cells} FROM {ROWS[table.name]}"


def _seated(planting: Planting) -> str:
    """SQL for the defect that one of several rows bears: that of its event, in the slot where it sits."""
    choices = " ".join(f"WHEN {number} THEN {defect.slot}" for number, defect in enumerate(planting.defects))
    return f"CASE WHEN slot = (CASE flaw {choices} END) THEN flaw END"
