"""JSON, JSON lines, Parquet, DuckDB, Excel: the same table from each, and what is broken in them noted."""

from __future__ import annotations

import json
import sys
import zipfile
from contextlib import closing
from datetime import date, datetime
from pathlib import Path
from typing import TYPE_CHECKING, Any

import duckdb
import openpyxl
import pytest

from tieout.datasets import problems
from tieout.datasets.headers import headers
from tieout.model.dataset import FigureColumns, Reading, Type
from tieout.model.mistake import Mistake
from tieout.plan.quote import identifier

if TYPE_CHECKING:
    from tests.datasets.conftest import Desk

RECORDS = [{"id": "E1", "from": "2017-11-26", "killed": 53}, {"id": "E2", "from": "2017-11-27", "killed": -99}]
TYPED = [("E1", date(2017, 11, 26), 53.0), ("E2", date(2017, 11, 27), None)]


def _workbook(path: Path, rows: list[list[Any]], sheet: str = "Sheet") -> None:
    book = openpyxl.Workbook()
    page = book.active
    page.title = sheet
    for row in rows:
        page.append(row)
    book.save(path)


def _parquet(path: Path, query: str) -> None:
    with closing(duckdb.connect()) as con:
        con.execute(f"COPY ({query}) TO '{path}' (FORMAT parquet)")


def _write(folder: Path, ending: str) -> None:
    path = folder / f"events.{ending}"
    match ending:
        case "csv" | "tsv":
            cut = "," if ending == "csv" else "\t"
            path.write_text(
                "".join(cut.join(map(str, row)) + "\n" for row in [list(RECORDS[0]), *(r.values() for r in RECORDS)])
            )
        case "json":
            path.write_text(json.dumps(RECORDS, indent=1))
        case "jsonl":
            path.write_text("".join(json.dumps(record) + "\n" for record in RECORDS))
        case "xlsx":
            _workbook(path, [list(RECORDS[0]), *(list(r.values()) for r in RECORDS)])
        case _:
            con = duckdb.connect(str(path) if ending == "duckdb" else ":memory:")
            con.execute('CREATE TABLE events (id VARCHAR, "from" DATE, killed INTEGER)')
            con.execute("INSERT INTO events VALUES ('E1', '2017-11-26', 53), ('E2', '2017-11-27', -99)")
            if ending == "parquet":
                con.execute(f"COPY events TO '{path}' (FORMAT parquet)")
            con.close()


@pytest.mark.parametrize("ending", ["csv", "tsv", "json", "jsonl", "xlsx", "parquet", "duckdb"])
def test_one_table_in_every_format(desk: Desk, ending: str) -> None:
    _write(desk.folder, ending)
    table = desk.table(
        f"events.{ending}",
        roles={"event.id": "id", "event.start": "from"},
        types={"from": Type.DATE},
        figures={"killed": FigureColumns(best="killed")},
    )
    built = desk.build(table, sentinels=("-99",))
    assert built.rows('id, "from", killed') == TYPED
    assert built.query("SELECT typeof(killed) FROM main.events LIMIT 1") == [("DOUBLE",)]
    assert list(headers(built.dataset)["events"].values()) == ["VARCHAR", "DATE", "DOUBLE"]
    assert built.problems() == []
    assert built.query('SELECT "table", path, rows, length(sha256) FROM main.files') == [
        ("events", f"events.{ending}", 2, 64)
    ]
    if ending in ("parquet", "duckdb"):
        assert built.rows("_row, _file, _line") == [(0, f"events.{ending}", None), (1, f"events.{ending}", None)]
        assert built.query("SELECT count(*) FROM duckdb_tables() WHERE schema_name = 'raw'") == [(0,)]
    else:
        lines = {"json": [2, 7], "jsonl": [1, 2]}.get(ending, [2, 3])
        assert [line for (line,) in built.rows("_line")] == lines
        assert built.raw("id, killed") == [("E1", "53"), ("E2", "-99")]


def test_json_keeps_numbers_and_nested_values_as_written(desk: Desk) -> None:
    built = desk.read(
        '[{"a": 1.10, "b": [1, {"c": null}], "d": true, "e": null, "f": "é", "g": 12345678901234567890}]', "events.json"
    )
    assert built.raw("a, b, d, e, f, g") == [("1.10", '[1, {"c": null}]', "true", None, "é", "12345678901234567890")]


NESTED = [
    {"day": "2023-10-07", "verified": {"killed": 6, "by": {"age": {"under 18": 2}}, "towns": ["a", {"b": 1}]}},
    {"day": "2023-10-08", "verified": {"killed": -99}, "note": {}},
    {"day": "2023-10-09", "verified": None},
    {"day": "2023-10-10", "verified": "pending"},
]


@pytest.mark.parametrize("ending", ["json", "jsonl"])
def test_an_object_within_a_record_is_columns_of_the_row(desk: Desk, ending: str) -> None:
    lines = [json.dumps(record) for record in NESTED]
    desk.write(f"events.{ending}", "\n".join(lines) if ending == "jsonl" else f"[{','.join(lines)}]")
    figures = {"killed": FigureColumns(best="verified.killed")}
    table = desk.table(f"events.{ending}", figures=figures, types={"verified.killed": Type.NUMBER})
    built = desk.build(table, sentinels=("-99",))
    assert list(headers(built.dataset)["events"]) == [
        "day", "verified.killed", "verified.by.age.under 18", "verified.towns", "note", "verified",
    ]  # fmt: skip
    assert built.raw('"verified.killed", "verified.by.age.under 18", "verified.towns", note, verified') == [
        ("6", "2", '["a", {"b": 1}]', None, None),
        ("-99", None, None, "{}", None),
        (None, None, None, None, None),
        (None, None, None, None, "pending"),
    ]
    assert built.rows('"verified.killed"') == [(6.0,), (None,), (None,), (None,)]
    with pytest.raises(Mistake) as caught:
        headers(desk.dataset(desk.table(f"events.{ending}", key=("verified.kiled",))))
    assert (caught.value.code, caught.value.help) == ("unknown-column", "did you mean 'verified.killed'?")


@pytest.mark.slow
@pytest.mark.parametrize(
    ("data", "rows"),
    [
        ('{"a": {"b": 1}, "a.b": 2}', [("1", "2")]),
        ('{"a.b": 2, "A": {"B": 1}}', [("2", "1")]),
        ('{"a": {"b.c": 1}, "a.b": {"c": 2}}', [("1", "2")]),
        ('{"a": {"b": 1, "b": 2}}', [("1", "2")]),
        ('{"": {"": 1}, "\\u0000": {"\\u202e\\"; DROP TABLE x; --": 2}}', [("1", "2")]),
        ('{"_row": {"_file": 1}, "verified": {"_row": 2}}', [("1", "2")]),
    ],
)
def test_names_that_spreading_makes_never_cover_each_other(
    desk: Desk, data: str, rows: list[tuple[str | None, ...]]
) -> None:
    built = desk.read(f"[{data}]", "events.json")
    names = list(headers(built.dataset)["events"])
    assert len(names) == len(rows[0])
    assert built.raw(", ".join(map(identifier, names))) == rows


MIXED = [
    {"v": {"k": 3}, "w": None, "n": 1},
    {"v": {"k": {"z": 1}}, "w": {"a": 1}, "n": {"x": 2}},
    {"v": {"k": {}}, "w": {}, "n": 2},
    {"v": {"k": [1]}, "n": 3},
    {"v": {"k": None}, "n": 4},
]


@pytest.mark.parametrize("ending", ["json", "jsonl"])
def test_an_object_where_a_figure_is_meant_is_noted(desk: Desk, ending: str) -> None:
    lines = [json.dumps(record) for record in MIXED]
    desk.write(f"events.{ending}", "\n".join(lines) if ending == "jsonl" else f"[{','.join(lines)}]")
    figures = {"killed": FigureColumns(best="v.k"), "injured": FigureColumns(best="n")}
    built = desk.build(desk.table(f"events.{ending}", figures=figures))
    assert sorted(built.problems('"column", record, kind, raw')) == [
        ("n", 1, "unreadable", '{"x": 2}'),
        ("v.k", 1, "unreadable", '{"z": 1}'),
        ("v.k", 2, "unreadable", "{}"),
        ("v.k", 3, "unreadable", "[1]"),
    ]
    assert built.rows('"v.k", n') == [(3.0, 1.0), (None, None), (None, 2.0), (None, 3.0), (None, 4.0)]


def test_a_key_that_holds_an_object_or_nothing_is_no_column_of_its_own(desk: Desk) -> None:
    built = desk.read('[{"a": null, "b": null}, {"a": {"c": 1}}, {"a": {}}]', "events.json")
    assert built.raw("* EXCLUDE (_row, _file, _line)") == [(None, None), (None, "1"), (None, None)]
    assert list(headers(built.dataset)["events"]) == ["b", "a.c"]


def test_a_key_of_the_file_keeps_its_name(desk: Desk) -> None:
    built = desk.read('[{"a": {"b": 1}, "a.b": 2}, {"a.b": 3}, {"a": {"b": 4}}]', "events.json")
    assert built.raw('"a.b", "a.b_2"') == [("2", "1"), ("3", None), ("4", None)]


@pytest.mark.parametrize("ending", ["json", "jsonl"])
def test_an_object_that_maps_names_to_values_is_no_hundreds_of_columns(desk: Desk, ending: str) -> None:
    """Neither in one record nor over all of them; the other objects are spread all the same."""
    named = [{f"person {n}.{m}": {"age": 1} for m in range(6)} for n in range(100)]
    records = [{"id": n, "at": {"lat": n}, "named": people} for n, people in enumerate(named)]
    lines = [json.dumps(record) for record in records]
    built = desk.read("\n".join(lines) if ending == "jsonl" else f"[{','.join(lines)}]", f"events.{ending}")
    assert list(headers(built.dataset)["events"]) == ["id", "at.lat", "named"]
    assert [json.loads(text) for (text,) in built.raw("named")] == named


@pytest.mark.parametrize("depth", [7, 8, 9, 10, 400, 499, 501, 994, 995, 996, 997, 20_000])
def test_objects_in_objects_in_objects(desk: Desk, depth: int) -> None:
    deep = '{"a": ' * depth + "1" + "}" * depth
    built = desk.read(f'{{"id": 1, "deep": {{"x": 2}}}}\n{{"id": 2, "deep": {deep}}}\n', "events.jsonl")
    rows = built.raw("id")
    assert rows[0] == ("1",)
    assert len(rows) + len(built.problems()) == 2
    assert built.raw('"deep.x"')[0] == ("2",)


def test_json_under_a_key(desk: Desk) -> None:
    data = '{"meta": {"n": [1]},\n "events": [\n{"a": 1}]}'
    built = desk.read(data, "events.json", reading=Reading(records="events"))
    assert built.raw("_line, a") == [(3, "1")]
    assert desk.read('{"records": [{"a": 1}]}', "events.json").raw("a") == [("1",)]


def test_json_records_with_different_keys(desk: Desk) -> None:
    built = desk.read('[{"a": 1}, {"b": 2, "A": 3}, {"a": 4, "A": 5}]', "events.json")
    assert built.raw("_row, a, b, a_2") == [(0, "1", None, None), (1, "3", "2", None), (2, "4", None, "5")]


def test_json_with_a_key_twice(desk: Desk) -> None:
    built = desk.read('[{"a": 1, "a": 2}]', "events.json")
    assert built.raw("a, a_2") == [("1", "2")]


@pytest.mark.parametrize(
    ("data", "kind", "line"),
    [
        ('[{"a": 1},\n{"a": 2', problems.CUT_SHORT, 2),
        ('[{"a": 1},\n{"a": "tw', problems.CUT_SHORT, 2),
        ('[{"a": 1},\n', problems.CUT_SHORT, 2),
        ('[{"a": 1}\n', problems.CUT_SHORT, 2),
        ('[{"a": 1},\n{"a": oops}, {"a": 3}]', problems.UNREADABLE, 2),
        ('[{"a": 1}\n{"a": 2}]', problems.UNREADABLE, 2),
        ('[{"a": 1},\n' + "[" * 200_000, problems.UNREADABLE, 2),
        ('[{"a": 1},\n{"a": ' + "9" * 5_000 + "}]", problems.UNREADABLE, 2),
        ('[{"a": 1},\n17]', problems.UNREADABLE, 2),
        ('[{"a": 1}\n] [{"a": 2}]', problems.UNREADABLE, 2),
    ],
    ids=lambda value: str(value)[:30],
)  # fmt: skip
def test_broken_json_keeps_what_stands_before(desk: Desk, data: str, kind: str, line: int) -> None:
    built = desk.read(data, "events.json")
    assert built.raw("a") == [("1",)]
    assert built.problems("kind, _line, record") == [(kind, line, None)]


def test_a_broken_json_line_costs_that_line_alone(desk: Desk) -> None:
    built = desk.read('{"a": 1}\n{"a": \n\n[]\n{"a": 4} x\n{"a": 5}\n{"a"', "events.jsonl")
    assert built.raw("_row, _line, a") == [(0, 1, "1"), (1, 6, "5")]
    assert built.problems("kind, _line, record") == [
        (problems.UNREADABLE, 2, None),
        (problems.UNREADABLE, 4, None),
        (problems.UNREADABLE, 5, None),
        (problems.CUT_SHORT, 7, None),
    ]


def test_json_characters_that_no_database_holds(desk: Desk) -> None:
    built = desk.read(r'{"a": "x\u0000y", "b": "\ud83d"}' + "\n", "events.jsonl")
    assert built.raw("a, b") == [(r"x\x00y", r"\ud83d")]
    assert built.problems('kind, "column", record') == [(problems.NUL_BYTE, "a", 0), (problems.UNDECODABLE, "b", 0)]


def test_parquet_texts_are_read_as_their_roles(desk: Desk) -> None:
    path = desk.folder / "events.parquet"
    _parquet(
        path,
        "FROM (VALUES (1, '26 November 2017', -99.0::DOUBLE, [1, 2]), (2, 'soon', 3, NULL)) t(id, day, killed, own)",
    )
    table = desk.table(
        "events.parquet",
        roles={"event.id": "id", "event.start": "day"},
        types={"day": Type.DATE},
        figures={"killed": FigureColumns(best="killed")},
    )
    built = desk.build(table, sentinels=("-99",))
    assert built.rows("id, day, killed, own") == [("1", date(2017, 11, 26), None, [1, 2]), ("2", None, 3.0, None)]
    assert built.problems('kind, _line, "column", raw, record') == [(problems.UNREADABLE, None, "day", "soon", 1)]
    assert list(headers(built.dataset)["events"].values())[-1] == "INTEGER[]"


def test_several_parquet_files_stand_in_their_order(desk: Desk) -> None:
    for name, start in (("b", 100), ("a", 0)):
        _parquet(desk.folder / f"{name}.parquet", f"SELECT range AS n FROM range({start}, {start} + 50)")
    built = desk.build(desk.table("b.parquet", "a.parquet"))
    assert [n for (n,) in built.rows("n")] == [*range(100, 150), *range(50)]
    assert built.query("SELECT path, rows FROM main.files") == [("b.parquet", 50), ("a.parquet", 50)]


def test_a_view_in_a_foreign_database_is_not_run(desk: Desk) -> None:
    con = duckdb.connect(str(desk.folder / "events.duckdb"))
    con.execute("CREATE TABLE other AS SELECT 1 AS a; CREATE TABLE third AS SELECT 1 AS a")
    con.execute("CREATE VIEW events AS SELECT * FROM read_text('/etc/hostname')")
    con.close()
    with pytest.raises(Mistake) as caught:
        desk.build(desk.table("events.duckdb"))
    assert caught.value.code == "no-such-table"
    assert desk.build(desk.table("events.duckdb", reading=Reading(table="other"))).rows("a") == [(1,)]


def test_typed_and_text_files_do_not_mix(desk: Desk) -> None:
    desk.write("events.csv", "a\n1\n")
    duckdb.sql("SELECT 1 AS a")
    with pytest.raises(Mistake, match="typed files and text files"):
        headers(desk.dataset(desk.table("events.csv", "events.parquet")))


def test_excel_cells_as_text(desk: Desk) -> None:
    rows: list[list[Any]] = [
        [],
        ["id", "day", "moment", "n", "x", "flag", None],
        ["E1", date(2017, 11, 26), datetime(2017, 11, 26, 14, 5), 53.0, 0.5, True, None],
        [],
        ["E2", None, None, None, None, None, "surplus"],
        ["E3", None, None, None, None, None, None, "more"],
    ]
    _workbook(desk.folder / "events.xlsx", rows)
    built = desk.build(desk.table("events.xlsx"))
    assert built.raw("_line, id, day, moment, n, x, flag") == [
        (3, "E1", "2017-11-26", "2017-11-26 14:05:00", "53", "0.5", "true"),
        (5, "E2", None, None, None, None, None),
        (6, "E3", None, None, None, None, None),
    ]
    assert built.kinds() == [problems.TOO_MANY_CELLS] * 2


def test_a_named_sheet(desk: Desk) -> None:
    _workbook(desk.folder / "events.xlsx", [["a"], [1]], sheet="Events")
    assert desk.build(desk.table("events.xlsx", reading=Reading(sheet="Events"))).raw("a") == [("1",)]
    with pytest.raises(Mistake) as caught:
        desk.build(desk.table("events.xlsx", reading=Reading(sheet="Event")))
    assert (caught.value.code, caught.value.help) == ("no-such-sheet", "did you mean 'Events'?")


def test_excel_without_its_extra(desk: Desk, monkeypatch: pytest.MonkeyPatch) -> None:
    _workbook(desk.folder / "events.xlsx", [["a"], [1]])
    monkeypatch.setitem(sys.modules, "openpyxl", None)
    with pytest.raises(Mistake) as caught:
        headers(desk.dataset(desk.table("events.xlsx")))
    assert (caught.value.code, caught.value.help) == ("missing-extra", "pip install openpyxl")


@pytest.mark.parametrize("ending", ["parquet", "duckdb"])
@pytest.mark.parametrize("kind", ["FLOAT", "DOUBLE"])
def test_what_is_no_number_in_a_column_of_numbers_is_unknown_and_noted(desk: Desk, ending: str, kind: str) -> None:
    query = f"SELECT unnest(['3.5', 'nan', 'inf', '-inf', NULL]::{kind}[]) AS killed, 1.25::DECIMAL(9, 2) AS injured"
    path = desk.folder / f"events.{ending}"
    if ending == "parquet":
        _parquet(path, query)
    else:
        with closing(duckdb.connect(str(path))) as con:
            con.execute(f"CREATE TABLE events AS {query}")
    figures = {name: FigureColumns(best=name) for name in ("killed", "injured")}
    built = desk.build(desk.table(f"events.{ending}", figures=figures))
    assert built.rows("killed, injured") == [(3.5, 1.25), *[(None, 1.25)] * 4]
    assert built.problems('kind, "column", raw, detail, record') == [
        ("unreadable", "killed", raw, "expected a number", record)
        for record, raw in enumerate(["nan", "inf", "-inf"], 1)
    ]


def test_what_is_no_number_may_be_declared_as_unknown(desk: Desk) -> None:
    _parquet(desk.folder / "events.parquet", "SELECT unnest(['1', 'nan']::DOUBLE[]) AS killed")
    table = desk.table("events.parquet", figures={"killed": FigureColumns(best="killed")})
    built = desk.build(table, sentinels=("NaN",))
    assert (built.rows("killed"), built.problems()) == ([(1.0,), (None,)], [])


@pytest.mark.parametrize("kind", ["DATE", "TIMESTAMP"])
def test_an_infinite_day_is_unknown_and_noted(desk: Desk, kind: str) -> None:
    with closing(duckdb.connect(str(desk.folder / "events.duckdb"))) as con:
        con.execute(f"CREATE TABLE events AS SELECT unnest(['2017-11-26', 'infinity']::{kind}[]) AS day")
    table = desk.table("events.duckdb", roles={"event.start": "day"}, types={"day": Type[kind]})
    built = desk.build(table)
    assert built.rows("CAST(day AS DATE)") == [(date(2017, 11, 26),), (None,)]
    assert built.problems("kind, raw, record") == [("unreadable", "infinity", 1)]


def test_a_formula_without_a_saved_value_is_unknown_and_noted(desk: Desk) -> None:
    rows: list[list[Any]] = [
        ["id", "killed", "note"],
        ["E1", "=1+1", None],
        [None, "=SUM(B9:B11)", None],
        ["E2", None, None],
        ["E3", 3],
    ]
    _workbook(desk.folder / "events.xlsx", rows)
    table = desk.table("events.xlsx", figures={"killed": FigureColumns(best="killed")})
    built = desk.build(table)
    assert built.rows("_line, id, killed") == [(2, "E1", None), (3, None, None), (4, "E2", None), (5, "E3", 3.0)]
    detail = "a formula without a saved value; open the workbook in a spreadsheet program and save it"
    assert built.problems('kind, _line, "column", raw, detail, record') == [
        ("unreadable", 2, "killed", "=1+1", detail, 0),
        ("unreadable", 3, "killed", "=SUM(B9:B11)", detail, 1),
    ]


def test_a_formula_of_a_withheld_column_is_not_shown(desk: Desk) -> None:
    _workbook(desk.folder / "events.xlsx", [["id", "witness"], ["E1", '="a name"']])
    built = desk.build(desk.table("events.xlsx", withheld=("witness",)))
    assert built.problems('kind, "column", raw') == [("unreadable", "witness", None)]


SHEET = """<?xml version="1.0"?><x:worksheet xmlns:x="http://schemas.openxmlformats.org/spreadsheetml/2006/main">
<x:sheetData><x:row r="1">
<x:c r="A1" t="inlineStr"><x:is><x:t>killed</x:t></x:is></x:c></x:row>{}</x:sheetData></x:worksheet>"""


@pytest.mark.parametrize(
    ("cell", "raw", "value", "found"),
    [
        ('<x:c r="A2"><x:f>1+1</x:f><x:v>2</x:v></x:c>', "2", 2.0, []),
        (
            '<x:c r="A2" t="str"><x:f>IF(1,"","")</x:f><x:v></x:v></x:c><x:c r="B2"><x:v>9</x:v></x:c>',
            None,
            None,
            ["9"],
        ),
        ('<x:c r="A2"><x:f>1+1</x:f><x:v/></x:c>', None, None, ["=1+1"]),
        ('<x:c><x:f t="shared" si="0"/></x:c>', None, None, ["="]),
    ],
)
def test_formulas_as_other_programs_save_them(
    desk: Desk, cell: str, raw: str | None, value: float | None, found: list[str]
) -> None:
    held = desk.folder / "held.xlsx"
    _workbook(held, [["killed"]])
    with zipfile.ZipFile(held) as old, zipfile.ZipFile(desk.folder / "events.xlsx", "w") as new:
        for name in old.namelist():
            row = SHEET.format(f'<x:row r="2">{cell}</x:row>').encode()
            new.writestr(name, row if name.endswith("sheet1.xml") else old.read(name))
    built = desk.build(desk.table("events.xlsx", figures={"killed": FigureColumns(best="killed")}))
    assert (built.raw("killed"), built.rows("killed")) == ([(raw,)], [(value,)])
    assert [text for (text,) in built.problems("raw")] == found
