"""A figure's change is silent unless it carries a source, a document, a later date, a replacement or a revision."""

from __future__ import annotations

import pytest
from two_states import FIGURES, States, counts, figure, only, table, tally, text

from tieout.model.comparison import Kind, Mark

pytestmark = pytest.mark.slow  # each test builds two states

CARRIES: dict[str, tuple[dict[str, str], set[Mark]]] = {
    "nothing": ({}, set()),
    "another source": ({"source": "S2"}, {Mark.SOURCE}),
    "no source any more": ({"source": ""}, set()),
    "another document": ({"document": "D2"}, {Mark.DOCUMENT}),
    "a later date": ({"reported": "2024-05-02"}, {Mark.LATER}),
    "an earlier date": ({"reported": "2024-04-30"}, set()),
    "a replacement": ({"replaces": "G"}, {Mark.REPLACES}),
    "itself": ({"replaces": "F7"}, set()),
}


def test_the_row_itself(states: States) -> None:
    """Every case is a figure of its own, revised from 34 to 53."""
    numbered = list(enumerate(CARRIES))
    old = states.plain("old", figures=[figure("G", "9"), *(figure(f"F{n}", "34") for n, _ in numbered)])
    new = states.plain(
        "new", figures=[figure("G", "9"), *(figure(f"F{n}", "53", **CARRIES[c][0]) for n, c in numbered)]
    )
    found = states.compare(old, new)
    for n, case in numbered:
        (change,) = [c for c in found.changes if c.key["id"] == f"F{n}"]
        assert (change.before, change.after) == ("34", "53"), case
        assert change.marks - {Mark.REVISED, Mark.IDENTIFIED} == CARRIES[case][1], case
        assert change.silent == (not CARRIES[case][1]), case
    assert found.silent == sum(not marks for _, marks in CARRIES.values())


# Case -> event, figure, date and reason of the revision; the figure F is of the event E.
REVISIONS = {
    "of the figure": ("", "F", "2024-05-02", "rubble cleared", Mark.REVISION),
    "of its event and role": ("E", "killed", "2024-05-02", "rubble cleared", Mark.REVISION),
    "of its event": ("E", "", "2024-05-02", "counted anew", Mark.REVISION),
    "of another figure": ("E", "X", "2024-05-02", "counted anew", None),
    "of another event": ("X", "", "2024-05-02", "counted anew", None),
    "without a date": ("", "F", "", "rubble cleared", Mark.INCOMPLETE),
    "without a reason": ("", "F", "2024-05-02", " ", Mark.INCOMPLETE),
}


def test_a_row_among_the_revisions(states: States) -> None:
    """Every case is a figure of its own, about an event of its own."""
    numbered = list(enumerate(REVISIONS))
    own = {"": "", "X": "X", "killed": "killed"}
    rows = [
        [f"R{n}", own.get(event, f"E{n}"), own.get(of, f"F{n}"), "34", "53", day, "S", reason]
        for n, (event, of, day, reason, _) in enumerate(REVISIONS.values())
    ]
    old = states.plain("old", figures=[figure(f"F{n}", "34", event=f"E{n}") for n, _ in numbered], revisions=[])
    new = states.plain("new", figures=[figure(f"F{n}", "53", event=f"E{n}") for n, _ in numbered], revisions=rows)
    found = states.compare(old, new)
    for n, case in numbered:
        mark = REVISIONS[case][-1]
        (change,) = [c for c in found.changes if c.key["id"] == f"F{n}"]
        assert change.marks - {Mark.REVISED, Mark.IDENTIFIED} == ({mark} if mark else set()), case
        assert change.silent == (mark is not Mark.REVISION), case
        assert (change.revision is None) == (mark is None), case


def test_a_revision_that_was_there_before_explains_nothing_new(states: States) -> None:
    row = ["R", "", "F1", "30", "34", "2024-05-02", "S", "rubble cleared"]
    old = states.plain("old", figures=[figure("F1", "34")], revisions=[row])
    new = states.plain("new", figures=[figure("F1", "53")], revisions=[row])
    assert states.compare(old, new).silent == 1


def test_new_evidence_is_a_new_document(states: States) -> None:
    old = states.plain("old", figures=[figure("F1", "34")], evidence=[["V1", "F1", "D1"]])
    new = states.plain("new", figures=[figure("F1", "53")], evidence=[["V1", "F1", "D1"], ["V2", "F1", "D2"]])
    assert Mark.DOCUMENT in only(states.compare(old, new)).marks


def test_what_is_counted_is_a_revision_too(states: States) -> None:
    columns = ("event", "measure", "population", "scope")
    old = states.plain("old", figures=[figure(column, "34") for column in columns])
    new = states.plain("new", figures=[figure(column, "34", **{column: "background"}) for column in columns])
    found = states.compare(old, new)
    assert {change.key["id"]: change.silent for change in found.changes} == dict.fromkeys(columns, True)


def test_what_means_the_same_is_no_revision(states: States) -> None:
    same: list[tuple[dict[str, str], dict[str, str]]] = [
        ({"words": "over", "best": "20"}, {"words": "", "best": "", "lower": "21"}),
        ({"best": "53"}, {"best": "", "lower": "53", "upper": "53"}),
        ({"words": "at least"}, {"words": "No  fewer than"}),
        ({"words": "dozens and"}, {"words": "Dozens  and"}),
    ]
    usual = {"best": "40"}
    old = states.plain("old", figures=[figure(f"F{n}", **(usual | before)) for n, (before, _) in enumerate(same)])
    new = states.plain("new", figures=[figure(f"F{n}", **(usual | after)) for n, (_, after) in enumerate(same)])
    found = states.compare(old, new)
    # How they are written differs and is listed; what they mean does not, and nothing is silent.
    assert (found.silent, counts(found)) == (0, {"changed": 4})


def test_a_removed_figure_may_be_replaced_or_revised_or_go_with_its_event(states: States) -> None:
    old = states.plain(
        "old",
        events=[["E1"], ["E2"]],
        figures=[figure("F1", "1"), figure("F2", "2"), figure("F3", "3"), figure("F4", "4", event="E2")],
        revisions=[],
    )
    new = states.plain(
        "new",
        events=[["E1"]],
        figures=[figure("F5", "5", replaces="F1")],
        revisions=[["R1", "E2", "", "", "", "2024-06-01", "", "coded twice"],
                   ["R2", "", "F2", "2", "", "2024-06-01", "", "a mistake"]],
    )  # fmt: skip
    found = states.compare(old, new)
    silent = {change.key["id"]: change.silent for change in found.changes}
    assert silent == {"E2": False, "F1": False, "F2": False, "F3": True, "F4": False, "F5": False}
    assert (tally(found).silent[Kind.REMOVED], tally(found, "events").silent[Kind.REMOVED]) == (1, 0)


def test_a_removed_event_without_a_word_is_silent_once(states: States) -> None:
    old = states.plain("old", events=[["E1"], ["E2"]], figures=[figure("F1", "1"), figure("F2", "2", event="E2")])
    new = states.plain("new", events=[["E1"]], figures=[figure("F1", "1")])
    found = states.compare(old, new)
    assert found.silent == 1
    assert {change.key["id"]: change.silent for change in found.changes} == {"E2": True, "F2": False}


def test_a_withheld_value_is_compared_and_not_shown(states: States) -> None:
    described = table("figures", FIGURES) + "    withhold: [best, words, source]\n"
    old = states.write("old", described, {"figures.csv": text(FIGURES, [figure("F1", "34", source="A")])})
    new = states.write("new", described, {"figures.csv": text(FIGURES, [figure("F1", "53", source="B")])})
    change = only(states.compare(old, new))
    assert (change.before, change.after) == ("(withheld)", "(withheld)")
    assert [(cell.column, cell.before, cell.after, cell.withheld) for cell in change.cells] == [
        ("figure.best", None, None, True), ("figure.source", None, None, True)]  # fmt: skip
    assert Mark.SOURCE in change.marks


def test_what_a_withheld_column_holds_is_nowhere(states: States) -> None:
    described = table("figures", FIGURES) + f"    withhold: [{', '.join(FIGURES)}]\n"
    secret = {column: f"secret-{column}" for column in FIGURES if column not in ("id", "best", "lower", "upper")}
    new_rows = [
        figure("secret-1", "53", **secret | {"source": "secret-2"}),
        figure("secret-3", "1", replaces="secret-1"),
    ]
    old = states.write("old", described, {"figures.csv": text(FIGURES, [figure("secret-1", "34", **secret)])})
    new = states.write("new", described, {"figures.csv": text(FIGURES, new_rows)})
    found = states.compare(old, new)
    assert counts(found) == {"changed": 1, "replaced": 1}
    assert "secret" not in repr(found)
