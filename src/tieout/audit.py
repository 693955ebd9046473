"""The only orchestrator: load, plan, run, conclude. Everything it calls is pure or has one edge of its own."""

from __future__ import annotations

import hashlib
from collections.abc import Callable, Mapping, Sequence
from dataclasses import replace
from datetime import datetime
from pathlib import Path

from tieout import __version__
from tieout.gate.policy import decide
from tieout.model.audit import Audit, Result, TableSummary
from tieout.model.check import Check
from tieout.model.mistake import Mistake
from tieout.plan.plan import Plan
from tieout.plan.planner import Planner, chosen
from tieout.project.root import Brief, brief, load

Progress = Callable[[str], None]


def build(root: Path, name: str, *, progress: Progress | None = None) -> Path:
    """Read a dataset's files into DuckDB, unless that has been done since they changed; the path of the file.

    Raises Mistake where the description or a file is wrong.
    """
    task = brief(load(root), name)
    return _build(task, progress)


def run(root: Path, name: str, *, now: datetime, progress: Progress | None = None, limit: int = 1000) -> Audit:
    """Audit one dataset of the project at `root`.

    `now` is the time of the audit, in UTC; `limit` bounds the findings that are shown of each check instance, not
    those that are counted. Raises Mistake where anything a person wrote is wrong, before any data is read.
    """
    task = brief(load(root), name)
    planner, plan = _rehearsed(task, now)
    target = _build(task, progress)
    audit = _run(task, planner, plan, target, now, progress, limit)
    outside = _outside(task, target, audit.tables, progress, limit)
    results = (*audit.results, *outside)
    return replace(audit, results=results, decision=decide(results, task.policy))


def _rehearsed(task: Brief, now: datetime) -> tuple[Planner, Plan]:
    """The plan over the files' heads, every rule bound on empty tables."""
    from tieout.datasets.headers import headers
    from tieout.datasets.store import in_memory
    from tieout.engines.duckdb import rehearse

    known = task.catalog
    heads = headers(task.dataset)
    planner = Planner(task.dataset, known.checks, known.roles, known.qualifiers, heads, now.date())
    plan = planner.plan(task.suite)
    if not plan.instances and not task.suite.contracts and not task.suite.great_expectations:
        what = f"the suite of '{task.dataset.name}' has no check that this dataset could meet"
        raise Mistake("nothing-to-check", what, at=task.suite.at)
    con = in_memory()
    try:
        rehearse(con, plan, task.dataset, heads)
    finally:
        con.close()
    return planner, plan


def _build(task: Brief, progress: Progress | None) -> Path:
    from tieout.datasets.build import build as build_store
    from tieout.datasets.build import is_current

    target = task.project.store(task.dataset.name)
    if not is_current(task.dataset, target):
        target.parent.mkdir(parents=True, exist_ok=True)
        build_store(task.dataset, target, progress=progress)
    return target


def _run(
    task: Brief,
    planner: Planner,
    plan: Plan,
    target: Path,
    now: datetime,
    progress: Progress | None,
    limit: int,
) -> Audit:
    from tieout.datasets.store import opened
    from tieout.engines.duckdb import Shelf, figures_present, summarise, survey
    from tieout.engines.duckdb import run as evaluate

    dataset, roles = task.dataset, task.catalog.roles
    with opened(target) as con:
        present = figures_present(con, dataset, roles)
        plan = replace(planner, present=present).plan(task.suite) if present else plan
        tables = summarise(con, dataset)
        shelf = Shelf(con, dataset, {table.name: table for table in tables})
        results = evaluate(con, plan, shelf, limit=limit, progress=progress)
        findings = [finding for result in results for finding in result.findings]
        records, drawn = survey(con, dataset, shelf, findings, roles)
    return Audit(
        version=__version__,
        dataset=dataset.name,
        title=dataset.title or dataset.name,
        about=dataset.about,
        publisher=dataset.publisher,
        licence=dataset.licence,
        release=dataset.release,
        at=now,
        decision=decide(results, task.policy),
        results=results,
        tables=tables,
        taxonomy=dataset.taxonomy,
        records=records,
        survey=drawn,
        left_out=plan.left_out,
        checks_hash=checks_hash(chosen(task.suite, task.catalog.checks), planner, task),
        data_hash=data_hash(tables),
    )


def _outside(
    task: Brief, target: Path, tables: Sequence[TableSummary], progress: Progress | None, limit: int
) -> Sequence[Result]:
    """What pandera and Great Expectations say of the same tables."""
    folder = task.project.root / "expectations"
    results: list[Result] = []
    if task.suite.contracts:
        from tieout.expectations import contracts

        if progress:
            progress("contracts")
        results += contracts.run(folder / task.suite.contracts, target, tables, limit=limit)
    for table, file in task.suite.great_expectations.items():
        from tieout.expectations import suites

        if progress:
            progress(f"Great Expectations: {table}")
        results += suites.run(folder / file, _summary(table, file, tables), target, limit=limit)
    return results


def _summary(name: str, file: str, tables: Sequence[TableSummary]) -> TableSummary:
    from tieout.model.mistake import Position, nearest

    for table in tables:
        if table.name == name:
            return table
    at = Position(f"expectations/{file}")
    raise Mistake("unknown-table", f"no table '{name}'", at=at, help=nearest(name, [t.name for t in tables]))


def checks_hash(checks: Sequence[Check], planner: Planner, task: Brief) -> str:
    """A sha256 that names the rules: it changes with any rule, severity or parameter, not with where they stand."""
    digest = hashlib.sha256()
    for check in checks:
        expected = task.suite.expectations.get(check.id)
        rules = [
            rule.text if (rule := getattr(check, name)) else ""
            for name in ("applies", "holds", "doubtful", "offenders")
        ]
        severity = expected.severity if expected and expected.severity else check.severity
        parameters = (
            planner.parameters(check, expected) if expected else {n: p.default for n, p in check.parameters.items()}
        )
        digest.update(repr((check.id, check.code, severity.value, rules, _plain(parameters))).encode())
    return digest.hexdigest()


def _plain(parameters: Mapping[str, object]) -> list[tuple[str, str]]:
    return sorted((name, repr(value)) for name, value in parameters.items())


def data_hash(tables: Sequence[TableSummary]) -> str:
    """A sha256 over the hashes of all files that were read."""
    lines = sorted(f"{table.name}\t{file.path}\t{file.sha256}\n" for table in tables for file in table.files)
    return hashlib.sha256("".join(lines).encode()).hexdigest()
