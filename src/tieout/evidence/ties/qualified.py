"""A qualifier that a row records before its number: what it makes of it, and whether the words say the same.

A row of "over 20" says 21 and more. Intervals are compared, never the words that make them.
"""

from __future__ import annotations

import math
from collections.abc import Callable, Mapping
from dataclasses import replace

from tieout.evidence.claims.stated import read_figures
from tieout.evidence.claims.verdict import Agreement, Axis, FigureVerdict, Status
from tieout.evidence.ties.saying import SHOWN, Saying
from tieout.evidence.ties.support import Support
from tieout.model.figure import Bounds

Qualifiers = Mapping[str, tuple[str, ...]]  # words -> what they make of the number: (lower, upper)

LONGEST = 40  # characters; longer words are no qualifier
MOST = 1e15  # no count of people is greater
_EDGE: Mapping[str, Callable[[float], float | None]] = {
    "n": lambda n: n,
    "n+1": lambda n: n + 1,
    "n-1": lambda n: max(0, n - 1),
    "n-10%": lambda n: n * 9 // 10,
    "n+10%": lambda n: -(-n * 11 // 10),
    "open": lambda n: None,
}


def is_qualified(support: Support) -> bool:
    """Whether words make something of the number. They speak only where no bound is recorded as a number."""
    return bool(support.qualifier) and support.best is not None and not support.has_bounds


def meant(support: Support, qualifiers: Qualifiers) -> Bounds | None:
    """The bounds that a row records, in numbers or by its qualifier; None for a qualifier that is not understood.

    The vocabulary comes first; the grammar reads what it lacks ("exactly").
    """
    best = support.best
    if best is None or not is_qualified(support):
        return support.recorded
    if not 0 <= best < MOST:
        return None
    made = qualifiers.get(support.qualifier)
    if made is None:
        return _read(support.qualifier, best)
    lower, upper = (_EDGE[edge](best) for edge in made)
    return Bounds(lower, None, upper)


def _read(qualifier: str, best: float) -> Bounds | None:
    if len(qualifier) > LONGEST or best != math.floor(best):
        return None
    figures = read_figures(f"{qualifier} {int(best)} people were killed")
    one = figures[0] if len(figures) == 1 else None
    if one is None or one.qualifier != qualifier or one.bounds.best != best:
        return None
    return one.bounds if one.bounds.upper is None else Bounds(one.bounds.lower, None, one.bounds.upper)


def heeding(support: Support, bounds: Bounds | None, saying: Saying, plain: Callable[[], Saying]) -> FigureVerdict:
    """The verdict on a row of `bounds`, by its qualifier: where the words have another bound, they do not state it.

    Another bound is never held against a row by itself: `plain` gives what the words say of the number alone.
    """
    verdict = saying.verdict
    if bounds is None:
        return _not_understood(support, saying)
    if verdict.is_stated:
        said = _compared(support, saying)
        return verdict if said is None or _ends(said) == _ends(bounds) else _differs(support, bounds, saying)
    if not is_qualified(support) or bounds == support.recorded:
        return verdict
    by_number = plain()
    if by_number.verdict.is_stated:
        return _differs(support, bounds, by_number)
    borne_out = verdict.status.accepts or verdict.status is Status.CONSISTENT
    is_open = verdict.status is Status.CONTRADICTED and by_number.verdict.status is not Status.CONTRADICTED
    return _differs(support, bounds, saying) if borne_out or is_open else verdict


def _compared(support: Support, saying: Saying) -> Bounds | None:
    """What the words commit to, where the row commits to something too: a plain number beside a bound is told so.

    A best value beside bounds in numbers is stated by a plain number.
    """
    if saying.figure is None or saying.verdict.status is not Status.SUPPORTED:
        return None
    if is_qualified(support):
        return saying.figure.bounds
    return saying.bounds if support.best is not None and support.has_bounds else None


def _ends(bounds: Bounds) -> tuple[float, float]:
    """What bounds commit to: the number in "over 20" is not among it."""
    lower, upper = bounds.lower, bounds.upper
    return bounds.least if lower is None else lower, bounds.most if upper is None else upper


def _differs(support: Support, bounds: Bounds, saying: Saying) -> FigureVerdict:
    if saying.figure is None:
        return _open(saying.verdict, Status.AMBIGUOUS, f"{_row(support)}, the text has no such bound")
    (low, high), (least, most) = _ends(saying.figure.bounds), _ends(bounds)
    why = f"{_row(support)}, the text '{saying.shown}'"
    return _open(saying.verdict, Status.CONSISTENT if low <= most and least <= high else Status.AMBIGUOUS, why)


def _row(support: Support) -> str:
    return f"the row says '{support.value[:SHOWN]}'"


def _not_understood(support: Support, saying: Saying) -> FigureVerdict:
    """What such a number means nobody can tell, unless the text puts it in the same words."""
    verdict = saying.verdict
    if not verdict.is_stated and verdict.status is not Status.CONTRADICTED:
        return verdict
    if verdict.is_stated and support.qualifier in saying.shown.lower():
        return verdict
    why = f"{_row(support)}, and its qualifier is not understood"
    return _open(verdict, Status.AMBIGUOUS, f"{why}; the text says '{saying.shown}'" if saying.shown else why)


def _open(verdict: FigureVerdict, status: Status, why: str) -> FigureVerdict:
    return replace(
        verdict,
        status=status,
        arithmetic="",
        reasons=(why,),
        value=Axis(Agreement.OPEN),
        qualifier=Axis(Agreement.DIFFERS, why),
    )
