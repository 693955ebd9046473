"""The SQL tier: it confirms in bulk, and never what the grammar would not accept."""

from __future__ import annotations

from collections.abc import Iterator
from random import Random

import duckdb
import pytest
from invented import MAKERS
from test_figure_cases import NAMES, cases, wrong_figures

from tieout.evidence import check_figure, confirming

Row = tuple[int, str | None, str | None, float | None]


@pytest.fixture
def connection() -> Iterator[duckdb.DuckDBPyConnection]:
    with duckdb.connect() as opened:
        yield opened


def confirmed(connection: duckdb.DuckDBPyConnection, rows: list[Row]) -> set[int]:
    connection.execute('CREATE TABLE "the ""rows" ("a key" INT, "of text" VARCHAR, measure VARCHAR, "value;--" DOUBLE)')
    columns = [list(column) for column in zip(*rows, strict=True)]
    connection.execute('INSERT INTO "the ""rows" SELECT unnest(?), unnest(?), unnest(?), unnest(?)', columns)
    sql = confirming(table='the "rows', key="a key", text="of text", measure="measure", value="value;--")
    return {key for (key,) in connection.execute(sql).fetchall()}


def test_what_is_confirmed_the_grammar_accepts(connection: duckdb.DuckDBPyConnection) -> None:
    draw = Random(3)  # noqa: S311 - the same sentences each time
    rows: list[Row] = []
    for place in range(200):
        one = MAKERS[place % len(MAKERS)](draw)
        values = {*one.figures.values(), *one.sums.values(), 1, 2, 12}
        rows += [
            (len(rows) + offset, one.text, measure, value)
            for offset, (measure, value) in enumerate((m, v) for m in ("killed", "injured") for v in values)
        ]
    found = confirmed(connection, rows)
    wrong = [row for row in rows if row[0] in found and not _accepts(row)]
    assert wrong == []
    right = [row for row in rows if _accepts(row)]
    assert len(found) > len(right) / 3


def test_no_wrong_figure_of_the_tables_is_confirmed(connection: duckdb.DuckDBPyConnection) -> None:
    rows: list[Row] = []
    for name in NAMES:
        for case in cases(name):
            for figure in wrong_figures(case):
                measure, _, number = figure.rpartition(" ")
                if number.isdigit():
                    rows.append((len(rows), case["text"], measure, float(number)))
    found = confirmed(connection, rows)
    assert [row for row in rows if row[0] in found and not _accepts(row)] == []


def test_what_the_tables_leave_open_is_not_confirmed(connection: duckdb.DuckDBPyConnection) -> None:
    rows: list[Row] = []
    for name in NAMES:
        for case in cases(name):
            for figure in (figure for verdict in ("ambiguous", "not-found") for figure in case.get(verdict, ())):
                measure, _, number = figure.rpartition(" ")
                if number.isdigit():
                    rows.append((len(rows), case["text"], measure, float(number)))
    found = confirmed(connection, rows)
    assert [row for row in rows if row[0] in found] == []


def _accepts(row: Row) -> bool:
    _, text, measure, value = row
    return check_figure(text or "", measure=measure or "", best=value).status.accepts


@pytest.mark.parametrize(
    ("text", "measure", "value", "is_confirmed"),
    [
        ("12 people were killed.", "killed", 12, True),
        ("Twelve people were killed.", "killed", 12, True),
        ("killing 1,200 people in the town", "killed", 1200, True),
        ("3 killed, 8 injured", "injured", 8, True),
        ("12 people were killed.", "injured", 12, False),
        ("12 people were killed.", "killed", 13, False),
        ("12 people were killed.", "killed", 12.5, False),
        ("12 people were killed.", "killed", None, False),
        (None, "killed", 12, False),
        ("12 people were killed.", None, 12, False),
        ("12 people were killed.", "missing", 12, False),
        ("Nobody was killed.", "killed", 0, False),
        ("3 soldiers and 12 rebels were killed.", "killed", 12, False),
        ("Up to 12 people were killed.", "killed", 12, False),
    ],
)
def test_rows_are_confirmed_one_by_one(
    connection: duckdb.DuckDBPyConnection,
    text: str | None,
    measure: str | None,
    value: float | None,
    is_confirmed: bool,
) -> None:
    assert confirmed(connection, [(1, text, measure, value)]) == ({1} if is_confirmed else set())


def test_what_is_denied_or_a_part_is_left_to_the_grammar(connection: duckdb.DuckDBPyConnection) -> None:
    texts = [
        ("The army dismissed claims that eight guards were killed.", 8),
        ("Contrary to earlier reports that 20 had died, officials put the number at eight.", 20),
        ("Police denied killing five people.", 5),
        ("7 people died at the scene and 2 at the hospital.", 7),
        ("It was wrongly reported that eight guards were killed.", 8),
        ("None of the five hostages was killed.", 5),
        ("Four people were killed daily for a week.", 4),
    ]
    rows: list[Row] = [(place, text, "killed", float(number)) for place, (text, number) in enumerate(texts)]
    assert confirmed(connection, rows) == set()
