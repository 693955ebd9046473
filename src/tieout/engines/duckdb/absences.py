"""What a query finds because it does not find something: with an ANTI JOIN, in a column that may not be read whole.

A figure names a source, and no row of the register has that id. Where the id of a row of the register could not be
read, that row may be the one.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from typing import TYPE_CHECKING

import sqlglot
from sqlglot import exp

from tieout.plan.plan import Instance
from tieout.plan.quote import identifier, literal

if TYPE_CHECKING:
    from duckdb import DuckDBPyConnection


def heeding_absences(con: DuckDBPyConnection, instance: Instance) -> Instance:
    """The instance with every finding undecided, where it looks for a row in a column with an unread cell."""
    if "ANTI JOIN" not in instance.offenders:
        return instance
    tree = sqlglot.parse_one(instance.offenders, read="duckdb")
    if not any(_unread(con, table, column) for table, column in _looked_in(tree)):
        return instance
    return replace(instance, offenders=f"SELECT _row, TRUE AS undecided FROM ({instance.offenders}) AS o")


def _looked_in(tree: exp.Expr) -> Iterator[tuple[str, str]]:
    """The tables and columns that an ANTI JOIN compares with."""
    for join in tree.find_all(exp.Join):
        on = join.args.get("on")
        if join.kind != "ANTI" or on is None:
            continue
        compared = {column.name for column in on.find_all(exp.Column) if column.table == join.this.alias_or_name}
        for select in join.this.find_all(exp.Select):
            tables = [table.name for table in select.find_all(exp.Table)]
            for shown in select.expressions:
                if shown.alias_or_name in compared:
                    yield from ((table, column.name) for table in tables for column in shown.find_all(exp.Column))


def _unread(con: DuckDBPyConnection, table: str, column: str) -> bool:
    """Whether a cell of a column is empty because it could not be read."""
    cell, of_table = identifier(column), f'main.problems AS p WHERE p."table" = {literal(table)}'
    concerned = f'coalesce(p."column" = {literal(column)}, TRUE)'
    return bool(
        con.execute(
            f"SELECT 1 FROM main.{identifier(table)} AS t WHERE t.{cell} IS NULL AND ("
            f"t._row IN (SELECT record FROM {of_table} AND {concerned} AND record IS NOT NULL) "
            f"OR t._file IN (SELECT _file FROM {of_table} AND {concerned} AND kind = 'missing column')) LIMIT 1"
        ).fetchall()
    )
