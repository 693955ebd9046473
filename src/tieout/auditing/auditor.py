"""The orchestrator of audits: load, plan, run, conclude. Everything it calls is pure or has one edge of its own."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass, replace
from datetime import datetime
from pathlib import Path
from typing import TYPE_CHECKING

from tieout import __version__
from tieout.auditing.elsewhere import told_elsewhere
from tieout.auditing.judging import asking, bench, read_document, refuse_unknown_judges, tied
from tieout.auditing.passages import with_nearest
from tieout.gate.policy import decide
from tieout.model.audit import Audit, Record, Result, Survey, TableSummary
from tieout.model.mistake import Mistake, Position, nearest
from tieout.model.tie import TieOut
from tieout.plan.fingerprint import checks_hash, data_hash
from tieout.plan.plan import Plan
from tieout.plan.planner import Planner
from tieout.project.root import Brief, brief, load

if TYPE_CHECKING:
    from tieout.engines.duckdb import Connection
    from tieout.evidence.bench import Bench

Progress = Callable[[str], None]
LOOKS_UP = "quote-in-document"  # the judge that finds quotes and reads none of them


def build(root: Path, name: str, *, progress: Progress | None = None) -> Path:
    """Read a dataset's files into DuckDB, unless that has been done since they changed; the path of the file.

    Raises Mistake where the description or a file is wrong.
    """
    return _build(brief(load(root), name), progress)


def run(root: Path, name: str, *, now: datetime, progress: Progress | None = None, limit: int = 1000) -> Audit:
    """Audit one dataset of the project at `root`.

    `now` is the time of the audit, in UTC; `limit` bounds the findings that are shown of each check instance, not
    those that are counted. Raises Mistake where anything a person wrote is wrong, before any data is read.
    """
    task = brief(load(root), name)
    planner, plan = _rehearsed(task, now)
    target = _build(task, progress)
    return _Audit(task, planner, plan, target, now, limit, progress or _silent).run()


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
    refuse_unknown_judges(plan, task.dataset)
    for table, file in task.suite.great_expectations.items():
        _refuse_unknown_table(table, file, task)
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
        build_store(task.dataset, target, progress=progress, reader=read_document)
    return target


def _silent(_: str) -> None:
    """Progress that nobody watches."""


@dataclass(frozen=True, slots=True)
class _Audit:
    """One audit over a built dataset."""

    task: Brief
    planner: Planner
    plan: Plan
    target: Path
    now: datetime
    limit: int
    progress: Progress

    def run(self) -> Audit:
        from tieout.datasets.store import opened
        from tieout.engines.duckdb import summarise

        with opened(self.target) as con:
            tables = summarise(con, self.task.dataset)
            judges = bench(con, self.planner.binder, self.task.catalog) if self._judged else None
            binder = self.planner.binder
            evaluated = with_nearest(con, binder, told_elsewhere(con, binder, self._evaluated(con, tables, judges)))
            results = (*evaluated, *self._outside(tables))
            tie_out = self._tied(con, judges)
            records, survey = self._surveyed(con, tables, results, tie_out)
        return replace(self._concluded(tables, results, records, survey), tie_out=tie_out)

    def _tied(self, con: Connection, judges: Bench | None) -> TieOut:
        """The tie-out, with the tables that it can say nothing of."""
        found = tied(con, self.planner.binder, judges) if judges and self._reads_words else TieOut()
        return replace(found, by_column=tuple(table.name for table in self.task.dataset.tables if table.figures))

    @property
    def _judged(self) -> bool:
        """Whether any check asks a judge."""
        return any(instance.judge for instance in self.plan.instances)

    @property
    def _reads_words(self) -> bool:
        """Whether a judge does more than look quotes up: then the figures are tied out, which costs far more."""
        return any(instance.judge not in ("", LOOKS_UP) for instance in self.plan.instances)

    def _evaluated(self, con: Connection, tables: Sequence[TableSummary], judges: Bench | None) -> Sequence[Result]:
        """The plan's own checks; long tables are asked first which figures they hold."""
        from tieout.engines.duckdb import Shelf, figures_present
        from tieout.engines.duckdb import run as evaluate

        dataset = self.task.dataset
        present = figures_present(con, dataset, self.task.catalog.roles)
        plan = replace(self.planner, present=present).plan(self.task.suite) if present else self.plan
        shelf = Shelf(con, dataset, {table.name: table for table in tables})
        return evaluate(con, plan, shelf, judge=asking(judges), limit=self.limit, progress=self.progress)

    def _outside(self, tables: Sequence[TableSummary]) -> Iterator[Result]:
        """What pandera and Great Expectations say of the same tables."""
        suite, folder = self.task.suite, self.task.project.root / "expectations"
        if suite.contracts:
            from tieout.expectations import contracts

            self.progress("contracts")
            yield from contracts.run(folder / suite.contracts, self.target, tables, limit=self.limit)
        for table in tables:
            if table.name in suite.great_expectations:
                from tieout.expectations import suites

                self.progress(f"Great Expectations: {table.name}")
                file = folder / suite.great_expectations[table.name]
                yield from suites.run(file, table, self.target, limit=self.limit)

    def _surveyed(
        self, con: Connection, tables: Sequence[TableSummary], results: Sequence[Result], tie_out: TieOut
    ) -> tuple[tuple[Record, ...], Survey]:
        """The rows that findings name and lead to, the documents that ties lead to, and what the report draws."""
        from tieout.engines.duckdb import Shelf, survey

        shelf = Shelf(con, self.task.dataset, {table.name: table for table in tables})
        findings = [finding for result in results for finding in result.findings]
        documents = {tie.document for tie in tie_out.ties if tie.document}
        return survey(con, self.task.dataset, shelf, findings, self.task.catalog.roles, documents)

    def _concluded(
        self,
        tables: tuple[TableSummary, ...],
        results: tuple[Result, ...],
        records: tuple[Record, ...],
        survey: Survey,
    ) -> Audit:
        dataset = self.task.dataset
        return Audit(
            version=__version__,
            dataset=dataset.name,
            title=dataset.title or dataset.name,
            about=dataset.about,
            publisher=dataset.publisher,
            licence=dataset.licence,
            release=dataset.release,
            at=self.now,
            decision=decide(results, self.task.policy),
            results=results,
            tables=tables,
            taxonomy=dataset.taxonomy,
            records=records,
            survey=survey,
            left_out=self.plan.left_out,
            checks_hash=checks_hash(self.task.suite, self.planner, self._outside_files()),
            data_hash=data_hash(tables),
        )

    def _outside_files(self) -> Iterator[bytes]:
        folder, suite = self.task.project.root / "expectations", self.task.suite
        for name in (*([suite.contracts] if suite.contracts else []), *suite.great_expectations.values()):
            yield (folder / name).read_bytes()


def _refuse_unknown_table(name: str, file: str, task: Brief) -> None:
    """A Great Expectations suite names the table it is about in its file's name."""
    names = task.dataset.names
    if name not in names:
        at = Position(f"expectations/{file}")
        raise Mistake("unknown-table", f"no table '{name}'", at=at, help=nearest(name, names))
