"""The world's coastline: no borders, since where they run is often what a conflict is about.

`coastline.txt` is Natural Earth's land at 1:50 million (public domain), simplified: one ring a line, the first
point and then the steps to the next, as `longitude,latitude` in twentieths of a degree. Rings that cross
the date line stand at both ends of the world.
"""

from __future__ import annotations

from functools import cache
from importlib.resources import files

Point = tuple[float, float]

_UNITS = 20  # a degree


@cache
def rings() -> tuple[tuple[Point, ...], ...]:
    """Closed rings of (longitude, latitude) in degrees, the largest first."""
    text = files(__package__).joinpath("coastline.txt").read_text(encoding="ascii")
    return tuple(_ring(line) for line in text.splitlines())


def _ring(line: str) -> tuple[Point, ...]:
    x = y = 0
    points = []
    for step in line.split():
        east, north = step.split(",")
        x, y = x + int(east), y + int(north)
        points.append((x / _UNITS, y / _UNITS))
    return tuple(points)


def clipped(ring: tuple[Point, ...], west: float, south: float, east: float, north: float) -> list[Point]:
    """The part of a ring inside a box, cut edge by edge (Sutherland and Hodgman); empty when outside."""
    points = list(ring)
    for axis, bound, keep_above in ((0, west, True), (0, east, False), (1, south, True), (1, north, False)):
        points = _cut(points, axis, bound, keep_above)
    return points


def _cut(points: list[Point], axis: int, bound: float, keep_above: bool) -> list[Point]:
    kept: list[Point] = []
    for before, point in zip([*points[-1:], *points[:-1]], points, strict=True):
        inside = point[axis] >= bound if keep_above else point[axis] <= bound
        was_inside = before[axis] >= bound if keep_above else before[axis] <= bound
        if inside != was_inside:
            kept.append(_crossing(before, point, axis, bound))
        if inside:
            kept.append(point)
    return kept


def _crossing(a: Point, b: Point, axis: int, bound: float) -> Point:
    share = (bound - a[axis]) / (b[axis] - a[axis])
    other = a[1 - axis] + share * (b[1 - axis] - a[1 - axis])
    return (bound, other) if axis == 0 else (other, bound)
