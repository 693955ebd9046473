"""The one rule that holds a text against a row. It speaks only where nothing at all speaks for the row."""

from __future__ import annotations

import re
from collections.abc import Iterator

from tieout.evidence.claims.answer import answer
from tieout.evidence.claims.case import Case, is_settled
from tieout.evidence.claims.doubting import UNSPLIT
from tieout.evidence.claims.plainness import set_apart
from tieout.evidence.claims.verdict import FigureVerdict, Status
from tieout.evidence.figures import quantity as kinds
from tieout.evidence.figures.background import cues
from tieout.evidence.figures.populations import ANY
from tieout.evidence.figures.quantity import Quantity

LONGEST = 600  # code points; a longer text has room for more than one event
_FEWEST_WORDS = 4
_OF_NOTES = frozenset({"participle", "label"})  # "3 killed", "killed: 3": notes are often added to later
_PLACES = re.compile(r"\b(?:in|at|near|of|between)(?: the)? [A-Z][\w'-]+(?:,? [A-Z][\w'-]+)*,? and (?:in |the )?[A-Z]")
_OPENING = "(\"'[:;,."
_NUMBER = re.compile(r"\d+")
_POSSIBLE = (
    "another source or a later toll, another event, a convention of the dataset, a slip in the row or in this reading"
)


def differs(case: Case) -> FigureVerdict | None:
    """Another number: `contradicted` where no doubt is left, else `ambiguous` with the plainest doubt."""
    said = next((one for one in case.settled if one.value is not None), None) or _no_casualties(case)
    if said is None:
        if not case.figures:
            return None
        return answer(case, Status.AMBIGUOUS, case.figures[:1], "the text gives another figure, which may not be this")
    words = "none" if said.value == 0 else str(said.value)
    doubt = next(doubts(case, said), "")
    if doubt:
        return answer(case, Status.AMBIGUOUS, [said], f"the text says {words}, but {doubt}")
    reason = f"the quoted text says {words}; the row says {case.claim.words}; possible reasons: {_POSSIBLE}"
    return answer(case, Status.CONTRADICTED, [said], reason)


def _no_casualties(case: Case) -> Quantity | None:
    if case.claim.measure not in ("killed", "injured") or case.figures:
        return None
    for one in case.reading.figures:
        if one.measure == "casualties" and one.kind == kinds.NONE and is_settled(one) and not one.other:
            return one
    return None


def doubts(case: Case, said: Quantity) -> Iterator[str]:
    """Every reason not to hold the figure `said` against the claim, the plainest first."""
    yield from _about_the_figure(case, said)
    yield from _about_the_reading(case, said)
    yield from _about_the_wording(case)


def _about_the_figure(case: Case, said: Quantity) -> Iterator[str]:
    if said.kind not in (kinds.COUNT, kinds.NONE):
        yield "it counts nobody in numbers"
    if said.kind == kinds.COUNT and said.bare:
        yield "it does not say of whom"
    if said.rule in _OF_NOTES:
        yield "it is a note and no sentence"
    if said.group or said.other or said.partitive or said.member:
        yield "the figure may be a part of more"
    if case.claim.population == ANY and said.population != "people":
        yield f"it counts {said.population}, the row everyone"
    if said.population not in ("people", case.claim.population):
        yield f"it counts {said.population}, the row {case.claim.population}"
    if len(case.tops) > 1 or case.perhaps:
        yield "it gives several figures"
    before = case.reading.folded.plain[max(0, said.start - 1) : said.start]
    if before and not before.isspace() and before not in _OPENING:
        yield "the number stands close to something else"
    if said.bound:
        yield "that is only a bound"


def _about_the_reading(case: Case, said: Quantity) -> Iterator[str]:
    reading = case.reading
    if reading.spare.intersection((case.claim.measure, *UNSPLIT)):
        yield "it says more about this than was read"
    if any(one.measure in UNSPLIT for one in reading.figures if one is not said):
        yield "it counts people without saying what happened to each"
    if any(one.measure == "missing" for one in reading.figures):
        yield "it counts missing people, who may be dead"
    if any(one.kind in (kinds.COUNT, kinds.RANGE, kinds.VAGUE, kinds.SELF) for one in reading.unbound):
        yield "it holds a number that was not read"
    if any(case.claim.allows(number) for number in _numbers(case)):
        yield "the number of the row stands in it too"
    if any(one.kind not in (kinds.COUNT, kinds.NONE) for one in reading.figures):
        yield "it mentions others without counting them"


def _numbers(case: Case) -> set[int]:
    """Every number of the text but a stated none, in digits or words, bound or not."""
    reading = case.reading
    digits = _NUMBER.findall(reading.folded.plain[: LONGEST + 1])
    numbers = {int(number) for number in digits if len(number) < 10} | reading.numbers
    for one in (*reading.figures, *reading.unbound):
        if one.kind != kinds.NONE:
            numbers.update(number for number in (one.lower, one.value, one.upper) if number is not None)
    return numbers


def _about_the_wording(case: Case) -> Iterator[str]:
    plain, known = case.reading.folded.plain, cues()
    if "?" in plain:
        yield "it asks something"
    if len(plain.split()) < _FEWEST_WORDS:
        yield "it is very short"
    if _PLACES.search(case.reading.folded.cased):
        yield "it names several places"
    if case.claim.point == 0 and known.occasion.search(plain):
        yield "the event may be another, of which this was the occasion"
    if len(plain) > LONGEST or case.reading.cut:
        yield "the text is long enough for several events"
        return
    for pattern, reason in (
        (known.several, "it speaks of several events, days or places"),
        (known.elsewhere, "it speaks of another event too"),
        (known.perhaps_framed, "it may not say that it happened, or be of another event"),
        (known.own_death, "a perpetrator died too"),
        (known.in_turn, "a perpetrator may have died too"),
        (known.excepted, "it leaves somebody out"),
        (known.unread, "it has wording that this grammar does not settle"),
    ):
        if pattern.search(plain):
            yield reason
    if word := set_apart(case.reading):
        yield f"'{word}' may make it a part, an early count or somebody's claim"
