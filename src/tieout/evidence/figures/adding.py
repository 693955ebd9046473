"""Figures told as one more than those before: "two also died", "one died later", "he then shot dead three"."""

from __future__ import annotations

from collections.abc import Sequence, Set

from tieout.evidence.figures.background import cues
from tieout.evidence.figures.quantity import Quantity

_BEFORE = 40  # code points in front of a deed


def mark_added(plain: str, counts: Sequence[Quantity], start: int, spelled: Set[str]) -> None:
    """Mark the counts of a sentence, which begins at `start`, whose deed is told as one more.

    `plain` is the whole folded text, `spelled` the words of the sentence.
    """
    known = cues()
    if known.added_hints.isdisjoint(spelled):
        return
    for quantity in counts:
        if not quantity.measure or quantity.rule == "toll":
            continue
        deed, end = quantity.trigger
        quantity.added = bool(
            known.added_before.search(plain[max(start, deed - _BEFORE) : deed])
            or known.added_behind.match(plain, end)
            or known.added_at_first.match(plain[start:deed])
        )
