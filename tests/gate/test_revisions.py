"""What is silent, and what changed as a whole."""

from __future__ import annotations

import pytest

from tieout.gate.revisions import could_be_one_step, is_silent, is_whole
from tieout.model.comparison import EVENTS, FIGURES, Kind, Mark, Spread, marks_of

KEYED = Mark.IDENTIFIED
RECORDED = (Mark.SOURCE, Mark.DOCUMENT, Mark.LATER, Mark.REPLACES, Mark.REVISION)


def test_a_revised_figure_is_silent_unless_it_carries_something() -> None:
    assert is_silent(FIGURES, Kind.CHANGED, frozenset({KEYED, Mark.REVISED}))
    assert is_silent(FIGURES, Kind.CHANGED, frozenset({KEYED, Mark.REVISED, Mark.INCOMPLETE}))
    for mark in RECORDED:
        assert not is_silent(FIGURES, Kind.CHANGED, frozenset({KEYED, Mark.REVISED, mark}))


def test_what_changes_beside_a_figure_is_never_silent() -> None:
    assert not is_silent(FIGURES, Kind.CHANGED, frozenset({KEYED}))
    assert not is_silent(EVENTS, Kind.CHANGED, frozenset({KEYED, Mark.REVISED}))
    for kind in (Kind.ADDED, Kind.REPLACED):
        assert not is_silent(FIGURES, kind, frozenset({KEYED}))


def test_a_removed_identifier_is_silent_unless_it_is_replaced_or_revised_or_goes_with_its_event() -> None:
    for relation in (EVENTS, FIGURES):
        assert is_silent(relation, Kind.REMOVED, frozenset({KEYED}))
        assert is_silent(relation, Kind.REMOVED, frozenset({KEYED, Mark.SOURCE, Mark.DOCUMENT, Mark.LATER}))
        assert not is_silent(relation, Kind.REMOVED, frozenset())
        for mark in (Mark.REPLACES, Mark.REVISION, Mark.WITH_EVENT):
            assert not is_silent(relation, Kind.REMOVED, frozenset({KEYED, mark}))


def test_marks_are_kept_as_bits() -> None:
    assert marks_of(0) == frozenset()
    assert marks_of(sum(mark.bit for mark in Mark)) == frozenset(Mark)
    assert marks_of(Mark.LATER.bit | Mark.REVISED.bit) == {Mark.LATER, Mark.REVISED}


@pytest.mark.parametrize(
    ("rows", "shared", "alike", "whole"),
    [
        (18, 18, 18, False),  # too few
        (20, 20, 1, True),
        (90, 100, 1, True),
        (89, 100, 1, False),
        (89, 100, 80, False),
        (89, 100, 81, True),  # one step in nine of ten
        (25, 100, 25, True),
        (24, 100, 24, False),  # not a quarter
    ],
)
def test_nearly_all_rows_or_one_step_in_many_are_a_whole(rows: int, shared: int, alike: int, whole: bool) -> None:
    assert is_whole(Spread(EVENTS, "place", rows, shared, alike)) == whole


def test_one_step_does_not_excuse_figures() -> None:
    spread = Spread(FIGURES, "killed", 50, 100, 50, is_figure=True)
    assert not could_be_one_step(spread)
    assert not is_whole(spread)
    assert is_whole(Spread(FIGURES, "killed", 90, 100, is_figure=True))
