"""Figures told as one more than those before: "two also died", "one died later", "he then shot dead three"."""

from __future__ import annotations

from collections.abc import Sequence, Set
from itertools import pairwise

from tieout.evidence.figures.background import Cues, cues
from tieout.evidence.figures.elided import RULE
from tieout.evidence.figures.quantity import Quantity

_BEFORE = 40  # code points in front of a deed
_BEHIND = 80  # code points behind a count


def mark_added(plain: str, counts: Sequence[Quantity], start: int, spelled: Set[str]) -> None:
    """Mark the counts of a sentence, which begins at `start`, whose deed is told as one more.

    `plain` is the whole folded text, `spelled` the words of the sentence.
    """
    for quantity in counts:
        if quantity.rule == RULE:
            quantity.parent = None  # it has its deed by now, and is no part
    known = cues()
    if not known.at_once_hints.isdisjoint(spelled):
        _mark_later_deaths(known, plain, counts)
    if known.added_hints.isdisjoint(spelled):
        return
    for quantity in counts:
        if not quantity.measure or quantity.rule == "toll":
            continue
        deed, end = quantity.trigger
        quantity.added = quantity.added or bool(
            known.added_before.search(plain[max(start, deed - _BEFORE) : deed])
            or known.added_behind.match(plain, end)
            or known.added_at_first.match(plain[start:deed])
        )


def _mark_later_deaths(known: Cues, plain: str, counts: Sequence[Quantity]) -> None:
    """As in "five died on the spot and two succumbed in hospital"."""
    dead = sorted((quantity for quantity in counts if quantity.measure and quantity.top), key=lambda one: one.start)
    for first, second in pairwise(dead):
        apart = first.measure == second.measure and first.group == second.group == 0
        if apart and known.at_once.search(plain, first.end, second.start):
            second.added = known.in_hospital.search(plain, second.end, second.end + _BEHIND) is not None
