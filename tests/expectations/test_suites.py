"""Real Great Expectations on real DuckDB files. Its import alone takes seconds, so all of this is slow."""

from __future__ import annotations

import json
import os
import subprocess
import sys
from collections.abc import Callable, Mapping, Sequence
from pathlib import Path
from typing import Any

import duckdb
import pytest

from tieout.expectations import batch, persisted, suites
from tieout.model.audit import Result, TableSummary
from tieout.model.mistake import Mistake
from tieout.model.verdict import Counts, Outcome, Severity

pytestmark = pytest.mark.slow

Maker = Callable[..., TableSummary]
Writer = Callable[..., Path]

COLUMNS = {"id": "VARCHAR", "killed": "DOUBLE", "best": "DOUBLE", "place": "VARCHAR"}
ROWS = [
    ["a", 3.0, 3.0, "Weir"],
    ["b", -1.0, None, "Lock"],
    ["c", None, 2.0, None],
    ["d", 9.0, 2.0, "Weir"],
]


@pytest.fixture
def suite(tmp_path: Path) -> Writer:
    """Writes expectations/river.events.json as Great Expectations does: (type, kwargs) and further fields."""

    def write(*expectations: tuple[Any, ...]) -> Path:
        path = tmp_path / "expectations" / "river.events.json"
        path.parent.mkdir(exist_ok=True)
        listed = [
            {"type": kind, "kwargs": kwargs, "meta": {}, "severity": "critical", **(more[0] if more else {})}
            for kind, kwargs, *more in expectations
        ]
        path.write_text(json.dumps({"name": "river", "expectations": listed, "meta": {}}, indent=1), encoding="utf-8")
        return path

    return write


def only(results: Sequence[Result]) -> Result:
    assert len(results) == 1
    return results[0]


def test_an_expectation_names_each_failing_row(table: Maker, suite: Writer, database: Path) -> None:
    path = suite(("expect_column_values_to_be_between", {"column": "killed", "min_value": 0}))
    result = only(suites.run(path, table(COLUMNS, ROWS), database))
    assert result.check.id == "events.killed-be-between"
    assert (result.origin, result.check.code) == ("great_expectations", "GX")
    assert (result.outcome, result.counts) == (Outcome.FAILED, Counts(rows=4, applicable=4, failed=1, unknown=1))
    (finding,) = result.findings
    assert (finding.row, finding.key, finding.file, finding.line) == (1, {"id": "b"}, "events.csv", 3)
    assert finding.message == "killed is -1; expected: to be between (min value 0)"
    assert str(result.check.at) == "expectations/river.events.json:4:3"


COUNTED: Mapping[str, tuple[dict[str, Any], Counts, list[int]]] = {
    "expect_column_values_to_not_be_null": ({"column": "best"}, Counts(4, 4, 1), [1]),
    "expect_column_values_to_be_null": ({"column": "best"}, Counts(4, 4, 3), [0, 2, 3]),
    "expect_column_values_to_be_in_set": ({"column": "place", "value_set": ["Weir"]}, Counts(4, 4, 1, 0, 1), [1]),
    "expect_column_values_to_be_unique": ({"column": "place"}, Counts(4, 4, 2, 0, 1), [0, 3]),
    "expect_compound_columns_to_be_unique": ({"column_list": ["place", "best"]}, Counts(4, 4, 0, 0, 2), []),
    "expect_column_pair_values_a_to_be_greater_than_b": (
        {"column_A": "best", "column_B": "killed", "or_equal": True},
        Counts(4, 4, 1, 0, 2),
        [3],
    ),
    "expect_column_pair_values_to_be_equal": ({"column_A": "best", "column_B": "killed"}, Counts(4, 4, 1, 0, 2), [3]),
    "expect_multicolumn_sum_to_equal": (
        {"column_list": ["best", "killed"], "sum_total": 6},
        Counts(4, 4, 1, 0, 2),
        [3],
    ),
    "expect_column_value_lengths_to_equal": ({"column": "id", "value": 1}, Counts(4, 4), []),
    "expect_column_values_to_match_regex": ({"column": "place", "regex": "^W"}, Counts(4, 4, 1, 0, 1), [1]),
    "expect_column_values_to_not_match_regex": ({"column": "place", "regex": "k$"}, Counts(4, 4, 1, 0, 1), [1]),
    "expect_column_values_to_match_strftime_format": (
        {"column": "place", "strftime_format": "%Y"},
        Counts(4, 4, 3, 0, 1),
        [0, 1, 3],
    ),
    "unexpected_rows_expectation": (
        {"unexpected_rows_query": "SELECT * FROM {batch} WHERE killed > best OR id LIKE 'b%'"},
        Counts(4, 4, 2),
        [1, 3],
    ),
}


def test_counts_and_rows_of_every_kind(table: Maker, suite: Writer, database: Path) -> None:
    path = suite(*((kind, kwargs) for kind, (kwargs, _, _) in COUNTED.items()))
    results = suites.run(path, table(COLUMNS, ROWS), database)
    got = {kind: (r.counts, [f.row for f in r.findings], r.reason) for kind, r in zip(COUNTED, results, strict=True)}
    assert got == {kind: (counts, rows, "") for kind, (_, counts, rows) in COUNTED.items()}
    assert {r.outcome for r in results if not r.counts.failed} == {Outcome.PASSED}


def test_the_same_over_frames_where_duckdb_is_refused(
    table: Maker, suite: Writer, database: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(batch, "keeps_connections", lambda: False)
    kinds = {kind: expected for kind, expected in COUNTED.items() if kind != "unexpected_rows_expectation"}
    path = suite(*((kind, kwargs) for kind, (kwargs, _, _) in kinds.items()))
    results = suites.run(path, table(COLUMNS, ROWS), database)
    got = {kind: (r.counts, [f.row for f in r.findings], r.reason) for kind, r in zip(kinds, results, strict=True)}
    assert got == {kind: (counts, rows, "") for kind, (_, counts, rows) in kinds.items()}


def test_this_version_still_has_the_private_name() -> None:
    from great_expectations.execution_engine import sqlalchemy_execution_engine as engine

    assert persisted.keeps_connections()
    assert "duckdb" in [dialect.value for dialect in engine._PERSISTED_CONNECTION_DIALECTS]
    before = engine._PERSISTED_CONNECTION_DIALECTS
    assert persisted.keeps_connections()
    assert before == engine._PERSISTED_CONNECTION_DIALECTS


def test_a_version_without_the_private_name_is_noticed(monkeypatch: pytest.MonkeyPatch) -> None:
    from great_expectations.execution_engine import sqlalchemy_execution_engine as engine

    monkeypatch.delattr(engine, "_PERSISTED_CONNECTION_DIALECTS")
    assert not persisted.keeps_connections()


def test_expectations_of_the_whole_table(table: Maker, suite: Writer, database: Path) -> None:
    path = suite(
        ("expect_table_row_count_to_be_between", {"min_value": 10}),
        ("expect_table_row_count_to_equal", {"value": 4}),
        ("expect_column_to_exist", {"column": "weather"}),
        ("expect_column_max_to_be_between", {"column": "killed", "max_value": 5}),
        ("expect_column_distinct_values_to_be_in_set", {"column": "place", "value_set": ["Weir"]}),
        ("unexpected_rows_expectation", {"unexpected_rows_query": "SELECT place FROM {batch} WHERE killed > 0"}),
        ("unexpected_rows_expectation", {"unexpected_rows_query": "SELECT place FROM {batch} WHERE killed > 5"}),
    )
    results = suites.run(path, table(COLUMNS, ROWS), database)
    assert [r.outcome for r in results] == [Outcome.FAILED, Outcome.PASSED, *[Outcome.FAILED] * 5]
    failed = [r for r in results if r.outcome is Outcome.FAILED]
    assert {r.counts for r in failed} == {Counts(rows=1, applicable=1, failed=1)}
    assert {(f.row, f.file, tuple(f.key)) for r in failed for f in r.findings} == {(-1, None, ())}
    assert [r.findings[0].observed for r in failed] == ["4", "", "9.0", "", "2 such rows", "1 such row"]


def test_one_that_breaks_is_an_error_alone(table: Maker, suite: Writer, database: Path) -> None:
    path = suite(
        ("expect_column_values_to_be_between", {"column": "place", "min_value": 0}),
        ("unexpected_rows_expectation", {"unexpected_rows_query": "SELECT * FROM {batch} WHERE kiled > 1"}),
        ("expect_column_values_to_be_of_type", {"column": "place", "type_": "NONSENSE"}),
        ("expect_column_values_to_not_be_null", {"column": "id"}),
    )
    results = suites.run(path, table(COLUMNS, ROWS), database)
    assert [r.outcome for r in results] == [Outcome.ERROR, Outcome.ERROR, Outcome.ERROR, Outcome.PASSED]
    assert "kiled" in results[1].reason
    assert all("\n" not in r.reason for r in results)


def test_severity_mostly_condition_and_words(table: Maker, suite: Writer, database: Path) -> None:
    between = {"column": "killed", "min_value": 0}
    path = suite(
        ("expect_column_values_to_be_between", between, {"severity": "warning"}),
        ("expect_column_values_to_be_between", between, {"severity": "info"}),
        ("expect_column_values_to_be_between", {**between, "mostly": 0.6}),
        ("expect_column_values_to_be_between", {**between, "mostly": 0.7}),
        (
            "expect_column_values_to_be_between",
            {**between, "row_condition": 'col("best") > 2', "condition_parser": "great_expectations"},
        ),
        ("expect_column_values_to_be_between", between, {"description": "killed is a count"}),
        ("expect_column_values_to_be_between", between, {"meta": {"notes": {"content": ["a count of people"]}}}),
    )
    results = suites.run(path, table(COLUMNS, ROWS), database)
    assert [r.severity for r in results[:2]] == [Severity.WARNING, Severity.NOTE]
    assert [(r.outcome, r.allowed, r.counts.failed) for r in results[2:4]] == [
        (Outcome.PASSED, 1, 1),
        (Outcome.FAILED, 0, 1),
    ]
    assert results[4].counts == Counts(rows=4, applicable=1)
    assert [r.check.summary for r in results[5:]] == ["killed is a count", "a count of people"]
    assert len({r.check.id for r in results}) == len(results)


def test_a_table_without_rows_is_not_evaluated(table: Maker, suite: Writer, database: Path) -> None:
    path = suite(
        ("expect_column_values_to_be_between", {"column": "killed", "min_value": 0}),
        ("expect_column_max_to_be_between", {"column": "killed", "max_value": 5}),
        ("expect_table_row_count_to_be_between", {"min_value": 1}),
    )
    results = suites.run(path, table(COLUMNS, []), database)
    assert [r.outcome for r in results] == [Outcome.NOT_EVALUATED, Outcome.NOT_EVALUATED, Outcome.FAILED]
    assert results[0].reason == "the table has no rows"


def test_a_column_of_nothing_is_not_evaluated(table: Maker, suite: Writer, database: Path) -> None:
    path = suite(
        ("expect_column_values_to_be_between", {"column": "killed", "min_value": 0}),
        ("expect_column_max_to_be_between", {"column": "killed", "max_value": 5}),
    )
    results = suites.run(path, table(COLUMNS, [["a", None, None, None]]), database)
    assert {r.outcome for r in results} == {Outcome.NOT_EVALUATED}
    assert all(r.reason for r in results)


def test_counts_are_exact_where_findings_are_cut(table: Maker, suite: Writer, database: Path) -> None:
    path = suite(
        ("expect_column_values_to_be_between", {"column": "killed", "min_value": 0}),
        ("expect_column_values_to_be_unique", {"column": "place"}),
        ("expect_column_values_to_match_regex", {"column": "place", "regex": "^L"}),
        ("unexpected_rows_expectation", {"unexpected_rows_query": "SELECT * FROM {batch}"}),
    )
    rows = [[str(n), -float(n), 1.0, "Weir"] for n in range(1, 41)]
    results = suites.run(path, table(COLUMNS, rows), database, limit=3)
    assert [r.counts.failed for r in results] == [40] * 4
    assert [[f.row for f in r.findings] for r in results] == [[0, 1, 2]] * 4


def test_a_withheld_column_is_judged_and_never_shown(table: Maker, suite: Writer, database: Path) -> None:
    path = suite(
        ("expect_column_values_to_be_in_set", {"column": "place", "value_set": ["x"]}),
        ("expect_column_values_to_be_between", {"column": "place", "min_value": 0}),
        ("expect_column_most_common_value_to_be_in_set", {"column": "place", "value_set": ["x"]}),
        ("unexpected_rows_expectation", {"unexpected_rows_query": "SELECT * FROM {batch} WHERE place::INT > 0"}),
    )
    results = suites.run(path, table(COLUMNS, ROWS, key=["id", "place"], withheld=["place"]), database)
    assert "Weir" not in repr(results)
    assert "Lock" not in repr(results)
    assert [r.outcome for r in results] == [
        Outcome.FAILED,
        Outcome.ERROR,
        Outcome.FAILED,
        Outcome.ERROR,
    ]


def test_hostile_names_and_values(table: Maker, suite: Writer, database: Path) -> None:
    column, name = "a \"b' {c} %s :d", "my table; --"
    rows = [["<script>", -1.0], ["'; DROP", 1.0], ["x", 1.0]]
    known = table({"select": "VARCHAR", column: "DOUBLE"}, rows, name=name, key=["select"])
    path = suite(
        ("expect_column_values_to_be_between", {"column": column, "min_value": 0}),
        ("expect_column_values_to_be_unique", {"column": "select"}),
        ("expect_column_values_to_match_regex", {"column": "select", "regex": "^x$"}),
        ("expect_compound_columns_to_be_unique", {"column_list": [column, "select"]}),
        (
            "unexpected_rows_expectation",
            {"unexpected_rows_query": "SELECT * FROM {batch} WHERE \"select\" LIKE '%:%' OR 1=1"},
        ),
    )
    results = suites.run(path, known, database)
    assert [[f.row for f in r.findings] for r in results] == [[0], [], [0, 1], [], [0, 1, 2]]
    assert results[0].findings[0].key == {"select": "<script>"}
    assert [r.reason for r in results] == [""] * 5
    # Great Expectations writes a condition of its own here that it cannot read back: an error, and no pass.
    refused = only(suites.run(suite(("expect_column_values_to_be_unique", {"column": column})), known, database))
    assert refused.outcome is Outcome.ERROR


@pytest.mark.parametrize(
    ("expectation", "code", "said"),
    [
        (("expect_colum_to_exist", {"column": "id"}), "unknown-expectation", "did you mean 'expect_column_to_exist'?"),
        (("expect_column_values_to_not_be_null", {"column": "idd"}), "unknown-column", "did you mean 'id'?"),
        (
            ("expect_column_pair_values_to_be_equal", {"column_A": "kiled", "column_B": "id"}),
            "unknown-column",
            "'killed'",
        ),
        (
            ("expect_column_values_to_be_between", {"column": "killed", "min_valeu": 0}),
            "wrong-expectation",
            "did you mean 'min_value'?",
        ),
        (("expect_column_values_to_be_between", {}), "wrong-expectation", "column: field required"),
        (
            ("expect_column_to_exist", {"column": "id"}, {"severity": "grave"}),
            "wrong-expectation",
            "grave",
        ),
    ],
)
def test_a_mistake_stands_where_it_was_written(
    table: Maker, suite: Writer, database: Path, expectation: tuple[Any, ...], code: str, said: str
) -> None:
    path = suite(("expect_column_to_exist", {"column": "id"}), expectation)
    with pytest.raises(Mistake) as caught:
        suites.run(path, table(COLUMNS, ROWS), database)
    assert caught.value.code == code
    assert caught.value.at is not None
    lines = path.read_text(encoding="utf-8").splitlines()
    assert caught.value.at.file == "expectations/river.events.json"
    assert expectation[0] in lines[caught.value.at.line]  # the line after the brace
    assert said in str(caught.value)


@pytest.mark.parametrize(
    "query",
    [
        "WITH d AS (COPY (SELECT 1) TO '{target}') SELECT * FROM {batch}",
        "SELECT * FROM {batch}; COPY (SELECT 1) TO '{target}'",
        "COPY (SELECT 1) TO '{target}'",
        "SELECT * FROM {batch}) AS x; ATTACH '{target}' AS evil; SELECT (1",
        "SELECT * FROM read_text('{readable}')",
    ],
)
def test_the_sql_of_a_suite_reaches_no_file(
    table: Maker, suite: Writer, database: Path, tmp_path: Path, query: str
) -> None:
    known = table(COLUMNS, ROWS)
    secret, written = tmp_path / "secret.txt", tmp_path / "written"
    secret.write_text("hidden words", encoding="utf-8")
    before = database.read_bytes()
    for target in (written, database):
        text = query.replace("{target}", str(target)).replace("{readable}", str(secret))
        result = only(
            suites.run(suite(("unexpected_rows_expectation", {"unexpected_rows_query": text})), known, database)
        )
        assert result.outcome is Outcome.ERROR
        assert "hidden" not in repr(result)
    assert not written.exists()
    assert database.read_bytes() == before


def test_the_file_may_be_open_with_another_configuration(table: Maker, suite: Writer, database: Path) -> None:
    known = table(COLUMNS, ROWS)
    path = suite(("expect_column_values_to_not_be_null", {"column": "id"}))
    held = duckdb.connect(str(database), read_only=True, config={"threads": 1, "enable_external_access": False})
    try:
        first, second = suites.run(path, known, database), suites.run(path, known, database)
        assert (only(first).outcome, only(second).outcome) == (Outcome.PASSED, Outcome.PASSED)
    finally:
        held.close()
    with duckdb.connect(str(database)) as writable:
        writable.execute("DROP TABLE events")


def test_a_file_that_is_no_database_is_a_mistake(suite: Writer, tmp_path: Path) -> None:
    other = tmp_path / "notes.duckdb"
    other.write_text("not a database", encoding="utf-8")
    with pytest.raises(Mistake) as caught:
        suites.run(
            suite(("expect_column_to_exist", {"column": "id"})), TableSummary("events", "events", 1, (), ()), other
        )
    assert caught.value.code == "unreadable-database"


def test_the_users_own_context_is_in_use_again(table: Maker, suite: Writer, database: Path) -> None:
    import great_expectations
    from great_expectations.data_context.data_context.context_factory import project_manager

    own = great_expectations.get_context(mode="ephemeral")
    try:
        suites.run(suite(("expect_column_to_exist", {"column": "id"})), table(COLUMNS, ROWS), database)
        assert project_manager.get_current_project() is own
    finally:
        project_manager.set_project(None)


def test_nothing_is_printed_and_nothing_left_behind(
    table: Maker, suite: Writer, database: Path, tmp_path: Path
) -> None:
    table(COLUMNS, ROWS)
    path = suite(
        ("expect_column_values_to_be_between", {"column": "killed", "min_value": 0}),
        ("expect_column_values_to_match_regex", {"column": "place", "regex": "^W"}),
        ("expect_column_values_to_be_unique", {"column": "place"}),
        ("expect_column_values_to_be_of_type", {"column": "place", "type_": "NONSENSE"}),
        ("unexpected_rows_expectation", {"unexpected_rows_query": "SELECT * FROM tieout_batch WHERE killed > 5"}),
    )
    home, here = tmp_path / "home", tmp_path / "here"
    home.mkdir()
    here.mkdir()
    program = f"""
from pathlib import Path
from tieout.expectations import suites
from tieout.model.audit import TableSummary
known = TableSummary("events", "events", 4, ("id",), ("id",))
for again in range(2):
    print([r.counts.failed for r in suites.run(Path({str(path)!r}), known, Path({str(database)!r}))])
"""
    environment = {**os.environ, "HOME": str(home)}
    environment.pop("GX_ANALYTICS_ENABLED", None)
    done = subprocess.run(
        [sys.executable, "-c", program], cwd=here, env=environment, capture_output=True, text=True, check=False
    )
    assert (done.returncode, done.stdout, done.stderr) == (0, "[1, 1, 2, 0, 1]\n" * 2, "")
    assert not list(here.iterdir())
    assert not [found for found in home.rglob("*") if "great" in found.name]
