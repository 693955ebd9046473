"""The typed files of one table (Parquet, DuckDB) as one relation with `_row`, `_file` and an empty `_line`."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from typing import TYPE_CHECKING

from tieout.datasets import columns
from tieout.datasets.files import located
from tieout.datasets.readers import TYPED, database, format_of, parquet
from tieout.model.dataset import Dataset, Format, Table
from tieout.model.mistake import Mistake
from tieout.plan.quote import identifier, literal

if TYPE_CHECKING:
    import duckdb


@dataclass(frozen=True, slots=True)
class TypedSource:
    """`relation` is SQL for FROM; `columns` are the table's own, name -> DuckDB type; `heads` those of each file."""

    relation: str
    columns: dict[str, str]
    heads: tuple[tuple[str, tuple[str, ...]], ...]


def is_typed(table: Table) -> bool:
    """Whether a table's files are typed already. Raises Mistake("mixed-formats") where only some of them are."""
    typed = {format_of(table, file) in TYPED for file in table.files}
    if len(typed) > 1:
        help_ = "make two tables of them"
        raise Mistake("mixed-formats", f"'{table.name}' has typed files and text files", at=table.at, help=help_)
    return typed == {True}


@contextmanager
def typed_source(con: duckdb.DuckDBPyConnection, dataset: Dataset, table: Table) -> Iterator[TypedSource]:
    """The rows of a table's files in their order, columns joined by name; files stay attached within the block.

    Raises Mistake("unreadable-file") where DuckDB cannot read a file, as `columns.named` at its column names.
    """
    import duckdb

    attached: list[str] = []
    try:
        parts = []
        heads = []
        for place, file in enumerate(table.files):
            path = located(dataset, table, file)
            try:
                if format_of(table, file) is Format.PARQUET:
                    rows = parquet.relation(path)
                else:
                    attached.append(f"tieout_source_{place}")
                    rows = database.relation(con, path, table, file, attached[-1])
                heads.append((file, columns.named([name for name, _ in _described(con, rows)], table, file)))
            except duckdb.Error as error:
                reason = str(error).splitlines()[0]
                raise Mistake("unreadable-file", f"'{file}' cannot be read: {reason}", at=table.at) from None
            parts.append(f"SELECT {literal(file)} AS _file, * FROM {rows}")
        relation, found = _joined(con, parts)
        yield TypedSource(relation, found, tuple(heads))
    finally:
        for catalog in attached:
            con.execute(f"DETACH DATABASE IF EXISTS {identifier(catalog)}")


def _joined(con: duckdb.DuckDBPyConnection, parts: list[str]) -> tuple[str, dict[str, str]]:
    union = " UNION ALL BY NAME ".join(parts)
    described = {name: kind for name, kind in _described(con, f"({union})") if name != "_file"}
    relation = f"(SELECT row_number() OVER () - 1 AS _row, CAST(NULL AS BIGINT) AS _line, * FROM ({union}))"
    return relation, described


def _described(con: duckdb.DuckDBPyConnection, relation: str) -> list[tuple[str, str]]:
    return [(row[0], row[1]) for row in con.execute(f"DESCRIBE SELECT * FROM {relation}").fetchall()]
