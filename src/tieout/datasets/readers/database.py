"""Tables of another DuckDB file: attached read-only, typed already."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

from tieout.model.dataset import Table
from tieout.model.mistake import Mistake, nearest
from tieout.plan.quote import identifier, literal

if TYPE_CHECKING:
    import duckdb


def relation(con: duckdb.DuckDBPyConnection, path: Path, table: Table, file: str, catalog: str) -> str:
    """The named table of a DuckDB file, else the one named as the dataset's, else its only one, as a SQL relation.

    The file is attached as `catalog`. A view is refused: it would run whatever its author wrote.
    Raises Mistake("no-such-table").
    """
    con.execute(f"ATTACH {literal(str(path))} AS {identifier(catalog)} (READ_ONLY)")
    found = con.execute(
        "SELECT schema_name, table_name FROM duckdb_tables() WHERE database_name = ? AND NOT internal "
        "ORDER BY schema_name <> 'main', schema_name, table_name",
        [catalog],
    ).fetchall()
    tables: dict[str, str] = {}
    for schema, name in found:
        tables.setdefault(name, f"{identifier(catalog)}.{identifier(schema)}.{identifier(name)}")
    wanted = table.reading.table or (table.name if table.name in tables or len(tables) != 1 else next(iter(tables)))
    if wanted not in tables:
        raise Mistake(
            "no-such-table", f"'{file}' has no table '{wanted}'", at=table.place(file), help=nearest(wanted, tables)
        )
    return tables[wanted]
