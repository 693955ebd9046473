"""The sign of each state of a link: it stands where a word would not fit, and never without the word for a reader."""

from __future__ import annotations

from tieout.model.tie import State

SIGNS = {State.HOLDS: "✓", State.BROKEN: "✗", State.UNTOLD: "?", State.ELSEWHERE: "○", State.MISSING: "–"}


def sign(state: State) -> str:
    """One character."""
    return SIGNS[state]


def states() -> list[list[str]]:
    """Each state as the page's script knows it: the class of what shows it, its sign, and the words."""
    return [[state.name.lower(), sign(state), state.value] for state in State]
