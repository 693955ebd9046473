"""How the words put a figure that they state: with a bound, as a part of another, beside it, or as background."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING

from tieout.evidence.ties.support import Support
from tieout.model.figure import Bounds

if TYPE_CHECKING:
    from tieout.evidence.claims.stated import StatedFigure
    from tieout.evidence.claims.verdict import FigureVerdict

APART = {"killed", "injured"}  # nobody is counted as both; of other figures the words may not say who is a part of whom
NEAR = 300  # characters within which a figure before this one is told beside it
SHOWN = 120  # characters of the words of another figure


class Saying:
    """The figure that a verdict rests on, among all figures of the same words; `figure` is None for several or none."""

    def __init__(self, words: str, verdict: FigureVerdict) -> None:
        from tieout.evidence.claims.stated import read_figures

        self.words, self.verdict = words, verdict
        self.figures: Sequence[StatedFigure] = read_figures(words) if len(verdict.spans) == 1 else ()
        places = [(span.start, span.end) for span in verdict.spans]
        at = [place for place, one in enumerate(self.figures) if (one.span.start, one.span.end) in places]
        self.place = at[0] if len(at) == 1 else None

    @property
    def figure(self) -> StatedFigure | None:
        return None if self.place is None else self.figures[self.place]

    @property
    def bounds(self) -> Bounds | None:
        """What the words commit to, where that is more than one number: "over 20" is 21 and more."""
        one = self.figure
        return one.bounds if one and one.bounds.upper is not None else None

    @property
    def background(self) -> str:
        """The wording that points beyond the event, as it stands in the words; "" for none."""
        cue = self.figure.background if self.figure else ""
        at = self.words.lower().find(cue)
        return self.words[at : at + len(cue)] if cue and at >= 0 else cue

    @property
    def shown(self) -> str:
        """The figure as it stands in the words: "at least 53 civilians"; "" for none."""
        return _words(self.figure) if self.figure else ""

    def told(self, support: Support) -> str:
        """How a stated figure is put, for a reader; "" where it is a plain number by itself."""
        if self.figure is None:
            return ""
        return "".join(f", {one}" for one in (self._bound(support), self._beside()) if one)

    def _bound(self, support: Support) -> str:
        one, row = self.figure, support.recorded
        if self.bounds is None:
            return (
                "the number alone; the row gives bounds besides" if support.has_bounds and row.least != row.most else ""
            )
        if one is None or not one.qualifier:
            return ""
        if support.qualifier not in ("", one.qualifier.lower()):
            return f"with the same bound, '{self.shown}'"
        bounded = support.has_bounds or support.qualifier
        return f"with its bound '{one.qualifier}'" if bounded else f"as '{one.qualifier}'; the row gives a plain number"

    def _beside(self) -> str:
        """Its place among the figures before it: a part of one of them, or not."""
        one, place = self.figure, self.place
        if one is None or place is None:
            return ""
        if one.subset_of is not None and one.subset_of >= 0:
            return f"as a part of '{_words(self.figures[one.subset_of])}'"
        if one.subset_of is not None:
            return "as a part of a total that is not given"
        before = [other for other in self.figures[:place] if other.subset_of is None and _counts(other)]
        if not before or one.span.start - before[-1].span.end > NEAR or {one.measure, before[-1].measure} != APART:
            return ""
        return f"and not as a part of '{_words(before[-1])}'"


def _counts(figure: StatedFigure) -> bool:
    return figure.bounds.best is not None and not figure.background and figure.happened


def _words(figure: StatedFigure) -> str:
    return " ".join(figure.span.words.split())[:SHOWN]
