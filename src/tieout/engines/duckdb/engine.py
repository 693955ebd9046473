"""A plan over a loaded dataset -> results."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import replace
from typing import TYPE_CHECKING

from tieout.engines.duckdb.findings import PROBLEMS, findings_of
from tieout.engines.duckdb.judged import Judge, nobody
from tieout.engines.duckdb.scan import Tally, run_query, run_scan
from tieout.engines.duckdb.tables import Shelf
from tieout.model.audit import Finding, Result
from tieout.model.verdict import Counts, Outcome, outcome_of
from tieout.plan.plan import Plan, Unbound

if TYPE_CHECKING:
    from duckdb import DuckDBPyConnection

LIMIT = 1000


def run(
    con: DuckDBPyConnection,
    plan: Plan,
    shelf: Shelf,
    *,
    judge: Judge = nobody,
    limit: int = LIMIT,
    progress: Callable[[str], None] | None = None,
) -> tuple[Result, ...]:
    """Results of every instance and of every check that has none.

    `judge` decides the rows of rules that SQL cannot say. At most `limit` findings of each instance are fetched;
    counts are always exact.
    """
    results = [*_evaluated(con, plan, shelf, judge, limit, progress), *(_unbound(unbound) for unbound in plan.unbound)]
    return tuple(results)


def _evaluated(
    con: DuckDBPyConnection,
    plan: Plan,
    shelf: Shelf,
    judge: Judge,
    limit: int,
    progress: Callable[[str], None] | None,
) -> Iterator[Result]:
    for scan in plan.scans:
        if progress:
            progress(f"{scan.instances[0].table}: {len(scan.instances)} checks in one scan")
        for tally in run_scan(con, scan, limit):
            yield _result(con, tally, scan.row, scan.wanted, shelf)
    for query in plan.queries:
        if progress:
            progress(f"{query.instance.table}: {query.instance.check.id}")
        yield _result(con, run_query(con, query, judge, limit), query.row, query.wanted, shelf)


def _result(con: DuckDBPyConnection, tally: Tally, row: str, wanted: str, shelf: Shelf) -> Result:
    instance = tally.instance
    counts = _examined(con, tally.counts) if instance.table == PROBLEMS else tally.counts
    outcome = outcome_of(counts, instance.allowed)
    findings: tuple[Finding, ...] = ()
    reason = _why_not(counts) if outcome is Outcome.NOT_EVALUATED else ""
    if tally.error:
        outcome, reason = Outcome.ERROR, f"the check broke while it ran: {tally.error}"
    else:
        findings = findings_of(con, tally, row, wanted, shelf)
    return Result(
        check=instance.check,
        instance=instance.name,
        severity=instance.severity,
        outcome=outcome,
        counts=counts,
        table=instance.table,
        allowed=instance.allowed,
        required=instance.required,
        reason=reason,
        rule=instance.rule,
        findings=findings,
    )


def _examined(con: DuckDBPyConnection, counts: Counts) -> Counts:
    """Problems are counted against all rows that were loaded: each of them was examined."""
    loaded = con.execute("SELECT coalesce(sum(rows), 0)::BIGINT FROM main.files").fetchall()[0][0]
    rows = max(loaded, counts.rows)
    return replace(counts, rows=rows, applicable=rows)


def _why_not(counts: Counts) -> str:
    if counts.rows == 0:
        return "there is no row to check"
    if counts.applicable == 0:
        return f"it applies to none of the {counts.rows:,} rows"
    return f"none of the {counts.applicable:,} rows it applies to could be decided from what is recorded"


def _unbound(unbound: Unbound) -> Result:
    return Result(
        check=unbound.check,
        instance="",
        severity=unbound.severity,
        outcome=Outcome.NOT_EVALUATED,
        counts=Counts(),
        required=unbound.required,
        reason=unbound.reason,
    )
