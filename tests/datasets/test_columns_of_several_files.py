"""A column that one file of a table has and another lacks: a slip is refused, a gap is a problem of its own."""

from __future__ import annotations

from contextlib import closing
from dataclasses import replace
from typing import TYPE_CHECKING

import duckdb
import pytest

from tieout.datasets.headers import headers
from tieout.model.dataset import FigureColumns, Type
from tieout.model.mistake import Mistake, Position

if TYPE_CHECKING:
    from tests.datasets.conftest import Desk

KILLED = {"killed": FigureColumns(best="killed")}
HEADS = {"2025": "id,day,killed,note", "2026": "id,day,kiled,note"}


def _write(desk: Desk, ending: str, heads: dict[str, str]) -> list[str]:
    """One file a head, each with one row."""
    files = [f"{name}.{ending}" for name in heads]
    for file, head in zip(files, heads.values(), strict=True):
        row = ", ".join(f"'{place}' AS \"{name}\"" for place, name in enumerate(head.split(",")))
        with closing(duckdb.connect()) as con:
            target = f"'{desk.folder / file}'"
            kind = {"csv": "FORMAT csv, HEADER", "json": "FORMAT json, ARRAY true", "parquet": "FORMAT parquet"}[ending]
            con.execute(f"COPY (SELECT {row}) TO {target} ({kind})")
    return files


@pytest.mark.parametrize("ending", ["csv", "json", "parquet"])
def test_a_column_that_the_second_file_misspells_is_refused(desk: Desk, ending: str) -> None:
    table = desk.table(*_write(desk, ending, HEADS), figures=KILLED)
    for act in (headers, lambda d: desk.build(*d.tables)):
        with pytest.raises(Mistake) as caught:
            act(desk.dataset(table))
        what = f"no column 'killed' in '2026.{ending}', although other files of 'events' have it"
        assert (caught.value.code, caught.value.what) == ("unknown-column", what)
        assert caught.value.help == "did you mean 'kiled'?"
    assert not list(desk.folder.glob(".tieout/*"))


def test_the_refusal_stands_where_the_file_is_named(desk: Desk) -> None:
    files = _write(desk, "csv", HEADS)
    here = Position("dataset.yaml", 7, 19)
    table = replace(desk.table(*files, figures=KILLED), file_positions={files[1]: here})
    with pytest.raises(Mistake) as caught:
        headers(desk.dataset(table))
    assert caught.value.at == here


@pytest.mark.parametrize(
    "named",
    [
        {"key": ("killed",)},
        {"roles": {"event.id": "killed"}},
        {"types": {"killed": Type.NUMBER}},
        {"formats": {"killed": ("%Y",)}},
        {"withheld": ("killed",)},
        {"figures": {"killed": FigureColumns(upper="killed")}},
    ],
    ids=str,
)
def test_every_way_to_name_a_column_is_held_against_every_file(desk: Desk, named: dict[str, object]) -> None:
    table = desk.table(*_write(desk, "csv", HEADS), **named)  # type: ignore[arg-type]  # one of several fields
    with pytest.raises(Mistake, match=r"no column 'killed' in '2026\.csv'"):
        headers(desk.dataset(table))


@pytest.mark.parametrize("ending", ["csv", "json", "parquet"])
def test_a_column_that_a_file_never_had_is_a_problem_of_that_file(desk: Desk, ending: str) -> None:
    files = _write(desk, ending, {"2024": "id,day,dead", "2025": "id,day,killed", "2026": "id,day,killed"})
    built = desk.build(desk.table(*files, key=("id",), roles={"event.start": "day"}, figures=KILLED))
    assert built.problems('kind, _file, _line, "table", "column", raw, record') == [
        ("missing column", f"2024.{ending}", None, "events", "killed", None, None)
    ]
    assert built.rows("killed") == [(None,), (2.0,), (2.0,)]


def test_a_withheld_column_that_a_file_lacks_is_told_without_a_word_on_its_text(desk: Desk) -> None:
    files = _write(desk, "csv", {"2025": "id,witness", "2026": "id,x"})
    built = desk.build(desk.table(*files, withheld=("witness",)))
    [(column, detail)] = built.problems('"column", detail')
    assert (column, detail) == ("witness", "other files of the table have it; it is unknown in every row of this one")


@pytest.mark.parametrize(
    "second",
    [
        "id,day,Killed",  # names are compared without regard to capitals
        "killed,day,id",
        "id,day,killed,kiled",
    ],
)
def test_files_whose_names_differ_in_order_or_capitals_alone_have_no_problem(desk: Desk, second: str) -> None:
    files = _write(desk, "csv", {"2025": "id,day,killed", "2026": second})
    assert desk.build(desk.table(*files, key=("id",), figures=KILLED)).problems() == []


@pytest.mark.parametrize(
    ("first", "named"),
    [
        ("id,killed,killed_min", {}),  # the file with the right name has the like one beside it
        ("id,killed", {"types": {"killed_min": Type.NUMBER}}),  # the description says that it is a column of its own
    ],
)
def test_a_like_name_that_is_known_is_no_slip(desk: Desk, first: str, named: dict[str, object]) -> None:
    files = _write(desk, "csv", {"2025": first, "2026": "id,killed_min"})
    built = desk.build(desk.table(*files, figures=KILLED, **named))  # type: ignore[arg-type]  # as above
    assert ("2026.csv", "killed") in built.problems('_file, "column"')


def test_a_column_that_no_bound_name_means_may_differ(desk: Desk) -> None:
    files = _write(desk, "csv", {"2025": "id,killed,note", "2026": "id,killed,notes"})
    assert desk.build(desk.table(*files, figures=KILLED)).problems() == []
