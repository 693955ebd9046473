"""A figure of a row as a claim that a text can bear out."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache, lru_cache

from tieout.evidence.figures.populations import population_named
from tieout.evidence.figures.quantity import RANGE, Quantity
from tieout.evidence.language import word_lists
from tieout.model.figure import OPEN, Bounds
from tieout.model.mistake import Mistake, nearest


@dataclass(frozen=True, slots=True)
class Claim:
    """`least` and `most` are what the row claims: equal for a plain number, `most` infinite where it is open.

    `floor` and `ceiling` are the bounds that the row records besides a best value.
    """

    measure: str
    population: str
    least: float
    most: float
    floor: float
    ceiling: float

    @classmethod
    def of(cls, measure: str, population: str, bounds: Bounds) -> Claim:
        """From the words of a dataset: "killed", or a role such as "killed.children".

        Raises Mistake for an unknown measure or population, and for a figure of which nothing is recorded.
        """
        measure, population = _named(measure, population)
        if bounds.best is not None:
            best = bounds.best
            floor = best if bounds.lower is None else min(best, bounds.lower)
            ceiling = best if bounds.upper is None else max(best, bounds.upper)
            return cls(measure, population, best, best, floor, ceiling)
        if not bounds.known:
            raise Mistake("no-figure", "the figure has neither a lower bound, a best value nor an upper bound")
        return cls(measure, population, bounds.least, bounds.most, bounds.least, bounds.most)

    @property
    def point(self) -> float | None:
        """The one value it claims, if it claims one."""
        return self.least if self.least == self.most else None

    def is_met_by(self, value: float) -> bool:
        """Whether this number, as said, is what the row records: its value, or one between both ends of its range.

        A range without an upper end is met by its lower end alone: "at least 53" does not record every toll above.
        """
        if self.most == OPEN:
            return value == self.least
        return self.least <= value <= self.most

    def is_range_of(self, one: Quantity) -> bool:
        """Whether a figure, as said, is this very range: "at least 53", "3 to 7"; "over 20" is 21 on, or "over" 20."""
        upper = OPEN if one.upper is None else one.upper
        ends = {(one.lower, upper), (one.value, upper)} if one.bound == "n+1.." else {(one.lower, upper)}
        return (one.kind == RANGE or bool(one.bound)) and (self.least, self.most) in ends

    def allows(self, value: float) -> bool:
        """Whether the row leaves room for this number, by its range or by its bounds."""
        return self.floor <= value <= self.ceiling

    def overlaps(self, lower: float, upper: float | None) -> bool:
        return lower <= self.most and self.least <= (OPEN if upper is None else upper)

    @property
    def words(self) -> str:
        """As a reader would say it."""
        return Bounds(self.least, self.point, self.most).words if self.point is None else Bounds(best=self.point).words


@lru_cache(maxsize=256)
def _named(measure: str, population: str) -> tuple[str, str]:
    measure, _, part = measure.partition(".")
    if part and population not in ("any", part):
        raise Mistake("two-populations", f"the figure '{measure}.{part}' is not of the population '{population}'")
    return measure_named(measure), population_named(part or population)


def measure_named(name: str, language: str = "en") -> str:
    """The measure a claim means: "wounded" is injured. Raises Mistake("unknown-measure")."""
    known = _measures(language)
    found = known.get(name.strip().lower().replace("_", " "))
    if found is None:
        raise Mistake("unknown-measure", f"no measure '{name}'", help=nearest(name, known))
    return found


@cache
def _measures(language: str) -> Mapping[str, str]:
    lists = word_lists("measures", language)
    return {name: measure for measure, words in lists.items() for name in (measure, *words.get("also", ()))}
