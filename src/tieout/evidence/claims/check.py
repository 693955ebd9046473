"""Is this figure stated in this text? Rules in order; the first that finds something gives the verdict."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from typing import Any

from tieout.evidence.claims.accepting import added, inside, no_casualties, stated
from tieout.evidence.claims.accusing import differs
from tieout.evidence.claims.case import Case
from tieout.evidence.claims.claim import Claim
from tieout.evidence.claims.conventions import Conventions
from tieout.evidence.claims.doubting import added_by_reader, leaves_room, nearly, unbound, unsplit, vague
from tieout.evidence.claims.silence import foreign, silent
from tieout.evidence.claims.verdict import FigureVerdict
from tieout.evidence.figures.reading import read_again
from tieout.model.figure import Bounds

RULES: tuple[Callable[[Case], FigureVerdict | None], ...] = (
    stated,
    no_casualties,
    added,
    nearly,
    added_by_reader,
    inside,
    vague,
    unsplit,
    leaves_room,
    differs,
    foreign,
    unbound,
)


def check_figure(
    text: str,
    *,
    measure: str,
    population: str = "any",
    lower: float | None = None,
    best: float | None = None,
    upper: float | None = None,
    conventions: Conventions | Mapping[str, Any] | None = None,
) -> FigureVerdict:
    """Whether a text states a figure. `best` decides where it is given, else the range from `lower` to `upper`.

    Raises Mistake for an unknown measure, population or convention, and for a figure without any number.
    No text raises, whatever it holds.
    """
    claim = Claim.of(measure, population, Bounds(lower, best, upper))
    case = Case(claim, read_again(text), Conventions.of(conventions))
    for rule in RULES:
        verdict = rule(case)
        if verdict is not None:
            return verdict
    return silent(case)
