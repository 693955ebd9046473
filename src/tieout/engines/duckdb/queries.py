"""Rules that need a query of their own, or a judge: which rows they return, of those that the rule speaks about."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

from tieout.engines.duckdb.judged import Judge, judge_rows
from tieout.engines.duckdb.scan import Tally, add_mates, reason
from tieout.model.counting import counted
from tieout.model.verdict import Counts
from tieout.plan.plan import Instance, Query
from tieout.plan.relations import WANTED
from tieout.plan.sources import APART

if TYPE_CHECKING:
    from duckdb import DuckDBPyConnection


def run_query(con: DuckDBPyConnection, query: Query, spoken: Tally, judge: Judge, limit: int) -> Tally:
    """The tally of a query. `spoken` is what the scan of its relation counted: the rows that the rule speaks about."""
    try:
        find_offending(con, query, judge)
        failed, undecided = con.execute(
            "SELECT count(*) FILTER (NOT undecided), count(*) FILTER (undecided) FROM _offending"
        ).fetchall()[0]
        first = con.execute(f"SELECT id FROM _offending WHERE NOT undecided ORDER BY id LIMIT {limit}").fetchall()
    except Exception as problem:  # a judge is Python: whatever breaks in it is an error of its check alone
        return Tally(query.instance, Counts(), error=reason(problem))
    counts = replace(spoken.counts, failed=failed, unknown=spoken.counts.unknown + undecided)
    return Tally(query.instance, counts, tuple((row, True) for (row,) in first))


def find_offending(con: DuckDBPyConnection, query: Query, judge: Judge) -> None:
    """Fill the table `_offending` (id, undecided): the rows that are wrong, and those of which the query cannot tell.

    A row that is returned as wrong and as undecided is wrong. Whether a number is a row of the relation, and the rule
    speaks about it, is asked of the few that are returned, not of all.
    """
    instance = query.instance
    if instance.judge:
        judge_rows(con, instance, judge)
    con.execute(f"CREATE OR REPLACE TEMP TABLE _offending AS {offending(instance)}")
    con.execute(f"CREATE OR REPLACE TEMP TABLE {WANTED} AS SELECT id FROM _offending")
    add_mates(con, query.scan)
    # As a column, not as a filter: DuckDB would take that below the look-up, and ask it of every row of the table.
    asked = f"SELECT {query.scan.row} AS id, {instance.applies} AS applies FROM {query.scan.wanted}"
    con.execute(f"CREATE OR REPLACE TEMP TABLE _asked AS {asked}")
    _refuse_strangers(con, instance)
    con.execute("DELETE FROM _offending WHERE id NOT IN (SELECT id FROM _asked WHERE applies)")


def _refuse_strangers(con: DuckDBPyConnection, instance: Instance) -> None:
    """Raise where a query or a judge names a row that is not there: what else it says is not to be trusted.

    Rows of other tables that fill the same relation are no strangers; they lie whole tables apart.
    """
    elsewhere = f"id NOT BETWEEN 0 AND {APART - 1} AND (id % {APART} + {APART}) % {APART} < {APART // 2}"
    count, first = con.execute(
        f"SELECT count(*), min(id) FROM _offending WHERE id NOT IN (SELECT id FROM _asked) AND NOT ({elsewhere})"
    ).fetchall()[0]
    if count:
        who = "judge" if instance.judge else "query"
        raise LookupError(
            f"the {who} returns {counted(count, 'row')} that {instance.table} does not have, such as _row {first}"
        )


def offending(instance: Instance) -> str:
    """SELECT of the rows that a query returns (`id`), each once, and whether it is `undecided` about them."""
    return (
        "SELECT _row AS id, bool_and(coalesce(undecided, TRUE)) AS undecided "
        f"FROM ({instance.offenders}) AS o WHERE _row IS NOT NULL GROUP BY _row"
    )
