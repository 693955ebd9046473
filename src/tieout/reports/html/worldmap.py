"""A map of where events are recorded: coastline, a net of degrees, dots, and crosses where there is a finding.

The map shows the part of the world that the events lie in. Longitudes are drawn narrower away from the equator,
as they are at the middle of the map.
"""

from __future__ import annotations

import math
from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from markupsafe import Markup

from tieout.model.audit import Survey
from tieout.reports.html.coastline import Point, clipped, rings

WIDTH = 720
_LEAST_SPAN = 3.0  # degrees, so that a single town is not drawn on an empty sheet
_STEPS = (0.5, 1, 2, 5, 10, 20, 30, 45)
_WORLD = (-180.0, -60.0, 180.0, 84.0)


@dataclass(frozen=True, slots=True)
class View:
    """A part of the world in degrees, and how wide a degree of latitude is in pixels."""

    west: float
    south: float
    east: float
    north: float
    scale: float

    @property
    def squeeze(self) -> float:
        return max(0.2, math.cos(math.radians((self.south + self.north) / 2)))

    @property
    def height(self) -> float:
        return (self.north - self.south) * self.scale

    def pixel(self, longitude: float, latitude: float) -> Point:
        return (longitude - self.west) * self.scale * self.squeeze, (self.north - latitude) * self.scale


@dataclass(frozen=True, slots=True)
class WorldMap:
    """The drawing, and what it holds in words."""

    svg: Markup
    drawn: int
    failing: int
    outside: int


def world_map(survey: Survey) -> WorldMap | None:
    """The map of a survey's places; None where there are none."""
    if not survey.places:
        return None
    inside = [place for place in survey.places if -90 <= place[0] <= 90 and -180 <= place[1] <= 180]
    outside = len(survey.places) - len(inside)
    failing = sum(place[2] for place in inside)
    view = _view([(longitude, latitude) for latitude, longitude, _ in inside])
    words = f"Map: {len(inside):,} recorded places, {failing:,} of them of events with a finding"
    net, labels = _net(view)
    svg = Markup(
        '<svg class="map" width="{w}" height="{h:.0f}" viewBox="0 0 {w} {h:.0f}" role="img" aria-label="{words}">'
        '<path class="land" fill="#ddd" d="{land}"/><path class="net" fill="none" d="{net}"/>{labels}'
        '<path class="place" fill="none" stroke="#245" stroke-width="5" stroke-linecap="round" d="{dots}"/>'
        '<path class="fault" fill="none" stroke="#a12" d="{crosses}"/></svg>'
    ).format(
        w=WIDTH,
        h=view.height,
        words=words,
        land=_land(view),
        net=net,
        labels=labels,
        dots=_marks(view, ((lon, lat) for lat, lon, bad in inside if not bad), "M{x} {y}h0"),
        crosses=_marks(view, ((lon, lat) for lat, lon, bad in inside if bad), "M{x} {y}m-4-4l8 8m0-8l-8 8"),
    )
    return WorldMap(svg, len(inside), failing, outside)


def _view(places: Sequence[Point]) -> View:
    """The box around all places with a margin, at least a few degrees, neither too flat nor too tall."""
    if not places:
        west, south, east, north = _WORLD
        return View(west, south, east, north, WIDTH / 360)
    west, east = min(p[0] for p in places), max(p[0] for p in places)
    south, north = min(p[1] for p in places), max(p[1] for p in places)
    squeeze = max(0.2, math.cos(math.radians((south + north) / 2)))
    wide, high = max(east - west, _LEAST_SPAN) * 1.16, max(north - south, _LEAST_SPAN) * 1.16
    high = max(high, wide * squeeze * 0.45)
    wide = max(wide, high / squeeze / 0.62)
    west, east = _span((west + east) / 2, wide, -180, 180)
    south, north = _span((south + north) / 2, high, -90, 90)
    flat = View(west, south, east, north, 1)
    return View(west, south, east, north, WIDTH / ((east - west) * flat.squeeze))


def _span(middle: float, length: float, least: float, most: float) -> tuple[float, float]:
    """An interval of a length around a middle, moved to lie inside its bounds."""
    length = min(length, most - least)
    start = min(max(middle - length / 2, least), most - length)
    return start, start + length


def _land(view: View) -> str:
    outlines = (clipped(ring, view.west, view.south, view.east, view.north) for ring in rings())
    return "".join(_outline([view.pixel(*point) for point in points]) for points in outlines if points)


def _outline(points: Iterable[Point]) -> str:
    """A closed path in whole pixels; nothing for what is smaller than a dot."""
    steps: list[str] = []
    seen: list[tuple[int, int]] = []
    for x, y in points:
        pixel = (round(x), round(y))
        if not seen:
            steps.append(f"M{pixel[0]} {pixel[1]}l")
        elif pixel != seen[-1]:
            steps.append(f"{pixel[0] - seen[-1][0]} {pixel[1] - seen[-1][1]} ")
        else:
            continue
        seen.append(pixel)
    return "".join(steps).rstrip().replace(" -", "-") + "z" if len(set(seen)) > 2 else ""


def _marks(view: View, places: Iterable[Point], mark: str) -> str:
    pixels = dict.fromkeys(tuple(round(part) for part in view.pixel(*place)) for place in places)
    return "".join(mark.format(x=x, y=y) for x, y in pixels)


def _net(view: View) -> tuple[str, Markup]:
    """Meridians and parallels at round degrees, and their names along the left and lower edge."""
    span = max(view.east - view.west, view.north - view.south)
    step = next((s for s in _STEPS if span / s <= 8), _STEPS[-1])
    lines, labels = [], []
    label = Markup('<text x="{:.0f}" y="{:.0f}">{}</text>')
    for degree in _multiples(view.west, view.east, step):
        x, _ = view.pixel(degree, 0)
        lines.append(f"M{x:.0f} 0v{view.height:.0f}")
        if x < WIDTH - 30:
            labels.append(label.format(x + 3, view.height - 4, _degrees(degree, "E", "W")))
    for degree in _multiples(view.south, view.north, step):
        _, y = view.pixel(0, degree)
        lines.append(f"M0 {y:.0f}h{WIDTH}")
        if 14 < y < view.height - 16:
            labels.append(label.format(3, y - 3, _degrees(degree, "N", "S")))
    return "".join(lines), Markup("").join(labels)


def _multiples(start: float, end: float, step: float) -> list[float]:
    return [number * step for number in range(math.ceil(start / step), math.floor(end / step) + 1)]


def _degrees(value: float, positive: str, negative: str) -> str:
    return f"{abs(value):g}°{positive if value > 0 else negative if value < 0 else ''}"
