"""All figures of a text, for a reader: `tieout evidence TEXTFILE`."""

from __future__ import annotations

from dataclasses import dataclass

from tieout.evidence.claims.verdict import GRAMMAR, Span
from tieout.evidence.figures import quantity as kinds
from tieout.evidence.figures.quantity import Quantity
from tieout.evidence.figures.reading import Reading, read_again
from tieout.evidence.figures.wording import wording
from tieout.model.figure import Bounds


@dataclass(frozen=True, slots=True)
class StatedFigure:
    """A figure as a text words it.

    `bounds` hold the number as said in `best`, where there is one; `qualifier` is its wording ("at least"). They are
    not known for words that give no number and only compare: "more dead", "twice as many", "no number of dead".
    `subset_of` is the place, in the tuple it came in, of the figure that this one is part of; -1 for a part whose
    total is not given. `background` is the wording that points to another event, "" for none; `rule` how it was read.
    """

    measure: str
    population: str
    bounds: Bounds
    span: Span
    trigger: Span
    kind: str
    qualifier: str = ""
    subset_of: int | None = None
    background: str = ""
    happened: bool = True
    doubt: str = ""
    rule: str = ""
    grammar: str = GRAMMAR


def read_figures(text: str) -> tuple[StatedFigure, ...]:
    """Every figure a text states, in its order. Never raises, whatever the text is."""
    reading = read_again(text)
    ordered = sorted(reading.figures, key=lambda quantity: (quantity.start, quantity.end))
    places = {id(quantity): place for place, quantity in enumerate(ordered)}
    return tuple(_stated(reading, quantity, places) for quantity in ordered)


def _stated(reading: Reading, quantity: Quantity, places: dict[int, int]) -> StatedFigure:
    subset = places.get(id(quantity.parent), -1) if quantity.parent is not None or quantity.member else None
    return StatedFigure(
        measure=quantity.measure,
        population=quantity.population,
        bounds=_bounds(quantity, reading),
        span=reading.span(quantity.start, quantity.end),
        trigger=reading.span(*quantity.trigger),
        kind=quantity.kind,
        qualifier=quantity.qualifier,
        subset_of=subset,
        background=quantity.background,
        happened=not quantity.unreal,
        doubt=quantity.doubt,
        rule=quantity.rule,
    )


def _bounds(quantity: Quantity, reading: Reading) -> Bounds:
    if quantity.value is not None and not quantity.bound:
        return Bounds(best=quantity.value)
    compared = quantity.kind == kinds.PLURAL and reading.folded.plain.startswith(tuple(wording("more")), quantity.start)
    if compared or (quantity.kind == kinds.VAGUE and quantity.lower == 0):
        return Bounds()
    upper = quantity.upper if quantity.upper is not None else float("inf")
    return Bounds(quantity.lower, quantity.value, upper)
