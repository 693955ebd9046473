"""Projects in a temporary folder, and small tables in memory with checks over them."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field, replace
from datetime import UTC, datetime
from functools import cache
from pathlib import Path
from textwrap import dedent
from typing import TYPE_CHECKING, Any

import pytest

from tieout.auditing import auditor
from tieout.model.audit import Audit, Result
from tieout.model.check import HEADINGS, Check, Each, Parameter, ParameterValue, Text
from tieout.model.dataset import Dataset, FigureColumns, Table, Type
from tieout.model.mistake import Mistake, Position
from tieout.model.suite import Expectation, Suite
from tieout.model.taxonomy import Group, Taxonomy
from tieout.model.verdict import Severity
from tieout.plan.bind import Binder
from tieout.plan.plan import Plan
from tieout.plan.planner import Planner
from tieout.project.catalog import Catalog, catalog

if TYPE_CHECKING:
    from duckdb import DuckDBPyConnection

NOW = datetime(2026, 11, 1, 12, 0, tzinfo=UTC)
AT = Position("dataset.yaml", 1, 1)

# ---- files -----------------------------------------------------------------------------------------------------------

PAGE = "\n".join(f"## {heading}\nWords.\n" for heading in HEADINGS)


@dataclass(frozen=True)
class Desk:
    """Writes a project's files, and audits its datasets."""

    root: Path

    def write(self, path: str, text: str | bytes) -> Path:
        file = self.root / path
        file.parent.mkdir(parents=True, exist_ok=True)
        file.write_bytes(text if isinstance(text, bytes) else dedent(text).encode())
        return file

    def dataset(self, text: str, *, name: str = "bridge", suite: str = "", **files: str) -> None:
        """datasets/<name>: `text` follows the name; `events="..."` is events.csv."""
        self.write(f"datasets/{name}/dataset.yaml", f"name: {name}\n{dedent(text).lstrip()}")
        for stem, content in files.items():
            self.write(f"datasets/{name}/{stem}.csv", content)
        if suite:
            self.write(f"expectations/{name}.yaml", suite)

    def check(self, name: str, text: str, *, code: str = "HSE001", page: str = PAGE) -> None:
        """A house rule; `text` is what differs from a rule over events that says nothing much."""
        head = f"id: {name}\ncode: {code}\nsummary: A house rule.\n"
        body = dedent(text).lstrip()
        for key, value in {"severity": "error", "over": "events", "expected": "better", "message": "it is bad"}.items():
            head += "" if f"\n{key}:" in f"\n{body}" else f"{key}: {value}\n"
        self.write(f"checks/house/{name}.yaml", head + body)
        self.write(f"checks/house/{name}.md", page)

    def audit(self, name: str = "bridge", *, limit: int = 1000, told: list[str] | None = None) -> Audit:
        progress = None if told is None else told.append
        return auditor.run(self.root, name, now=NOW, limit=limit, progress=progress)

    def store(self, name: str = "bridge") -> Path:
        return self.root / ".tieout" / f"{name}.duckdb"

    def refused(self, name: str = "bridge") -> str:
        """What an audit is refused with; no data has been read."""
        with pytest.raises(Mistake) as caught:
            self.audit(name)
        assert not self.store(name).exists(), "data was read before the mistake was told"
        return str(caught.value)


def result(audit: Audit | Sequence[Result], check: str, instance: str | None = None) -> Result:
    """The one result of a check (and instance)."""
    results = audit.results if isinstance(audit, Audit) else audit
    found = [r for r in results if r.check.id == check and instance in (None, r.instance)]
    assert len(found) == 1, [(r.check.id, r.instance) for r in results]
    return found[0]


def keys(found: Result, column: str) -> list[str | None]:
    """The keys of a result's findings, in their order."""
    return [finding.key[column] for finding in found.findings]


# ---- values ----------------------------------------------------------------------------------------------------------

Cell = str | None


@cache
def known() -> Catalog:
    """What is built in."""
    return catalog()


def words(text: str, line: int = 5, column: int = 8) -> Text:
    """A text of a check's file."""
    return Text(text, Position("rule.yaml", line, column))


def rule(
    name: str = "house-rule",
    *,
    code: str = "HSE001",
    over: str = "events",
    each: str = "row",
    needs: Sequence[str] = (),
    severity: str = "error",
    message: str = "it is bad",
    expected: str = "better",
    parameters: Mapping[str, ParameterValue] | None = None,
    **rules: str,
) -> Check:
    """A check; `rules` are applies, holds, doubtful and offenders."""
    return Check(
        id=name,
        code=code,
        summary="A house rule.",
        severity=Severity(severity),
        over=over,
        message=words(message, 9),
        expected=words(expected, 10),
        at=Position("rule.yaml", 1, 1),
        pack="core",
        each=Each(each),
        needs=tuple(words(need, 4) for need in needs),
        parameters={n: Parameter(n, value, "a value") for n, value in (parameters or {}).items()},
        **{kind: words(text) for kind, text in rules.items()},  # type: ignore[arg-type] # the names of rules
    )


def table(
    name: str,
    *,
    relation: str = "",
    key: Sequence[str] = (),
    roles: Mapping[str, str] | None = None,
    figures: Mapping[str, FigureColumns] | None = None,
    types: Mapping[str, Type] | None = None,
) -> Table:
    """A table of a dataset; types of roles and figures follow from them."""
    bound = dict(roles or {})
    kinds = {column: known().roles[role].type for role, column in bound.items()}
    for figure in (figures or {}).values():
        kinds |= {c: Type.NUMBER for c in (figure.lower, figure.best, figure.upper) if c}
    kinds |= types or {}
    return Table(
        name=name,
        relation=relation or name,
        files=(f"{name}.csv",),
        at=AT,
        key=tuple(key),
        roles=bound,
        figures=dict(figures or {}),
        types={c: t for c, t in kinds.items() if t is not Type.TEXT},
    )


FAMILY = Taxonomy(
    id="family",
    figures=dict.fromkeys(["killed", "killed.women", "killed.men", "killed.children", "killed.adults"], "People."),
    within=tuple(Group("killed", (part,)) for part in ("killed.women", "killed.men", "killed.children")),
    disjoint=(Group("killed", ("killed.women", "killed.men")),),
    sums=(Group("killed", ("killed.children", "killed.adults")),),
)


@dataclass
class Bench:
    """Tables in memory, and checks that are run over them.

    `rows` maps each table to its columns and their texts.
    """

    tables: Sequence[Table]
    rows: Mapping[str, tuple[Sequence[str], Sequence[Sequence[Cell]]]]
    taxonomy: Taxonomy = FAMILY
    sentinels: tuple[str, ...] = ()
    con: DuckDBPyConnection = field(init=False)
    dataset: Dataset = field(init=False)

    def __post_init__(self) -> None:
        from tieout.datasets.rows import load_rows
        from tieout.datasets.store import in_memory
        from tieout.datasets.typed import prepare

        self.dataset = Dataset("bench", "", AT, tuple(self.tables), taxonomy=self.taxonomy, sentinels=self.sentinels)
        self.con = in_memory()
        prepare(self.con)
        for one in self.tables:
            columns, rows = self.rows[one.name]
            load_rows(self.con, self.dataset, one, columns, rows, f"{one.name}.csv", range(2, len(rows) + 2))

    def __enter__(self) -> Bench:
        return self

    def __exit__(self, *_: object) -> None:
        self.con.close()

    @property
    def headers(self) -> Mapping[str, Mapping[str, str]]:
        """Table -> column -> DuckDB type, as they are loaded."""
        found: dict[str, dict[str, str]] = {}
        for name, column, kind in self.con.execute(
            "SELECT table_name, column_name, data_type FROM duckdb_columns() WHERE schema_name = 'main'"
        ).fetchall():
            if column not in ("_row", "_file", "_line"):
                found.setdefault(name, {})[column] = kind
        return found

    def planner(self, *checks: Check) -> Planner:
        from tieout.engines.duckdb import figures_present

        roles, qualifiers = known().roles, known().qualifiers
        catalogue = {check.id: check for check in checks}
        planner = Planner(self.dataset, catalogue, roles, qualifiers, self.headers, NOW.date())
        return replace(planner, present=figures_present(self.con, self.dataset, roles))

    def plan(self, *checks: Check, expectations: Sequence[Expectation] = ()) -> Plan:
        suite = Suite("bench", AT, packs=_packs(checks), expectations={e.check: e for e in expectations})
        return self.planner(*checks).plan(suite)

    def rehearse(self, *checks: Check) -> None:
        """Plan the checks and bind their rules on empty tables, as an audit does before it reads data."""
        from tieout.datasets.store import in_memory
        from tieout.engines.duckdb import rehearse

        headers = {one.name: self.headers[one.name] for one in self.tables}
        planner = replace(self.planner(*checks), present={})
        plan = planner.plan(Suite("bench", AT, packs=_packs(checks)))
        con = in_memory()
        try:
            rehearse(con, plan, self.dataset, headers)
        finally:
            con.close()

    def binder(self) -> Binder:
        return Binder(self.dataset, self.headers, known().roles, known().qualifiers)

    def run(self, *checks: Check, limit: int = 1000, expectations: Sequence[Expectation] = ()) -> tuple[Result, ...]:
        from tieout.engines.duckdb import Shelf, run, summarise

        shelf = Shelf(self.con, self.dataset, {t.name: t for t in summarise(self.con, self.dataset)})
        return run(self.con, self.plan(*checks, expectations=expectations), shelf, limit=limit)

    def query(self, sql: str) -> list[tuple[Any, ...]]:
        return self.con.execute(sql).fetchall()


def _packs(checks: Sequence[Check]) -> tuple[str, ...]:
    return tuple({check.pack for check in checks})


def events(*rows: Sequence[Cell], columns: Sequence[str] = ("id", "start", "end", "title"), **more: Any) -> Bench:
    """A table of events bound by their columns' names."""
    roles = {f"event.{column}": column for column in columns if f"event.{column}" in known().roles}
    one = table("events", key=("id",) if "id" in columns else (), roles=roles, **more)
    return Bench([one], {"events": (columns, rows)})
