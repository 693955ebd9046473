"""The link between quoted words and the number: what the grammar says of a figure, as a state of its tie."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import TYPE_CHECKING

from tieout.evidence.claims.verdict import FigureVerdict, Status
from tieout.evidence.ties.links import Told
from tieout.evidence.ties.saying import Saying
from tieout.evidence.ties.support import LONGEST, Support
from tieout.model.figure import Bounds
from tieout.model.mistake import Mistake
from tieout.model.tie import State

if TYPE_CHECKING:
    from tieout.evidence.claims.conventions import Conventions
    from tieout.evidence.quotes import Span

SENTENCE = 400  # characters to each side of a quote in which its sentence is sought
_ENDS = (". ", "! ", "? ", ".\n", "!\n", "?\n", "\n\n")
_OUT_OF_REACH = frozenset({"unknown-measure", "unknown-population", "two-populations"})


@dataclass(frozen=True, slots=True)
class Worded:
    """What the words say of a figure: the link, the grammar's verdict, and the bounds that the words commit to."""

    told: Told
    verdict: FigureVerdict | None = None
    bounds: Bounds | None = None


def told_words(support: Support, span: Span | None, conventions: Conventions | Mapping[str, object] | None) -> Worded:
    """Whether the quoted words state the number; where they alone do not say, the sentence they stand in may.

    The sentence only ever supports: nothing is held against a figure for words that nobody quoted.
    """
    if not support.known:
        return Worded((State.MISSING, _without_number(support)))
    if not support.quote and support.withheld:
        return Worded((State.ELSEWHERE, "the words are kept elsewhere"))
    if not support.quote:
        return Worded((State.MISSING, "no words are quoted"))
    if len(support.quote) > LONGEST:
        return Worded((State.UNTOLD, "the quote is too long to be read as one"))
    try:
        words = support.quote
        verdict = _checked(support, words, conventions)
        if not (verdict.is_stated or verdict.status is Status.CONTRADICTED) and span and support.text:
            wider = sentence(support.text, span)
            around = _checked(support, wider, conventions)
            words, verdict = (wider, around) if around.is_stated else (words, verdict)
    except Mistake as beyond:
        if beyond.code not in _OUT_OF_REACH:
            raise
        return Worded((State.UNTOLD, f"the grammar has {beyond.what}"))
    saying = Saying(words, verdict)
    return Worded(_told(support, verdict, saying), verdict, saying.bounds if verdict.is_stated else None)


def _without_number(support: Support) -> str:
    """A claim without a figure is a claim; nothing makes it a zero."""
    from tieout.evidence.claims.stated import read_figures

    if not support.quote or len(support.quote) > LONGEST:
        return "no number is recorded"
    stated = any(one.bounds.best for one in read_figures(support.quote))
    return "no number is recorded" if stated else "no number is recorded, and the words state none: a claim, no figure"


def _checked(support: Support, words: str, conventions: Conventions | Mapping[str, object] | None) -> FigureVerdict:
    from tieout.evidence.claims.check import check_figure

    return check_figure(
        words,
        measure=support.measure or "",
        population=support.population or "any",
        lower=support.lower,
        best=support.best,
        upper=support.upper,
        conventions=conventions,
    )


def _told(support: Support, verdict: FigureVerdict, saying: Saying) -> Told:
    why = verdict.arithmetic or "; ".join(verdict.reasons)
    if verdict.status is Status.CONTRADICTED:
        return State.BROKEN, why
    if saying.background or (support.is_background and verdict.is_stated):
        return State.UNTOLD, _refused(support, saying)
    if verdict.status is Status.SUPPORTED:
        return State.HOLDS, "the words state it" + saying.told(support)
    if verdict.is_stated:
        return State.HOLDS, why or verdict.status.value
    return State.UNTOLD, f"{verdict.status.value}: {why}" if why else verdict.status.value


def _refused(support: Support, saying: Saying) -> str:
    """The words have the number, of more than the event: it is counted as no toll of it, however it is recorded."""
    reasons = [f"the words '{saying.background}' point beyond the event"] if saying.background else []
    if support.is_background:
        reasons.append("it is recorded as background")
    return f"refused as background, no toll of an event: {', and '.join(reasons)}"


def sentence(text: str, span: Span) -> str:
    """The sentence that a quote stands in, at most `SENTENCE` characters to each side."""
    before, after = text[max(0, span.start - SENTENCE) : span.start], text[span.end : span.end + SENTENCE]
    begins = max((before.rfind(end) + len(end) for end in _ENDS if end in before), default=0)
    ends = min((after.find(end) + 1 for end in _ENDS if end in after), default=len(after))
    return before[begins:] + text[span.start : span.end] + after[:ends]
