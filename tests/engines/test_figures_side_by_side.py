"""Figures of one statement, one a row, are judged as in one wide row; figures of others never stand beside them."""

from __future__ import annotations

import random
from collections.abc import Mapping, Sequence

import pytest

from tieout.model.audit import Result
from tieout.model.dataset import FigureColumns
from tieout.model.figure import Bounds
from tieout.model.verdict import Outcome
from workbench import FAMILY, Bench, Cell, known, result, rule, table

pytestmark = pytest.mark.slow  # each test builds and audits a dataset

SHIPPED = known().checks
RULES = [
    SHIPPED[name]
    for name in ("subcount-exceeds-total", "parts-exceed-total", "parts-do-not-sum-to-total", "lower-bound-incoherent")
]
ROLES = (
    "id",
    "event",
    "source",
    "document",
    "reported",
    "measure",
    "population",
    "lower",
    "best",
    "upper",
    "words",
    "scope",
)
FIGURES = tuple(FAMILY.figures)
QUALIFIERS = (None, None, "at least", "up to", "about", "in the low dozens")

Recorded = tuple[Cell, Cell, Cell, Cell]  # lower, best, upper, words
Statement = Mapping[str, Recorded]


def long(rows: Sequence[Mapping[str, Cell]], roles: Sequence[str] = ROLES, *, key: str = "id") -> Bench:
    """Figures, one a row."""
    one = table("figures", key=(key,), roles={f"figure.{role}": role for role in roles})
    return Bench([one], {"figures": (roles, [[row.get(role) for role in roles] for row in rows])})


def wide(statements: Sequence[Statement]) -> Bench:
    """The same figures, one row a statement."""
    figures, columns = {}, ["id"]
    for n, figure in enumerate(FIGURES):
        lower, best, upper, qualifier = names = [f"f{n}_{part}" for part in ("lower", "best", "upper", "words")]
        figures[figure] = FigureColumns(lower, best, upper, qualifier)
        columns += names
    nothing: Recorded = (None, None, None, None)
    rows = [
        [f"E{n}", *(cell for figure in FIGURES for cell in statement.get(figure, nothing))]
        for n, statement in enumerate(statements)
    ]
    return Bench([table("events", key=("id",), roles={"event.id": "id"}, figures=figures)], {"events": (columns, rows)})


def row(number: int, figure: str, recorded: Recorded, **more: Cell) -> dict[str, Cell]:
    measure, _, population = figure.partition(".")
    lower, best, upper, words = recorded
    said = {"id": f"F{number}", "measure": measure, "population": population or None, "words": words}
    return {"event": "E", "source": "S", **said, "lower": lower, "best": best, "upper": upper, **more}


def apart(statements: Sequence[Statement]) -> list[dict[str, Cell]]:
    """One row a figure, each statement about an event of its own."""
    told = [(n, figure, recorded) for n, s in enumerate(statements) for figure, recorded in s.items()]
    return [row(k, figure, recorded, event=f"E{n}") for k, (n, figure, recorded) in enumerate(told)]


Named = tuple[str, str, bool, str | None]  # check, instance, certain, statement


def judged(results: Sequence[Result], statement: str) -> tuple[dict[tuple[str, str], list[int]], set[Named]]:
    """What each instance found: its counts, whatever it was not applicable to, and which statements it names.

    `statement` is the column of a finding's key that says which statement it is about.
    """
    counted: dict[tuple[str, str], list[int]] = {}
    named: set[Named] = set()
    for r in results:
        assert r.outcome is not Outcome.ERROR, r.reason
        counted[r.check.id, r.instance] = [r.counts.passed, r.counts.failed, r.counts.possible, r.counts.unknown]
        named |= {(f.check, f.instance, f.certain, f.key[statement]) for f in r.findings}
    return counted, named


def recorded(chance: random.Random) -> Recorded:
    numbers = [chance.choice([None, None, *"012358"]) for _ in range(3)]
    return numbers[0], numbers[1], numbers[2], chance.choice(QUALIFIERS)


@pytest.mark.parametrize("seed", [0, *(pytest.param(seed, marks=pytest.mark.slow) for seed in (1, 2))])
def test_the_same_figures_long_and_wide_get_the_same_verdicts(seed: int) -> None:
    chance = random.Random(seed)  # noqa: S311 - a fixed draw, no secret
    said = [{figure: recorded(chance) for figure in chance.sample(FIGURES, 3)} for _ in range(300)]
    rows = apart(said)
    with wide(said) as across, long(chance.sample(rows, len(rows)), key="event") as down:
        expected_counts, expected_names = judged(across.run(*RULES), "id")
        counts, names = judged(down.run(*RULES), "event")
    assert names == expected_names
    assert counts == expected_counts
    assert all(min(numbers) > 0 for (check, _), numbers in counts.items() if check == "subcount-exceeds-total")


def killed(n: str, **more: Cell) -> dict[str, Cell]:
    return row(0, "killed", (None, n, None, None), **more)


def children(n: str, **more: Cell) -> dict[str, Cell]:
    return row(1, "killed.children", (None, n, None, None), **{"id": "F1", **more})


def subcounts(*rows: Mapping[str, Cell], roles: Sequence[str] = ROLES) -> tuple[str, list[Cell]]:
    """The outcome of children within killed, and the keys it names."""
    with long(rows, roles) as bench:
        found = [r for r in bench.run(RULES[0]) if r.instance in ("", "killed.children within killed")]
    (one,) = found
    return one.outcome.value, [finding.key["id"] for finding in one.findings]


FAILS = ("failed", ["F1"])
APART: tuple[str, list[Cell]] = ("not evaluated", [])


def test_a_part_above_its_whole_fails_at_the_part() -> None:
    assert subcounts(killed("15"), children("21")) == FAILS
    assert subcounts(children("21"), killed("15")) == FAILS
    assert subcounts(killed("21"), children("21")) == ("passed", [])


def compared(*pairs: tuple[Mapping[str, Cell], Mapping[str, Cell]]) -> list[bool]:
    """Of pairs of 15 killed and 21 children, each about an event of its own unless they say otherwise: is it seen?"""
    rows = []
    for n, (whole, part) in enumerate(pairs):
        rows.append(killed("15", **{"id": f"W{n}", "event": f"E{n}", **whole}))
        rows.append(children("21", **{"id": f"P{n}", "event": f"E{n}", **part}))
    outcome, named = subcounts(*rows)
    assert (outcome == "failed") == bool(named)
    return [f"P{n}" in named for n in range(len(pairs))]


@pytest.mark.parametrize("role", ["event", "source", "document", "reported"])
def test_figures_of_different_statements_are_never_compared(role: str) -> None:
    one, other = ("2017-11-26", "2017-11-27") if role == "reported" else ("A", "B")
    same: Mapping[str, Cell] = {role: one if role != "event" else "C"}
    apart_from, nothing = ({role: other}, {role: None})
    assert compared((same, same), ({role: one}, apart_from), ({role: one}, nothing)) == [
        True,
        False,
        False,
    ]


def test_figures_of_nobody_and_of_no_event_stand_beside_nothing() -> None:
    nobody: dict[str, Cell] = {"source": None, "document": None}
    document: dict[str, Cell] = {"source": None, "document": "D"}
    nowhere: dict[str, Cell] = {"event": None}
    assert compared((nobody, nobody), (document, document), (nowhere, nowhere)) == [False, True, False]


def test_background_belongs_to_no_event() -> None:
    scopes: dict[Cell, bool] = {"background": False, " Background ": False, "event": True, None: True, "": True}
    assert compared(*[({"scope": scope}, {}) for scope in scopes]) == list(scopes.values())
    assert compared(*[({}, {"scope": scope}) for scope in scopes]) == list(scopes.values())


def test_the_names_of_figures_are_folded() -> None:
    said = [
        {"measure": m, "population": p} for m in ("killed", " Killed ", "KILLED") for p in (None, "", "all", " All ")
    ]
    assert compared(*[(names, {}) for names in said]) == [True] * len(said)
    assert compared(({}, {"population": " Children"}), ({}, {"population": "CHILDREN"})) == [True, True]


def test_a_figure_without_a_number_stands_beside_nothing() -> None:
    assert subcounts(row(0, "killed", (None, None, None, "many")), children("21")) == APART


def test_a_dataset_without_sources_compares_within_its_events() -> None:
    roles = ("id", "event", "measure", "population", "best")
    assert subcounts(killed("15"), children("21"), roles=roles) == FAILS
    assert subcounts(killed("15"), children("21", event="E2"), roles=roles) == APART


def test_a_figure_given_twice_is_the_hull_of_both() -> None:
    """Headline and body: what both allow is allowed, and a best value that they do not share is none."""
    chance = random.Random(7)  # noqa: S311 - a fixed draw, no secret
    check = rule(
        "fits", each="within", over="figures", applies="known(part) AND known(whole)",
        holds="lower(part) <= upper(whole)", doubtful="best(part) > best(whole)",
    )  # fmt: skip
    said = [[(*recorded(chance)[:3], None) for _ in range(2)] for _ in range(300)]
    rows = [row(3 * n + k, "killed", r, event=f"E{n}") for n, both in enumerate(said) for k, r in enumerate(both)]
    rows += [row(3 * n + 2, "killed.women", (None, "4", None, None), event=f"E{n}") for n in range(300)]
    with long(rows, key="event") as bench:
        found = result(bench.run(check), "fits", "killed.women within killed")
    expected = {"failed": set[str](), "possible": set[str](), "unknown": set[str](), "passed": set[str]()}
    for n, both in enumerate(said):
        bounds = [b for b in (Bounds(*(float(cell) if cell else None for cell in r[:3])) for r in both) if b.known]
        points = {b.point for b in bounds}
        point = points.pop() if len(points) == 1 else None
        if bounds and max(b.most for b in bounds) < 4:
            expected["failed"].add(f"E{n}")
        elif bounds:
            expected["unknown" if point is None else "possible" if point < 4 else "passed"].add(f"E{n}")
    assert all(expected.values())
    assert {f.key["event"] for f in found.findings if f.certain} == expected["failed"]
    assert {f.key["event"] for f in found.findings if not f.certain} == expected["possible"]
    assert (found.counts.unknown, found.counts.passed) == (len(expected["unknown"]), len(expected["passed"]))


def test_only_the_order_of_a_statement_is_without_meaning() -> None:
    """Rows of other statements between those of one change nothing."""
    noise = [row(n, "killed", (None, "1", None, None), event=f"N{n}") for n in range(10, 60)]
    assert subcounts(*noise[:25], killed("15"), *noise[25:], children("21")) == FAILS


def test_a_finding_names_a_row_even_where_its_figure_is_not_recorded() -> None:
    """A house rule that forgets to ask whether the part is known."""
    check = rule("bold", each="within", over="figures", holds="upper(part) <= upper(whole)")
    rows = [killed("15"), row(1, "killed.women", (None, "3", None, None))]
    rows += [killed("9", id="F2", event="E2"), row(3, "killed.men", (None, "3", None, None), event="E2")]
    with long(rows) as bench:
        found = result(bench.run(check), "bold", "killed.women within killed")
    assert [f.key["id"] for f in found.findings] == ["F2"]


def test_a_sum_is_at_fault_at_its_whole() -> None:
    parts = [row(n, f"killed.{who}", (None, "5", None, None)) for n, who in enumerate(("children", "adults"), start=1)]
    with long([*parts, killed("11")]) as bench:
        found = result(bench.run(RULES[2]), "parts-do-not-sum-to-total")
    assert [f.key["id"] for f in found.findings] == ["F0"]
    assert found.findings[0].message == "killed.children + killed.adults are recorded as 5 + 5, killed as 11"


def test_several_wholes_are_looked_at_apart() -> None:
    taxonomy = known().taxonomies["conflict"]
    rows = [
        row(0, "killed", (None, "5", None, None)),
        row(1, "killed.children", (None, "6", None, None)),
        row(2, "injured", (None, "5", None, None)),
        row(3, "injured.children", (None, "7", None, None)),
    ]
    one = table("figures", key=("id",), roles={f"figure.{role}": role for role in ROLES})
    with Bench([one], {"figures": (ROLES, [[r.get(role) for role in ROLES] for r in rows])}, taxonomy) as bench:
        results = bench.run(RULES[0])
    named = {r.instance: [f.key["id"] for f in r.findings] for r in results if r.findings}
    assert named == {"killed.children within killed": ["F1"], "injured.children within injured": ["F3"]}
