"""The link between quoted words and the number: what the grammar says of a figure, as a state of its tie."""

from __future__ import annotations

from collections.abc import Mapping
from typing import TYPE_CHECKING

from tieout.evidence.claims.verdict import FigureVerdict, Status
from tieout.evidence.ties.links import NOT_HERE, Told
from tieout.evidence.ties.support import LONGEST, Support
from tieout.model.mistake import Mistake
from tieout.model.tie import State

if TYPE_CHECKING:
    from tieout.evidence.claims.conventions import Conventions
    from tieout.evidence.quotes import Span

SENTENCE = 400  # characters to each side of a quote in which its sentence is sought
_ENDS = (". ", "! ", "? ", ".\n", "!\n", "?\n", "\n\n")
_OUT_OF_REACH = frozenset({"unknown-measure", "unknown-population", "two-populations"})


def told_words(
    support: Support, span: Span | None, conventions: Conventions | Mapping[str, object] | None
) -> tuple[FigureVerdict | None, Told]:
    """Whether the quoted words state the number; where they alone do not say, the sentence they stand in may.

    The sentence only ever supports: nothing is held against a figure for words that nobody quoted.
    """
    if not support.known:
        return None, (State.MISSING, "no number is recorded")
    if not support.quote and support.withheld:
        return None, (State.UNTOLD, f"{NOT_HERE}: the words are kept elsewhere")
    if not support.quote:
        return None, (State.MISSING, "no words are quoted")
    if len(support.quote) > LONGEST:
        return None, (State.UNTOLD, "the quote is too long to be read as one")
    try:
        verdict = _checked(support, support.quote, conventions)
        if not (verdict.is_stated or verdict.status is Status.CONTRADICTED) and span and support.text:
            around = _checked(support, sentence(support.text, span), conventions)
            verdict = around if around.is_stated else verdict
    except Mistake as beyond:
        if beyond.code not in _OUT_OF_REACH:
            raise
        return None, (State.UNTOLD, f"the grammar has {beyond.what}")
    return verdict, _told(verdict)


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


def _told(verdict: FigureVerdict) -> Told:
    why = verdict.arithmetic or "; ".join(verdict.reasons)
    if verdict.status is Status.SUPPORTED:
        return State.HOLDS, "the words state it"
    if verdict.is_stated:
        return State.HOLDS, why or verdict.status.value
    if verdict.status is Status.CONTRADICTED:
        return State.BROKEN, why
    return State.UNTOLD, f"{verdict.status.value}: {why}" if why else verdict.status.value


def sentence(text: str, span: Span) -> str:
    """The sentence that a quote stands in, at most `SENTENCE` characters to each side."""
    before, after = text[max(0, span.start - SENTENCE) : span.start], text[span.end : span.end + SENTENCE]
    begins = max((before.rfind(end) + len(end) for end in _ENDS if end in before), default=0)
    ends = min((after.find(end) + 1 for end in _ENDS if end in after), default=len(after))
    return before[begins:] + text[span.start : span.end] + after[:ends]
