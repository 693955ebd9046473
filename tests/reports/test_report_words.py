"""The small parts of the page: prose, links, visible controls, excerpts, patterns, colours and drawings."""

from __future__ import annotations

import re
from html import unescape

import pytest
from hostile import HOSTILE
from hypothesis import given
from hypothesis import strategies as st

from tieout.model.audit import Survey
from tieout.reports.controls import escaped, legible, pieces
from tieout.reports.html import page
from tieout.reports.html.coastline import clipped, rings
from tieout.reports.html.excerpt import AROUND, excerpts
from tieout.reports.html.prose import prose
from tieout.reports.html.timeline import timeline
from tieout.reports.html.visible import visible, web_address
from tieout.reports.html.wording import pattern, worded
from tieout.reports.html.worldmap import world_map


def untagged(markup: str) -> str:
    return unescape(re.sub(r"<[^>]*>", "", markup))


@pytest.mark.parametrize(
    ("markdown", "markup"),
    [
        ("One\ntwo.\n\nThree.", "<p>One two.</p>\n<p>Three.</p>"),
        ("- a\n- b\n  more", "<ul><li>a</li><li>b more</li></ul>"),
        ("Text:\n1. a\n2. b", "<p>Text:</p>\n<ol><li>a</li><li>b</li></ol>"),
        ("a `b<c` **d** *e*", "<p>a <code>b&lt;c</code> <strong>d</strong> <em>e</em></p>"),
        ("```sql\nx < 1\n\ny\n```\nz", "<pre>x &lt; 1\n\ny</pre>\n<p>z</p>"),
        ("```\nnever closed", "<pre>never closed</pre>"),
        (
            "[w](https://example.org/a?b=1)",
            '<p><a href="https://example.org/a?b=1" rel="noopener noreferrer nofollow">w</a></p>',
        ),
        ("[w](javascript:alert(1))", "<p>[w](javascript:alert(1))</p>"),
        ("2 * 3 * 4", "<p>2 * 3 * 4</p>"),
        ("", ""),
    ],
)
def test_prose(markdown: str, markup: str) -> None:
    assert prose(markdown) == markup


@given(st.one_of(st.text(), st.sampled_from(HOSTILE), st.text(alphabet="`*[]()-1. \n<>&a")))
def test_prose_makes_only_its_own_tags(markdown: str) -> None:
    tags = set(re.findall(r"<[^>]*>", prose(markdown)))
    plain = {
        f"<{end}{tag}>" for tag in ("p", "ul", "ol", "li", "pre", "code", "strong", "em", "a") for end in ("", "/")
    }
    link = re.compile(r'<a href="https?://[^"<>\s]*" rel="noopener noreferrer nofollow">')
    assert all(tag in plain or link.fullmatch(tag) for tag in tags)


@given(st.one_of(st.text(), st.sampled_from(HOSTILE)))
def test_every_character_is_shown_once(text: str) -> None:
    assert untagged(visible(text, 10_000)) == legible(text)
    assert "".join(part for part, acting in pieces(text) if not acting) == "".join(
        c for c in text if not legible(c).startswith("U+")
    )


def test_long_texts_are_cut_and_say_so() -> None:
    assert untagged(visible("x" * 500, 100)) == "x" * 100 + " … (cut)"


@pytest.mark.parametrize("address", ["https://example.org", "http://example.org:8080/a?b=c#d", "https://x.org/a(b)"])
def test_web_addresses_become_links(address: str) -> None:
    assert web_address(address) == address


@pytest.mark.parametrize(
    "address",
    [
        "",
        None,
        "www.example.org",
        "javascript:alert(1)",
        "//example.org",
        "https://user:pw@example.org",
        "https://example.org/\u202e",
        "https://example.org/ b",
        'https://example.org/"x',
        "https://exämple.org",
        "https://example.org\n",
        *(h for h in HOSTILE if "http" in h),
    ],
)
def test_everything_else_does_not(address: str | None) -> None:
    assert web_address(address) is None


def test_escaped_json_means_the_same() -> None:
    import json

    for hostile in HOSTILE:
        assert json.loads(escaped(json.dumps(hostile, ensure_ascii=False))) == hostile


@given(st.text(), st.lists(st.one_of(st.none(), st.text(alphabet="ab1. -")), max_size=6))
def test_patterns_stand_for_their_text(text: str, cells: list[str | None]) -> None:
    number = {cell: n for n, cell in enumerate(cells) if cell}
    assert worded(pattern(text, number), cells) == text
    joined = " ".join(cell or "" for cell in cells)
    assert worded(pattern(joined, number), cells) == joined


def test_rows_share_a_pattern() -> None:
    first = pattern("best value 12 recorded above 9", {"12": 0, "9": 1})
    assert first == ["best value ", 0, " recorded above ", 1]
    assert pattern("best value 30 recorded above 7", {"30": 0, "7": 1}) == first


@given(st.text(alphabet="abc de", max_size=2_000), st.integers(0, 1_999), st.integers(1, 50))
def test_excerpts_hold_the_quote_and_little_else(text: str, start: int, length: int) -> None:
    quote = text[start : start + length]
    if not quote:
        return
    ((offset, part),) = excerpts(text, [quote])
    assert quote in part
    assert text[offset : offset + len(part)] == part
    assert len(part) <= len(quote) + 2 * AROUND


def test_excerpts_of_words_that_are_not_there() -> None:
    assert excerpts("some text", ["other words"]) == []


def test_near_excerpts_are_joined() -> None:
    text = "x " * 300 + "first quote " + "y " * 20 + "second quote " + "z " * 300
    assert len(excerpts(text, ["first quote", "second quote"])) == 1
    assert len(excerpts(text + "w " * 400 + "third quote", ["first quote", "third quote"])) == 2


# Colours


def tokens() -> dict[str, tuple[str, str]]:
    return {
        name: (light, dark)
        for name, light, dark in re.findall(r"--([\w-]+): light-dark\((#\w{6}), (#\w{6})\);", page.stylesheet())
    }


def contrast(one: str, other: str) -> float:
    def luminance(colour: str) -> float:
        parts = [int(colour[i : i + 2], 16) / 255 for i in (1, 3, 5)]
        r, g, b = (p / 12.92 if p <= 0.03928 else ((p + 0.055) / 1.055) ** 2.4 for p in parts)
        return 0.2126 * r + 0.7152 * g + 0.0722 * b

    a, b = sorted((luminance(one), luminance(other)), reverse=True)
    return (a + 0.05) / (b + 0.05)


PAIRS = [
    *((ink, ground) for ink in ("ink", "muted", "link", "bad", "good", "note") for ground in ("paper", "soft")),
    ("warning", "paper"),
    *((word, f"{word}-soft") for word in ("bad", "good", "warning", "note")),
    ("muted", "bad-soft"),
    ("ink", "mark"),
    *(("ink", f"shade{n}") for n in (1, 2, 3)),
    ("paper", "shade4"),
    ("paper", "shade5"),
]


@pytest.mark.parametrize(("ink", "ground"), PAIRS)
@pytest.mark.parametrize("scheme", [0, 1])
def test_contrast(ink: str, ground: str, scheme: int) -> None:
    colours = tokens()
    assert contrast(colours[ink][scheme], colours[ground][scheme]) >= 4.5


# Drawings


def test_the_coastline_lies_on_the_globe() -> None:
    points = [point for ring in rings() for point in ring]
    assert len(rings()) > 1_000
    assert all(-90 <= y <= 90 for _, y in points)
    assert sum(-180 <= x <= 180 for x, _ in points) / len(points) > 0.7


@given(st.tuples(st.floats(-180, 170), st.floats(-80, 70)), st.integers(0, 200))
def test_clipping_keeps_to_its_box(corner: tuple[float, float], number: int) -> None:
    west, south = corner
    inside = clipped(rings()[number], west, south, west + 10, south + 10)
    assert all(west - 1e-6 <= x <= west + 10 + 1e-6 and south - 1e-6 <= y <= south + 10 + 1e-6 for x, y in inside)


def test_a_map_shows_the_region_of_its_places() -> None:
    drawn = world_map(Survey(places=((34.4, 40.9, True), (36.2, 37.1, False), (135.0, 35.0, False))))
    assert drawn
    assert (drawn.drawn, drawn.failing, drawn.beyond, drawn.outside) == (2, 1, 0, 1)
    assert "35°N" in drawn.svg
    assert "120°" not in drawn.svg
    assert 'class="locator"' in drawn.svg
    assert 'aria-label="Map: 2 recorded places, 1 of them of events with a finding"' in drawn.svg
    assert world_map(Survey()) is None


def test_a_map_of_the_world_needs_no_locator() -> None:
    drawn = world_map(Survey(places=((-33.0, 151.0, True), (40.0, -120.0, False))))
    assert drawn
    assert ">0°</text>" in drawn.svg
    assert 'class="locator"' not in drawn.svg
    assert len(drawn.svg) < 60_000


def test_one_stray_does_not_make_a_dot_of_all_others() -> None:
    town = [(38.2 + n / 2_000, -42.6 + n % 7 / 100, False) for n in range(100)]
    drawn = world_map(Survey(places=(*town, (0.0, 0.0, True))))
    assert drawn
    assert (drawn.drawn, drawn.failing, drawn.beyond) == (100, 0, 1)
    places = re.search(r'class="place"[^>]* d="([^"]*)"', drawn.svg)
    assert places
    assert places[1].count("M") > 50


@pytest.mark.parametrize("place", [(0.0, 0.0), (89.9, 179.9), (-90.0, -180.0), (float("nan"), 3.0)])
def test_maps_of_extreme_places(place: tuple[float, float]) -> None:
    drawn = world_map(Survey(places=((*place, True),)))
    assert drawn
    assert drawn.drawn + drawn.outside == 1
    assert drawn.beyond == 0
    numbers = [float(n) for n in re.findall(r'(?:width|height)="([\d.]+)"', drawn.svg)]
    assert all(0 < n <= 2_000 for n in numbers)


def test_a_long_timeline_is_drawn_by_year() -> None:
    months = tuple((f"{year}-{month:02d}", 2, 1) for year in range(2000, 2020) for month in range(1, 13))
    drawn = timeline(Survey(months=months))
    assert drawn
    assert (drawn.unit, len(drawn.bars), drawn.events, drawn.failing) == ("year", 20, 480, 240)


def test_a_short_timeline_is_drawn_by_month() -> None:
    drawn = timeline(Survey(months=(("2017-11", 3, 1), ("2018-02", 1, 0), ("nonsense", 9, 9))))
    assert drawn
    assert (drawn.unit, drawn.events) == ("month", 4)
    assert "2017-12" not in [bar.name for bar in drawn.bars]
    assert timeline(Survey()) is None


def test_one_mistaken_date_does_not_stretch_time() -> None:
    drawn = timeline(Survey(months=(("0001-01", 1, 1), ("2024-01", 5, 0))))
    assert drawn
    assert len(drawn.svg) < 3_000
