"""The SQL of intervals and verdicts says what `model` says, for every combination."""

from __future__ import annotations

import math
from collections.abc import Iterator, Sequence
from fractions import Fraction
from itertools import product

import duckdb
import pytest
from truth import Truth, verdict_of

from tieout.model.figure import OPEN, Bounds
from tieout.model.verdict import Verdict
from tieout.plan.bounds import form, formed, interval
from tieout.plan.expression import Compiled
from tieout.plan.instance import verdict_code
from tieout.plan.operands import Figure, Figures
from tieout.plan.plan import FAIL, NOT_APPLICABLE, PASS, POSSIBLE, UNKNOWN
from workbench import known

NUMBERS = (None, -4.0, 0.0, 15.0, 53.0, 65.5)
SOME = (None, 0.0, 15.0, 53.0)
TRUTHS: tuple[Truth, ...] = (True, False, None)
CODES = {
    Verdict.PASS: PASS,
    Verdict.FAIL: FAIL,
    Verdict.POSSIBLE: POSSIBLE,
    Verdict.UNKNOWN: UNKNOWN,
    Verdict.NOT_APPLICABLE: NOT_APPLICABLE,
}
Row = tuple[float | None, float | None, float | None]
Meaning = tuple[float, float, float | None, bool]


@pytest.fixture
def con() -> Iterator[duckdb.DuckDBPyConnection]:
    with duckdb.connect() as connection:
        yield connection


def meaning(bounds: Bounds) -> Meaning:
    return bounds.least, bounds.most, bounds.point, bounds.known


def table(con: duckdb.DuckDBPyConnection, rows: Sequence[Sequence[float | str | None]], columns: str) -> None:
    con.execute(f"CREATE TABLE t (n INTEGER, {columns})")
    marks = ", ".join("?" * (len(rows[0]) + 1))
    con.executemany(f"INSERT INTO t VALUES ({marks})", [(n, *row) for n, row in enumerate(rows)])


@pytest.mark.parametrize("columns", list(product((True, False), repeat=3)), ids=str)
def test_an_interval_in_sql_is_the_interval_of_the_model(
    con: duckdb.DuckDBPyConnection, columns: tuple[bool, bool, bool]
) -> None:
    """For every combination of recorded values, and of columns that a table has."""
    rows: list[Row] = list(product(NUMBERS, NUMBERS, NUMBERS))
    table(con, rows, "lower DOUBLE, best DOUBLE, upper DOUBLE")
    lower, best, upper = (
        name if there else None for name, there in zip(("lower", "best", "upper"), columns, strict=True)
    )
    sql = interval(lower, best, upper)
    got = con.execute(f"SELECT {sql.least}, {sql.most}, {sql.point}, {sql.known} FROM t ORDER BY n").fetchall()
    kept = [Bounds(*(value if there else None for value, there in zip(row, columns, strict=True))) for row in rows]
    assert got == [meaning(bounds) for bounds in kept]


def said(number: float, lower: str, upper: str) -> Bounds:
    """What a qualifier makes of a number, after docs/verdicts.md."""
    ends = {
        "n": number,
        "n+1": number + 1,
        "n-1": number - 1,
        "n-10%": float(math.floor(Fraction(number) * 9 / 10)),
        "n+10%": float(math.ceil(Fraction(number) * 11 / 10)),
        "open": None,
    }
    low, top = ends[lower], ends[upper]
    if upper == "open":
        return Bounds(low, low, None)
    return Bounds(low, None if lower == "open" or upper == "n-1" else number, top)


def test_words_before_a_number_make_of_it_what_the_vocabulary_says(con: duckdb.DuckDBPyConnection) -> None:
    qualifiers = known().qualifiers
    numbers = (0.0, 1.0, 20.0, 53.0, 100.0)
    rows = [(n, f" {q.title()} ") for q in qualifiers for n in numbers]
    table(con, rows, "best DOUBLE, words VARCHAR")
    bounds = ("NULL::DOUBLE", "best", "NULL::DOUBLE")
    con.execute(f"ALTER TABLE t ADD COLUMN f INTEGER; UPDATE t SET f = {form(*bounds, 'words', qualifiers)}")
    sql = interval(*formed("f", *bounds, qualifiers))
    got = con.execute(f"SELECT {sql.least}, {sql.most}, {sql.point}, {sql.known} FROM t ORDER BY n").fetchall()
    assert got == [meaning(said(n, *qualifiers[q])) for q in qualifiers for n in numbers]


@pytest.mark.parametrize("words", [None, "", "  ", "at least", "roughly speaking", "AT MOST "])
def test_words_speak_only_where_no_bound_is_recorded(con: duckdb.DuckDBPyConnection, words: str | None) -> None:
    qualifiers = known().qualifiers
    rows = [
        (low, best, top)
        for low, best, top in product(NUMBERS, NUMBERS, NUMBERS)
        if (low, top) != (None, None) or best is None
    ]
    table(con, [(*row, words) for row in rows], "lower DOUBLE, best DOUBLE, upper DOUBLE, words VARCHAR")
    bounds = ("lower", "best", "upper")
    con.execute(f"ALTER TABLE t ADD COLUMN f INTEGER; UPDATE t SET f = {form(*bounds, 'words', qualifiers)}")
    sql = interval(*formed("f", *bounds, qualifiers))
    got = con.execute(f"SELECT {sql.least}, {sql.most}, {sql.point}, {sql.known} FROM t ORDER BY n").fetchall()
    assert got == [meaning(Bounds(*row)) for row in rows]


def test_words_that_are_not_understood_leave_a_known_figure_without_bounds(con: duckdb.DuckDBPyConnection) -> None:
    strange = ("roughly speaking", "at  least", "'; DROP TABLE t; --")
    table(con, [(53.0, words) for words in strange], "best DOUBLE, words VARCHAR")
    bounds = ("NULL::DOUBLE", "best", "NULL::DOUBLE")
    con.execute(f"ALTER TABLE t ADD COLUMN f INTEGER; UPDATE t SET f = {form(*bounds, 'words', known().qualifiers)}")
    sql = interval(*formed("f", *bounds, known().qualifiers))
    got = con.execute(f"SELECT {sql.least}, {sql.most}, {sql.point}, {sql.known} FROM t").fetchall()
    assert got == [(0, OPEN, None, True)] * 3


def figure(prefix: str) -> Figure:
    low, best, top = recorded = tuple(f"{prefix}_{part}" for part in ("lower", "best", "upper"))
    sql = interval(low, best, top)
    return Figure(prefix, low, best, top, "''", sql.least, sql.most, sql.point, sql.known, "n", recorded)


def test_the_sum_of_parts_in_sql_is_the_sum_of_the_model(con: duckdb.DuckDBPyConnection) -> None:
    some = [row for row in product(SOME, SOME, SOME) if _coherent(row)]
    rows = [(*a, *b) for a in some for b in some]
    columns = ", ".join(f"{f}_{part} DOUBLE" for f in "ab" for part in ("lower", "best", "upper"))
    table(con, rows, columns)
    both = Figures((figure("a"), figure("b")))
    got = con.execute(f"SELECT {both.least}, {both.most}, {both.point}, {both.known} FROM t ORDER BY n").fetchall()
    for row, sums in zip(rows, got, strict=True):
        a, b = Bounds(*row[:3]), Bounds(*row[3:])
        total = a + b
        assert sums == (total.least, total.most, total.point, a.known and b.known), row


def _coherent(row: Row) -> bool:
    values = [value for value in row if value is not None]
    return values == sorted(values)


@pytest.mark.parametrize(("applies", "holds", "doubtful"), list(product(TRUTHS, TRUTHS, TRUTHS)))
def test_a_verdict_in_sql_is_the_verdict_of_the_model(
    con: duckdb.DuckDBPyConnection, applies: Truth, holds: Truth, doubtful: Truth
) -> None:
    a, h, d = (Compiled(f"{'NULL' if truth is None else truth}::BOOLEAN") for truth in (applies, holds, doubtful))
    for sql, verdict in (
        (verdict_code(a, h, d), verdict_of(applies, holds, doubtful)),
        (verdict_code(None, h, d), verdict_of(True, holds, doubtful)),
        (verdict_code(a, h, None), verdict_of(applies, holds)),
        (verdict_code(None, h, None), verdict_of(True, holds)),
    ):
        assert con.execute(f"SELECT {sql}").fetchall() == [(CODES[verdict],)]
