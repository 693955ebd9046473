"""What a dataset's tables will have, and what is refused before any data is read."""

from __future__ import annotations

import gzip
import io
from collections.abc import Callable
from contextlib import closing
from pathlib import Path
from typing import TYPE_CHECKING

import duckdb
import openpyxl
import pytest

from tieout.datasets.headers import headers
from tieout.model.dataset import FigureColumns, Reading, Type
from tieout.model.mistake import Mistake, Position

if TYPE_CHECKING:
    from tests.datasets.conftest import Desk

HERE = Position("dataset.yaml", 12, 20)
SAY_KEY = "name the key that holds the list"


def test_the_columns_are_those_that_the_build_makes(desk: Desk) -> None:
    table = desk.table(
        desk.write("events.csv", "id,from,killed,year,note,select\n1,2017-11-26,5,2017,x,y\n"),
        roles={"event.id": "id", "event.start": "from"},
        figures={"killed": FigureColumns(best="killed")},
        types={"from": Type.DATE, "year": Type.INTEGER},
    )
    built = desk.build(table)
    expected = built.query(
        "SELECT column_name, data_type FROM information_schema.columns WHERE table_schema = 'main' "
        "AND table_name = 'events' AND column_name NOT LIKE '\\_%' ESCAPE '\\' ORDER BY ordinal_position"
    )
    assert list(headers(built.dataset)["events"].items()) == expected
    assert dict(expected)["select"] == "VARCHAR"


def test_only_the_head_of_a_text_file_is_read(desk: Desk) -> None:
    path = desk.folder / "events.csv"
    with path.open("wb") as stream:
        stream.write(b"id,killed\n")
        stream.truncate(50_000_000_000)  # a sparse file of 50 GB
    assert headers(desk.dataset(desk.table("events.csv"))) == {"events": {"id": "VARCHAR", "killed": "VARCHAR"}}


def test_a_misspelt_column_is_refused_where_it_is_named(desk: Desk) -> None:
    table = desk.table(
        desk.write("events.csv", "id,killed\n"),
        figures={"killed": FigureColumns(best="kiled")},
        positions={"kiled": HERE},
    )
    for act in (headers, lambda d: desk.build(*d.tables)):
        with pytest.raises(Mistake) as caught:
            act(desk.dataset(table))
        assert (caught.value.code, caught.value.at) == ("unknown-column", HERE)
        assert caught.value.help == "did you mean 'killed'?"


@pytest.mark.parametrize(
    "named",
    [
        {"key": ("Id",)},
        {"roles": {"event.id": "Id"}},
        {"types": {"Id": Type.DATE}},
        {"formats": {"Id": ("%Y",)}},
        {"withheld": ("Id",)},
        {"figures": {"killed": FigureColumns(upper="Id")}},
    ],
    ids=str,
)
def test_every_way_to_name_a_column_is_looked_at(desk: Desk, named: dict[str, object]) -> None:
    desk.write("events.csv", "id,killed\n")
    with pytest.raises(Mistake, match="no column 'Id'"):
        headers(desk.dataset(desk.table("events.csv", **named)))  # type: ignore[arg-type]  # one of several fields


@pytest.mark.parametrize(
    ("name", "data", "code"),
    [
        ("events.csv", b"", "empty-file"),
        ("events.csv", b"\n\n \n", "empty-file"),
        ("events.csv", b"\xef\xbb\xbf", "empty-file"),
        ("events.csv", b"id,id\n", "duplicate-column"),
        ("events.csv", b"id,ID \n", "duplicate-column"),
        ("events.csv", b"id,_line\n", "reserved-column"),
        ("events.csv", b"id,_TEXT\n", "reserved-column"),
        ("events.csv", b"x" * 5_000_000, "bad-header"),
        ("events.json", b"", "empty-file"),
        ("events.json", b"[]", "empty-file"),
        ("events.json", b'{"rows": [{"a": 1}]}', "no-records"),
        ("events.json", b'"text"', "no-records"),
        ("events.jsonl", b"\n", "empty-file"),
        ("events.jsonl", b"[1]\n", "empty-file"),
        ("events.parquet", b"PAR1 no", "unreadable-file"),
        ("events.duckdb", b"no database", "unreadable-file"),
        ("events.xlsx", b"no workbook", "unreadable-file"),
    ],
    ids=str,
)
def test_files_without_a_usable_head(desk: Desk, name: str, data: bytes, code: str) -> None:
    table = desk.table(desk.write(name, data))
    for act in (headers, lambda d: desk.build(*d.tables)):
        with pytest.raises(Mistake) as caught:
            act(desk.dataset(table))
        assert caught.value.code == code
        assert len(str(caught.value)) < 600
    assert not list(desk.folder.glob(".tieout/*"))


@pytest.mark.parametrize(
    ("data", "what", "help_"),
    [
        ("killed: 3", "is no list of JSON records", 'expected a list of records: [{"id": 1, "killed": 53}]'),
        ('"text"', "is no list of JSON records", 'expected a list of records: [{"id": 1, "killed": 53}]'),
        ('{"meta": {}, "data": [{"a": 1}]}', "has no list of records under 'records'", f"{SAY_KEY}: `records: data`"),
        ('{"a": [], "b": []}', "has no list of records under 'records'", "expected one of: a, b"),
        ('{"record": [], "tags": []}', "has no list of records under 'records'", "did you mean 'record'?"),
        ('{"a": 1', "has no list of records under 'records'", f"{SAY_KEY}: `records: KEY`"),
    ],
)
def test_json_without_a_list_of_records_says_where_there_is_one(desk: Desk, data: str, what: str, help_: str) -> None:
    with pytest.raises(Mistake) as caught:
        headers(desk.dataset(desk.table(desk.write("events.json", data))))
    assert (caught.value.what, caught.value.help) == (f"'events.json' {what}", help_)


def _zipped() -> bytes:
    held = io.BytesIO()
    openpyxl.Workbook().save(held)
    return held.getvalue()


def _duckdb(folder: Path) -> bytes:
    with closing(duckdb.connect(str(folder / "a.duckdb"))) as con:
        con.execute("CREATE TABLE events (id VARCHAR)")
    return (folder / "a.duckdb").read_bytes()


def _parquet(folder: Path) -> bytes:
    with closing(duckdb.connect()) as con:
        con.execute(f"COPY (SELECT 1 AS id) TO '{folder / 'a.parquet'}' (FORMAT parquet)")
    return (folder / "a.parquet").read_bytes()


@pytest.mark.parametrize(
    ("data", "what"),
    [
        (_zipped(), "a zip file, as Excel's workbooks are"),
        (gzip.compress(b"id,killed\n"), "a gzip file"),
        (_duckdb, "a DuckDB file"),
        (_parquet, "a Parquet file"),
        (b"%PDF-1.7\n%\xe2\xe3", "a PDF"),
        (b"\xef\xbb\xbf\n<!DOCTYPE html><html>Sign in</html>", "a web page"),
    ],
    ids=lambda value: value if isinstance(value, str) else "",
)
def test_a_file_that_is_no_text_is_told_as_what_it_is(
    desk: Desk, data: bytes | Callable[[Path], bytes], what: str
) -> None:
    desk.write("events.csv", data if isinstance(data, bytes) else data(desk.folder))
    with pytest.raises(Mistake) as caught:
        headers(desk.dataset(desk.table("events.csv")))
    assert (caught.value.code, caught.value.what) == ("not-text", f"'events.csv' is {what}, no text")


@pytest.mark.parametrize("codec", ["utf-16-le", "utf-16-be"])
@pytest.mark.parametrize("text", ["id,killed\n1,2\n", "a,b\n1,2\n", "id;Stra\u00dfe;\u0141\u00f3d\u017a\n1;2;3\n"])
def test_a_text_in_utf_16_without_a_mark_is_told_as_what_it_is(desk: Desk, codec: str, text: str) -> None:
    desk.write("events.csv", text.encode(codec))
    with pytest.raises(Mistake) as caught:
        headers(desk.dataset(desk.table("events.csv", roles={"event.id": "id"})))
    assert (caught.value.code, caught.value.help) == ("not-utf-8", f"say so: `encoding: {codec}`")
    assert caught.value.what == "every other byte of 'events.csv' is zero, as in UTF-16"
    said = desk.table("events.csv", reading=Reading(encoding=codec))
    assert list(headers(desk.dataset(said))["events"]) == text.splitlines()[0].replace(";", ",").split(",")


@pytest.mark.parametrize(
    "data",
    [
        "i\0d,killed\n1,2\n",
        "i\0d\0,killed\n",
        "PK,killed\n1,2\n",
        "PAR1,n\n1,2\n",
        "<b>id</b>,killed\n1,2\n",
        "id,12DUCK34\n1,2\n",
    ],
)
def test_a_text_that_begins_oddly_is_a_text(desk: Desk, data: str) -> None:
    assert len(headers(desk.dataset(desk.table(desk.write("events.csv", data))))["events"]) == 2


@pytest.mark.parametrize(
    ("file", "code"),
    [
        ("event.csv", "no-such-file"),
        ("nowhere/events.csv", "no-such-file"),
        ("folder", "not-a-file"),
        ("../events.csv", "file-outside"),
        ("/etc/passwd", "file-outside"),
        ("a\0b.csv", "file-outside"),
    ],
)
def test_files_that_are_none(desk: Desk, file: str, code: str) -> None:
    desk.write("events.csv", "id\n1\n")
    (desk.folder / "folder").mkdir()
    with pytest.raises(Mistake) as caught:
        headers(desk.dataset(desk.table(file)))
    assert caught.value.code == code
    if file == "event.csv":
        assert caught.value.help == "did you mean 'events.csv'?"


def test_what_cannot_be_a_reading(desk: Desk) -> None:
    desk.write("events.csv", "id\n1\n")
    for reading, code in (
        (Reading(encoding="utf-9"), "unknown-encoding"),
        (Reading(encoding="rot13"), "unknown-encoding"),
        (Reading(encoding="undefined"), "unknown-encoding"),
        (Reading(delimiter=""), "bad-delimiter"),
        (Reading(delimiter='"'), "bad-delimiter"),
    ):
        with pytest.raises(Mistake) as caught:
            headers(desk.dataset(desk.table("events.csv", reading=reading)))
        assert caught.value.code == code


@pytest.mark.parametrize(("first", "second"), [("events", "Events"), ("events", "FILES"), ("Problems", "events")])
def test_tables_that_duckdb_cannot_tell_apart(desk: Desk, first: str, second: str) -> None:
    desk.write("events.csv", "id\n1\n")
    tables = [desk.table("events.csv", name=name) for name in (first, second)]
    for act in (headers, lambda d: desk.build(*d.tables)):
        with pytest.raises(Mistake) as caught:
            act(desk.dataset(*tables))
        assert caught.value.code == "duplicate-table"


def test_empty_names_are_named_by_their_place(desk: Desk) -> None:
    desk.write("events.csv", " id ,,  ,b\n")
    assert list(headers(desk.dataset(desk.table("events.csv")))["events"]) == ["id", "column_2", "column_3", "b"]


def test_documents_in_files_have_their_words(desk: Desk) -> None:
    desk.write("documents.csv", "id,path\n")
    table = desk.table("documents.csv", name="documents", roles={"document.file": "path"})
    assert headers(desk.dataset(table)) == {"documents": {"id": "VARCHAR", "path": "VARCHAR", "_text": "VARCHAR"}}
