"""Which figures a long table holds: only those are set side by side."""

from __future__ import annotations

from collections.abc import Mapping
from typing import TYPE_CHECKING

from tieout.model.dataset import Dataset, Role
from tieout.plan.relations import figure_name, long_tables, table_relation

if TYPE_CHECKING:
    from duckdb import DuckDBPyConnection


def figures_present(
    con: DuckDBPyConnection, dataset: Dataset, roles: Mapping[str, Role]
) -> Mapping[str, frozenset[str]]:
    """Long table -> the names of the figures in it (`killed`, `killed.children`). A table without rows is left out:
    what it would hold is not known, and the checks of figures that it lacks are told so."""
    present = {}
    for table in long_tables(dataset):
        relation = table_relation(table, {}, roles, {})
        # The few pairs of measure and population first, their names after.
        parts = [relation.values[r].sql for r in ("figure.measure", "figure.population") if r in relation.values]
        pairs = f"(SELECT DISTINCT {', '.join(parts)} FROM {relation.rows}) AS t"
        sql = f"SELECT DISTINCT {figure_name(relation.values)} FROM {pairs}"
        if found := con.execute(sql).fetchall():
            present[table.name] = frozenset(name for (name,) in found if name is not None)
    return present
