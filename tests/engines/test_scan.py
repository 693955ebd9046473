"""One scan of many rules: exact counts, the first rows, and one rule that breaks breaks alone."""

from __future__ import annotations

import random
from collections.abc import Sequence
from dataclasses import replace

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from truth import verdict_of

from tieout.model.audit import Result
from tieout.model.check import Check
from tieout.model.dataset import Type
from tieout.model.mistake import Mistake
from tieout.model.suite import Expectation
from tieout.model.verdict import Counts, Outcome, Severity, Verdict
from workbench import AT, Bench, Cell, events, keys, known, result, rule

TRUTH = {"t": True, "f": False, "": None}
LETTERS = ("t", "f", None)
Answers = tuple[Cell, Cell, Cell]


def truths(rows: Sequence[Sequence[Cell]], columns: Sequence[str]) -> Bench:
    """Events whose columns hold true, false or nothing."""
    return events(*rows, columns=columns, types={column: Type.BOOLEAN for column in columns if column != "id"})


def verdicts(rows: Sequence[Answers]) -> list[Verdict]:
    return [verdict_of(*(TRUTH[cell or ""] for cell in row)) for row in rows]


def expected_counts(said: Sequence[Verdict]) -> Counts:
    return Counts(
        rows=len(said),
        applicable=len(said) - said.count(Verdict.NOT_APPLICABLE),
        failed=said.count(Verdict.FAIL),
        possible=said.count(Verdict.POSSIBLE),
        unknown=said.count(Verdict.UNKNOWN),
    )


answers = st.tuples(*[st.sampled_from(LETTERS)] * 3)


@settings(max_examples=10)
@given(st.lists(answers, max_size=40), st.integers(1, 12))
def test_counts_are_exact_and_the_first_rows_are_shown(rows: list[Answers], limit: int) -> None:
    said = verdicts(rows)
    wrong = [n for n, verdict in enumerate(said) if verdict in (Verdict.FAIL, Verdict.POSSIBLE)]
    with truths([(f"E{n}", *row) for n, row in enumerate(rows)], ("id", "a", "h", "d")) as bench:
        found = result(bench.run(rule(applies="a", holds="h", doubtful="d"), limit=limit), "house-rule")
    assert found.counts == expected_counts(said)
    assert [finding.row for finding in found.findings] == wrong[:limit]
    assert [finding.certain for finding in found.findings] == [said[n] is Verdict.FAIL for n in wrong[:limit]]
    assert found.truncated == (len(wrong) > limit)


@pytest.mark.parametrize("count", [1, 20, 21, pytest.param(41, marks=pytest.mark.slow)])
def test_many_rules_over_one_table_do_not_disturb_each_other(count: int) -> None:
    """More rules than one verdict word holds, each held against a query of its own."""
    chance = random.Random(count)  # noqa: S311 - a fixed draw, no secret
    columns = [f"c{n}" for n in range(count)]
    rows = [[f"E{r}", *(chance.choice(LETTERS) for _ in columns)] for r in range(120)]
    checks = [
        rule(
            f"rule-{n}",
            applies=f"c{n} OR c{(n + 1) % count} IS NOT NULL",
            holds=f"c{n}",
            doubtful=f"c{(n + 2) % count}",
        )
        for n in range(count)
    ]
    with truths(rows, ["id", *columns]) as bench:
        (scan,) = bench.plan(*checks).scans
        assert len(scan.words) == -(-count // 20)
        results = bench.run(*checks, limit=7)
        for n, found in enumerate(results):
            applies = f"(c{n} OR c{(n + 1) % count} IS NOT NULL)"
            doubt = f"c{(n + 2) % count}"
            (naive,) = bench.query(
                f"SELECT count(*), count(*) FILTER ({applies} IS NOT FALSE), count(*) FILTER ({applies} AND NOT c{n}), "
                f"count(*) FILTER ({applies} AND c{n} AND {doubt}), count(*) FILTER ({applies} IS NULL OR "
                f"({applies} AND (c{n} IS NULL OR (c{n} AND {doubt} IS NULL)))) FROM main.events"
            )
            assert found.counts == Counts(*naive)
            wrong = f"{applies} AND (NOT c{n} OR (c{n} AND {doubt}))"
            shown = bench.query(f"SELECT _row FROM main.events WHERE {wrong} ORDER BY _row LIMIT 7")
            assert [(finding.row,) for finding in found.findings] == shown


def test_the_first_rows_are_the_first_of_the_table_wherever_they_lie() -> None:
    """Rows that fail together with different other rules are still in the order of the table."""
    rows = [(f"E{n}", "f", "t" if n % 3 else "f", None) for n in range(5000)]
    with truths(rows, ("id", "x", "y", "z")) as bench:
        x, y = bench.run(rule("x", holds="x"), rule("y", code="HSE002", holds="y"), limit=10)
    assert [finding.row for finding in x.findings] == list(range(10))
    assert [finding.row for finding in y.findings] == list(range(0, 30, 3))
    assert (x.counts.failed, y.counts.failed) == (5000, 1667)


@pytest.mark.parametrize(
    ("holds", "said"),
    [
        ("1 // (stations - 4) > 0", "Division by zero"),
        ("mod(stations, stations - 4) = 0", "Division by zero"),
        ("CAST(title AS INTEGER) > 0", "Could not convert string"),
        ("CAST(title AS DATE) > DATE '2017-01-01'", "date"),
        ("regexp_matches(title, title)", "missing )"),
        ("make_date(2017, 13, stations) IS NULL", "Date out of range"),
    ],
)
def test_a_rule_that_breaks_on_a_value_is_an_error_of_that_check_alone(holds: str, said: str) -> None:
    rows = [("E1", "A (bridge", "4"), ("E2", "A road", "5")]
    with events(*rows, columns=("id", "title", "stations"), types={"stations": Type.INTEGER}) as bench:
        sound = [rule(f"sound-{n}", holds=f"stations > {n}") for n in range(25)]
        bench.rehearse(*sound, rule("broken", holds=holds))
        results = bench.run(*sound[:12], rule("broken", holds=holds), *sound[12:])
    broken = result(results, "broken")
    assert (broken.outcome, broken.counts, broken.findings) == (Outcome.ERROR, Counts(), ())
    assert said in broken.reason
    assert not any(noise in broken.reason for noise in ("\n", "TRY", "SET "))
    for n, check in enumerate(sound):
        found = result(results, check.id)
        assert found.counts == Counts(2, 2, failed=(n >= 4) + (n >= 5))
        assert found.outcome is (Outcome.FAILED if n >= 4 else Outcome.PASSED)


def test_a_query_that_breaks_is_an_error_of_that_check_alone() -> None:
    broken = rule("broken", offenders="SELECT _row FROM events WHERE 1 // (length(title) - 1) > 0")
    with events(("E1", None, None, "x"), ("E2", None, None, "yy")) as bench:
        results = bench.run(broken, rule("sound", code="HSE002", offenders="SELECT _row FROM events WHERE title = 'x'"))
    assert [r.outcome for r in results] == [Outcome.ERROR, Outcome.FAILED]
    assert keys(result(results, "sound"), "id") == ["E1"]


@pytest.mark.parametrize(
    ("rows", "holds", "applies", "reason"),
    [
        ([], "title = 'x'", "true", "there is no row to check"),
        ([("E1", None, None, "x")], "title = 'x'", "title = 'y'", "of 1 row it applies to none"),
        (
            [("E1", None, None, None), ("E2", None, None, "")],
            "title = 'x'",
            "true",
            "of 2 rows it applies to, none could be decided from what is recorded",
        ),
    ],
)
def test_nothing_to_look_at_is_not_evaluated(
    rows: list[tuple[Cell, ...]], holds: str, applies: str, reason: str
) -> None:
    with events(*rows) as bench:
        found = result(bench.run(rule(holds=holds, applies=applies)), "house-rule")
    assert (found.outcome, found.reason) == (Outcome.NOT_EVALUATED, reason)


def test_a_check_without_instance_is_not_evaluated_and_keeps_what_the_suite_says() -> None:
    with events(("E1", None, None, "x")) as bench:
        strict = Expectation("house-rule", AT, severity=Severity.NOTE, required=True)
        found = result(bench.run(rule(over="documents", holds="true"), expectations=[strict]), "house-rule")
    assert (found.outcome, found.severity, found.required) == (Outcome.NOT_EVALUATED, Severity.NOTE, True)


def test_findings_that_are_allowed_are_listed_and_do_not_fail_the_check() -> None:
    with events(*[(f"E{n}", None, None, "x") for n in range(5)]) as bench:
        for allow, outcome in ((4, Outcome.FAILED), (5, Outcome.PASSED)):
            lenient = Expectation("house-rule", AT, allow=allow)
            found = result(bench.run(rule(holds="title = 'y'"), expectations=[lenient]), "house-rule")
            assert (found.outcome, found.allowed, len(found.findings)) == (outcome, allow, 5)


def drawn(chance: random.Random, rows: int) -> list[tuple[Cell, ...]]:
    """Events with some of everything."""
    return [
        (
            chance.choice(["A", "B", "C", None]),
            chance.choice(["2017-11-26", "2017-11-28", "soon", None]),
            chance.choice(["2017-11-26", "2017-11-27", None]),
            chance.choice(["x", "y", None]),
        )
        for _ in range(rows)
    ]


CHECKS: list[Check] = [
    rule("in-order", holds="event.start <= event.end"),
    rule("titled", code="HSE002", holds="event.title = 'x'", doubtful="event.start IS NULL"),
]


def seen(results: Sequence[Result]) -> dict[str, tuple[Counts, list[str | None]]]:
    return {r.check.id: (r.counts, sorted(keys(r, "id"), key=str)) for r in results}


@pytest.mark.parametrize("seed", range(3))
def test_the_order_of_rows_changes_nothing(seed: int) -> None:
    chance = random.Random(seed)  # noqa: S311 - a fixed draw, no secret
    rows = drawn(chance, 80)
    shuffled = chance.sample(rows, len(rows))
    with events(*rows) as one, events(*shuffled) as other:
        assert seen(one.run(*CHECKS)) == seen(other.run(*CHECKS))


@pytest.mark.parametrize("seed", range(3))
def test_rows_that_stand_twice_count_twice(seed: int) -> None:
    rows = drawn(random.Random(seed), 80)  # noqa: S311 - a fixed draw, no secret
    with events(*rows) as one, events(*rows, *rows) as twice:
        for once, doubled in zip(one.run(*CHECKS), twice.run(*CHECKS), strict=True):
            assert [2 * n for n in _numbers(once.counts)] == _numbers(doubled.counts)
            n = len(rows)
            assert [f.row for f in doubled.findings] == [r + k for k in (0, n) for r in (f.row for f in once.findings)]


def _numbers(counts: Counts) -> list[int]:
    return [counts.rows, counts.applicable, counts.failed, counts.possible, counts.unknown]


HOSTILE = [
    "'; DROP TABLE main.events; --",
    '"',
    "{event.id} {today}",
    "<script>alert(1)</script>",
    "\x1b]8;;http://x\x07",
    "a\nb\r\nc",
    "\u202egnp.exe",
    "=cmd|' /C calc'!A0",
    "NULL",
    "ﷺ" * 50,
    "🏳️‍🌈\u200b",
    "\\",
    "$days $1 ?",
    " ",
]


def test_hostile_texts_are_only_texts() -> None:
    """In keys, in values and in messages: nothing is read in them, nothing of them is lost."""
    check = rule(holds="event.title IS NULL", message="{event.id}: {event.title}", parameters={"days": 1})
    rows = [(text, None, None, text) for text in HOSTILE]
    with events(*rows) as bench:
        found, duplicated = bench.run(check, known().checks["key-duplicated"])
    assert [f.key["id"] for f in found.findings] == HOSTILE[:-1]
    assert [f.message for f in found.findings] == [f"{text}: {text}" for text in HOSTILE[:-1]]
    assert duplicated.counts.failed == 0


def test_a_key_of_several_columns_and_a_key_that_is_missing() -> None:
    columns = ("country", "number", "title")
    rows = [("x\ny", "'1'", None), ("x\ny", "'1'", None), ("x", None, None), ("x", None, None), (None, None, None)]
    one = events(*rows, columns=columns)
    (table_,) = one.tables
    keyed = replace(table_, key=("country", "number"))
    with Bench([keyed], one.rows) as bench:
        duplicated, missing = bench.run(known().checks["key-duplicated"], known().checks["key-missing"])
    assert [f.key for f in duplicated.findings] == [{"country": "x\ny", "number": "'1'"}]
    assert [f.row for f in missing.findings] == [2, 3, 4]
    assert missing.findings[2].key == {"country": None, "number": None}


def test_rules_that_duckdb_refuses_are_told_before_any_data_is_read() -> None:
    with events(("E1", None, None, "x")) as bench:
        for holds, said in (
            ("event.title > 3 + event.start", "Cannot"),
            ("event.title + 1 > 3", ""),
            ("abs(event.title) > 1", "No function matches"),
        ):
            with pytest.raises(Mistake) as caught:
                bench.rehearse(rule("sound", holds="true"), rule("broken", code="HSE002", holds=holds))
            assert str(caught.value).startswith("error[bad-rule]: rule.yaml:5:8 broken: ")
            assert said in str(caught.value)
