"""Figures of one event beside each other: which plain number a bound of another has room for, and does not equal."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Sequence
from dataclasses import dataclass, replace

from tieout.evidence.ties.support import Support
from tieout.model.figure import Bounds
from tieout.model.tie import Link, State, Tie

MOST = 50  # figures of one event, measure and population that are set beside each other
TOLD = 5  # others that a figure tells of


@dataclass(frozen=True, slots=True)
class Beside:
    """A tie, with what its row records as one plain number, and the bounds that its words commit to."""

    tie: Tie
    plain: float | None
    bounds: Bounds | None

    @classmethod
    def of(cls, tie: Tie, support: Support, bounds: Bounds | None) -> Beside:
        """One that neither has a plain number nor states a bound tells nothing of others."""
        one = support.recorded
        plain = one.best if one.lower is None and one.upper is None and not (support.words or "").strip() else None
        return cls(tie, None if support.is_background else plain, None if support.is_background else bounds)

    def has_room_for(self, other: Beside) -> bool:
        """Whether the words leave room for the other's number, which they do not state."""
        if self.bounds is None or other.plain is None or other.plain == self.bounds.best:
            return False
        return self.bounds.least <= other.plain <= self.bounds.most


def beside_each_other(figures: Sequence[Beside]) -> list[Tie]:
    """The ties in their order, with a word on each other figure that they are consistent with."""
    groups: dict[tuple[str, str], list[int]] = defaultdict(list)
    for place, one in enumerate(figures):
        if one.tie.event and (one.plain is not None or one.bounds):
            groups[one.tie.event, one.tie.figure].append(place)
    told: dict[int, list[str]] = defaultdict(list)
    for places in groups.values():
        _set_beside(figures, places[:MOST], told)
    return [_with(one.tie, told[place]) if place in told else one.tie for place, one in enumerate(figures)]


def _set_beside(figures: Sequence[Beside], places: Sequence[int], told: dict[int, list[str]]) -> None:
    bounded = [place for place in places if figures[place].bounds]
    for one in bounded:
        for other in places:
            if other != one and figures[one].has_room_for(figures[other]):
                told[one].append(f"consistent with {_named(figures[other])}, and not equal to it")
                told[other].append(f"{_named(figures[one])} is consistent with it, and not equal to it")


def _named(one: Beside) -> str:
    return f"'{one.tie.value}' ({one.tie.source or 'no source'})"


def _with(tie: Tie, others: Sequence[str]) -> Tie:
    if tie.states[Link.WORDS] is not State.HOLDS:
        return tie
    more = [f"{len(others) - TOLD} more such figures"] if len(others) > TOLD else []
    return replace(tie, words={**tie.words, Link.WORDS: "; ".join([tie.words[Link.WORDS], *others[:TOLD], *more])})
