"""Events by month, or by year where there are many months, as a drawing and as numbers."""

from __future__ import annotations

import math
import re
from dataclasses import dataclass

from markupsafe import Markup

from tieout.model.audit import Survey
from tieout.model.counting import counted

WIDTH, HEIGHT = 720, 220
_LEFT, _BASE, _TOP = 44, 190, 14
_WIDEST = 60  # pixels of a bar
_MOST_MONTHS = 60
_MOST_GAP = 240  # months or years without events that are still drawn as gaps
_MONTH = re.compile(r"(\d{4})-(\d{2})")


@dataclass(frozen=True, slots=True)
class Bar:
    """A month or a year, its events, and how many of them have a finding."""

    name: str
    events: int
    failing: int


@dataclass(frozen=True, slots=True)
class Timeline:
    """The drawing, the unit of its bars, and the bars that hold an event."""

    svg: Markup
    unit: str
    bars: tuple[Bar, ...]

    @property
    def events(self) -> int:
        return sum(bar.events for bar in self.bars)

    @property
    def failing(self) -> int:
        return sum(bar.failing for bar in self.bars)


def timeline(survey: Survey) -> Timeline | None:
    """The timeline of a survey; None where no event has a date."""
    months = [Bar(*month) for month in sorted(survey.months) if _MONTH.fullmatch(month[0])]
    if not months:
        return None
    unit = "month" if len(months) <= _MOST_MONTHS else "year"
    bars = months if unit == "month" else _by_year(months)
    return Timeline(_drawing(_without_gaps(bars), unit), unit, tuple(bars))


def _by_year(months: list[Bar]) -> list[Bar]:
    years: dict[str, list[Bar]] = {}
    for month in months:
        years.setdefault(month.name[:4], []).append(month)
    return [Bar(year, sum(b.events for b in bars), sum(b.failing for b in bars)) for year, bars in years.items()]


def _without_gaps(bars: list[Bar]) -> list[Bar]:
    """The bars with empty ones in between, unless a mistaken date stretches time too far."""
    first, last = _number(bars[0].name), _number(bars[-1].name)
    if last - first + 1 > len(bars) + _MOST_GAP:
        return bars
    held = {_number(bar.name): bar for bar in bars}
    months = "-" in bars[0].name
    return [held.get(n) or Bar(_name(n, months), 0, 0) for n in range(first, last + 1)]


def _number(name: str) -> int:
    year, _, month = name.partition("-")
    return int(year) * 12 + int(month) - 1 if month else int(year)


def _name(number: int, months: bool) -> str:
    return f"{number // 12:04d}-{number % 12 + 1:02d}" if months else f"{number:04d}"


def _drawing(bars: list[Bar], unit: str) -> Markup:
    most = max(bar.events for bar in bars)
    step = min((WIDTH - _LEFT) / len(bars), _WIDEST)
    gap = 2 if step > 6 else 0

    def box(number: int, value: int) -> str:
        height = (_BASE - _TOP) * value / most if most else 0
        return f"M{_LEFT + number * step:.1f} {_BASE}v{-height:.1f}h{max(step - gap, 0.5):.1f}v{height:.1f}z"

    return Markup(
        '<svg class="timeline" width="{w}" height="{h}" viewBox="0 0 {w} {h}" role="img" aria-label="{words}">'
        '<path class="axis" fill="none" stroke="#999" d="{grid}"/>'
        '<path class="all" fill="#9bb" d="{all}"/><path class="faulty" fill="#a12" d="{faulty}"/>{labels}</svg>'
    ).format(
        w=WIDTH,
        h=HEIGHT,
        words=f"Events by {unit}, {bars[0].name} to {bars[-1].name}: {counted(sum(b.events for b in bars), 'event')}, "
        f"{sum(b.failing for b in bars):,} of them with a finding",
        grid="".join(f"M{_LEFT} {_height(value, most):.0f}H{WIDTH}" for value in _ticks(most)),
        all="".join(box(n, bar.events) for n, bar in enumerate(bars) if bar.events),
        faulty="".join(box(n, bar.failing) for n, bar in enumerate(bars) if bar.failing),
        labels=_labels(bars, most, step),
    )


def _height(value: int, most: int) -> float:
    return _BASE - (_BASE - _TOP) * value / most if most else _BASE


def _ticks(most: int) -> list[int]:
    return sorted({0, most // 2, most})


def _labels(bars: list[Bar], most: int, step: float) -> Markup:
    value = Markup('<text x="{}" y="{:.0f}" text-anchor="end">{:,}</text>')
    name = Markup('<text x="{:.0f}" y="{}">{}</text>')
    every = max(1, math.ceil(88 / step))
    shown = [n for n in range(0, len(bars), every) if _LEFT + n * step < WIDTH - 48]
    return Markup("").join(
        [
            *(value.format(_LEFT - 6, _height(tick, most) + 4, tick) for tick in _ticks(most)),
            *(name.format(_LEFT + n * step, HEIGHT - 12, bars[n].name) for n in shown),
        ]
    )
