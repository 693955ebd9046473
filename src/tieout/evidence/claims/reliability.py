"""How often the grammar finds what a dataset records, and how often it accepts what the dataset does not record.

Three claims are put to each text: the figure as recorded; the same made wrong (by 1 to 3, or ten times as much); and
the figure of the other measure, which is the mistake that coders make. A plain search for the number stands beside.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from random import Random
from typing import NamedTuple

from tieout.evidence.claims.check import check_figure
from tieout.evidence.claims.claim import measure_named
from tieout.evidence.claims.conventions import Conventions
from tieout.evidence.claims.verdict import Status
from tieout.evidence.figures.reading import numbers_of
from tieout.model.figure import Bounds

_SLIPS = (-3, -2, -1, 1, 2, 3)
_SLIP_SHARE = 0.7  # of wrong figures; the others are ten times the recorded one
_EXCHANGED = {"killed": "injured", "injured": "killed"}


class Recorded(NamedTuple):
    """A text and a figure that a dataset records of it."""

    text: str
    measure: str
    population: str
    bounds: Bounds


@dataclass(slots=True)
class Reliability:
    """Counts for one measure and population. `accepted` is supported or derived."""

    measure: str
    population: str
    verdicts: Counter[Status] = field(default_factory=Counter)
    wrong: Counter[Status] = field(default_factory=Counter)
    exchanged: Counter[Status] = field(default_factory=Counter)
    searched: int = 0  # recorded figures that a search for the number finds
    searched_wrong: int = 0

    @property
    def rows(self) -> int:
        return self.verdicts.total()

    @property
    def accepted(self) -> float:
        """Share of recorded figures that the text bears out."""
        return _accepted(self.verdicts)

    @property
    def accused(self) -> float:
        """Share of recorded figures that the text is held against."""
        return _share(self.verdicts[Status.CONTRADICTED], self.rows)

    @property
    def accepted_wrong(self) -> float:
        """Share of figures made wrong that are accepted all the same."""
        return _accepted(self.wrong)

    @property
    def accepted_exchanged(self) -> float:
        """Share of texts with two measures whose other number is accepted."""
        return _accepted(self.exchanged)


def _accepted(verdicts: Counter[Status]) -> float:
    return _share(sum(number for status, number in verdicts.items() if status.accepts), verdicts.total())


def _share(part: int, whole: int) -> float:
    return part / whole if whole else 0.0


def measure_reliability(
    rows: Iterable[Recorded], *, seed: int = 7, conventions: Conventions | None = None
) -> list[Reliability]:
    """The reliability on these rows, one entry for each measure and population, in the order they come up.

    `conventions` are what the codebook of these rows makes of words.
    The same rows and seed give the same result. Raises Mistake for an unknown measure or population.
    """
    rows = list(rows)
    draw = Random(seed)  # noqa: S311 - no secret is drawn
    others = _by_text(rows)
    found: dict[tuple[str, str], Reliability] = {}
    for row in rows:
        key = (measure_named(row.measure), row.population)
        line = found.setdefault(key, Reliability(*key))
        line.verdicts[_checked(row, row.bounds, conventions)] += 1
        numbers = numbers_of(row.text)
        line.searched += _is_there(row.bounds, numbers)
        known = others[row.text]
        wrong = _made_wrong(row.bounds, draw, list(known.values()))
        if wrong is not None:
            line.wrong[_checked(row, wrong, conventions)] += 1
            line.searched_wrong += _is_there(wrong, numbers)
        other = known.get((_EXCHANGED.get(key[0], ""), row.population))
        if other is not None and row.bounds.least > 0 and other != row.bounds:
            line.exchanged[_checked(row, other, conventions)] += 1
    return list(found.values())


def _checked(row: Recorded, bounds: Bounds, conventions: Conventions | None) -> Status:
    verdict = check_figure(
        row.text,
        measure=row.measure,
        population=row.population,
        lower=bounds.lower,
        best=bounds.best,
        upper=bounds.upper,
        conventions=conventions,
    )
    return verdict.status


def _by_text(rows: Sequence[Recorded]) -> Mapping[str, dict[tuple[str, str], Bounds]]:
    """What is recorded of each text, by measure and population."""
    texts: dict[str, dict[tuple[str, str], Bounds]] = {}
    for row in rows:
        texts.setdefault(row.text, {})[measure_named(row.measure), row.population] = row.bounds
    return texts


def _is_there(bounds: Bounds, numbers: set[int]) -> bool:
    return any(number in numbers for number in _recorded(bounds))


def _recorded(bounds: Bounds) -> list[float]:
    if bounds.best is not None:
        return [bounds.best]
    return [number for number in (bounds.lower, bounds.upper) if number is not None]


def _made_wrong(bounds: Bounds, draw: Random, recorded: Sequence[Bounds]) -> Bounds | None:
    """The figure moved or multiplied; None where nothing is recorded but zero, or the result is recorded too."""
    slip = draw.choice(_SLIPS) if draw.random() < _SLIP_SHARE else None
    moved = Bounds(*(_moved(number, slip) for number in (bounds.lower, bounds.best, bounds.upper)))
    if any(number <= 0 for number in _recorded(moved)) or bounds.most == 0:
        return None
    return None if moved in recorded else moved


def _moved(number: float | None, slip: int | None) -> float | None:
    if number is None:
        return None
    return number * 10 if slip is None else number + slip


def table(lines: Sequence[Reliability]) -> Iterator[str]:
    """The result as lines of text, one a measure and population."""
    head = ("measure", "population", "rows", *_HEADS)
    rows = [(line.measure, line.population, f"{line.rows:,}", *_cells(line)) for line in lines]
    widths = [max(len(cells[place]) for cells in (head, *rows)) for place in range(len(head))]
    for cells in (head, *rows):
        named = [cell.ljust(width) for cell, width in zip(cells[:2], widths[:2], strict=True)]
        yield "  ".join([*named, *(c.rjust(w) for c, w in zip(cells[2:], widths[2:], strict=True))])


_SHOWN = (
    Status.SUPPORTED,
    Status.DERIVED,
    Status.CONSISTENT,
    Status.AMBIGUOUS,
    Status.NOT_FOUND,
    Status.SILENT_ZERO,
    Status.CONTRADICTED,
)
_HEADS = (
    "supported", "derived", "consistent", "ambiguous", "not-found", "silent-zero", "contradicted",
    "wrong", "exchanged", "search", "search-wrong",
)  # fmt: skip


def _cells(line: Reliability) -> Iterator[str]:
    yield from (f"{_share(line.verdicts[status], line.rows):.3f}" for status in _SHOWN)
    yield f"{line.accepted_wrong:.3f}" if line.wrong else "-"
    yield f"{line.accepted_exchanged:.3f}" if line.exchanged else "-"
    yield f"{_share(line.searched, line.rows):.3f}"
    yield f"{_share(line.searched_wrong, line.wrong.total()):.3f}" if line.wrong else "-"
