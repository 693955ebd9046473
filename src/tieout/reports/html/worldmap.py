"""A map of where events are recorded: coastline, a net of degrees, dots, and crosses where there is a finding.

The map shows the part of the world that most events lie in; a small map of the world in its corner says where
that is. Longitudes are drawn narrower away from the equator, as they are at the middle of the map.
"""

from __future__ import annotations

import math
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from functools import cache

from markupsafe import Markup

from tieout.model.audit import Survey
from tieout.model.counting import counted
from tieout.reports.html.coastline import Point, clipped, rings

WIDTH = 720
_LEAST_SPAN = 0.25  # degrees: a town
_LONE_SPAN = 12.0  # degrees around a single place
_COAST_SPAN = 1.5  # degrees: nearer than this the coastline is too coarse to be drawn
_LOCATED_SPAN = 50.0  # degrees: a map of less has a locator
_STRAY = 3  # times as wide as most places, the box of all is left to show most
_STEPS = (0.05, 0.1, 0.2, 0.5, 1, 2, 5, 10, 20, 30, 45)
_WORLD = (-180.0, -60.0, 180.0, 84.0)
_LOCATOR = 180  # pixels wide


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
    def span(self) -> float:
        return max(self.east - self.west, self.north - self.south)

    @property
    def height(self) -> float:
        return (self.north - self.south) * self.scale

    def holds(self, longitude: float, latitude: float) -> bool:
        return self.west <= longitude <= self.east and self.south <= latitude <= self.north

    def pixel(self, longitude: float, latitude: float) -> Point:
        return (longitude - self.west) * self.scale * self.squeeze, (self.north - latitude) * self.scale


@dataclass(frozen=True, slots=True)
class WorldMap:
    """The drawing and how many places it holds: drawn, of these with a finding, beyond its edge, beyond the globe."""

    svg: Markup
    drawn: int
    failing: int
    beyond: int
    outside: int


def world_map(survey: Survey) -> WorldMap | None:
    """The map of a survey's places; None where there are none."""
    if not survey.places:
        return None
    on_globe = [(lon, lat, bad) for lat, lon, bad in survey.places if -90 <= lat <= 90 and -180 <= lon <= 180]
    view = _view([(longitude, latitude) for longitude, latitude, _ in on_globe])
    drawn = [place for place in on_globe if view.holds(place[0], place[1])]
    failing = sum(bad for *_, bad in drawn)
    words = f"Map: {counted(len(drawn), 'recorded place')}, {failing:,} of them of events with a finding"
    svg = Markup(
        '<svg class="map" width="{w}" height="{h:.0f}" viewBox="0 0 {w} {h:.0f}" role="img" aria-label="{words}">'
        '<path class="land" fill="#ddd" d="{land}"/>{net}'
        '<path class="place" fill="none" stroke="#245" stroke-width="5" stroke-linecap="round" d="{dots}"/>'
        '<path class="fault" fill="none" stroke="#a12" d="{crosses}"/>{locator}</svg>'
    ).format(
        w=WIDTH,
        h=view.height,
        words=words,
        land=_land(view) if view.span >= _COAST_SPAN else "",
        net=_net(view),
        dots=_marks(view, ((lon, lat) for lon, lat, bad in drawn if not bad), "M{x} {y}h0"),
        crosses=_marks(view, ((lon, lat) for lon, lat, bad in drawn if bad), "M{x} {y}m-4-4l8 8m0-8l-8 8"),
        locator=_locator(view) if view.span < _LOCATED_SPAN else "",
    )
    return WorldMap(svg, len(drawn), failing, len(on_globe) - len(drawn), len(survey.places) - len(on_globe))


def _view(places: Sequence[Point]) -> View:
    """The box around the places with a margin. A few strays do not make a dot of all the others."""
    if not places:
        return _world()
    west, east = _reach([longitude for longitude, _ in places])
    south, north = _reach([latitude for _, latitude in places])
    squeeze = max(0.2, math.cos(math.radians((south + north) / 2)))
    least = _LONE_SPAN if max(east - west, north - south) < _LEAST_SPAN / 50 else _LEAST_SPAN
    wide, high = max(east - west, least) * 1.16, max(north - south, least / 2) * 1.16
    high = max(high, wide * squeeze * 0.45)
    wide = max(wide, high / squeeze / 0.62)
    west, east = _span((west + east) / 2, wide, -180, 180)
    south, north = _span((south + north) / 2, high, -90, 90)
    flat = View(west, south, east, north, 1)
    return View(west, south, east, north, WIDTH / ((east - west) * flat.squeeze))


def _world(width: int = WIDTH) -> View:
    flat = View(*_WORLD, 1)
    return View(*_WORLD, width / (360 * flat.squeeze))


def _reach(values: Sequence[float]) -> tuple[float, float]:
    """From the least to the largest value, or the middle 95 % of them where that is far narrower."""
    ordered = sorted(values)
    cut = len(ordered) // 40
    low, high = ordered[cut], ordered[-1 - cut]
    if ordered[-1] - ordered[0] > _STRAY * max(high - low, _LEAST_SPAN):
        return low, high
    return ordered[0], ordered[-1]


@cache
def _world_outline() -> str:
    return _land(_world(_LOCATOR))


def _locator(view: View) -> Markup:
    """The world in the lower right corner, with a frame around what the map shows."""
    world = _world(_LOCATOR)
    left, top = world.pixel(view.west, view.north)
    right, bottom = world.pixel(view.east, view.south)
    middle = ((left + right) / 2, (top + bottom) / 2)
    wide, high = max(right - left, 6), max(bottom - top, 6)
    return Markup(
        '<g class="locator" transform="translate({x:.0f} {y:.0f})"><rect width="{w}" height="{h:.0f}" fill="#fff"/>'
        '<path class="land" fill="#ddd" d="{land}"/>'
        '<rect class="frame" fill="none" stroke="#a12" x="{fx:.1f}" y="{fy:.1f}" width="{fw:.1f}" height="{fh:.1f}"/>'
        "</g>"
    ).format(
        x=WIDTH - _LOCATOR - 8,
        y=view.height - world.height - 8,
        w=_LOCATOR,
        h=world.height,
        land=_world_outline(),
        fx=middle[0] - wide / 2,
        fy=middle[1] - high / 2,
        fw=wide,
        fh=high,
    )


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


def _net(view: View) -> Markup:
    """Meridians and parallels at round degrees, and their names along the left and upper edge."""
    step = next((step for step in _STEPS if view.span / step <= 8), _STEPS[-1])
    lines, labels = [], []
    label = Markup('<text x="{:.0f}" y="{:.0f}">{}</text>')
    for degree in _multiples(view.west, view.east, step):
        x, _ = view.pixel(degree, 0)
        lines.append(f"M{x:.0f} 0v{view.height:.0f}")
        if 40 < x < WIDTH - 50:
            labels.append(label.format(x + 3, 14, _degrees(degree, "E", "W")))
    for degree in _multiples(view.south, view.north, step):
        _, y = view.pixel(0, degree)
        lines.append(f"M0 {y:.0f}h{WIDTH}")
        if 30 < y < view.height:
            labels.append(label.format(3, y - 3, _degrees(degree, "N", "S")))
    return Markup('<path class="net" fill="none" d="{}"/>{}').format("".join(lines), Markup("").join(labels))


def _multiples(start: float, end: float, step: float) -> list[float]:
    return [number * step for number in range(math.ceil(start / step), math.floor(end / step) + 1)]


def _degrees(value: float, positive: str, negative: str) -> str:
    return f"{abs(round(value, 2)):g}°{positive if value > 0 else negative if value < 0 else ''}"
