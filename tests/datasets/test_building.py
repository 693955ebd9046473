"""Whole datasets: several files and tables, documents, being current, and the connection that reads them."""

from __future__ import annotations

import os
from importlib.metadata import version
from pathlib import Path
from typing import TYPE_CHECKING

import duckdb
import pytest

from tieout.datasets import fingerprint, problems, store
from tieout.datasets.build import build, is_current
from tieout.datasets.fingerprint import READING, code_hash, made_by
from tieout.model.dataset import FigureColumns, Type
from tieout.model.mistake import Mistake

if TYPE_CHECKING:
    from tests.datasets.conftest import Built, Desk

DATA = Path(__file__).parents[2].parent / "shared" / "data"
real_data = pytest.mark.skipif(not DATA.is_dir(), reason="the folder with real, openly licensed data is not here")


def test_files_with_different_headers_are_joined_by_name(desk: Desk) -> None:
    first = desk.write("2025.csv", "id,killed\n1,2\n")
    second = desk.write("2026.csv", 'motive,ID\n"x, y",3\nz,4\n')
    built = desk.build(desk.table(first, second))
    assert built.raw() == [
        (0, "2025.csv", 2, "1", "2", None),
        (1, "2026.csv", 2, "3", None, "x, y"),
        (2, "2026.csv", 3, "4", None, "z"),
    ]
    assert built.query("SELECT path, rows, encoding FROM main.files") == [
        ("2025.csv", 1, "utf-8"),
        ("2026.csv", 2, "utf-8"),
    ]
    assert built.told == ["reading 2025.csv", "reading 2026.csv", "typing events"]


def test_problems_of_a_later_file_count_rows_of_the_whole_table(desk: Desk) -> None:
    built = desk.build(desk.table(desk.write("a.csv", "a,b\n1,2\n3,4\n"), desk.write("b.csv", "a,b\n5,6\n7\n")))
    assert built.problems("_file, _line, record") == [("b.csv", 3, 3)]


def test_names_that_are_keywords_or_hostile(desk: Desk) -> None:
    desk.write("e.csv", 'select,"a ""quoted"" name",x; DROP TABLE y\n1,2,3\n')
    built = desk.build(desk.table("e.csv", name="select"), desk.table("e.csv", name='my "table'))
    assert built.rows('"select", "a ""quoted"" name", "x; DROP TABLE y"', table="select") == [("1", "2", "3")]
    assert built.raw(table='my "table') == [(0, "e.csv", 2, "1", "2", "3")]


def test_a_header_without_rows(desk: Desk) -> None:
    built = desk.read("id,killed\n", types={"killed": Type.NUMBER})
    assert built.rows() == []
    assert built.query("SELECT rows FROM main.files") == [(0,)]


def test_a_failed_build_leaves_the_last_one(desk: Desk) -> None:
    built = desk.read("id\n1\n")
    desk.write("events.csv", "id,id\n")
    with pytest.raises(Mistake):
        build(built.dataset, built.target)
    assert built.rows("id") == [("1",)]
    assert [p.name for p in built.target.parent.iterdir()] == ["bridge.duckdb"]


def _is_current(built: Built) -> bool:
    return is_current(built.dataset, built.target)


def test_current_until_something_changes(desk: Desk) -> None:
    built = desk.read("id\n1\n")
    path = desk.folder / "events.csv"
    assert _is_current(built)
    os.utime(path, ns=(1, 1))
    assert _is_current(built)  # another time, the same hash
    path.write_text("id\n2\n")
    os.utime(path, ns=(2, 2))
    assert not _is_current(built)  # the same size, another hash
    path.write_text("id\n1\n\n")
    assert not _is_current(built)
    path.unlink()
    assert not _is_current(built)


def test_not_current_when_the_description_or_tieout_changes(desk: Desk, monkeypatch: pytest.MonkeyPatch) -> None:
    built = desk.read("id\n1\n")
    assert not is_current(desk.dataset(desk.table("events.csv", key=("id",))), built.target)
    assert not is_current(desk.dataset(desk.table("events.csv"), sentinels=("-9",)), built.target)
    monkeypatch.setattr("tieout.datasets.fingerprint.made_by", lambda: f"{version('tieout')} of another code")
    assert not _is_current(built)


def test_what_made_a_file_is_a_version_and_its_code(tmp_path: Path) -> None:
    for file in ("readers/lines.py", "readers/words.py", "store.py", "checks.py"):
        (tmp_path / file).parent.mkdir(exist_ok=True)
        (tmp_path / file).write_text("x = 1\n")
    parts = ("readers", "store.py")
    first = code_hash(tmp_path, parts)
    (tmp_path / "checks.py").write_text("x = 2\n")
    (tmp_path / "readers" / "lines.pyc").write_bytes(b"\0")
    assert code_hash(tmp_path, parts) == first
    (tmp_path / "store.py").write_text("x = 2\n")
    second = code_hash(tmp_path, parts)
    (tmp_path / "readers" / "words.py").rename(tmp_path / "readers" / "texts.py")
    assert len({first, second, code_hash(tmp_path, parts)}) == 3
    package = Path(fingerprint.__file__).parents[1]
    assert all((package / part).exists() for part in READING)
    assert made_by() == f"{version('tieout')} {code_hash(package, READING)}"


@pytest.mark.parametrize("data", [b"", b"no database", b"x" * 100_000])
def test_not_current_when_the_target_is_no_database(desk: Desk, data: bytes) -> None:
    built = desk.read("id\n1\n")
    built.target.write_bytes(data)
    assert not _is_current(built)
    built.target.unlink()
    assert not _is_current(built)


def _documents(desk: Desk, *paths: str) -> Built:
    desk.write("documents.csv", "id,path\n" + "".join(f"D{n},{path}\n" for n, path in enumerate(paths)))
    return desk.build(desk.table("documents.csv", name="documents", roles={"document.file": "path"}))


def test_documents_get_the_words_of_their_files(desk: Desk) -> None:
    desk.write("documents/one.txt", "\ufeffAt least 53 civilians – “all” of them.\n")
    built = _documents(desk, "documents/one.txt", "documents/one.txt", "")
    words = "At least 53 civilians – “all” of them.\n"
    assert built.rows("_text", table="documents") == [(words,), (words,), (None,)]
    assert built.problems() == []
    assert built.query("SELECT path FROM main.files ORDER BY 1") == [("documents.csv",), ("documents/one.txt",)]


def test_documents_that_cannot_be_read(desk: Desk, tmp_path: Path) -> None:
    outside = tmp_path.parent / f"{tmp_path.name}-outside.txt"
    outside.write_text("secret")
    desk.write("documents/bytes.txt", b"caf\xe9 \x00")
    (desk.folder / "documents" / "link.txt").symlink_to(outside)
    with (desk.folder / "documents" / "large.txt").open("wb") as stream:
        stream.truncate(20_000_001)
    refused = (
        "none.txt",
        f"../{outside.name}",
        str(outside),
        "documents/link.txt",
        "documents/large.txt",
        "documents",
        "x" * 5_000,
    )
    built = _documents(desk, *refused, "documents/bytes.txt")
    assert built.rows("_text", table="documents") == [*[(None,)] * len(refused), (r"caf\xe9 \x00",)]
    found = built.problems("kind, record, _line")
    unread = {kind: sorted(f[1:] for f in found if f[0] == kind) for kind, *_ in found}
    assert unread == {
        problems.MISSING_DOCUMENT: [(n, n + 2) for n in range(7) if n != 4],
        problems.UNREADABLE_DOCUMENT: [(4, 6)],
        problems.UNDECODABLE: [(7, 9)],
        problems.NUL_BYTE: [(7, 9)],
    }


def test_current_looks_at_documents_too(desk: Desk) -> None:
    desk.write("one.txt", "words")
    built = _documents(desk, "one.txt", "two.txt")
    assert _is_current(built)
    desk.write("two.txt", "there now")
    assert not _is_current(built)


def test_a_column_with_the_words_is_left_alone(desk: Desk) -> None:
    desk.write("documents.csv", "id,path,words\n1,none.txt,said\n")
    roles = {"document.file": "path", "document.text": "words"}
    built = desk.build(desk.table("documents.csv", name="documents", roles=roles))
    assert built.rows("id, path, words", table="documents") == [("1", "none.txt", "said")]
    assert built.problems() == []


def test_the_opened_file_can_be_read_and_nothing_else(desk: Desk, tmp_path: Path) -> None:
    built = desk.read("id\n1\n")
    with store.opened(built.target) as con, store.opened(built.target) as other:
        assert (
            con.execute("SELECT id FROM main.events").fetchall()
            == other.execute("SELECT id FROM raw.events").fetchall()
        )
        con.execute("CREATE TEMP TABLE own AS SELECT * FROM events")
        con.execute("CREATE TEMP VIEW seen AS SELECT * FROM own")
        assert con.execute("SELECT count(*) FROM seen").fetchall() == [(1,)]
        for statement in (
            "INSERT INTO events VALUES (1, '', 1, '')",
            "CREATE TABLE main.new AS SELECT 1",
            "DROP TABLE raw.events",
            f"COPY events TO '{tmp_path}/out.csv'",
            f"SELECT * FROM read_text('{tmp_path}/events.csv')",
            f"ATTACH '{tmp_path}/other.duckdb'",
            "SET enable_external_access = true",
            "SET memory_limit = '1GB'",
            "INSTALL spatial",
        ):
            with pytest.raises(duckdb.Error):
                con.execute(statement)
    assert built.rows("id") == [("1",)]


@pytest.mark.slow
def test_the_opened_file_spills_what_memory_cannot_hold(desk: Desk) -> None:
    built = desk.read("id\n1\n")
    with store.opened(built.target, memory="200MB") as con:
        con.execute("CREATE TEMP TABLE large AS SELECT range AS n, md5(range::VARCHAR) AS text FROM range(4_000_000)")
        assert con.execute("SELECT count(*) FROM (SELECT text FROM large ORDER BY text DESC)").fetchall() == [
            (4_000_000,)
        ]


@real_data
def test_the_syria_events_of_ucdp(tmp_path: Path, desk: Desk) -> None:
    desk.folder = DATA / "ucdp-ged-syria"
    counts = {
        f"deaths.{c}": FigureColumns(best=c) for c in ("deaths_a", "deaths_b", "deaths_civilians", "deaths_unknown")
    }
    table = desk.table(
        "ged191_syria.csv",
        key=("id",),
        roles={"event.id": "id", "event.start": "date_start", "event.end": "date_end", "event.latitude": "latitude"},
        figures={"killed": FigureColumns(lower="low", best="best", upper="high"), **counts},
        types={"date_start": Type.DATE, "date_end": Type.DATE, "latitude": Type.NUMBER, "year": Type.INTEGER},
    )
    target = tmp_path / "ucdp.duckdb"
    build(desk.dataset(table), target)
    lines = (desk.folder / "ged191_syria.csv").read_text().split("\n")
    with store.opened(target) as con:
        assert con.execute("SELECT count(*), count(date_start), count(best) FROM main.events").fetchall() == [
            (16_566,) * 3
        ]
        assert con.execute("SELECT count(*) FROM main.problems").fetchall() == [(0,)]
        assert con.execute("SELECT low, best, high FROM main.events WHERE id = '252097'").fetchall() == [(42, 53, 65)]
        broken = con.execute(
            "SELECT count(*) FROM main.events WHERE best <> deaths_a + deaths_b + deaths_civilians + deaths_unknown"
        )
        assert broken.fetchall() == [(0,)]
        for line, ident in con.execute("SELECT _line, id FROM main.events").fetchall():
            assert lines[line - 1].startswith(f"{ident},")


@real_data
def test_missing_migrants(tmp_path: Path, desk: Desk) -> None:
    desk.folder = DATA / "missing-migrants"
    table = desk.table(
        "missing-migrants-2020.csv",
        roles={"event.id": "Web ID", "event.start": "Reported Date"},
        figures={"total": FigureColumns(best="Total Dead and Missing")},
        types={"Reported Date": Type.DATE},
        formats={"Reported Date": ("%d-%b-%y",)},
    )
    target = tmp_path / "mmp.duckdb"
    build(desk.dataset(table), target)
    with store.opened(target) as con:
        first, last, rows = con.execute(
            'SELECT min("Reported Date"), max("Reported Date"), count(*) FROM main.events'
        ).fetchall()[0]
        assert (first.year, last.isoformat(), rows) == (2014, "2020-01-13", 6_339)
        assert con.execute("SELECT kind, raw FROM main.problems").fetchall() == []


@real_data
def test_the_daily_tolls_of_gaza(tmp_path: Path, desk: Desk) -> None:
    desk.folder = DATA / "gaza-daily"
    tables = [desk.table(f"{name}.json", name=name) for name in ("casualties_daily", "west_bank_daily")]
    target = tmp_path / "gaza.duckdb"
    build(desk.dataset(*tables), target)
    lines = (desk.folder / "casualties_daily.json").read_text().split("\n")
    with store.opened(target) as con:
        assert con.execute("SELECT rows FROM main.files").fetchall() == [(1_051,), (1_051,)]
        for line, day in con.execute("SELECT _line, report_date FROM raw.casualties_daily").fetchall():
            assert lines[line - 1].strip() == "{"
            assert day in lines[line]
        verified = 'SELECT report_date, "verified.killed", "verified.killed_children" FROM raw.west_bank_daily'
        assert con.execute(f"{verified} WHERE _row < 2").fetchall() == [
            ("2023-10-07", "6", "2"),
            ("2023-10-08", "8", "3"),
        ]
