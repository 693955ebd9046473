"""raw.<table> -> main.<table>: the same rows typed, and what could not be read noted in `main.problems`."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import TYPE_CHECKING

from tieout.datasets import dates, problems
from tieout.datasets.values import ColumnReading
from tieout.model.dataset import Dataset, Table, Type
from tieout.plan.quote import identifier, literal

if TYPE_CHECKING:
    import duckdb

FILES = """
CREATE TABLE main.files (
    "table" VARCHAR, path VARCHAR, sha256 VARCHAR, size BIGINT, rows BIGINT, encoding VARCHAR
)
"""


def prepare(con: duckdb.DuckDBPyConnection) -> None:
    """Create the schema `raw` and the tables `main.problems` and `main.files` in an empty database."""
    con.execute("CREATE SCHEMA raw")
    con.execute(problems.CREATE)
    con.execute(FILES)


def type_table(con: duckdb.DuckDBPyConnection, dataset: Dataset, table: Table, columns: Sequence[str]) -> None:
    """Create main.<table> from raw.<table>, which has `_row`, `_file`, `_line` and `columns` as text.

    Raises Mistake("bad-date-format") at a declared date format that is none.
    """
    type_relation(con, dataset, table, f"raw.{identifier(table.name)}", dict.fromkeys(columns, "VARCHAR"))


def type_relation(
    con: duckdb.DuckDBPyConnection, dataset: Dataset, table: Table, relation: str, columns: Mapping[str, str]
) -> None:
    """Create main.<table> from any relation with `_row`, `_file`, `_line` and `columns`: name -> DuckDB type."""
    dates.refuse_bad_formats(con, table)
    readings = [reading_of(dataset, table, name, found) for name, found in columns.items()]
    values = ", ".join(["_row", "_file", "_line", *(f"{r.value} AS {identifier(r.name)}" for r in readings)])
    con.execute(f"CREATE TABLE main.{identifier(table.name)} AS SELECT {values} FROM {relation}")
    for reading in _with_losses(con, table, relation, [reading for reading in readings if reading.can_fail]):
        _note_unreadable(con, table, relation, reading)


def reading_of(dataset: Dataset, table: Table, column: str, found: str = "VARCHAR") -> ColumnReading:
    """How a column of the dataset is read; `found` is its DuckDB type in the source."""
    counts = {c for f in table.figures.values() for c in (f.lower, f.best, f.upper) if c}
    bound = column in table.roles.values() or any(column in f.columns for f in table.figures.values())
    return ColumnReading(
        name=column,
        type=table.types.get(column, Type.NUMBER if column in counts else Type.TEXT),
        bound=bound,
        sentinels=dataset.sentinels if bound else (),
        formats=table.formats.get(column, ()),
        found=found,
    )


def _with_losses(
    con: duckdb.DuckDBPyConnection, table: Table, relation: str, readings: Sequence[ColumnReading]
) -> list[ColumnReading]:
    """The columns with fewer typed values than texts that mean something: most have none, and are not read again."""
    if not readings:
        return []
    meant = ", ".join(f"count(*) FILTER ({reading.meant})" for reading in readings)
    typed = ", ".join(f"count({identifier(reading.name)})" for reading in readings)
    given = con.execute(f"SELECT {meant} FROM {relation}").fetchall()[0]
    kept = con.execute(f"SELECT {typed} FROM main.{identifier(table.name)}").fetchall()[0]
    return [reading for reading, texts, values in zip(readings, given, kept, strict=True) if values < texts]


def _note_unreadable(con: duckdb.DuckDBPyConnection, table: Table, relation: str, reading: ColumnReading) -> None:
    longest = problems.LONGEST_RAW
    shown = "NULL" if reading.name in table.withheld else f"left(given, {longest})"
    length = f"CASE WHEN length(given) > {longest} THEN format('; {{:,}} characters in all', length(given)) ELSE '' END"
    con.execute(f"""
        INSERT INTO main.problems
        SELECT (SELECT count(*) FROM main.problems) + row_number() OVER (ORDER BY _row) - 1, _file, _line,
            CASE WHEN len(moments) > 1 THEN {literal(problems.AMBIGUOUS_DATE)} ELSE {literal(problems.UNREADABLE)} END,
            {literal(table.name)}, {literal(reading.name)}, {shown},
            CASE WHEN len(moments) > 1 THEN {dates.either("moments")} ELSE {literal(reading.expected)} END || {length},
            _row
        FROM (
            SELECT _row, _file, _line, {reading.text} AS given, {reading.moments} AS moments
            FROM {relation}
            WHERE {reading.meant} AND ({reading.value}) IS NULL
        )
    """)
