"""A figure is an interval: unknown is not zero, and "at least 53" is not 53."""

from __future__ import annotations

import math

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tieout.model.figure import OPEN, Bounds, parse_bounds

numbers = st.integers(-50, 500).map(float) | st.sampled_from([0.5, 12.25])
counts = st.integers(0, 500).map(float)
recorded = st.builds(Bounds, *[st.none() | numbers] * 3)


@st.composite
def coherent(draw: st.DrawFn) -> Bounds:
    """Bounds in their order, any of them not recorded."""
    lower, best, upper = sorted(draw(st.lists(counts, min_size=3, max_size=3)))
    keep = draw(st.tuples(*[st.booleans()] * 3))
    return Bounds(*(n if kept else None for n, kept in zip((lower, best, upper), keep, strict=True)))


def readings(bounds: Bounds) -> set[float]:
    """Whole numbers of people that the record allows, up to a thousand."""
    least = 0 if bounds.least == -OPEN else math.ceil(bounds.least)
    return {float(n) for n in range(least, 1001) if n <= bounds.most}


@pytest.mark.parametrize(
    ("bounds", "least", "most", "point"),
    [
        (Bounds(best=53), 53, 53, 53),
        (Bounds(15, None, 65), 15, 65, None),
        (Bounds(42, 53, 65), 42, 65, 53),
        (Bounds(53, 53, None), 53, OPEN, 53),
        (Bounds(21, 21, None), 21, OPEN, 21),
        (Bounds(None, None, 30), 0, 30, None),
        (Bounds(45, 50, 55), 45, 55, 50),
        (Bounds(53), 53, OPEN, None),
        (Bounds(), 0, OPEN, None),
        (Bounds(0, None, 0), 0, 0, 0),
        (Bounds(None, None, 0), 0, 0, 0),
        (Bounds(None, None, -4), -4, -4, -4),
        (Bounds(65, 53, 42), 42, 65, 53),
        (Bounds(15, None, OPEN), 15, OPEN, None),
    ],
)
def test_what_is_recorded_means_an_interval(bounds: Bounds, least: float, most: float, point: float | None) -> None:
    assert (bounds.least, bounds.most, bounds.point) == (least, most, point)


@given(recorded)
def test_the_least_is_never_above_the_most_and_the_point_lies_between(bounds: Bounds) -> None:
    assert bounds.least <= bounds.most
    assert bounds.point is None or bounds.least <= bounds.point <= bounds.most


@given(recorded)
def test_nothing_recorded_is_unknown_and_never_zero(bounds: Bounds) -> None:
    assert bounds.known == (bounds != Bounds())
    if not bounds.known:
        assert (bounds.least, bounds.most, bounds.point, bounds.words) == (0, OPEN, None, "not recorded")


@given(recorded)
def test_every_recorded_value_is_allowed(bounds: Bounds) -> None:
    for value in (bounds.lower, bounds.best, bounds.upper):
        assert value is None or bounds.least <= value <= bounds.most


@given(coherent(), coherent())
def test_the_sum_allows_exactly_what_its_parts_allow(a: Bounds, b: Bounds) -> None:
    total = a + b
    assert (total.least, total.most) == (a.least + b.least, a.most + b.most)
    assert total.point == (a.point + b.point if a.point is not None and b.point is not None else None)


@given(st.builds(Bounds, best=st.integers(0, 20).map(float)), coherent())
def test_a_reading_of_the_sum_is_a_sum_of_readings(a: Bounds, b: Bounds) -> None:
    total = a + b
    assert all(total.least <= x + y <= total.most for x in readings(a) for y in sorted(readings(b))[:5])


@given(coherent(), coherent(), coherent())
def test_addition_is_commutative_and_associative(a: Bounds, b: Bounds, c: Bounds) -> None:
    assert a + b == b + a
    assert (a + b) + c == a + (b + c)


@given(coherent())
def test_adding_nobody_changes_no_interval(bounds: Bounds) -> None:
    total = bounds + Bounds(best=0)
    assert (total.least, total.most, total.point) == (bounds.least, bounds.most, bounds.point)


def cell_of(bounds: Bounds) -> str:
    """The notation of case tables."""
    lower, best, upper = ("" if n is None else f"{n:g}" for n in (bounds.lower, bounds.best, bounds.upper))
    if bounds == Bounds():
        return ""
    if not lower and not upper:
        return best
    return f"{lower}..{best}..{upper}" if best else f"{lower}..{upper}"


@given(recorded, st.sampled_from(["", " ", "  "]))
def test_the_notation_of_case_tables_reads_back(bounds: Bounds, blank: str) -> None:
    assert parse_bounds(f"{blank}{cell_of(bounds)}{blank}") == bounds


@pytest.mark.parametrize(
    ("cell", "bounds"),
    [
        ("", Bounds()),
        ("53", Bounds(best=53)),
        ("15..65", Bounds(15, None, 65)),
        ("53..", Bounds(53)),
        ("..30", Bounds(upper=30)),
        ("42..53..65", Bounds(42, 53, 65)),
        ("0", Bounds(best=0)),
        ("-3", Bounds(best=-3)),
        ("2.5", Bounds(best=2.5)),
    ],
)
def test_cells_as_the_documentation_writes_them(cell: str, bounds: Bounds) -> None:
    assert parse_bounds(cell) == bounds


@pytest.mark.parametrize(
    "cell",
    ["many", "5-7", "5...7.", "..", "-", "1..2..3..4", "nan", "inf", "1..inf", "infinity", "1_000", "0x10", "1e3", "٣"],
)
def test_anything_else_is_no_figure(cell: str) -> None:
    with pytest.raises(ValueError, match=r".*"):
        parse_bounds(cell)


@given(st.text(max_size=12))
def test_a_cell_is_a_figure_or_a_value_error(cell: str) -> None:
    try:
        bounds = parse_bounds(cell)
    except ValueError:
        return
    assert all(n is None or math.isfinite(n) for n in (bounds.lower, bounds.best, bounds.upper))


@pytest.mark.parametrize(
    ("bounds", "words"),
    [
        (Bounds(), "not recorded"),
        (Bounds(best=21), "21"),
        (Bounds(best=0), "0"),
        (Bounds(best=2.5), "2.5"),
        (Bounds(best=12345), "12,345"),
        (Bounds(53), "at least 53"),
        (Bounds(53, None, OPEN), "at least 53"),
        (Bounds(None, None, 30), "at most 30"),
        (Bounds(15, None, 65), "15 to 65"),
        (Bounds(15, None, 15), "15"),
        (Bounds(53, 53, 53), "53"),
        (Bounds(42, 53, 65), "53 (42 to 65)"),
        (Bounds(53, 53), "53 (at least 53)"),
        (Bounds(53, 60), "60 (at least 53)"),
        (Bounds(None, 53, 65), "53 (at most 65)"),
        (Bounds(42, 53, 42), "53 (42 to 42)"),
        (Bounds(None, None, OPEN), "any number"),
        (Bounds(None, 5, OPEN), "5 (any number)"),
    ],
)
def test_words(bounds: Bounds, words: str) -> None:
    assert bounds.words == words


@given(recorded)
def test_words_name_every_recorded_number(bounds: Bounds) -> None:
    for value in (bounds.lower, bounds.best, bounds.upper):
        if value is not None:
            assert f"{int(value) if value == int(value) else value:,}" in bounds.words
