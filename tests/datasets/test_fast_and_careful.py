"""The fast path gives what the careful path gives, on whatever text."""

from __future__ import annotations

import tempfile
from pathlib import Path
from typing import Any

import pytest
from hypothesis import example, given, settings
from hypothesis import strategies as st

from tieout.datasets import store
from tieout.datasets.build import build
from tieout.datasets.files import read_through
from tieout.datasets.problems import Faults, Problems
from tieout.datasets.readers import plain
from tieout.datasets.readers.text import TextFile
from tieout.datasets.rows import RawTable
from tieout.datasets.typed import prepare
from tieout.model.dataset import Dataset, Reading, Table
from tieout.model.mistake import Mistake, Position

AT = Position("dataset.yaml")
CELL = st.text(st.sampled_from("ab1,;\t|\"' .\\#é\u2028\u0085\x0b\x1a\r\n\0-"), max_size=5)


def _loaded(data: bytes) -> Any:
    with tempfile.TemporaryDirectory() as folder:
        (Path(folder) / "e.csv").write_bytes(data)
        dataset = Dataset("d", folder, AT, (Table("e", "e", ("e.csv",), AT),))
        target = Path(folder) / "d.duckdb"
        try:
            build(dataset, target)
        except Mistake as mistake:
            return str(mistake)
        with store.opened(target) as con:
            return [con.execute(f"SELECT * FROM {t} ORDER BY 1").fetchall() for t in ("raw.e", "main.e", "problems")]


def _careful(path: Path, table: Table) -> list[tuple[Any, ...]]:
    con = store.in_memory()
    prepare(con)
    reader = TextFile(path, table, "e.csv")
    rows = [(line, *cells) for line, cells in reader.rows(Faults(Problems(con), table, "e.csv"))]
    con.close()
    return rows


def _fast(path: Path, table: Table) -> list[tuple[Any, ...]] | None:
    """The rows by the fast path, None where it declines."""
    reader = TextFile(path, table, "e.csv")
    plainness = plain.Plainness(reader.delimiter)
    read_through(path, "e.csv", plainness)
    if not plain.applies(reader, plainness):
        return None
    con = store.in_memory()
    prepare(con)
    raw = RawTable(con, table, reader.columns)
    took = plain.load(con, path, reader, raw, plainness, "e.csv")
    rows = [row[2:] for row in con.execute("SELECT * FROM raw.e ORDER BY _row").fetchall()]
    con.close()
    assert len(rows) == raw.rows
    return rows if took else None


@pytest.mark.slow
@settings(max_examples=150, deadline=None)
@given(
    st.lists(st.lists(CELL, min_size=2, max_size=3), min_size=1, max_size=4),
    st.sampled_from([",", ";", "\t", "|"]),
    st.sampled_from(["\n", "\r\n", "\n\n", "\r"]),
    st.booleans(),
)
@example([["1", "2", ""], ["3", "4", ""]], ",", "\n", True)
@example([["1", "2"], ["\\N", "NULL"]], ",", "\n", False)
@example([["#1", " 2"], ["", ""]], ",", "\r\n", False)
@example([['"1"', '"2, ""3"""'], ["", '""']], ",", "\n", True)
@example([[' "1"', "2"]], ",", "\n", True)
@example([['"1" "2"', "2"]], ";", "\n", True)
@example([['"1', '2"'], ["3", "4"]], ",", "\n", True)
def test_what_the_fast_path_takes_it_reads_like_the_careful_one(
    rows: list[list[str]], delimiter: str, end: str, ended: bool
) -> None:
    lines = [delimiter.join(("a", "b")), *(delimiter.join(row) for row in rows)]
    with tempfile.TemporaryDirectory() as folder:
        path = Path(folder) / "e.csv"
        path.write_bytes((end.join(lines) + (end if ended else "")).encode())
        table = Table("e", "e", ("e.csv",), AT, reading=Reading(delimiter=delimiter))
        try:
            fast = _fast(path, table)
        except Mistake:
            return  # stray returns and quotes can leave no usable header
        if fast is not None:
            assert fast == _careful(path, table)


def test_a_header_over_two_lines_is_read_carefully(tmp_path: Path) -> None:
    path = tmp_path / "e.csv"
    path.write_bytes(b'"a\nx",b\n1,2\n')
    assert _fast(path, Table("e", "e", ("e.csv",), AT)) is None


@pytest.mark.slow
@settings(max_examples=15, deadline=None)
@given(
    st.lists(st.tuples(*[st.text(st.sampled_from("abé1 .-'"), max_size=4)] * 3), min_size=1, max_size=6),
    st.sampled_from(["", '"']),
)
@example([("a", "b", "c")], '"')
def test_plain_files_take_the_fast_path(rows: list[Any], quote: str) -> None:
    rows = [
        tuple(cell.strip() if quote else cell for cell in row) for row in rows
    ]  # blanks inside quotes may be careful
    took: list[bool] = []
    original = plain.load

    def watched(*given: Any) -> bool:
        took.append(original(*given))
        return took[-1]

    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(plain, "load", watched)
        raw, _, found = _loaded(
            ("a,b,c\n" + "".join(",".join(quote + cell + quote for cell in row) + "\n" for row in rows)).encode()
        )
    assert took == [True]
    assert [row[3:] for row in raw] == rows
    assert [row[2] for row in raw] == list(range(2, len(rows) + 2))
    assert found == []


@pytest.mark.parametrize(
    "data",
    [
        b'a,b\n "1",2\n',
        b'a,b\n"1" ,2\n',
        b'a,b\n1,"2" \n',
        b"a,b\n1," + b" " * 300 + b'"2"\n',
        b'a,b\n1,"2" ',
        b'a,b\n1,"2"\t\n',
        b"a,b\n1,\0\n",
        b"a,b\n1,\xff\n",
        b"a,b\n\n1,2\n",
        b"a,b\n1,2\r\n3,4\n",
        b"a,b\n1,2\r3,4\n",
        b"a,b\n1,2\n\xc3",
    ],
)
def test_what_is_not_plain_is_seen(data: bytes) -> None:
    plainness = plain.Plainness(",")
    for at in range(0, len(data), 3):
        plainness(data[at : at + 3])
    assert not plainness.plain


def test_a_line_end_across_two_chunks_is_seen() -> None:
    plainness = plain.Plainness(",")
    for chunk in (b"a,b\r", b"\n1,2\r\n"):
        plainness(chunk)
    assert plainness.plain
    assert plainness.lines == 2
