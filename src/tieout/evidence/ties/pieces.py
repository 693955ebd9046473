"""A figure that several pieces of evidence are recorded for: the one that its tie-out tells."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from itertools import groupby

from tieout.evidence.ties.support import Support
from tieout.evidence.ties.tying import Tyer
from tieout.model.tie import Link, State


def decisive(supports: Iterable[Support], tyer: Tyer) -> Iterator[Support]:
    """One support for each figure, of those that stand side by side and differ in their words and documents.

    Words that contradict the figure are told before all others: no second quote hides them. Else the piece at which
    most links hold, the first of several.
    """
    for _, pieces in groupby(supports, key=lambda support: (support.table, support.row)):
        several = list(pieces)
        yield several[0] if len(several) == 1 else min(several, key=lambda piece: _rank(piece, tyer))


def _rank(piece: Support, tyer: Tyer) -> tuple[bool, int]:
    states = tyer.read(piece).tie.states
    return states[Link.WORDS] is not State.BROKEN, -sum(state is State.HOLDS for state in states.values())
