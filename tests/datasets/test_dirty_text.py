"""Text as real files have it: every row kept, every line right, everything wrong with it noted."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

import pytest

from tieout.datasets import lines, problems
from tieout.model.dataset import Reading, Type

if TYPE_CHECKING:
    from tests.datasets.conftest import Desk

ROWS = [("1", "2"), ("3", "4")]


@pytest.mark.parametrize(
    ("data", "lines"),
    [
        (b"a,b\n1,2\n3,4\n", [2, 3]),
        (b"a,b\n1,2\n3,4", [2, 3]),
        (b"a,b\r\n1,2\r\n3,4\r\n", [2, 3]),
        (b"a,b\r1,2\r3,4\r", [2, 3]),
        (b"a,b\r1,2\r3,4", [2, 3]),
        (b"a,b\r\r\n1,2\r\r\n3,4\r\r\n", [2, 3]),
        (b"a,b\n1,2\r\n3,4\n", [2, 3]),
        (b"\xef\xbb\xbfa,b\n1,2\n3,4\n", [2, 3]),
        (b'\xef\xbb\xbf"a","b"\n"1","2"\n"3","4"\n', [2, 3]),
        ("a,b\n1,2\n3,4\n".encode("utf-16"), [2, 3]),
        (b"\xfe\xff" + "a,b\r\n1,2\r\n3,4\r\n".encode("utf-16-be"), [2, 3]),
        (b"a\tb\n1\t2\n3\t4\n", [2, 3]),
        (b"a;b\n1;2\n3;4\n", [2, 3]),
        (b"a|b\n1|2\n3|4\n", [2, 3]),
        (b"a,b\n\n1,2\n\n  \n3,4\n\n", [3, 6]),
        (b"\n\na,b\n1,2\n3,4\n", [4, 5]),
        (b"a,b,\n1,2,\n3,4,\n", [2, 3]),
        (b"a,b\n1,2,,\n3,4,\n", [2, 3]),
    ],
    ids=repr,
)
def test_the_same_rows_however_they_are_written(desk: Desk, data: bytes, lines: list[int]) -> None:
    built = desk.read(data)
    assert built.raw("a, b") == ROWS
    assert [line for (line,) in built.raw("_line")] == lines
    assert [row for (row,) in built.raw("_row")] == [0, 1]
    assert built.problems() == []


def test_the_delimiter_is_not_taken_from_a_quoted_name(desk: Desk) -> None:
    built = desk.read('"killed, injured, missing";place\n1;x\n')
    assert built.raw('"killed, injured, missing", place') == [("1", "x")]


def test_a_declared_delimiter_wins(desk: Desk) -> None:
    built = desk.read("a,b;c\n1,2;3\n", reading=Reading(delimiter=";"))
    assert built.raw('"a,b", c') == [("1,2", "3")]


def test_a_quoted_line_break_keeps_its_row_and_the_lines_behind_it(desk: Desk) -> None:
    built = desk.read('a,b\n1,"two\nlines, one cell"\n3,4\n')
    assert built.raw("_line, a, b") == [(2, "1", "two\nlines, one cell"), (4, "3", "4")]
    assert built.problems() == []


def test_quotes_inside_cells(desk: Desk) -> None:
    built = desk.read('a,b\n1,"a ""word"" here"\n2,5" pipe\n')
    assert built.raw("a, b") == [("1", 'a "word" here'), ("2", '5" pipe')]
    assert built.problems() == []


def test_text_behind_a_closing_quote_is_noted(desk: Desk) -> None:
    built = desk.read('a,b\n1,"x"y\n3,4\n')
    assert built.raw("a, b")[1] == ("3", "4")
    assert built.problems("kind, _line, record") == [(problems.UNREADABLE, 2, 0)]


def test_cp1252_throughout(desk: Desk) -> None:
    built = desk.read("place,killed\nAl-Shafah – “the bridge”,3\nÇeşme".replace("ş", "s").encode("cp1252") + b",4\n")
    assert built.raw("place") == [("Al-Shafah – “the bridge”",), ("Çesme",)]
    assert built.problems() == []
    assert built.query("SELECT encoding FROM main.files") == [("cp1252",)]


def test_stray_cp1252_lines_in_utf8(desk: Desk) -> None:
    built = desk.read("a,b\nÇeşme,1\n".encode() + b"caf\xe9,2\n" + "Río,3\n".encode())
    assert built.raw("a") == [("Çeşme",), ("café",), ("Río",)]
    assert built.query("SELECT encoding FROM main.files") == [("utf-8 and cp1252",)]
    assert built.problems() == []


def test_a_byte_that_no_encoding_has_is_kept_visible_and_noted(desk: Desk) -> None:
    built = desk.read(b"a,b\n1,x\x81y\n2,z\n")
    assert built.raw("b") == [(r"x\x81y",), ("z",)]
    assert built.problems("kind, _line, record") == [(problems.UNDECODABLE, 2, 0)]


def test_a_declared_encoding_is_taken_at_its_word(desk: Desk) -> None:
    built = desk.read("a,b\n1,قرية\n".encode("iso8859-6"), reading=Reading(encoding="iso-8859-6"))
    assert built.raw("b") == [("قرية",)]
    strict = desk.read(b"a,b\n1,caf\xe9\n", reading=Reading(encoding="utf-8"))
    assert strict.raw("b") == [(r"caf\xe9",)]
    assert strict.kinds() == [problems.UNDECODABLE]


def test_utf16_splits_lines_on_whole_characters_only(desk: Desk) -> None:
    built = desk.read(
        "a,b\n1,ਊĀ\n2,x\n".encode("utf-16")
    )  # U+0A0A and U+0100 side by side hold the bytes of a line end
    assert built.raw("_line, b") == [(2, "ਊĀ"), (3, "x")]


def test_a_nul_byte(desk: Desk) -> None:
    built = desk.read(b"a,b\n1,x\x00y\n2,z\n")
    assert built.raw("b") == [(r"x\x00y",), ("z",)]
    assert built.problems("kind, _line, record") == [(problems.NUL_BYTE, 2, 0)]


def test_too_few_and_too_many_cells_are_kept(desk: Desk) -> None:
    built = desk.read("a,b,c\n1,2\n1,2,3,4,5\n6,7,8\n")
    assert built.raw("a, b, c") == [("1", "2", None), ("1", "2", "3"), ("6", "7", "8")]
    assert built.problems("kind, _line, raw, detail, record") == [
        (problems.TOO_FEW_CELLS, 2, "1,2", "2 cells, expected 3", 0),
        (problems.TOO_MANY_CELLS, 3, "4,5", "5 cells, expected 3", 1),
    ]


def test_a_file_cut_in_mid_row(desk: Desk) -> None:
    built = desk.read("a,b,c\n1,2,3\n4,5")
    assert built.raw("a, b, c") == [("1", "2", "3"), ("4", "5", None)]
    assert built.problems() == [(problems.CUT_SHORT, 3, "4,5", 1)]


@pytest.mark.parametrize("end", ["", "\n"])
def test_a_file_cut_inside_a_quoted_cell(desk: Desk, end: str) -> None:
    built = desk.read(f'a,b,c\n1,2,3\n4,"five and{end}')
    assert built.raw("a, b, c")[1][:2] == ("4", "five and")
    assert built.problems("kind, _line, record") == [(problems.CUT_SHORT, 3, 1)]


def test_an_open_quote_does_not_swallow_the_rest(desk: Desk) -> None:
    rows = "".join(f"{i},x,y\n" for i in range(100))
    built = desk.read('a,b,c\n1,"open,y\n' + rows)
    assert len(built.raw()) == 101
    assert built.raw("_line, a, b, c")[:2] == [(2, "1", '"open', "y"), (3, "0", "x", "y")]
    assert built.problems("kind, _line, record") == [(problems.UNREADABLE, 2, 0)]


def test_an_open_quote_that_a_later_quote_seems_to_close(desk: Desk) -> None:
    built = desk.read('a,b,c\n1,"open,y\n2,x,y\n3,x,y\n4,"good, cell",y\n5,x,y\n')
    assert [a for (a,) in built.raw("a")] == ["1", "2", "3", "4", "5"]
    assert built.raw("b")[3] == ("good, cell",)
    assert built.problems("kind, _line, record") == [(problems.UNREADABLE, 2, 0)]


def test_an_open_quote_that_makes_a_row_of_the_right_width(desk: Desk) -> None:
    built = desk.read('a,b,c,d\n1,"open,x,y\n2,x,y,z\n3,x,y,z\n4,x,y 5",z,q\n')
    assert [a for (a,) in built.raw("a")][:3] == ["1", "2", "3"]
    assert (problems.UNREADABLE, 2) in built.problems("kind, _line")


def test_prose_over_several_lines_is_one_cell(desk: Desk) -> None:
    prose = "Dear all,\n\nthe bridge, the ferry and the road\nare closed.\nYours"
    built = desk.read(f'a,b,c\n1,"{prose}",x\n2,y,z\n')
    assert built.raw("_line, b") == [(2, prose), (7, "y")]
    assert built.problems() == []


def test_a_cell_above_a_million_characters_is_cut(desk: Desk) -> None:
    built = desk.read("a,b\n1," + "x" * 1_200_000 + "\n2,y\n")
    assert built.raw("a, length(b)") == [("1", 1_000_000), ("2", 1)]
    ((kind, line, column, length, detail, record),) = built.problems(
        'kind, _line, "column", length(raw), detail, record'
    )
    assert (kind, line, column, length, record) == (problems.CELL_TOO_LONG, 2, "b", 1_000, 0)
    assert "1,200,000 characters" in detail


@pytest.mark.slow
def test_one_line_of_a_hundred_megabytes(desk: Desk) -> None:
    path = desk.folder / "events.csv"
    with path.open("wb") as stream:
        stream.write(b"a,b,c\n1,")
        for _ in range(100):
            stream.write(b"x" * 1_000_000)
        stream.write(b",end\n2,y,z\n")
    built = desk.build(desk.table("events.csv"))
    assert built.raw("_line, a, length(b), c") == [(2, "1", 1_000_000, "end"), (3, "2", 1, "z")]
    assert built.kinds() == [problems.CELL_TOO_LONG]


@pytest.mark.slow
def test_more_megabytes_behind_an_open_quote_than_are_looked_at(desk: Desk) -> None:
    path = desk.folder / "events.csv"
    with path.open("wb") as stream:
        stream.write(b'a,b,c\n1,"open,z\n')
        stream.write((b"2," + b"x" * 500 + b",y\n") * 20_000)
    built = desk.build(desk.table("events.csv"))
    assert built.query("SELECT count(*), max(_line) FROM raw.events") == [(20_001, 20_002)]
    assert built.kinds() == [problems.UNREADABLE]


def test_a_row_of_problems_names_file_table_and_its_own_number(desk: Desk) -> None:
    built = desk.read("a,b\n1\n2\n", name="my table")
    assert built.problems('_row, _file, "table", "column"') == [
        (0, "events.csv", "my table", None),
        (1, "events.csv", "my table", None),
    ]


def test_no_problem_shows_what_the_dataset_withholds(desk: Desk) -> None:
    built = desk.read(
        "id,witness,killed\n1,A Name\n2,Another Name,many,A Third\n",
        withheld=("witness",),
        types={"killed": Type.NUMBER},
    )
    assert sorted(built.kinds()) == [problems.TOO_FEW_CELLS, problems.TOO_MANY_CELLS, problems.UNREADABLE]
    assert {raw for (raw,) in built.problems("raw")} == {None, "many"}


def test_old_macintosh_lines_with_a_quoted_line_feed(desk: Desk) -> None:
    built = desk.read(b'a,b\r1,"x\ny"\r2,z\r')
    assert built.raw("_line, b") == [(2, "x\ny"), (3, "z")]


def test_an_unusual_name_of_a_file_is_not_a_pattern(desk: Desk) -> None:
    desk.write("x1.csv", "a,b\n9,9\n")
    built = desk.read("a,b\n1,2\n3,4\n", file="x[1].csv")
    assert built.raw("a, b") == ROWS
    assert built.raw("_file")[0] == ("x[1].csv",)


def test_the_folder_holds_nothing_but_the_built_file(desk: Desk, tmp_path: Path) -> None:
    built = desk.read("a,b\n1,2\n")
    assert [p.name for p in built.target.parent.iterdir()] == ["bridge.duckdb"]


def test_a_line_without_end_is_read_to_a_bound_and_told(desk: Desk, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(lines, "CHUNK", 10)
    monkeypatch.setattr(lines, "LONGEST_LINE", 45)
    built = desk.read("id,title,n\n\n1,short,1\n2," + "x" * 200 + ",2\n3,short,3\n")
    assert built.raw("id, n") == [("1", "1"), ("2", None), ("3", "3")]
    assert built.problems("kind, _line, detail") == [
        (problems.CELL_TOO_LONG, 4, "a line of 204 bytes, of which the first 48 are read"),
        (problems.TOO_FEW_CELLS, 4, "2 cells, expected 3"),
    ]
