from __future__ import annotations

import subprocess
import sys
from collections.abc import Callable, Sequence
from pathlib import Path

import duckdb
import pytest
from pandera.config import config_context

from tieout.expectations import contracts
from tieout.model.audit import Finding, Result, TableSummary
from tieout.model.mistake import Mistake
from tieout.model.verdict import Counts, Outcome, Severity

Maker = Callable[..., TableSummary]
Writer = Callable[[str], Path]

COLUMNS = {"id": "VARCHAR", "killed": "DOUBLE", "best": "DOUBLE", "place": "VARCHAR"}
ROWS = [
    ["a", 3.0, 3.0, "Weir"],
    ["b", -1.0, None, "Lock"],
    ["c", None, 2.0, None],
    ["d", 9.0, 2.0, "Weir"],
]


def only(results: Sequence[Result]) -> Result:
    assert len(results) == 1
    return results[0]


def by_id(results: Sequence[Result]) -> dict[str, Result]:
    return {result.check.id: result for result in results}


def test_a_rule_names_each_failing_row_by_key_file_and_line(table: Maker, contract: Writer, database: Path) -> None:
    path = contract("class Events(pa.DataFrameModel):\n    killed: float = pa.Field(ge=0, nullable=True)\n")
    result = only(contracts.run(path, database, [table(COLUMNS, ROWS)]))
    assert result.check.id == "events.killed-greater-than-or-equal-to"
    assert (result.origin, result.check.code, result.table) == ("pandera", "PANDERA", "events")
    assert result.outcome is Outcome.FAILED
    assert result.counts == Counts(rows=4, applicable=4, failed=1, unknown=1)
    finding = only_finding(result)
    assert (finding.row, finding.key, finding.file, finding.line) == (1, {"id": "b"}, "events.csv", 3)
    assert (finding.columns, finding.observed, finding.expected) == (("killed",), "-1", "at least 0")
    assert finding.message == "killed is -1; expected: at least 0"
    assert str(result.check.at) == "expectations/river.py:4:5"


def only_finding(result: Result) -> Finding:
    assert len(result.findings) == 1
    return result.findings[0]


def test_a_rule_over_columns_leaves_the_unknown_undecided(table: Maker, contract: Writer, database: Path) -> None:
    path = contract("""
class Events(pa.DataFrameModel):
    @pa.dataframe_check(error="killed is at most best")
    def within(cls, data):
        return data.table.killed <= data.table.best
""")
    result = only(contracts.run(path, database, [table(COLUMNS, ROWS)]))
    assert result.counts == Counts(rows=4, applicable=4, failed=1, unknown=2)
    finding = only_finding(result)
    assert (finding.key, finding.columns) == ({"id": "d"}, ("killed", "best"))
    assert finding.observed == "killed 9, best 2"
    assert finding.expected == "killed is at most best"


def test_nothing_recorded_fails_only_where_the_model_forbids_it(table: Maker, contract: Writer, database: Path) -> None:
    path = contract("class Events(pa.DataFrameModel):\n    id: str\n    best: float\n    place: str | None\n")
    results = by_id(contracts.run(path, database, [table(COLUMNS, ROWS)]))
    assert results["events.id-not-null"].outcome is Outcome.PASSED
    assert [f.line for f in results["events.best-not-null"].findings] == [3]
    assert results["events.best-not-null"].findings[0].observed == "not recorded"
    assert [f.line for f in results["events.place-not-null"].findings] == [4]


def test_ignore_na_false_makes_the_unknown_fail(table: Maker, contract: Writer, database: Path) -> None:
    path = contract("""
class Events(pa.DataFrameModel):
    place: str = pa.Field(nullable=True, isin=["Weir", "Lock"], ignore_na=False)
""")
    assert only(contracts.run(path, database, [table(COLUMNS, ROWS)])).counts.failed == 1


def test_uniqueness_names_every_row_of_a_group(table: Maker, contract: Writer, database: Path) -> None:
    path = contract("""
class Events(pa.DataFrameModel):
    place: str = pa.Field(nullable=True, unique=True)
    class Config:
        unique = ["place", "best"]
""")
    results = by_id(contracts.run(path, database, [table(COLUMNS, [*ROWS, ["e", 1.0, 2.0, "Weir"]])]))
    assert [f.row for f in results["events.place-unique"].findings] == [0, 3, 4]
    assert results["events.place-unique"].counts == Counts(rows=5, applicable=5, failed=3, unknown=1)
    together = results["events.place-best-unique"]
    assert [f.row for f in together.findings] == [3, 4]
    assert together.counts.unknown == 2


def test_a_check_that_breaks_is_an_error_alone(table: Maker, contract: Writer, database: Path) -> None:
    path = contract("""
class Events(pa.DataFrameModel):
    killed: float = pa.Field(ge=0, nullable=True)
    place: str = pa.Field(nullable=True)

    @pa.dataframe_check
    def broken(cls, data):
        return 1 / 0

    @pa.dataframe_check
    def misspelt(cls, data):
        return data.table.kiled > 0

    @pa.dataframe_check
    def only_fails_in_the_database(cls, data):
        return data.table.place.cast("int64") > 0

    @pa.dataframe_check
    def no_truth(cls, data):
        return data.table.killed

    @pa.dataframe_check
    def another_table(cls, data):
        return data.table.group_by("place").agg(ok=data.table.count() > 0)

    @pa.check("place", element_wise=True)
    def one_by_one(cls, value: str) -> bool:
        return True
""")
    results = by_id(contracts.run(path, database, [table(COLUMNS, ROWS)]))
    assert results.pop("events.killed-greater-than-or-equal-to").outcome is Outcome.FAILED
    assert {name: result.outcome for name, result in results.items()} == dict.fromkeys(results, Outcome.ERROR)
    reasons = {name.removeprefix("events."): result.reason for name, result in results.items()}
    assert reasons["broken"] == "it raises ZeroDivisionError: division by zero"
    assert "kiled" in reasons["misspelt"]
    assert "Conversion Error" in reasons["only-fails-in-the-database"]
    assert "return a column of true and false" in reasons["no-truth"]
    assert "returns another table" in reasons["another-table"]
    assert "element_wise" in reasons["place-one-by-one"]


def test_a_withheld_column_is_judged_and_never_shown(table: Maker, contract: Writer, database: Path) -> None:
    path = contract("""
class Events(pa.DataFrameModel):
    place: str = pa.Field(nullable=True, isin=["Lock"])

    @pa.dataframe_check(error="the place is a number")
    def numbered(cls, data):
        return data.table.place.cast("int64") > 0

    @pa.dataframe_check(error="place and id are alike")
    def alike(cls, data):
        return data.table.place == data.table.id
""")
    known = table(COLUMNS, ROWS, key=["id", "place"], withheld=["place"])
    results = contracts.run(path, database, [known])
    assert "Weir" not in repr(results)
    assert [f.observed for f in by_id(results)["events.place-isin"].findings] == ["withheld", "withheld"]
    assert by_id(results)["events.alike"].findings[0].observed == "id a, place withheld"


def test_a_table_without_rows_is_not_evaluated(table: Maker, contract: Writer, database: Path) -> None:
    path = contract("class Events(pa.DataFrameModel):\n    killed: float = pa.Field(ge=0)\n")
    results = contracts.run(path, database, [table(COLUMNS, [])])
    assert {r.outcome for r in results} == {Outcome.NOT_EVALUATED}
    assert {r.reason for r in results} == {"the table has no rows"}


def test_a_column_of_nothing_is_not_evaluated(table: Maker, contract: Writer, database: Path) -> None:
    path = contract("class Events(pa.DataFrameModel):\n    killed: float = pa.Field(ge=0, nullable=True)\n")
    result = only(contracts.run(path, database, [table({"id": "VARCHAR", "killed": "DOUBLE"}, [["a", None]])]))
    assert result.outcome is Outcome.NOT_EVALUATED
    assert result.reason


def test_an_optional_column_may_be_absent(table: Maker, contract: Writer, database: Path) -> None:
    path = contract("from typing import Optional\nclass Events(pa.DataFrameModel):\n    weather: Optional[str]\n")
    results = contracts.run(path, database, [table(COLUMNS, ROWS)])
    assert [r.outcome for r in results] == [Outcome.NOT_EVALUATED]
    assert "weather" in results[0].reason


def test_a_check_of_the_whole_table_has_one_finding_without_a_row(
    table: Maker, contract: Writer, database: Path
) -> None:
    path = contract("""
class Events(pa.DataFrameModel):
    place: str = pa.Field(nullable=True, unique_values_eq=["Weir"])

    @pa.dataframe_check(error="there are at least ten events")
    def many(cls, data):
        return data.table.count() >= 10
""")
    results = by_id(contracts.run(path, database, [table(COLUMNS, ROWS)]))
    finding = only_finding(results["events.many"])
    assert (finding.row, finding.key, finding.file) == (-1, {}, None)
    assert results["events.many"].counts == Counts(rows=1, applicable=1, failed=1)
    assert results["events.place-unique-values-eq"].outcome is Outcome.FAILED


def test_counts_are_exact_where_findings_are_cut(table: Maker, contract: Writer, database: Path) -> None:
    path = contract("class Events(pa.DataFrameModel):\n    killed: float = pa.Field(ge=0)\n")
    rows = [[str(n), -float(n), 1.0, "Weir"] for n in range(1, 41)]
    result = contracts.run(path, database, [table(COLUMNS, rows)], limit=3)[1]
    assert result.counts.failed == 40
    assert [f.row for f in result.findings] == [0, 1, 2]
    assert result.truncated


def test_a_warning_in_pandera_is_a_warning_here(table: Maker, contract: Writer, database: Path) -> None:
    path = contract(
        "class Events(pa.DataFrameModel):\n    best: float = pa.Field(nullable=True, gt=5, raise_warning=True)\n"
    )
    result = only(contracts.run(path, database, [table(COLUMNS, ROWS)]))
    assert result.severity is Severity.WARNING
    assert result.findings[0].severity is Severity.WARNING


def test_hostile_names_and_values(table: Maker, contract: Writer, database: Path) -> None:
    column, name = "a \"b' {c}; drop", "my table; --"
    known = table({"select": "VARCHAR", column: "DOUBLE"}, [["<script>\x1b[31m", -1.0]], name=name, key=["select"])
    path = contract(f"""
class Mine(pa.DataFrameModel):
    x: float = pa.Field(alias={column!r}, ge=0)
    y: str = pa.Field(alias="select", unique=True)
    class Config:
        name = {name!r}
""")
    results = by_id(contracts.run(path, database, [known]))
    finding = only_finding(results["my-table.a-b-c-drop-greater-than-or-equal-to"])
    assert finding.key == {"select": "<script>\x1b[31m"}
    assert finding.columns == (column,)
    assert results["my-table.select-unique"].outcome is Outcome.PASSED


@pytest.mark.parametrize("claimed", ["river_events", "RiverEvents", "river events", "River-Events"])
def test_a_class_name_finds_its_table(table: Maker, contract: Writer, database: Path, claimed: str) -> None:
    path = contract("class RiverEvents(pa.DataFrameModel):\n    id: str\n")
    assert only(contracts.run(path, database, [table(COLUMNS, ROWS, name=claimed)])).table == claimed


def test_two_contracts_of_one_table_keep_their_ids_apart(table: Maker, contract: Writer, database: Path) -> None:
    path = contract("""
class Events(pa.DataFrameModel):
    id: str

class Strict(pa.DataFrameModel):
    id: str
    class Config:
        name = "events"
""")
    results = contracts.run(path, database, [table(COLUMNS, ROWS)])
    assert [r.check.id for r in results] == ["events.id-not-null", "events.id-not-null-2"]


@pytest.mark.parametrize(
    ("text", "code", "position", "said"),
    [
        ("class Event(pa.DataFrameModel):\n    id: str\n", "unknown-table", "3:1", "did you mean 'events'?"),
        ("class Events(pa.DataFrameModel):\n    kiled: float\n", "unknown-column", "4:5", "did you mean 'killed'?"),
        (
            "class Events(pa.DataFrameModel):\n    killed: int\n",
            "wrong-type",
            "4:5",
            "float64, the contract says int64",
        ),
        (
            "class Events(pa.DataFrameModel):\n    n: int = pa.Field(alias='killed')\n",
            "wrong-type",
            "4:5",
            "column 'killed'",
        ),
        (
            "class Events(pa.DataFrameModel):\n    id: str\n    class Config:\n        strict = True\n",
            "unexpected-column",
            "3:1",
            "'killed'",
        ),
        (
            "class Events(pa.DataFrameModel):\n    id: str\n    class Config:\n        coerce = True\n",
            "contract-changes-data",
            "3:1",
            "`coerce`",
        ),
        ("", "nothing-to-check", "1:1", "holds no contract"),
        ("class _Base(pa.DataFrameModel):\n    id: str\n", "nothing-to-check", "1:1", "`_` is a base for others"),
        ("class Events(pa.DataFrameModel):\n    pass\n", "nothing-to-check", "3:1", "'Events' states no rule"),
        ("class Events(pa.DataFrameModel)\n    id: str\n", "broken-contract", "3:32", "this is not Python"),
        ("x = 1\ny = x / 0\n", "broken-contract", "4:1", "ZeroDivisionError"),
        ("import sys\nsys.exit(0)\n", "broken-contract", "4:1", "SystemExit"),
        ("import pandaa\n", "broken-contract", "3:1", "pandaa"),
        (
            "import pandera.pandas as pp\nclass Events(pp.DataFrameModel):\n    id: str\n",
            "foreign-contract",
            "4:1",
            "import pandera.ibis as pa",
        ),
        (
            "class Events(pa.DataFrameModel):\n    id: str\n    @pa.check('idd')\n    def f(cls, d): return True\n",
            "broken-contract",
            "3:1",
            "idd",
        ),
    ],
)
def test_a_mistake_stands_where_it_was_written(
    table: Maker, contract: Writer, database: Path, text: str, code: str, position: str, said: str
) -> None:
    path = contract(text)
    with pytest.raises(Mistake) as caught:
        contracts.run(path, database, [table(COLUMNS, ROWS)])
    assert caught.value.code == code
    assert str(caught.value.at) == f"expectations/river.py:{position}"
    assert said in str(caught.value)


def test_the_shape_is_held_where_pandera_is_switched_off(table: Maker, contract: Writer, database: Path) -> None:
    path = contract("class Events(pa.DataFrameModel):\n    kiled: float\n")
    with config_context(validation_enabled=False), pytest.raises(Mistake, match="kiled"):
        contracts.run(path, database, [table(COLUMNS, ROWS)])


def test_a_file_that_is_no_database_is_a_mistake(contract: Writer, tmp_path: Path) -> None:
    path = contract("class Events(pa.DataFrameModel):\n    id: str\n")
    other = tmp_path / "notes.duckdb"
    other.write_text("not a database", encoding="utf-8")
    with pytest.raises(Mistake) as caught:
        contracts.run(path, other, [])
    assert caught.value.code == "unreadable-database"
    assert str(tmp_path.parent) not in str(caught.value.at)


def test_a_second_run_sees_the_file_as_it_is_now(table: Maker, contract: Writer, database: Path) -> None:
    known = table(COLUMNS, ROWS)
    first = contracts.run(contract("class Events(pa.DataFrameModel):\n    id: str\n"), database, [known])
    second = contracts.run(contract("class Events(pa.DataFrameModel):\n    best: float\n"), database, [known])
    assert [r.check.id for r in (*first, *second)] == ["events.id-not-null", "events.best-not-null"]
    assert not list(contract("").parent.glob("**/*.pyc"))


def test_the_file_may_be_open_with_another_configuration(table: Maker, contract: Writer, database: Path) -> None:
    known = table(COLUMNS, ROWS)
    path = contract("class Events(pa.DataFrameModel):\n    id: str\n")
    held = duckdb.connect(str(database), read_only=True, config={"threads": 1, "enable_external_access": False})
    try:
        assert only(contracts.run(path, database, [known])).outcome is Outcome.PASSED
        assert held.execute("SELECT count(*) FROM events").fetchall() == [(4,)]
    finally:
        held.close()
    with duckdb.connect(str(database)) as writable:
        writable.execute("DROP TABLE events")


@pytest.mark.slow
def test_nothing_is_said_on_the_screen(table: Maker, contract: Writer, database: Path) -> None:
    table(COLUMNS, ROWS)
    path = contract("class Events(pa.DataFrameModel):\n    id: str\n    best: float = pa.Field(ge=3)\n")
    program = f"""
from pathlib import Path
from tieout.expectations import contracts
from tieout.model.audit import TableSummary
known = TableSummary("events", "events", 4, ("id",), ("id",))
print([r.counts.failed for r in contracts.run(Path({str(path)!r}), Path({str(database)!r}), [known])])
"""
    done = subprocess.run([sys.executable, "-c", program], capture_output=True, text=True, check=False)
    assert (done.returncode, done.stdout, done.stderr) == (0, "[0, 1, 2]\n", "")
