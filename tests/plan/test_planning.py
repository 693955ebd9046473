"""Suite x dataset -> plan: which instances a check has, why it has none, and the SQL that comes of it."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import replace
from itertools import permutations

import pytest
import sqlglot

from tieout.model.check import Check
from tieout.model.dataset import FigureColumns, Type
from tieout.model.mistake import Mistake
from tieout.model.suite import Expectation, Suite
from tieout.model.verdict import Severity
from tieout.plan.plan import Instance, Plan
from workbench import AT, Bench, events, known, rule, table

BOUNDS = FigureColumns("min", "n", "max")
SHIPPED = known().checks


@pytest.fixture(scope="module")
def wide() -> Bench:
    """A wide table of events, with a second table that figures nowhere."""
    one = table(
        "events",
        key=("id",),
        roles={"event.id": "id", "event.start": "from", "event.end": "to", "event.source": "by"},
        figures={
            "killed": BOUNDS,
            "killed.women": FigureColumns(best="women"),
            "killed.men": FigureColumns(best="men"),
        },
    )
    register = table("sources", key=("id", "name"), roles={"source.id": "id", "source.name": "name"})
    columns = ("id", "from", "to", "by", "min", "n", "max", "women", "men")
    return Bench([one, register], {"events": (columns, []), "sources": (("id", "name"), [])})


@pytest.fixture(scope="module")
def long() -> Bench:
    """A long table: one row a figure."""
    roles = {f"figure.{role}": role for role in ("id", "event", "source", "measure", "population", "best", "words")}
    rows = [("1", "E1", "S1", "killed", "", "5", ""), ("2", "E1", "S1", "Killed", "Women", "4", "")]
    return Bench([table("figures", roles=roles)], {"figures": (tuple(roles.values()), rows)})


def names(plan: Plan) -> list[str]:
    return [instance.name for instance in plan.instances]


def only(plan: Plan) -> str:
    (unbound,) = plan.unbound
    assert not plan.instances
    return unbound.reason


@pytest.mark.parametrize(
    ("check", "instances"),
    [
        (rule(holds="true"), [""]),
        (rule(each="figure", over="figures", holds="known(figure)"), ["killed", "killed.women", "killed.men"]),
        (rule(each="figure", over="figures", needs=["figure.lower"], holds="known(figure.lower)"), ["killed"]),
        (
            rule(each="within", over="figures", holds="known(part)"),
            ["killed.women within killed", "killed.men within killed"],
        ),
        (rule(each="disjoint", over="figures", holds="known(parts)"), ["killed.women + killed.men within killed"]),
        (rule(each="date", over="events", holds="known(date)"), ["event.start", "event.end"]),
        (rule(each="date", over="dates", holds="known(date)"), ["event.start", "event.end"]),
        (rule(each="table", over="tables", holds="known(key)"), ["events", "sources"]),
        (rule(each="reference", over="references", holds="known(referrer)"), ["event.source -> source.id"]),
    ],
    ids=lambda value: value.each.value + "/" + value.over if isinstance(value, Check) else "",
)
def test_instances_of_a_wide_table(wide: Bench, check: Check, instances: list[str]) -> None:
    assert names(wide.plan(check)) == instances


def test_instances_of_a_long_table(long: Bench) -> None:
    assert names(long.plan(rule(each="figure", over="figures", holds="known(figure)"))) == [""]
    assert names(long.plan(rule(each="within", over="figures", holds="known(part)"))) == ["killed.women within killed"]
    assert names(long.plan(rule(each="sum", over="figures", holds="known(parts)"))) == []


@pytest.mark.parametrize(
    ("check", "reason"),
    [
        (rule(over="documents", holds="true"), "the dataset has no table that fills 'documents'"),
        (rule(needs=["event.title"], holds="true"), "no column has the role event.title"),
        (
            rule(needs=["event.title | event.place"], holds="true"),
            "no column has the role event.title or event.place",
        ),
        (rule(each="sum", over="figures", holds="true"), "the taxonomy relates no figures that the dataset records"),
        (
            rule(each="figure", over="figures", needs=["figure.words"], holds="true"),
            "no figure has a column for what it needs: figure.words",
        ),
        (
            rule(each="within", over="figures", needs=["part.lower", "whole.lower"], holds="true"),
            "no figure has a column for what it needs: part.lower, whole.lower",
        ),
        (rule(holds="event.start > $day", parameters={"day": None}), "its parameter 'day' is not set: a value"),
    ],
)
def test_a_check_without_instance_says_why(wide: Bench, check: Check, reason: str) -> None:
    assert only(wide.plan(check)) == reason


def test_a_check_that_the_suite_leaves_open_is_not_one_of_what_the_dataset_lacks(wide: Bench) -> None:
    lacking = [
        rule("relation", over="documents", holds="true"),
        rule("role", needs=["event.title"], holds="true", parameters={"day": None}),
        rule("figures", each="sum", over="figures", holds="true"),
        rule("bounds", each="figure", over="figures", needs=["figure.words"], holds="true"),
    ]
    plan = wide.plan(*lacking, rule("open", holds="event.start > $day", parameters={"day": None}))
    assert {unbound.check.id: unbound.absent for unbound in plan.unbound} == {
        **{check.id: True for check in lacking},
        "open": False,
    }


def test_a_long_table_without_rows_lacks_rows_and_not_figures() -> None:
    roles = {f"figure.{role}": role for role in ("id", "event", "measure", "population", "best")}
    check = rule(each="within", over="figures", holds="known(part)")
    with Bench([table("figures", roles=roles)], {"figures": (tuple(roles.values()), [])}) as bench:
        assert {r.reason for r in bench.run(check)} == {"there is no row to check"}
    other = [("1", "E1", "displaced", "", "5")]
    with Bench([table("figures", roles=roles)], {"figures": (tuple(roles.values()), other)}) as bench:
        assert only(bench.plan(check)) == "the taxonomy relates no figures that the dataset records"


def test_a_house_rule_of_another_dataset_is_no_mistake(wide: Bench) -> None:
    stranger = replace(rule(over="ambulances", holds="siren = 'on'"), pack="house")
    plan = wide.planner(stranger).plan(Suite("bench", AT, packs=("house",)))
    assert only(plan) == "the dataset has no table that fills 'ambulances'"


def test_a_relation_that_no_dataset_could_have_is_a_mistake(wide: Bench) -> None:
    with pytest.raises(Mistake) as caught:
        wide.plan(rule(over="event", holds="true"))
    assert str(caught.value) == (
        "error[unknown-relation]: rule.yaml:1:1 no relation 'event'\n  help: did you mean 'events'?"
    )


def test_what_a_check_needs_is_a_role_or_a_figure(wide: Bench) -> None:
    with pytest.raises(Mistake) as caught:
        wide.plan(rule(needs=["event.strat"], holds="true"))
    assert str(caught.value) == (
        "error[unknown-role]: rule.yaml:4:8 no role or figure 'event.strat'\n  help: did you mean 'event.start'?"
    )
    assert wide.plan(rule(needs=["killed"], holds="best(killed) < 9")).instances
    assert only(wide.plan(rule(needs=["killed.adults"], holds="best(killed.adults) < 9"))) == (
        "no column has the figure killed.adults"
    )


def test_a_plan_made_again_takes_what_is_bound_as_before_and_no_more(wide: Bench) -> None:
    check = rule(holds="event.start > $day", parameters={"day": "2020-01-01"})
    planner = wide.planner(check)

    def planned(day: str, severity: Severity) -> Instance:
        expected = Expectation(check.id, AT, severity=severity, parameters={"day": day})
        return planner.plan(Suite("bench", AT, (), {check.id: expected})).instances[0]

    first = planned("2020-01-01", Severity.NOTE)
    assert planned("2020-01-01", Severity.NOTE) is first
    assert (
        planned("2021-01-01", Severity.NOTE)
        == wide.planner(check)
        .plan(
            Suite(
                "bench",
                AT,
                (),
                {check.id: Expectation(check.id, AT, severity=Severity.NOTE, parameters={"day": "2021-01-01"})},
            )
        )
        .instances[0]
    )
    assert planned("2021-01-01", Severity.ERROR).severity is Severity.ERROR


def test_a_suite_decides_which_checks_and_how_strictly(wide: Bench) -> None:
    checks = [rule(f"rule-{n}", holds="true") for n in range(4)]
    checks[3] = replace(checks[3], pack="dates")
    expectations = {
        "rule-1": Expectation("rule-1", AT, severity=Severity.NOTE, allow=3, required=True),
        "rule-2": Expectation("rule-2", AT, skip="not here"),
    }
    plan = wide.planner(*checks).plan(Suite("bench", AT, ("core",), expectations))
    assert [(i.check.id, i.severity, i.allowed, i.required) for i in plan.instances] == [
        ("rule-0", Severity.ERROR, 0, False),
        ("rule-1", Severity.NOTE, 3, True),
    ]
    assert plan.left_out == (("rule-2", "not here"),)
    named = wide.planner(*checks).plan(Suite("bench", AT, (), {"rule-3": Expectation("rule-3", AT)}))
    assert [i.check.id for i in named.instances] == ["rule-3"]


def test_a_skipped_check_is_not_read_at_all(wide: Bench) -> None:
    broken = rule("broken", holds="event.strat IS NULL")
    plan = wide.plan(broken, expectations=[Expectation("broken", AT, skip="to be mended")])
    assert (plan.instances, plan.left_out) == ((), (("broken", "to be mended"),))


def test_wide_and_long_figures_beside_each_other_are_both_read() -> None:
    """A rule about rows of `figures` has nothing to say of an events table with figure columns."""
    events = table("events", key=("id",), roles={"event.id": "id"}, figures={"killed": BOUNDS})
    roles = {"figure.id": "id", "figure.source": "by", "figure.measure": "what", "figure.best": "n"}
    figures = table("figures", key=("id",), roles=roles)
    rows: dict[str, tuple[Sequence[str], Sequence[Sequence[str | None]]]] = {
        "events": (("id", "min", "n", "max"), [("E1", "9", "5", "6")]),
        "figures": (("id", "by", "what", "n"), [("F1", None, "killed", "3")]),
    }
    with Bench([events, figures], rows) as bench:
        results = bench.run(
            SHIPPED["figure-without-source"], SHIPPED["lower-bound-above-best"], SHIPPED["negative-figure"]
        )
    assert sorted((r.check.id, r.table, r.instance, r.counts.failed) for r in results) == [
        ("figure-without-source", "figures", "", 1),
        ("lower-bound-above-best", "events", "killed", 1),
        ("negative-figure", "events", "killed", 0),
        ("negative-figure", "figures", "", 0),
    ]


@pytest.mark.parametrize(
    "roles", [["measure"], ["measure", "words"], ["measure", "best"], ["measure", "population", "best"]]
)
def test_a_long_table_that_lacks_most_roles_is_no_reason_to_break(roles: list[str]) -> None:
    """Without an event, a source or a document no two figures are of one statement."""
    one = table("figures", roles={f"figure.{role}": role for role in roles})
    rows = [
        tuple({"measure": "killed", "population": p, "best": "1", "words": ""}[role] for role in roles)
        for p in ("", "women")
    ]
    with Bench([one], {"figures": (roles, rows)}) as bench:
        checks = list(SHIPPED.values())
        bench.rehearse(*checks)
        assert all(r.outcome.value != "error" for r in bench.run(*[c for c in checks if c.judge is None]))


@pytest.mark.parametrize(
    "name",
    [
        *("wanted", "t", "select", 'a"b'),
        *(
            pytest.param(name, marks=pytest.mark.slow)
            for name in ("verdicts", "offending", "judged", "to_judge", "o", "a'b", "x.csv", "Ω")
        ),
    ],
)
def test_a_table_may_have_any_name(name: str) -> None:
    """The engine's own tables do not stand in its way."""
    own = table(name, relation="events", key=("id",), roles={"event.id": "id", "event.title": "title"})
    rows = [("A", "x"), ("B", "y"), ("B", "z")]
    checks = [
        rule("by-row", holds="event.title <> 'y'"),
        rule("by-query", code="HSE002", offenders="SELECT _row FROM events WHERE title = 'z'"),
        SHIPPED["key-duplicated"],
    ]
    with Bench([own], {name: (("id", "title"), rows)}) as bench:
        bench.rehearse(*checks)
        results = bench.run(*checks)
    assert {r.check.id: [f.row for f in r.findings] for r in results} == {
        "by-row": [1],
        "by-query": [2],
        "key-duplicated": [2],
    }


@pytest.mark.parametrize(
    "column",
    [
        *("_words0", "id", "select", 'a"b', "{x}"),
        *(
            pytest.param(column, marks=pytest.mark.slow)
            for column in ("_words0_lower", "w0", "n", "ids", "t", "r", "k0", "code", "g0", "least")
        ),
    ],
)
def test_a_column_may_have_any_name(column: str) -> None:
    """What tieout works out of a row does not stand in its way."""
    one = table(
        "events",
        key=(column,),
        roles={"event.id": column},
        figures={"killed": FigureColumns(best="k", words="said"), "killed.women": FigureColumns(best="w", words="ws")},
        types={column: Type.TEXT},
    )
    rows = [("A", "53", "at least", "60", ""), ("B", "53", None, "60", "")]
    with Bench([one], {"events": ((column, "k", "said", "w", "ws"), rows)}) as bench:
        checks = (SHIPPED["subcount-exceeds-total"], SHIPPED["key-missing"], rule(holds="event.id <> 'A'"))
        bench.rehearse(*checks)
        found = {(r.check.id, r.instance): [f.key[column] for f in r.findings if f.certain] for r in bench.run(*checks)}
    assert found[("subcount-exceeds-total", "killed.women within killed")] == ["B"]
    assert (found["key-missing", "events"], found["house-rule", ""]) == ([], ["A"])


def test_rules_share_one_scan_whatever_their_order(wide: Bench) -> None:
    checks = [rule(f"rule-{n}", holds=f"known(event.start) OR {n} = 1") for n in range(3)]
    for order in permutations(checks):
        (scan,) = wide.plan(*order).scans
        assert [i.check.id for i in scan.instances] == [c.id for c in order]


GOLDEN = [
    "subcount-exceeds-total",
    "parts-do-not-sum-to-total",
    "end-before-start",
    "precision-contradicts-span",
    "day-and-month-ambiguous",
    "key-duplicated",
    "source-not-in-register",
    "figure-without-source",
]


@pytest.mark.parametrize("name", GOLDEN)
def test_the_sql_of_a_check(name: str, golden: Callable[[str, str], None]) -> None:
    """Held to a file, so that a change of what DuckDB is asked is seen when it is made."""
    roles = {"event.id": "id", "event.start": "from", "event.end": "to", "event.date_precision": "precision"}
    events = table("events", key=("id",), roles=roles)
    parts = ("id", "event", "source", "measure", "population", "best")
    figures = table("figures", key=("id",), roles={f"figure.{part}": part for part in parts})
    register = table("sources", key=("id",), roles={"source.id": "id", "source.name": "name"})
    said = [("1", "E", "S", "killed", p, "1") for p in ("", "children", "adults")]
    bench = Bench(
        [events, figures, register],
        {"events": (tuple(roles.values()), []), "figures": (parts, said), "sources": (("id", "name"), [])},
    )
    spans = Expectation("precision-contradicts-span", AT, parameters={"spans": {"day": (1, 1), "week": (2, 7)}})
    plan = bench.plan(SHIPPED[name], expectations=[spans] if name == spans.check else [])
    written = []
    for scan in plan.scans:
        written.append(f"-- rows\nSELECT * FROM {scan.rows};")
        for instance in scan.instances:
            written.append(
                f"-- {instance.check.id}: {instance.name or 'row'}: the code of its verdict\nSELECT {instance.code};"
            )
            if instance.offenders:
                written.append(f"-- {instance.check.id}: {instance.name or 'row'}: offenders\n{instance.offenders};")
    golden(f"plan/{name}.sql", "".join(f"{_pretty(sql)}\n\n" for sql in written))


def _pretty(sql: str) -> str:
    comment, _, statement = sql.partition("\n")
    return f"{comment}\n{sqlglot.transpile(statement, read='duckdb', write='duckdb', pretty=True)[0]};"


@pytest.mark.parametrize("holds", ["stations > 3", "stations + 1 = 3", "stations BETWEEN 1 AND 3", "abs(stations) = 1"])
def test_a_text_that_is_taken_for_a_number_is_told_with_the_way_to_give_it_a_type(holds: str) -> None:
    columns = ("id", "start", "stations")
    with events(columns=columns) as bench, pytest.raises(Mistake, match="gives it another type under"):
        bench.rehearse(rule(holds=holds))
    with events(columns=columns, types={"stations": Type.NUMBER}) as bench:
        bench.rehearse(rule(holds=holds))
    with events(columns=columns) as bench, pytest.raises(Mistake) as caught:
        bench.rehearse(rule(holds="event.start > 3"))
    assert "types:" not in str(caught.value)
