"""Date expressions against their table, and against strings nobody would write."""

from __future__ import annotations

import re
import time
from datetime import date, datetime, timedelta
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tieout.evidence.when import Flag, When, find, resolve
from tieout.model.mistake import Mistake

MORNING = datetime(2017, 11, 27, 8, 46)
DATELINES: dict[str, date] = {"M": MORNING, "D": MORNING.date(), "E": datetime(2017, 11, 27, 21, 30)}
TABLE = (Path(__file__).parent / "cases" / "dates.md").read_text(encoding="utf-8")
CASES = re.findall(r"^\| ([MDE]) \| (.+?) \| (.+?) \| (.+?) \|$", TABLE, re.MULTILINE)
DAYS = st.dates(date(1900, 1, 1), date(2090, 12, 31))
WORDS = st.sampled_from(
    "on since until last next this early Sunday Monday morning night overnight the day before a few two weeks months "
    "ago earlier 26 27 26th November Nov. May 2017 05/06/2017 ( ) , - to and of 2017-11-26 31 February today".split()
)


def said(one: When) -> str:
    """A result in the table's notation."""
    if one.readings:
        days = " or ".join(map(str, one.readings))
    elif not one.is_resolved:
        days = "nothing"
    elif one.first == one.last:
        days = str(one.first)
    else:
        days = f"{one.first or ''}..{one.last or ''}"
    return " ".join([days, *sorted(one.flags)])


def test_the_table_is_read_whole() -> None:
    assert len(CASES) >= 110


@pytest.mark.parametrize(("dateline", "sentence", "words", "says"), CASES)
def test_a_sentence_says_its_days(dateline: str, sentence: str, words: str, says: str) -> None:
    found = find(sentence, DATELINES[dateline])
    days, *flags = re.split(r" (?=[a-z]+(?: |$)(?!\d))", says) if says != "-" else ["-"]
    expected = [] if says == "-" else [(words, " ".join([days, *sorted(flags)]))]
    assert [(one.words, said(one)) for one in found] == expected
    assert all(sentence[slice(*one.span)] == one.words for one in found)


def test_one_expression_resolves_and_two_do_not() -> None:
    assert resolve("on Sunday", MORNING).day == date(2017, 11, 26)
    assert resolve("on Sunday or maybe last month", MORNING).flags == {Flag.UNREAD}
    assert resolve("some time ago", MORNING).flags == {Flag.UNREAD}
    assert resolve("Sunday" + " " * 300, MORNING).flags == {Flag.UNREAD}


def test_only_a_single_settled_day_is_a_day() -> None:
    for words in ("March 2011", "overnight", "last week", "05/06/2017", "this morning", "Sunday, 27 November 2017"):
        assert resolve(words, MORNING).day is None, words


def test_a_recorded_day_is_allowed_or_not() -> None:
    assert resolve("overnight", MORNING).allows(date(2017, 11, 26)) is True
    assert resolve("overnight", MORNING).allows(date(2017, 11, 25)) is False
    assert resolve("05/06/2017", MORNING).allows(date(2017, 5, 20)) is False
    assert resolve("until Sunday", MORNING).allows(date(2001, 1, 1)) is True
    assert resolve("no date", MORNING).allows(date(2001, 1, 1)) is None


def test_a_language_that_nobody_wrote_is_a_mistake() -> None:
    with pytest.raises(Mistake, match="dates"):
        find("hier", MORNING, "xx")


@given(DAYS)
def test_a_weekday_is_the_latest_on_or_before_the_dateline(dateline: date) -> None:
    for number, name in enumerate("Monday Tuesday Wednesday Thursday Friday Saturday Sunday".split()):
        day = resolve(name, dateline).day
        assert day is not None
        assert day.weekday() == number
        assert timedelta(0) <= dateline - day < timedelta(7)


@given(DAYS, st.integers(0, 400))
def test_a_full_date_means_itself_in_every_order(dateline: date, back: int) -> None:
    day = dateline - timedelta(days=back)
    for written in (
        f"{day:%d %B %Y}",
        f"{day:%B %d, %Y}",
        f"{day:%Y-%m-%d}",
        f"{day:%A, %d %B %Y}",
        f"{day:%b. %d, %Y}",
    ):
        assert resolve(written, dateline).day == day, written
    numbers = resolve(f"{day:%d/%m/%Y}", dateline)
    assert numbers.allows(day)
    assert numbers.day == (day if day.day > 12 or day.day == day.month else None)


@given(DAYS, st.integers(1, 6))
def test_a_wrong_weekday_is_a_mismatch(dateline: date, off: int) -> None:
    other = dateline + timedelta(days=off)
    assert Flag.MISMATCH in resolve(f"{other:%A} {dateline:%d %B %Y}", dateline).flags


@given(st.lists(WORDS, max_size=12).map(" ".join) | st.text(max_size=60), DAYS)
def test_whatever_is_written_spans_are_ordered_and_true(text: str, dateline: date) -> None:
    reached = 0
    for one in find(text, dateline):
        assert reached <= one.span[0] < one.span[1] <= len(text)
        assert text[slice(*one.span)] == one.words
        assert one.first is None or one.last is None or one.first <= one.last
        reached = one.span[1]


@given(st.integers(0, 999), st.sampled_from(["hours", "days", "weeks", "months", "years"]))
def test_long_ago_is_no_crash(count: int, unit: str) -> None:
    for when in (date(1, 1, 1), date(9999, 12, 31)):
        find(f"{count} {unit} ago, {count} {unit} later, last year, next year, this weekend, since 2011", when)


@pytest.mark.slow
@pytest.mark.parametrize(
    ("unit", "size"),
    [
        ("sunday ", 1_000_000),
        *((unit, 250_000) for unit in ("1/", "in may ", "the day before ", "26-27-", " ", "\ud800", "(Sunday, ")),
    ],
)
def test_a_long_line_takes_seconds(unit: str, size: int) -> None:
    begun = time.process_time()
    find(unit * (size // len(unit)), MORNING)
    assert time.process_time() - begun < 20
