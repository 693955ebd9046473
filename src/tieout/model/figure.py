"""A figure as an interval: unknown is not zero, and "at least 53" is not 53.

The same algebra is compiled to SQL in `plan/bounds.py`; the tests hold the two equal.
"""

from __future__ import annotations

import math
import re
from dataclasses import dataclass

OPEN = math.inf


@dataclass(frozen=True, slots=True)
class Bounds:
    """What is recorded of one figure. None is "not recorded"; an upper bound of infinity is "open".

    A count of people cannot be below zero, so a figure of which nothing is recorded lies in [0, open).
    """

    lower: float | None = None
    best: float | None = None
    upper: float | None = None

    @property
    def known(self) -> bool:
        """Whether anything at all is recorded."""
        return not (self.lower is None and self.best is None and self.upper is None)

    @property
    def least(self) -> float:
        """The smallest value that any reading of the record allows."""
        recorded = [n for n in (self.lower, self.best, self.upper) if n is not None]
        if not recorded or (self.lower is None and self.upper is not None):
            return min([0.0, *recorded])
        return min(recorded)

    @property
    def most(self) -> float:
        """The largest value that any reading of the record allows; infinity where it is open."""
        recorded = [n for n in (self.lower, self.best, self.upper) if n is not None]
        if not recorded or (self.upper is None and self.lower is not None):
            return OPEN
        return max(recorded)

    @property
    def point(self) -> float | None:
        """The best value, or the only one the bounds allow, or None."""
        if self.best is not None:
            return self.best
        return self.least if self.known and self.least == self.most else None

    def __add__(self, other: Bounds) -> Bounds:
        """The interval of a sum; its best value is known only when both are."""
        a, b = self.point, other.point
        return Bounds(
            self.least + other.least,
            a + b if a is not None and b is not None else None,
            self.most + other.most,
        )

    @property
    def words(self) -> str:
        """The figure as a reader would say it: "21", "at least 53", "15 to 65", "53 (42 to 65)"."""
        if not self.known:
            return "not recorded"
        if self.lower is None and self.upper is None:
            return _number(self.best)
        if self.best is None:
            return _span(self.lower, self.upper)
        if self.lower == self.best == self.upper:
            return _number(self.best)
        return f"{_number(self.best)} ({_span(self.lower, self.upper, always=True)})"


def _span(lower: float | None, upper: float | None, *, always: bool = False) -> str:
    if upper is None or upper == OPEN:
        return "any number" if lower is None else f"at least {_number(lower)}"
    if lower is None:
        return f"at most {_number(upper)}"
    return _number(lower) if lower == upper and not always else f"{_number(lower)} to {_number(upper)}"


def _number(value: float | None) -> str:
    if value is None:
        return "not recorded"
    whole = math.isfinite(value) and value == int(value)
    return f"{int(value):,}" if whole else f"{value:,}"


_N = r"-?[0-9]+(?:\.[0-9]+)?"
_CELL = re.compile(rf"(?P<lower>{_N})?\.\.(?:(?P<best>{_N})\.\.)?(?P<upper>{_N})?")


def parse_bounds(cell: str) -> Bounds:
    """Read the notation of case tables: `53`, `15..65`, `53..` (at least), `..30` (up to), `42..53..65`.

    Raises ValueError on anything else. An empty cell is a figure of which nothing is recorded.
    """
    text = cell.strip()
    if not text:
        return Bounds()
    if re.fullmatch(_N, text):
        return Bounds(best=float(text))
    match = _CELL.fullmatch(text)
    if not match or not any(match.groups()):
        raise ValueError(f"no figure: {text!r}")
    lower, best, upper = (float(part) if part else None for part in match.group("lower", "best", "upper"))
    return Bounds(lower, best, upper)
