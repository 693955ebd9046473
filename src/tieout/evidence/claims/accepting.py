"""The rules by which a text bears a figure out: the number itself, a sum the text makes, a stated none, a bound."""

from __future__ import annotations

from tieout.evidence.claims.answer import answer, coded
from tieout.evidence.claims.case import Case
from tieout.evidence.claims.sums import Sum, sums
from tieout.evidence.claims.verdict import FigureVerdict, Status
from tieout.evidence.figures import quantity as kinds
from tieout.evidence.figures.background import cues
from tieout.evidence.figures.populations import ANY, SAME, relation
from tieout.evidence.figures.quantity import Quantity
from tieout.evidence.figures.wording import wording
from tieout.model.figure import OPEN, Bounds

_CLAUSE = 200  # code points behind a figure in which its wording is sought
_NO_POINT = frozenset({"..n", "..n-1", "nearly n"})  # "up to 20" is never the point value


def stated(case: Case) -> FigureVerdict | None:
    """The very number, of these people."""
    exact = [one for one in case.settled if matches(case, one) and not case.is_component(one)]
    if not exact:
        return None
    best = min(exact, key=lambda one: (one.kind in kinds.SINGLE, one.start))
    if best.kind == kinds.NONE and _leaves_room(case, best):
        return None
    if _is_of_several_events(case, best):
        return answer(case, Status.AMBIGUOUS, [best], "the text gives it for several events, of which this is one")
    return answer(case, Status.SUPPORTED, [best])


def _is_of_several_events(case: Case, one: Quantity) -> bool:
    """As in "This was one of two attacks. At least 25 officers were killed across both attacks."."""
    plain = case.reading.folded.plain
    if cues().one_of_several_hint not in plain:
        return False
    together = cues().of_them_all.search(plain, one.start, one.start + _CLAUSE)
    return together is not None and cues().one_of_several.search(plain) is not None


def matches(case: Case, one: Quantity) -> bool:
    """Whether a figure, as said, is the number of the row, or bears its range out: the very range, its end, or within.

    Twelve, or "at least 10", bear out a range from 10 to 20 and do not state it: the axis of the value stays open
    (`answer`).
    """
    claim = case.claim
    if one.value is None and one.kind != kinds.RANGE:
        return False  # "dozens"
    if claim.point is not None:
        return one.kind != kinds.RANGE and one.value == claim.point and one.bound not in _NO_POINT
    if claim.is_range_of(one):
        return True
    if claim.most == OPEN:  # "at least 53" does not record every toll above
        return not one.bound and one.value == claim.least
    if one.upper is None:
        return one.lower == claim.least
    return claim.least <= one.lower and one.upper <= claim.most and one.value != 0


def _leaves_room(case: Case, none: Quantity) -> bool:
    """A stated "no further" or "no civilians" is no zero of everybody."""
    everyone = none.population == "unknown" or (
        none.population == "people" and (not none.head or none.head in wording("everybody"))
    )
    of_some = case.claim.population == ANY and not everyone
    return none.other or of_some or any(one.kind != kinds.NONE for one in case.tops)


def no_casualties(case: Case) -> FigureVerdict | None:
    """As in "no casualties": that is none killed and none injured."""
    if case.claim.point != 0 or case.claim.measure not in ("killed", "injured"):
        return None
    if any(one.kind != kinds.NONE for one in case.tops):
        return None
    for one in case.reading.figures:
        whole = one.population in ("people", "unknown") or relation(case.claim.population, one.population) == SAME
        if one.measure == "casualties" and one.kind == kinds.NONE and whole and (not one.other or _of_the_rest(case)):
            return answer(case, Status.SUPPORTED, [one])
    return None


def _of_the_rest(case: Case) -> bool:
    """As in "killing the attacker; there were no other casualties": none was injured."""
    counted = {one.measure for one in case.reading.figures if one.kind != kinds.NONE}
    return not case.figures and bool(counted & {"killed", "injured"})


def added(case: Case) -> FigureVerdict | None:
    """Numbers that the text itself puts together."""
    if not case.reading.figures:
        return None
    for total in sums(case):
        if case.claim.is_met_by(total.total) and not _is_surpassed(case, total):
            no_point = case.claim.point is not None and any(part.bound in _NO_POINT for part in total.parts)
            status = Status.CONSISTENT if no_point else Status.DERIVED
            return answer(case, status, total.parts, total.how, total.arithmetic)
    return None


def _is_surpassed(case: Case, total: Sum) -> bool:
    """As in "he killed an aunt and two cousins ... in all, ten people were killed": three are not the toll."""
    if case.claim.population != ANY:
        return False
    return any(
        one.kind == kinds.COUNT and one.population == "people" and (one.value or 0) > total.total
        for one in case.settled
        if one not in total.parts and not one.other
    )


def inside(case: Case) -> FigureVerdict | None:
    """Inside what "at least", "up to" or a range commits to, or what a convention makes of words."""
    for one in case.settled:
        meant = _convention(case, one)
        if meant:
            return coded(case, one, meant)
    for one in case.settled:
        if _is_share(case, one):
            return answer(case, Status.CONSISTENT, [one], f"a toll of {one.value} may be divided over several rows")
    for one in case.settled:
        if _holds(case, one) and not case.is_component(one):
            return answer(case, Status.CONSISTENT, [one], _how_it_holds(case, one))
    return None


def _holds(case: Case, one: Quantity) -> bool:
    ranged = case.claim.floor < case.claim.ceiling and one.value is not None and case.claim.allows(one.value)
    bounded = bool(one.bound) or one.kind == kinds.RANGE
    return ranged or (bounded and case.claim.overlaps(one.lower, one.upper))


def _how_it_holds(case: Case, one: Quantity) -> str:
    if one.bound or one.kind == kinds.RANGE:
        said = Bounds(one.lower, None if one.bound else one.value, one.upper).words
        words = f" ('{one.qualifier}')" if one.qualifier and one.qualifier not in said else ""
        return f"the text says {said}{words}; {case.claim.words} is not ruled out, and not stated"
    return f"the text says {one.value}, inside the bounds of the row; {case.claim.words} is not stated"


def _convention(case: Case, one: Quantity) -> str:
    """The convention that makes the wording the number of the row, in words."""
    conventions, claim = case.conventions, case.claim
    if one.kind == kinds.VAGUE and conventions.meant(one.qualifier, claim.least, claim.most):
        return f"'{one.qualifier}' means {claim.words}"
    if one.kind == kinds.PLURAL and claim.point is not None and conventions.plural_means == claim.point:
        return f"a plural without a number means {claim.words}"
    if one.value is None or not claim.point:
        return ""
    if one.bound == "n+1.." and conventions.more_than(one.value) == claim.point:
        return f"'{one.qualifier} {one.value}' means {claim.words}"
    return ""


def _is_share(case: Case, one: Quantity) -> bool:
    """Whether the row may hold its share of a toll that the codebook divides over several rows."""
    point = case.claim.point
    if not (case.conventions.apportioned and one.value and point):
        return False
    several = cues().several.search(case.reading.folded.plain) is not None
    return several and point < one.value and one.value % point == 0
