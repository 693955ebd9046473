"""Figures that the next sentence takes back: "Five were killed. The number was later corrected to four."."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Sequence

from tieout.evidence.figures.background import cues
from tieout.evidence.figures.quantity import Quantity


def mark_taken_back(plain: str, places: Iterable[tuple[int, int]], figures: Sequence[Quantity]) -> None:
    """Mark the figures of each sentence behind which the text corrects, withdraws or disproves what it said.

    Where that sentence has figures itself ("the number of injured was revised to 12"), those of their measures alone.
    """
    known = cues()
    if not any(hint in plain for hint in known.taken_back_hints):
        return
    by_sentence: defaultdict[int, list[Quantity]] = defaultdict(list)
    for one in figures:
        by_sentence[one.sentence].append(one)
    for number, (start, end) in enumerate(places):
        if number - 1 in by_sentence and known.taken_back.search(plain, start, end):
            measures = {one.measure for one in by_sentence.get(number, ())}
            for one in by_sentence[number - 1]:
                one.unreal = one.unreal or not measures or one.measure in measures
