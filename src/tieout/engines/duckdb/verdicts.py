"""The verdict of every single row: what the cases of a check's page are held against."""

from __future__ import annotations

from collections.abc import Mapping
from typing import TYPE_CHECKING

from tieout.engines.duckdb.judged import Judge, nobody
from tieout.engines.duckdb.queries import find_offending
from tieout.engines.duckdb.unread import heeding_problems
from tieout.model.verdict import Verdict, worst
from tieout.plan.plan import FAIL, NOT_APPLICABLE, PASS, POSSIBLE, UNKNOWN, Plan, Query, Scan

if TYPE_CHECKING:
    from duckdb import DuckDBPyConnection

Place = tuple[str, int]  # table, row

VERDICTS = {
    PASS: Verdict.PASS,
    FAIL: Verdict.FAIL,
    POSSIBLE: Verdict.POSSIBLE,
    UNKNOWN: Verdict.UNKNOWN,
    NOT_APPLICABLE: Verdict.NOT_APPLICABLE,
}


def row_verdicts(con: DuckDBPyConnection, plan: Plan, *, judge: Judge = nobody) -> Mapping[Place, Verdict]:
    """(table, row) -> the worst verdict over the instances of a plan. For few rows: everything is fetched."""
    found: dict[Place, list[Verdict]] = {}
    plan = heeding_problems(con, plan)
    for scan in plan.scans:
        for place, verdict in _scanned(con, scan):
            found.setdefault(place, []).append(verdict)
    for query in plan.queries:
        for place, verdict in _queried(con, query, judge):
            found.setdefault(place, []).append(verdict)
    return {place: worst(verdicts) for place, verdicts in found.items()}


def _scanned(con: DuckDBPyConnection, scan: Scan) -> list[tuple[Place, Verdict]]:
    found = []
    for instance in scan.instances:
        if not instance.offenders:
            rows = con.execute(f"SELECT {instance.subject}, {instance.code} FROM {scan.rows}").fetchall()
            found += [((instance.table, row), VERDICTS[code]) for row, code in rows if row is not None]
    return found


def _queried(con: DuckDBPyConnection, query: Query, judge: Judge) -> list[tuple[Place, Verdict]]:
    instance = query.instance
    find_offending(con, query, judge)
    returned = {row: Verdict.UNKNOWN if undecided else Verdict.FAIL
                for row, undecided in con.execute("SELECT id, undecided FROM _offending").fetchall()}  # fmt: skip
    rows = con.execute(f"SELECT {query.scan.row}, {instance.code} FROM {query.scan.rows}").fetchall()
    return [((instance.table, row), returned.get(row, VERDICTS[code])) for row, code in rows]
