"""The sentence around a quote: it settles what a number of the quote counts, and supplies no number."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING

from tieout.evidence.claims.verdict import Span as Told

if TYPE_CHECKING:
    from tieout.evidence.quotes import Span

OPEN_AROUND = "the sentence around the quote leaves it open"
LONGEST_SHOWN = 160  # characters of a sentence that a link shows
READ_WITH = "read with the sentence around the quote"
LONGEST = 400  # characters to each side of a quote in which its sentence is sought
_ENDS = (". ", "! ", "? ", ".\n", "!\n", "?\n", "\n\n")


def sentence(text: str, span: Span) -> tuple[int, int]:
    """Where the sentence that a quote stands in begins and ends, at most `LONGEST` characters to each side."""
    before, after = text[max(0, span.start - LONGEST) : span.start], text[span.end : span.end + LONGEST]
    begins = max((before.rfind(end) + len(end) for end in _ENDS if end in before), default=0)
    ends = min((after.find(end) + 1 for end in _ENDS if end in after), default=len(after))
    return span.start - len(before) + begins, span.end + ends


def leaves_room(words: str, quoted: range) -> bool:
    """Whether the rest of a sentence makes its quoted part an early count, a bound, somebody's claim, or denies it."""
    from tieout.evidence.figures.background import cues

    rest = f"{words[: quoted.start]} {words[quoted.stop :]}".lower()
    return cues().beside_a_clip.search(rest) is not None


def set_apart(words: str, quoted: range, measure: str) -> str:
    """Why a sentence does not say what its quoted part says: it denies it, asks it, tells it of another event."""
    from tieout.evidence.claims.claim import measure_named
    from tieout.evidence.claims.stated import read_figures

    counted = measure_named(measure.partition(".")[0])
    for one in read_figures(words):
        if one.measure != counted or one.span.end <= quoted.start or one.span.start >= quoted.stop:
            continue
        if one.background:
            return f"the words '{one.background}' point beyond the event"
        if not one.happened:
            return f"it does not say that it happened: '{words.strip()[:LONGEST_SHOWN]}'"
    return ""


def stands_in(quoted: range, figures: Sequence[Told]) -> bool:
    """Whether the number of each of these figures of a sentence stands in its part that is quoted."""
    return bool(figures) and all(_stands_in(quoted, one) for one in figures)


def _stands_in(quoted: range, figure: Told) -> bool:
    from tieout.evidence.figures.reading import numbers_of

    first, last = max(figure.start, quoted.start), min(figure.end, quoted.stop)
    if first >= last:
        return False
    if (first, last) == (figure.start, figure.end):
        return True
    numbers = numbers_of(figure.words)
    return bool(numbers) and numbers <= numbers_of(figure.words[first - figure.start : last - figure.start])
