"""A plan over a loaded dataset -> results."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass, replace
from typing import TYPE_CHECKING

from tieout.engines.duckdb.findings import PROBLEMS, findings_of
from tieout.engines.duckdb.judged import Judge, nobody
from tieout.engines.duckdb.queries import run_query
from tieout.engines.duckdb.scan import Tally, run_scan
from tieout.engines.duckdb.tables import Shelf
from tieout.engines.duckdb.unread import heeding_problems
from tieout.model.audit import Finding, Result
from tieout.model.counting import counted
from tieout.model.verdict import Counts, Outcome, outcome_of
from tieout.plan.plan import Plan, Query, Scan, Unbound

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
    engine = _Run(con, shelf, judge, limit)
    results: list[Result] = []
    for scan in heeding_problems(con, plan).scans:
        if progress:
            progress(f"{scan.instances[0].table}: {len(scan.instances)} checks in one scan")
        results += engine.scanned(scan)
    return (*results, *(_unbound(unbound) for unbound in plan.unbound))


@dataclass(frozen=True, slots=True)
class _Run:
    con: DuckDBPyConnection
    shelf: Shelf
    judge: Judge
    limit: int

    def scanned(self, scan: Scan) -> Iterator[Result]:
        """Results of everything that reads one relation; the rows to show are fetched once for all."""
        together: list[Tally] = []
        for spoken in run_scan(self.con, scan, self.limit):
            tally = self._queried(scan, spoken)
            if tally.instance.judge:  # what a judge said is kept until the next one speaks
                yield from self._results(scan, [tally])
            else:
                together.append(tally)
        yield from self._results(scan, together)

    def _queried(self, scan: Scan, spoken: Tally) -> Tally:
        """The tally of a rule with a query, given the rows that it speaks about; that of a row rule as it is."""
        if spoken.error or not spoken.instance.offenders:
            return spoken
        return run_query(self.con, Query(scan, spoken.instance), spoken, self.judge, self.limit)

    def _results(self, scan: Scan, tallies: Sequence[Tally]) -> Iterator[Result]:
        for tally, findings in zip(tallies, findings_of(self.con, scan, tallies, self.shelf), strict=True):
            counts = self._examined(tally.counts) if tally.instance.table == PROBLEMS else tally.counts
            yield _result(tally, counts, findings)

    def _examined(self, counts: Counts) -> Counts:
        """Problems are counted against the rows of all tables: each was examined. A document is a row of its table."""
        loaded = sum(table.rows for table in self.shelf.tables.values())
        rows = max(loaded, counts.rows)
        return replace(counts, rows=rows, applicable=rows)


def _result(tally: Tally, counts: Counts, findings: tuple[Finding, ...]) -> Result:
    instance = tally.instance
    outcome = outcome_of(counts, instance.allowed)
    reason = _why_not(counts) if outcome is Outcome.NOT_EVALUATED else ""
    if tally.error:
        outcome, reason = Outcome.ERROR, tally.error
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


def _why_not(counts: Counts) -> str:
    if counts.rows == 0:
        return "there is no row to check"
    if counts.applicable == 0:
        return f"of {counted(counts.rows, 'row')} it applies to none"
    return f"of {counted(counts.applicable, 'row')} it applies to, none could be decided from what is recorded"


def _unbound(unbound: Unbound) -> Result:
    return Result(
        check=unbound.check,
        instance="",
        severity=unbound.severity,
        outcome=Outcome.NOT_EVALUATED,
        counts=Counts(),
        required=unbound.required,
        reason=unbound.reason,
        absent=unbound.absent,
    )
