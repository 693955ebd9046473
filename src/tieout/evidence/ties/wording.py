"""The link between quoted words and the number: what the grammar says of a figure, as a state of its tie."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from functools import partial
from typing import TYPE_CHECKING

from tieout.evidence.claims.verdict import FigureVerdict, Status
from tieout.evidence.ties.around import (
    LONGEST_SHOWN,
    OPEN_AROUND,
    READ_WITH,
    leaves_room,
    sentence,
    set_apart,
    stands_in,
)
from tieout.evidence.ties.links import Told
from tieout.evidence.ties.saying import Saying
from tieout.evidence.ties.support import LONGEST, Support
from tieout.model.figure import Bounds
from tieout.model.mistake import Mistake
from tieout.model.tie import State

if TYPE_CHECKING:
    from tieout.evidence.claims.conventions import Conventions
    from tieout.evidence.quotes import Span
    from tieout.evidence.ties.qualified import Qualifiers

_ROOM = frozenset({Status.SUPPORTED, Status.DERIVED, Status.CONSISTENT})
_OUT_OF_REACH = frozenset({"unknown-measure", "unknown-population", "two-populations"})


@dataclass(frozen=True, slots=True)
class Worded:
    """What the words say of a figure: the link, the grammar's verdict, and the bounds that the words commit to."""

    told: Told
    verdict: FigureVerdict | None = None
    bounds: Bounds | None = None


def told_words(
    support: Support,
    span: Span | None,
    conventions: Conventions | Mapping[str, object] | None,
    qualifiers: Qualifiers | None = None,
) -> Worded:
    """Whether the quoted words state the number, with its qualifier; else the sentence they stand in may.

    Nothing is held against a figure for words that nobody quoted. The sentence may settle what a number of the quote
    counts, and supplies no number; and it may take back what the quote alone would say, for the figure or against it.
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
        check = partial(_checked, support, conventions=conventions, qualifiers=qualifiers or {})
        saying = check(support.quote)
        within = _within_sentence(saying, support, span, check)
        apart = "" if within else _set_apart(saying, support, span, check)
    except Mistake as beyond:
        if beyond.code not in _OUT_OF_REACH:
            raise
        return Worded((State.UNTOLD, f"the grammar has {beyond.what}"))
    if apart:
        return Worded((State.UNTOLD, apart))
    verdict = (within or saying).verdict
    state, said = _told(support, verdict, within or saying)
    bounds = (within or saying).bounds if verdict.is_stated else None
    return Worded((state, f"{said}, {READ_WITH}" if within else said), verdict, bounds)


def _within_sentence(
    saying: Saying, support: Support, span: Span | None, check: Callable[[str], Saying]
) -> Saying | None:
    """What the sentence around the quote says, where it is that which makes numbers of the quote state the figure."""
    if saying.verdict.is_stated or saying.verdict.status is Status.CONTRADICTED or span is None or not support.text:
        return None
    begins, ends = sentence(support.text, span)
    around = check(support.text[begins:ends])
    quoted = range(span.start - begins, span.end - begins)
    return around if around.verdict.is_stated and stands_in(quoted, around.verdict.spans) else None


def _set_apart(saying: Saying, support: Support, span: Span | None, check: Callable[[str], Saying]) -> str:
    """Why the quote may not be taken by itself, where the sentence it was cut from says so; else an empty text."""
    accused = saying.verdict.status is Status.CONTRADICTED
    if not (accused or saying.verdict.is_stated) or span is None or not support.text:
        return ""
    begins, ends = sentence(support.text, span)
    if (begins, ends) == (span.start, span.end):
        return ""
    around, quoted = support.text[begins:ends], range(span.start - begins, span.end - begins)
    if accused and (leaves_room(around, quoted) or check(around).verdict.status in _ROOM):
        return f"{OPEN_AROUND}: '{around.strip()[:LONGEST_SHOWN]}'"
    why = set_apart(around, quoted, support.measure or "")
    return f"{OPEN_AROUND}: {why}" if why else ""


def _without_number(support: Support) -> str:
    """A claim without a figure is a claim; nothing makes it a zero."""
    from tieout.evidence.claims.stated import read_figures

    if not support.quote or len(support.quote) > LONGEST:
        return "no number is recorded"
    stated = any(one.bounds.best for one in read_figures(support.quote))
    return "no number is recorded" if stated else "no number is recorded, and the words state none: a claim, no figure"


def _checked(
    support: Support, words: str, *, conventions: Conventions | Mapping[str, object] | None, qualifiers: Qualifiers
) -> Saying:
    """What words say of the bounds that the row records, in numbers or by a qualifier."""
    from tieout.evidence.claims.check import check_figure
    from tieout.evidence.ties.qualified import heeding, meant

    def against(bounds: Bounds) -> Saying:
        verdict = check_figure(
            words,
            measure=support.measure or "",
            population=support.population or "any",
            lower=bounds.lower,
            best=bounds.best,
            upper=bounds.upper,
            conventions=conventions,
        )
        return Saying(words, verdict)

    bounds = meant(support, qualifiers)
    saying = against(bounds or support.recorded)
    verdict = heeding(support, bounds, saying, lambda: against(support.recorded))
    return saying if verdict is saying.verdict else Saying(words, verdict)


def _told(support: Support, verdict: FigureVerdict, saying: Saying) -> Told:
    why = verdict.arithmetic or "; ".join(verdict.reasons)
    if verdict.status is Status.CONTRADICTED:
        return State.BROKEN, why
    if saying.background or (support.is_background and verdict.is_stated):
        return State.UNTOLD, _refused(support, saying)
    if verdict.is_stated:
        supported = verdict.status is Status.SUPPORTED
        return State.HOLDS, "the words state it" + saying.told(support) if supported else why or verdict.status.value
    if verdict.status.accepts:
        shown = f"the text says '{saying.shown or verdict.arithmetic}'; " if saying.shown or verdict.arithmetic else ""
        return State.UNTOLD, f"{Status.CONSISTENT.value}: {shown}{verdict.value.words}"
    return State.UNTOLD, f"{verdict.status.value}: {why}" if why else verdict.status.value


def _refused(support: Support, saying: Saying) -> str:
    """The words have the number, of more than the event: it is counted as no toll of it, however it is recorded."""
    reasons = [f"the words '{saying.background}' point beyond the event"] if saying.background else []
    if support.is_background:
        reasons.append("it is recorded as background")
    return f"refused as background, no toll of an event: {', and '.join(reasons)}"
