"""The shipped event, as it was told on the first day and on the second."""

from __future__ import annotations

import shutil

import pytest
from two_states import States, counts, only, tally

from tieout.model.comparison import Kind, Mark, Revision

pytestmark = pytest.mark.slow  # each test builds two states

# What the Observatory counted on the second day, and the row among the revisions.
SECOND_DAY = ("observatory-3", "observatory-4", "observatory-6", "1")


@pytest.mark.slow
def test_thirty_four_then_fifty_three_is_recorded_in_full(states: States) -> None:
    found = states.compare(states.shafah("first-day", without=SECOND_DAY), states.shafah("second-day"))
    assert (found.silent, counts(found)) == (0, {"replaced": 1, "added": 2})
    assert counts(found, "events") == {}
    change = only(found, Kind.REPLACED)
    assert (change.key, change.event, change.figure) == ({"figure_id": "observatory-3"}, "press", "killed")
    assert (change.before, change.after, change.replaces) == ("34", "at least 53", "observatory-1")
    reason = "More bodies were found while the rubble was cleared."
    assert change.revision == Revision("34", "at least 53", "2017-11-27", "observatory", reason)
    assert {Mark.REPLACES, Mark.REVISION} <= change.marks


def test_the_same_number_overwritten_is_silent(states: States) -> None:
    old = states.shafah("old", best={"observatory-1": "30"})
    found = states.compare(old, states.shafah("new"))
    assert (found.silent, counts(found)) == (1, {"changed": 1})
    change = only(found)
    assert (change.before, change.after, change.silent) == ("30", "34", True)
    assert [cell.column for cell in change.cells] == ["figure.best"]
    assert change.new
    assert (change.new.file, change.new.line) == ("figures.csv", 2)


@pytest.mark.slow
def test_a_removed_figure_is_silent_and_named(states: States) -> None:
    old = states.shafah("old")
    new = states.shafah("new", without=["ucdp-4"])
    found = states.compare(old, new)
    assert (found.silent, counts(found)) == (1, {"removed": 1})
    assert (only(found).key, only(found).before) == ({"figure_id": "ucdp-4"}, "0")


@pytest.mark.slow
def test_order_and_blanks_and_line_ends_are_no_changes(states: States) -> None:
    old, new = states.shafah("old"), states.shafah("new")
    for path in sorted(new.glob("*.csv")):
        header, *lines = path.read_text(encoding="utf-8").splitlines()
        turned = [header, *reversed(lines)]
        path.write_bytes("\r\n".join(line.replace(",Russia,", ", Russia  ,") for line in turned).encode())
    found = states.compare(old, new)
    assert found.empty
    assert found.silent == 0
    assert tally(found).shared == tally(found).old_rows > 0


@pytest.mark.slow
def test_a_copy_is_compared_where_it_lies_and_nothing_is_written_there(states: States) -> None:
    old = states.shafah("old")
    moved = states.folder / "another-name"
    shutil.copytree(old, moved)
    before = set(states.folder.rglob("*"))
    assert states.compare(old, moved).empty
    assert set(states.folder.rglob("*")) == before
