"""A user's mistake: one message with its place and the nearest right name."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tieout.model.mistake import Mistake, Position, nearest


@pytest.mark.parametrize(
    ("mistake", "shown"),
    [
        (Mistake("no-project", "no project here"), "error[no-project]: no project here"),
        (Mistake("empty-file", "is empty", at=Position("a.yaml")), "error[empty-file]: a.yaml is empty"),
        (Mistake("not-utf8", "is no text", at=Position("a.yaml", 7)), "error[not-utf8]: a.yaml:7:1 is no text"),
        (
            Mistake("unknown-key", "no key 'nam'", at=Position("a.yaml", 1, 3), help="did you mean 'name'?"),
            "error[unknown-key]: a.yaml:1:3 no key 'nam'\n  help: did you mean 'name'?",
        ),
    ],
)
def test_the_message(mistake: Mistake, shown: str) -> None:
    assert str(mistake) == shown


def test_a_position_moves_down_and_right() -> None:
    assert str(Position("a.yaml", 4, 9).shifted(2, 3)) == "a.yaml:6:12"


@pytest.mark.parametrize(
    ("name", "known", "help_"),
    [
        ("event.strat", ["event.start", "event.end", "figure.id"], "did you mean 'event.start'?"),
        ("zzz", ["core", "dates"], "expected one of: core, dates"),
        ("zzz", [], ""),
        ("zzz", [f"name{n}" for n in range(13)], ""),
        ("zzz", ["b", "a", "b"], "expected one of: a, b"),
    ],
)
def test_the_nearest_name(name: str, known: list[str], help_: str) -> None:
    assert nearest(name, known) == help_


@given(st.text(max_size=20), st.lists(st.text(min_size=1, max_size=12), max_size=20))
def test_the_nearest_name_is_always_a_known_one(name: str, known: list[str]) -> None:
    help_ = nearest(name, known)
    assert help_ == "" or any(one in help_ for one in known)


@given(st.lists(st.text(min_size=1, max_size=12), min_size=1, max_size=20))
def test_a_name_that_is_known_is_nearest_to_itself(known: list[str]) -> None:
    assert nearest(known[0], known) == f"did you mean '{known[0]}'?"
