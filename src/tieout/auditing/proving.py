"""Prove a check's page: load its case tables as a small dataset, run the check, compare every verdict."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from datetime import date
from typing import TYPE_CHECKING

from tieout.auditing.judging import asking, bench, refuse_unknown_judges
from tieout.model.check import Case, CaseTable, Check, Text
from tieout.model.dataset import Dataset, FigureColumns, Format, Reading, Table, Type
from tieout.model.figure import OPEN, Bounds, parse_bounds
from tieout.model.mistake import Mistake, Position, nearest
from tieout.model.suite import Expectation, Suite
from tieout.model.taxonomy import Taxonomy
from tieout.model.verdict import Verdict
from tieout.plan.plan import Plan
from tieout.plan.planner import Planner
from tieout.project.catalog import Catalog

if TYPE_CHECKING:
    from tieout.engines.duckdb import Connection

TODAY = date(2026, 11, 1)
TAXONOMY = "conflict"


@dataclass(frozen=True, slots=True)
class Disagreement:
    """A case whose verdict the check does not give."""

    check: str
    at: Position
    expected: Verdict
    got: Verdict

    def __str__(self) -> str:
        return f"{self.at}: {self.check} gives '{self.got}', the page says '{self.expected}'"


def prove(check: Check, catalog: Catalog) -> Sequence[Disagreement]:
    """Every case of a check's page that does not hold; empty when the page is right.

    Raises Mistake when the page has no cases or the check cannot be bound to them.
    """
    judged = [table for table in check.page.cases if any(case.verdict for case in table.rows)]
    if not judged:
        raise Mistake("no-cases", "the page has no case with a verdict", at=check.page.at)
    context = [table for table in check.page.cases if table not in judged]
    return [failure for table in judged for failure in _prove_table(check, catalog, table, context)]


def _prove_table(
    check: Check, catalog: Catalog, judged: CaseTable, context: Sequence[CaseTable]
) -> Iterator[Disagreement]:
    from tieout.datasets.store import in_memory
    from tieout.engines.duckdb import column_types, figures_present, row_verdicts

    case = _CaseDataset(check, catalog)
    tables = [case.table(table) for table in (judged, *context)]
    dataset = replace(case.dataset, tables=tuple(table for table in tables if table.name != "problems"))
    con = in_memory()
    try:
        case.load(con, dataset, (judged, *context))
        heads = {table.name: column_types(con, table.name) for table in dataset.tables}
        planner = Planner(dataset, {check.id: check}, catalog.roles, catalog.qualifiers, heads, case.today)
        planner = replace(planner, present=figures_present(con, dataset, catalog.roles))
        plan = _rehearsed(planner, case)
        judges = bench(con, planner.binder, catalog) if check.judge else None
        verdicts = row_verdicts(con, plan, judge=asking(judges))
    except Mistake:
        raise
    except Exception as problem:  # the rule is its author's: whatever breaks in it is theirs to mend
        raise _broken(check, problem) from None
    finally:
        con.close()
    for row, written in enumerate(judged.rows):
        got = verdicts.get((judged.relation, row), Verdict.NOT_APPLICABLE)
        if written.verdict is not None and got != written.verdict:
            yield Disagreement(check.id, Position(check.page.at.file, written.line), written.verdict, got)


def _rehearsed(planner: Planner, case: _CaseDataset) -> Plan:
    """The plan of a page's cases; what an audit refuses before it reads data is refused here too, in the same words."""
    from tieout.datasets.store import in_memory
    from tieout.engines.duckdb import rehearse

    plan = planner.plan(case.suite)
    if not plan.instances:
        what = f"the cases do not bind the check: {plan.unbound[0].reason}"
        raise Mistake("case-not-bound", what, at=case.check.page.at)
    refuse_unknown_judges(plan, planner.dataset)
    con = in_memory()
    try:
        rehearse(con, plan, planner.dataset, planner.headers)
    finally:
        con.close()
    return plan


def _broken(check: Check, problem: Exception) -> Mistake:
    from tieout.engines.duckdb.scan import reason

    rule = check.holds or check.offenders or check.judge
    what = f"{check.id} breaks on the cases of its page: {reason(problem)}"
    return Mistake("broken-check", what, at=rule.at if rule else check.at)


class _CaseDataset:
    """The small dataset that a page's case tables are."""

    def __init__(self, check: Check, catalog: Catalog) -> None:
        self.check = check
        self.catalog = catalog
        self.settings = check.page.settings
        self.taxonomy = _taxonomy(self.settings.taxonomy, catalog)
        self.today = self.settings.today or TODAY

    @property
    def dataset(self) -> Dataset:
        return Dataset("cases", "", self.check.at, (), taxonomy=self.taxonomy, sentinels=self.settings.sentinels)

    @property
    def suite(self) -> Suite:
        expected = Expectation(self.check.id, self.check.at, parameters=self.settings.parameters)
        return Suite("cases", self.check.at, expectations={self.check.id: expected})

    def table(self, source: CaseTable) -> Table:
        """A case table as a table of the dataset: roles and figures bound by the names of its columns."""
        roles = {c: c for c in source.columns if c in self.catalog.roles}
        figures = {
            c: FigureColumns(f"{c}.lower", f"{c}.best", f"{c}.upper")
            for c in source.columns
            if c in self.taxonomy.figures
        }
        types = {c: kind for c, kind in self.settings.types.items() if c in source.columns}
        types |= {c: self.catalog.roles[c].type for c in roles}
        types |= {column: Type.NUMBER for figure in figures.values() for column in figure.columns}
        return Table(
            name=source.relation,
            relation=source.relation,
            files=(),
            at=self.check.page.at,
            reading=Reading(format=Format.CSV),
            key=self._key(source),
            roles=roles,
            figures=figures,
            types={c: t for c, t in types.items() if t is not Type.TEXT},
            formats={c: formats for c, formats in self.settings.formats.items() if c in source.columns},
        )

    def _key(self, source: CaseTable) -> tuple[str, ...]:
        stated = self.settings.key
        if stated and set(stated) <= set(source.columns):
            return stated
        first = source.columns[:1]
        return first if first and first[0].endswith(".id") else ()

    def columns(self, source: CaseTable) -> Sequence[str]:
        """The columns as they are loaded: a figure has three."""
        return [c for column in source.columns for c in self._spread(column)]

    def _spread(self, column: str) -> Sequence[str]:
        figure = column in self.taxonomy.figures and column not in self.catalog.roles
        return [f"{column}.{part}" for part in ("lower", "best", "upper")] if figure else [column]

    def load(self, con: Connection, dataset: Dataset, sources: Sequence[CaseTable]) -> None:
        from tieout.datasets.rows import load_rows
        from tieout.datasets.typed import prepare

        prepare(con)
        for source in sources:
            rows = [self._row(source, case) for case in source.rows]
            if source.relation == "problems":
                _load_problems(con, source, rows)
            else:
                load_rows(con, dataset, dataset.table(source.relation), self.columns(source), rows)

    def _row(self, source: CaseTable, case: Case) -> Sequence[str | None]:
        return [text for column, cell in zip(source.columns, case.cells, strict=True)
                for text in self._texts(column, cell, case)]  # fmt: skip

    def _texts(self, column: str, cell: str, case: Case) -> Sequence[str | None]:
        if len(self._spread(column)) == 1:
            return [None if cell == "" else "" if cell == "''" else cell]
        try:
            bounds = parse_bounds(cell)
        except ValueError:
            at = Position(self.check.page.at.file, case.line)
            raise Mistake("bad-case", f"'{cell}' is no figure", at=at, help="53, 15..65, 53.., ..30") from None
        return _recorded(bounds)


def _taxonomy(stated: Text | None, catalog: Catalog) -> Taxonomy:
    if stated is None:
        return catalog.taxonomies[TAXONOMY]
    if stated.text not in catalog.taxonomies:
        help_ = nearest(stated.text, catalog.taxonomies)
        raise Mistake("unknown-taxonomy", f"no taxonomy '{stated.text}'", at=stated.at, help=help_)
    return catalog.taxonomies[stated.text]


def _recorded(bounds: Bounds) -> Sequence[str | None]:
    values = (bounds.lower, bounds.best, None if bounds.upper == OPEN else bounds.upper)
    return [None if value is None else f"{value:g}" for value in values]


def _load_problems(con: Connection, source: CaseTable, rows: Sequence[Sequence[str | None]]) -> None:
    names = [f'"{column.split(".", 1)[1]}"' for column in source.columns]
    marks = ", ".join("?" for _ in names)
    for number, row in enumerate(rows):
        con.execute(f"INSERT INTO main.problems (_row, {', '.join(names)}) VALUES ({number}, {marks})", list(row))
