"""What changed as a whole is said once: a column in nearly all rows, one step in many, a figure's definition."""

from __future__ import annotations

from two_states import States, counts, figure, tally

from tieout.model.comparison import Comparison

ROWS = 40


def whole(found: Comparison) -> dict[str, tuple[int, int, int]]:
    return {spread.column: (spread.rows, spread.shared, spread.silent) for spread in found.whole}


def test_a_column_that_changes_in_nearly_all_rows_is_said_once(states: States) -> None:
    old = states.plain("old", events=[[f"E{n}", "2024-01-01", f"Quay {n}"] for n in range(ROWS)])
    moved = [[f"E{n}", "2024-01-01", f"Quay {n}" if n < 4 else f"Pier {n}"] for n in range(ROWS)]
    moved[0][1] = "2024-01-02"
    new = states.plain("new", events=moved)
    found = states.compare(old, new)
    assert whole(found) == {"event.place": (ROWS - 4, ROWS, 0)}
    assert (found.whole[0].before, found.whole[0].after) == ("Quay 4", "Pier 4")
    assert counts(found, "events") == {"changed": 1}  # the row whose day changed
    assert found.silent == 0


def test_one_step_in_many_rows_is_said_once_and_many_steps_are_not(states: States) -> None:
    old = states.plain("old", events=[[f"E{n}", "", "confirmed"] for n in range(ROWS * 2)])
    one = states.plain("one", events=[[f"E{n}", "", "Confirmed" if n < ROWS else "confirmed"] for n in range(ROWS * 2)])
    many = states.plain("many", events=[[f"E{n}", "", f"no {n}" if n < ROWS else "confirmed"] for n in range(ROWS * 2)])
    assert whole(states.compare(old, one)) == {"event.place": (ROWS, ROWS * 2, 0)}
    found = states.compare(old, many)
    assert whole(found) == {}
    assert counts(found, "events") == {"changed": ROWS}


def test_a_figure_that_is_redefined_is_said_once_and_still_silent(states: States) -> None:
    old = states.plain("old", figures=[figure(f"F{n}", str(n)) for n in range(ROWS)]
                       + [figure("C", "3", population="children")])  # fmt: skip
    new = states.plain("new", figures=[figure(f"F{n}", str(2 * n + 1), source="S" if n else "T") for n in range(ROWS)]
                       + [figure("C", "4", population="children")])  # fmt: skip
    found = states.compare(old, new)
    assert whole(found) == {"killed": (ROWS, ROWS, ROWS - 1)}  # one of them names a new source
    assert (found.whole[0].before, found.whole[0].after) == ("0", "1")
    assert counts(found) == {"changed": 2}  # the children, and the row with another source
    assert found.silent == ROWS - 1 + 1


def test_few_rows_are_told_one_by_one(states: States) -> None:
    old = states.plain("old", figures=[figure(f"F{n}", str(n)) for n in range(19)])
    new = states.plain("new", figures=[figure(f"F{n}", str(n + 1)) for n in range(19)])
    found = states.compare(old, new)
    assert (whole(found), found.silent) == ({}, 19)


def test_a_sparse_column_is_weighed_by_the_rows_that_record_it(states: States) -> None:
    rows = range(ROWS * 5)
    old = states.plain("old", events=[[f"E{n}", "", "" if n % 5 else f"Quay {n}"] for n in rows] + [["X", "", "Q"]])
    new = states.plain("new", events=[[f"E{n}", "", "" if n % 5 else f"Pier {n}"] for n in rows])
    found = states.compare(old, new)
    assert whole(found) == {"event.place": (ROWS, ROWS, 0)}
    assert tally(found, "events").shared == len(rows)


def test_a_column_that_is_filled_for_the_first_time_is_said_once(states: States) -> None:
    old = states.plain("old", events=[[f"E{n}"] for n in range(ROWS)])
    new = states.plain("new", events=[[f"E{n}", "", f"Quay {n}"] for n in range(ROWS)])
    found = states.compare(old, new)
    assert whole(found) == {"event.place": (ROWS, ROWS, 0)}
    assert (found.whole[0].before, found.whole[0].after) == (None, "Quay 0")
