"""The day of an event as worded: what the words allow, against when they were written."""

from __future__ import annotations

from datetime import date

import pytest

from tieout.evidence.ties.dating import dated
from tieout.model.tie import Dated


def one(words: str | None, written: str | None) -> Dated:
    (found,) = dated([("E1", words, written)])
    return found


@pytest.mark.parametrize(
    ("words", "written", "first", "last", "settled"),
    [
        ("this morning", "2017-11-27 08:46", date(2017, 11, 26), date(2017, 11, 27), False),
        ("today morning", "2017-11-27T08:46:00+02:00", date(2017, 11, 26), date(2017, 11, 27), False),
        ("this morning", "2017-11-27 20:15", date(2017, 11, 27), date(2017, 11, 27), True),
        ("this morning", "2017-11-27", date(2017, 11, 27), date(2017, 11, 27), True),
        ("overnight", "2017-11-27", date(2017, 11, 26), date(2017, 11, 27), False),
        ("in March 2011", None, date(2011, 3, 1), date(2011, 3, 31), False),
        ("26 November 2017", None, date(2017, 11, 26), date(2017, 11, 26), True),
        ("this morning", None, None, None, False),
        ("this morning", "yesterday", None, None, False),
        ("around noon", "2017-11-27", None, None, False),
    ],
)
def test_what_words_allow(words: str, written: str | None, first: date, last: date, settled: bool) -> None:
    found = one(words, written)
    assert (found.first, found.last, found.settled) == (first, last, settled)
    assert found.written == written


def test_each_expression_is_told_and_an_event_without_words_is_not() -> None:
    rows = [
        ("E1", "this morning, in a report of 27 November", "2017-11-27 08:46"),
        ("E2", " ", None),
        (None, "today", ""),
    ]
    assert [(found.event, found.words, found.settled) for found in dated(rows)] == [
        ("E1", "this morning", False),
        ("E1", "27 November", True),
    ]


def test_no_cell_breaks_it() -> None:
    for words in ("\ud800", "9" * 10_000, "\u202e27 November\u202c", "31 February 2017", "05/06/2017"):
        assert all(not found.settled or found.first for found in dated([("E1", words, "2017-11-27")]))
