"""The rules by which a text leaves a figure open: the number stands there, but of something else or not for certain."""

from __future__ import annotations

from tieout.evidence.claims.accepting import matches
from tieout.evidence.claims.answer import answer, coded
from tieout.evidence.claims.case import Case
from tieout.evidence.claims.sums import separate
from tieout.evidence.claims.verdict import FigureVerdict, Status
from tieout.evidence.figures import quantity as kinds
from tieout.evidence.figures.populations import SAME, relation
from tieout.evidence.figures.quantity import Quantity

UNSPLIT = ("casualties", "shot", "hospitalised")  # people of whom it is not said what happened to each


def nearly(case: Case) -> FigureVerdict | None:
    """The number of a part, of other people, of the past, or not for certain."""
    for one in case.figures:
        if not matches(case, one):
            continue
        if _leaves_out_perpetrators(case, one):
            return coded(case, one, "perpetrators are not counted")
        reason = _why_not(case, one)
        if reason:
            return answer(case, Status.AMBIGUOUS, [one], reason)
    return None


def leaves_room(case: Case) -> FigureVerdict | None:
    """A row of none, and a text that speaks of no further or no civilian casualties."""
    if case.claim.point != 0:
        return None
    for one in case.reading.figures:
        if one.kind == kinds.NONE and one.measure in ("casualties", case.claim.measure):
            return answer(case, Status.AMBIGUOUS, [one], "the text leaves somebody out")
    return None


def _why_not(case: Case, one: Quantity) -> str:
    if one.background:
        return f"background: the words '{one.background}' point to another event"
    if one.unreal:
        return "the text does not say that it happened"
    if one.doubt:
        return one.doubt
    if relation(case.claim.population, one.population) != SAME:
        return f"the text counts {one.population}, the row {case.claim.population}"
    if not one.top:
        return "the number is a part of another figure"
    return "the number is one entry of a list, not its total" if case.is_component(one) else ""


def _leaves_out_perpetrators(case: Case, one: Quantity) -> bool:
    """Victims beside perpetrators, where the dataset counts victims only."""
    if case.conventions.perpetrators_included is not False or one.population == "assailants":
        return False
    others = [part for part in case.settled if part is not one]
    return bool(others) and all(part.population == "assailants" for part in others)


def added_by_reader(case: Case) -> FigureVerdict | None:
    """A total that only a reader could make."""
    for total in separate(case):
        if case.claim.is_met_by(total.total):
            reason = "reachable only by adding separate mentions"
            return answer(case, Status.AMBIGUOUS, total.parts[:4], reason, total.arithmetic)
    return None


def vague(case: Case) -> FigureVerdict | None:
    """People without a number: "dozens", "policemen"."""
    loose = [one for one in (*case.tops, *case.perhaps) if one.kind in (kinds.VAGUE, kinds.PLURAL)]
    if loose and case.claim.least > 0:
        return answer(case, Status.AMBIGUOUS, loose[:1], "the text gives no number")
    return None


def unsplit(case: Case) -> FigureVerdict | None:
    """People killed or injured, shot, taken to hospital: not said how many of each."""
    if case.claim.measure not in ("killed", "injured"):
        return None
    for one in case.reading.figures:
        if one.measure in UNSPLIT and one.kind != kinds.NONE:
            return answer(case, Status.AMBIGUOUS, [one], f"the text counts '{one.measure}', not split")
    return None


def unbound(case: Case) -> FigureVerdict | None:
    """The number stands in the text, but what happened to those people was not read."""
    if case.claim.least <= 0:
        return None
    for one in case.reading.unbound:
        if one.value is not None and one.kind == kinds.COUNT and case.claim.is_met_by(one.value):
            return answer(case, Status.AMBIGUOUS, [one], "the number stands in the text, not tied to what happened")
    if any(case.claim.is_met_by(number) for number in case.reading.numbers):
        return answer(case, Status.AMBIGUOUS, [], "the number stands in the text, not tied to what happened")
    if case.claim.measure in case.reading.spare:
        return answer(case, Status.AMBIGUOUS, [], f"the text speaks of {case.claim.measure}, no count was read")
    return None
