"""What texts become in `main`, and what is noted of those that cannot be read."""

from __future__ import annotations

from datetime import date, datetime
from typing import TYPE_CHECKING, Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from tieout.datasets import problems, store
from tieout.datasets.rows import load_rows
from tieout.datasets.typed import prepare
from tieout.model.dataset import Dataset, FigureColumns, Table, Type
from tieout.model.mistake import Mistake, Position

if TYPE_CHECKING:
    from tests.datasets.conftest import Desk

AT = Position("dataset.yaml", 9, 3)
UNDECLARED = (
    "expected a date such as 2017-11-26, 26 November 2017 or 26/11/2017; "
    "name another way under `formats` in dataset.yaml"
)


def typed(
    texts: list[str | None],
    kind: Type,
    formats: tuple[str, ...] = (),
    sentinels: tuple[str, ...] = (),
    role: bool = True,
) -> tuple[list[Any], list[tuple[Any, ...]]]:
    """The values of one column and the problems (kind, raw, detail, record) it gives."""
    roles = {"event.x": "x"} if role else {}
    table = Table("events", "events", (), AT, roles=roles, types={"x": kind}, formats={"x": formats} if formats else {})
    con = store.in_memory()
    prepare(con)
    load_rows(con, Dataset("d", "", AT, (table,), sentinels=sentinels), table, ["x"], [[text] for text in texts])
    values = [value for (value,) in con.execute("SELECT x FROM main.events ORDER BY _row").fetchall()]
    found = con.execute("SELECT kind, raw, detail, record FROM main.problems ORDER BY _row").fetchall()
    con.close()
    return values, found


@pytest.mark.parametrize(
    "text",
    [
        "2017-11-26",
        " 2017-11-26\u00a0",
        "2017-11-26 10:00:00",
        "2017-11-26T23:30:00Z",
        "2017-11-26T01:00:00+02:00",
        "2017/11/26",
        "26 November 2017",
        "26 november 2017",
        "26 Nov 2017",
        "26-Nov-2017",
        "November 26, 2017",
        "Nov 26, 2017",
        "26/11/2017",
        "11/26/2017",
        "26.11.2017",
        "26-11-2017",
        "11/26/2017 2:30 PM",
        "26/11/2017 14:30",
    ],
)
def test_dates_without_a_declared_format(text: str) -> None:
    assert typed([text], Type.DATE) == ([date(2017, 11, 26)], [])


def test_a_day_that_is_its_month_is_one_date() -> None:
    assert typed(["5/5/2017"], Type.DATE) == ([date(2017, 5, 5)], [])


@pytest.mark.parametrize("text", ["3/5/2017", "03.05.2017", "5-3-2017"])
def test_a_date_with_two_readings_is_unknown(text: str) -> None:
    assert typed([text], Type.DATE) == (
        [None],
        [(problems.AMBIGUOUS_DATE, text, "2017-03-05 or 2017-05-03", 0)],
    )


@pytest.mark.parametrize(
    "text",
    [
        "31 June 2017",
        "2017-06-31",
        "31/06/2017",
        "0000-00-00",
        "0000-01-01",
        "12-05-17",
        "26 Nov 17",
        "11/26/17",
        "infinity",
        "epoch",
        "2017",
        "2017-11",
        "20171126",
        "November 2017",
        "99999-01-01",
        "2017-11-26 (BC)",
        "soon",
        "26 Nov 2017 or so",
        "2017-13-45",
        "'; DROP TABLE main.events; --",
    ],
)
def test_what_is_no_date_is_unknown_and_noted(text: str) -> None:
    assert typed([text], Type.DATE) == ([None], [(problems.UNREADABLE, text, UNDECLARED, 0)])


def test_only_declared_formats_are_tried() -> None:
    values, found = typed(["13-Jan-20", "2020-01-13"], Type.DATE, ("%d-%b-%y",))
    assert values == [date(2020, 1, 13), None]
    detail = "expected a date written %d-%b-%y; name another way under `formats` in dataset.yaml"
    assert found == [(problems.UNREADABLE, "2020-01-13", detail, 1)]


def test_declared_formats_that_disagree() -> None:
    values, found = typed(["3/5/2017", "26/11/2017", "11/26/2017"], Type.DATE, ("%d/%m/%Y", "%m/%d/%Y"))
    assert values == [None, date(2017, 11, 26), date(2017, 11, 26)]
    assert found == [(problems.AMBIGUOUS_DATE, "3/5/2017", "2017-03-05 or 2017-05-03", 0)]


@pytest.mark.parametrize("text", ["%d %Q %Y", "%d %B", "no directive"])
def test_a_format_that_is_none_is_a_mistake(text: str) -> None:
    with pytest.raises(Mistake) as caught:
        typed(["x"], Type.DATE, (text,))
    assert caught.value.code == "bad-date-format"
    assert caught.value.at == AT


@pytest.mark.slow
@settings(max_examples=30, deadline=None)
@given(st.lists(st.dates(date(1000, 1, 1), date(9999, 12, 31)), min_size=1, max_size=20))
def test_every_date_survives_its_own_words(days: list[date]) -> None:
    months = "January February March April May June July August September October November December".split()
    texts: list[str | None] = [f"{day.day} {months[day.month - 1]} {day.year:04}" for day in days]
    assert typed(texts, Type.DATE) == (days, [])
    assert typed([day.isoformat() for day in days], Type.DATE) == (days, [])


@pytest.mark.slow
@settings(max_examples=60, deadline=None)
@given(st.lists(st.text(max_size=12), min_size=1, max_size=8), st.sampled_from(list(Type)))
def test_any_text_is_a_value_blank_or_noted(texts: list[str], kind: Type) -> None:
    kept: list[str | None] = [text.replace("\0", "").encode("utf-8", "ignore").decode() for text in texts]
    values, found = typed(kept, kind)
    noted = {record for *_, record in found}
    for row, (text, value) in enumerate(zip(kept, values, strict=True)):
        blank = not (text or "").strip(" \t\r\n\u00a0")
        assert (value is None) == (blank or row in noted)


def test_timestamps() -> None:
    values, found = typed(
        ["2017-11-26T14:05:09", "2017-11-26", "26 Nov 2017 14:05", "3/5/2017 10:00", "x"], Type.TIMESTAMP
    )
    assert values == [
        datetime(2017, 11, 26, 14, 5, 9),
        datetime(2017, 11, 26),
        datetime(2017, 11, 26, 14, 5),
        None,
        None,
    ]
    assert [kind for kind, *_ in found] == [problems.AMBIGUOUS_DATE, problems.UNREADABLE]


def test_numbers() -> None:
    good: list[str | None] = ["53", " 53 ", "-1.5", "1e3", "+5", "0.0"]
    assert typed(good, Type.NUMBER) == ([53, 53, -1.5, 1000, 5, 0], [])
    bad: list[str | None] = ["1,000", "1_000", "nan", "inf", "1e400", "0x10", "53 dead", "٥٣", "--1", "1.2.3"]
    values, found = typed(bad, Type.NUMBER)
    assert values == [None] * len(bad)
    assert [(kind, raw) for kind, raw, *_ in found] == [(problems.UNREADABLE, text) for text in bad]


def test_whole_numbers_are_never_rounded() -> None:
    values, found = typed(["2016", "2016.0", "2016.5", "9223372036854775808", "1e3"], Type.INTEGER)
    assert values == [2016, 2016, None, None, None]
    assert len(found) == 3


def test_booleans() -> None:
    values, found = typed(["true", "No", "1", "f", "perhaps"], Type.BOOLEAN)
    assert values == [True, False, True, False, None]
    assert [(raw, detail) for _, raw, detail, _ in found] == [("perhaps", "expected true or false")]


def test_sentinels_and_blanks_are_unknown_and_not_noted() -> None:
    texts: list[str | None] = ["-99", " -99 ", "-99.0", "Unknown", "", "  ", None, "5"]
    values, found = typed(texts, Type.NUMBER, sentinels=("-99", "Unknown"))
    assert values == [None, None, -99, None, None, None, None, 5]
    assert found == []
    assert typed(texts, Type.TEXT, sentinels=("-99", "Unknown"))[0] == [
        None,
        None,
        "-99.0",
        None,
        None,
        None,
        None,
        "5",
    ]


def test_a_column_without_role_is_left_as_it_is() -> None:
    texts: list[str | None] = [" -99 ", "", "x "]
    assert typed(texts, Type.TEXT, sentinels=("-99",), role=False)[0] == [" -99 ", "", "x "]
    assert typed(["-99", ""], Type.INTEGER, sentinels=("-99",), role=False) == ([-99, None], [])


def test_figures_are_numbers_and_their_words_are_text(desk: Desk) -> None:
    figures = {"killed": FigureColumns(lower="a", best="b", words="w", at=AT)}
    built = desk.read('a,b,w,other\n5,7,"at least",-9\n,-9, ,\n', figures=figures)
    assert built.query("SELECT typeof(a), typeof(b), typeof(w) FROM main.events LIMIT 1") == [
        ("DOUBLE", "DOUBLE", "VARCHAR")
    ]
    assert built.rows("a, b, w, other") == [(5, 7, "at least", "-9"), (None, -9, None, "")]
    assert built.raw("a, b, w, other")[1] == ("", "-9", " ", "")


def test_the_raw_text_of_a_huge_unreadable_cell_is_cut() -> None:
    _, ((_, raw, detail, _),) = typed(["x" * 5_000], Type.NUMBER)
    assert raw == "x" * 1_000
    assert detail == "expected a number; 5,000 characters in all"


def test_rows_from_python_know_their_file_and_lines() -> None:
    table = Table("select", "events", (), AT, types={"killed": Type.NUMBER})
    con = store.in_memory()
    prepare(con)
    load_rows(con, Dataset("d", "", AT, (table,)), table, ["killed"], [["1"], ["x"]], "page.md", [12, 13])
    assert con.execute('SELECT _row, _file, _line, killed FROM main."select"').fetchall() == [
        (0, "page.md", 12, 1.0),
        (1, "page.md", 13, None),
    ]
    assert con.execute('SELECT _file, _line, "table", record FROM main.problems').fetchall() == [
        ("page.md", 13, "select", 1)
    ]
    con.close()


def test_no_rows_at_all() -> None:
    assert typed([], Type.DATE) == ([], [])
