"""Figures with what they rest on, read a batch at a time for those who judge words."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from typing import TYPE_CHECKING

from tieout.engines.duckdb.judged import batches
from tieout.plan.quote import identifier

if TYPE_CHECKING:
    from duckdb import DuckDBPyConnection

    from tieout.model.dataset import Table


def read_supports(con: DuckDBPyConnection, table: Table, rows: str) -> Iterator[Mapping[str, object]]:
    """Each row of a plan's SELECT of supports as name -> value, with `table` and `key` beside them."""
    keyed = ", ".join(f"CAST(k.{identifier(column)} AS VARCHAR)" for column in table.key)
    key = f"[{keyed}]" if keyed else "NULL"
    con.execute(
        f"CREATE OR REPLACE TEMP TABLE supports AS SELECT s.*, {key} AS key FROM ({rows}) AS s "
        f"JOIN main.{identifier(table.name)} AS k ON k._row = s._row ORDER BY s._row, s.piece"
    )
    for row in batches(con, "supports"):
        values = row["key"]
        named = dict(zip(table.key, values, strict=True)) if isinstance(values, list) else {}
        yield {**row, "table": table.name, "key": named}


def texts(con: DuckDBPyConnection, rows: str) -> Sequence[tuple[str | None, ...]]:
    """All rows of a SELECT of texts."""
    return con.execute(rows).fetchall()
