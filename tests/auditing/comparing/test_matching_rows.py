"""Which rows are the same: by key, by role, among several of one key, and where there is none."""

from __future__ import annotations

import pytest
from two_states import EVENTS, FIGURES, States, counts, figure, only, table, tally, text

from tieout.model.comparison import Kind, Mark
from tieout.model.mistake import Mistake

pytestmark = pytest.mark.slow  # each test builds two states

ODD = ['E"1', "E'2", "E\n3", "E,4", "E;DROP TABLE x;--", "é", "  E5", "0"]


def test_keys_of_any_characters_find_each_other(states: States) -> None:
    old = states.plain("old", events=[[key, "2024-01-01", "Quay"] for key in ODD])
    new = states.plain("new", events=[[key.strip() + " ", "2024-01-01", "Quay"] for key in reversed(ODD)])
    assert states.compare(old, new).empty


def test_a_key_that_is_not_recorded_is_matched_by_content_alone(states: States) -> None:
    old = states.plain("old", events=[["", "2024-01-01", "Quay"], ["", "2024-01-02", "Mole"], ["E1", "", "Pier"]])
    new = states.plain("new", events=[["E1", "", "Pier"], ["", "2024-01-02", "Mole"], ["", "2024-01-01", "Dock"]])
    found = states.compare(old, new)
    assert counts(found, "events") == {"removed": 1, "added": 1}
    assert found.silent == 0  # no identifier was removed: there was none
    assert {change.kind: change.key for change in found.changes} == {
        Kind.REMOVED: {"id": None},
        Kind.ADDED: {"id": None},
    }


def test_a_table_that_describes_no_identity_at_all(states: States) -> None:
    described = table("events", EVENTS, key="", roles={"place": "place"})
    rows = [["E1", "", "Quay"], ["E2", "", "Mole"], ["E2", "", "Mole"]]
    old = states.write("old", described, {"events.csv": text(EVENTS, [[*row, "", ""] for row in rows])})
    new = states.write("new", described, {"events.csv": text(EVENTS, [[*row, "", ""] for row in reversed(rows[:2])])})
    found = states.compare(old, new)
    assert (counts(found, "events"), found.silent) == ({"removed": 1}, 0)
    assert states.compare(old, old).empty


def test_several_rows_of_one_key_match_what_is_the_same_first(states: States) -> None:
    old = states.plain("old", events=[["E1", "", "Quay"], ["E1", "", "Mole"], ["E1", "", "Mole"]])
    new = states.plain("new", events=[["E1", "", "Mole"], ["E1", "", "Dock"], ["E1", "", "Mole"], ["E1", "", "Pier"]])
    found = states.compare(old, new)
    assert counts(found, "events") == {"changed": 1, "added": 1}
    assert [(c.column, c.before, c.after) for c in only(found, Kind.CHANGED).cells] == [("event.place", "Quay", "Dock")]


def test_one_of_several_rows_of_a_key_may_go_as_long_as_its_value_stays(states: States) -> None:
    old = states.plain("old", events=[["E1"], ["E1"], ["E2"]], figures=[
        figure("F1", "3"), figure("F1", "3"), figure("F2", "4"), figure("F2", "5"), figure("F3", "6")])  # fmt: skip
    new = states.plain(
        "new", events=[["E1"], ["E2"]], figures=[figure("F1", "3"), figure("F2", "4"), figure("F3", "6")]
    )
    found = states.compare(old, new)
    assert {(c.relation, c.key["id"]): c.silent for c in found.changes} == {
        ("events", "E1"): False, ("figures", "F1"): False, ("figures", "F2"): True}  # fmt: skip
    assert not any(Mark.WITH_EVENT in change.marks for change in found.changes)


def test_columns_are_compared_by_role_whatever_they_are_called(states: States) -> None:
    other = {"id": "number", "start": "day", "place": "where", "source": "by", "reported": "told"}
    rows = [["E1", "2024-01-01", "Quay", "S", "2024-01-02"]]
    old = states.plain("old", events=rows)
    new = states.write("new", table("events", other.values(), key="number", roles=other), {
        "events.csv": text(other.values(), rows)})  # fmt: skip
    found = states.compare(old, new)
    assert counts(found, "events") == {}
    told = {(r.column, r.words) for r in found.redefinitions}
    assert ("event.start", "column start -> day") in told
    assert not any("identified" in words for _, words in told)


@pytest.mark.slow
def test_a_table_that_one_state_lacks(states: States) -> None:
    old = states.plain("old", events=[["E1"]], figures=[figure("F1", "34")])
    new = states.plain("new", events=[["E1"]])
    gone, come = states.compare(old, new), states.compare(new, old)
    assert (counts(gone), gone.silent) == ({"removed": 1}, 1)
    assert (counts(come), come.silent) == ({"added": 1}, 0)
    assert [r.words for r in gone.redefinitions] == ["the new state has no such table"]


def test_neither_events_nor_figures_is_nothing_to_compare(states: States) -> None:
    described = "  sources:\n    file: s.csv\n    roles: {source.id: id}\n"
    folders = [states.write(state, described, {"s.csv": "id\nS1\n"}) for state in ("old", "new")]
    with pytest.raises(Mistake, match="neither state describes") as caught:
        states.compare(*folders)
    assert caught.value.code == "nothing-to-compare"


def test_figures_without_a_key_go_by_event_measure_population_source_and_document(states: States) -> None:
    described = table("figures", FIGURES, key="", roles={c: c for c in FIGURES if c != "id"})
    rows = [figure("", "34"), figure("", "9", population="children"), figure("", "40", source="S2")]
    old = states.write("old", described, {"figures.csv": text(FIGURES, rows)})
    rows = [figure("", "40", source="S2"), figure("", "10", population="children"), figure("", "34", document="D2")]
    new = states.write("new", described, {"figures.csv": text(FIGURES, rows)})
    found = states.compare(old, new)
    assert counts(found) == {"changed": 1, "removed": 1, "added": 1}
    changed = only(found, Kind.CHANGED)
    assert (changed.figure, changed.before, changed.after) == ("killed.children", "9", "10")
    assert changed.key == {"event": "E1", "figure": "killed.children", "source": "S", "document": "D"}


def test_figures_that_get_a_key_are_still_found(states: States) -> None:
    unkeyed = table("figures", FIGURES, key="", roles={c: c for c in FIGURES if c != "id"})
    rows = [figure("F1", "34"), figure("F2", "40", source="S2"), figure("F3", "9", population="children")]
    old = states.write("old", unkeyed, {"figures.csv": text(FIGURES, rows)})
    new = states.plain("new", figures=[*rows[:2], figure("F3", "10", population="children")])
    found = states.compare(old, new)
    assert tally(found).shared == 3
    assert [(c.before, c.after) for c in found.changes] == [("9", "10")]


WIDE = """  events:
    file: events.csv
    key: id
    roles: {event.id: id, event.source: source, event.reported: reported}
    figures:
      killed: {lower: low, best: killed, upper: high}
      injured: injured
"""
WIDE_COLUMNS = ("id", "source", "reported", "low", "killed", "high", "injured")


def test_figures_that_are_columns(states: States) -> None:
    old = states.write("old", WIDE, {"events.csv": text(WIDE_COLUMNS, [
        ["E1", "S", "2024-05-01", "15", "34", "65", "18"], ["E2", "S", "2024-05-01", "", "4", "", "2"],
        ["E3", "S", "2024-05-01", "", "7", "", ""]])})  # fmt: skip
    new = states.write("new", WIDE, {"events.csv": text(WIDE_COLUMNS, [
        ["E1", "S", "2024-05-01", "15", "53", "65", "18"], ["E2", "S", "2024-05-03", "", "5", "", ""],
        ["E3", "S", "2024-05-01", "", "7", "", "1"]])})  # fmt: skip
    found = states.compare(old, new)
    assert counts(found) == {"changed": 2, "removed": 1, "added": 1}
    assert counts(found, "events") == {"changed": 1}
    words = {(c.event, c.figure): (c.before, c.after, c.silent) for c in found.changes if c.relation == "figures"}
    assert words == {
        ("E1", "killed"): ("34 (15 to 65)", "53 (15 to 65)", True),
        ("E2", "killed"): ("4", "5", False),  # reported later
        ("E2", "injured"): ("2", "", True),
        ("E3", "injured"): ("", "1", False),
    }


def test_a_wide_state_against_a_long_one(states: States) -> None:
    old = states.write("old", WIDE, {"events.csv": text(WIDE_COLUMNS, [["E1", "S", "", "", "34", "", "18"]])})
    new = states.plain("new", events=[["E1", "", "", "S"]], figures=[
        figure("F1", "34"), figure("F2", "20", measure="injured", document="", reported="")])  # fmt: skip
    found = states.compare(old, new)
    assert tally(found).shared == 2
    revised = [c for c in found.changes if c.before != c.after]
    assert [(c.figure, c.before, c.after) for c in revised] == [("injured", "18", "20")]


def test_sentinels_and_blanks_are_one_unknown(states: States) -> None:
    head = 'sentinels: ["-99", "Unknown"]\n'
    old = states.plain("old", head=head, events=[["E1", "", "Unknown"]], figures=[figure("F1", "-99")])
    new = states.plain("new", head=head, events=[["E1", "", ""]], figures=[figure("F1", "")])
    assert states.compare(old, new).empty
    other = states.plain("other", events=[["E1", "", ""]], figures=[figure("F1", "-99")])
    found = states.compare(new, other)
    assert [r.words for r in found.redefinitions] == ["texts that mean unknown: -99, Unknown -> nothing"]
    assert (only(found).before, only(found).after) == ("not recorded", "-99")


def test_text_that_cannot_be_read_is_unknown_and_no_crash(states: States) -> None:
    old = states.plain("old", events=[["E1", "2024-01-01"]], figures=[figure("F1", "53")])
    new = states.plain("new", events=[["E1", "soon"]], figures=[figure("F1", "many")])
    found = states.compare(old, new)
    assert {(c.relation, c.cells[0].before, c.cells[0].after) for c in found.changes} == {
        ("events", "2024-01-01", None), ("figures", "53", None)}  # fmt: skip


def test_listed_changes_are_bounded_and_counts_are_not(states: States) -> None:
    rows = [[f"E{n}", "", "Quay"] for n in range(12)]
    old = states.plain("old", events=rows)
    new = states.plain("new", events=[[row[0], "", f"Pier {n}"] for n, row in enumerate(rows[:9])])
    found = states.compare(old, new, limit=4)
    assert counts(found, "events") == {"changed": 9, "removed": 3}
    assert (tally(found, "events").listed, found.truncated) == (7, True)
    assert [c.silent for c in found.changes] == [True] * 3 + [False] * 4


def test_a_column_called_like_one_of_tieouts_own(states: States) -> None:
    columns = (*EVENTS, "t", "row", "k0", "f0", "event.place", "value", "old")
    described = table("events", EVENTS)
    old = states.write("old", described, {"events.csv": text(columns, [["E1", *["a"] * 11]])})
    new = states.write("new", described, {"events.csv": text(columns, [["E1", *["a"] * 7, "b", "c", "a", "d"]])})
    assert [cell.column for cell in only(states.compare(old, new)).cells] == ["f0", "column event.place", "old"]
