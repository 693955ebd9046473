"""The comparison as text: what it says, on one screen, and that no text of the data acts on whoever looks at it."""

from __future__ import annotations

import html
import json
import re
from dataclasses import replace
from html.parser import HTMLParser

import pytest
from hostile import HOSTILE

from tieout.model.comparison import (
    Cell,
    Change,
    Comparison,
    Kind,
    Mark,
    Place,
    Redefinition,
    Revision,
    Spread,
    State,
    Tally,
)
from tieout.reports.comparison import formats
from tieout.reports.comparison.html import render as render_html
from tieout.reports.comparison.json import render as render_json
from tieout.reports.comparison.markdown import MOST_CHARACTERS, render
from tieout.reports.comparison.terminal import draw
from tieout.reports.controls import legible


def comparison(text: str = "F1", changes: int = 3) -> Comparison:
    """One of everything, every text of the data being `text`."""
    place = Place("figures", f"{text}.csv", 4)
    listed = [
        Change("figures", Kind.CHANGED, {"id": text}, True, frozenset({Mark.REVISED}), text, "killed", "34",
               "at least 53", cells=(Cell("figure.best", "34", "53"), Cell(text, text, None)), old=place, new=place),
        Change("figures", Kind.REPLACED, {"id": text}, False, frozenset({Mark.REPLACES, Mark.REVISION}), text, text,
               text, text, text, revision=Revision(text, text, "2017-11-27", text, text), old=place, new=place),
        Change("figures", Kind.REMOVED, {"a": text, "b": None}, False, frozenset({Mark.WITH_EVENT}), old=place),
        Change("events", Kind.CHANGED, {text: text}, False, frozenset(), text, cells=(Cell("event.place", text, "Quay"),
               Cell("event.blamed", None, None, withheld=True)), old=place, new=place),
    ]  # fmt: skip
    counts = {Kind.CHANGED: changes, Kind.REMOVED: 1, Kind.REPLACED: 1, Kind.ADDED: 0}
    silent = {Kind.CHANGED: 1, Kind.REMOVED: 0, Kind.REPLACED: 0, Kind.ADDED: 0}
    return Comparison(
        version="0",
        old=State(text, text, text, text, "00"),
        new=State(text, text, text, "2026-11", "11"),
        tallies=(Tally("events", 4, 4, 4, {Kind.CHANGED: 1}, {}, 1), Tally("figures", 25, 26, 25, counts, silent, 3)),
        redefinitions=(Redefinition("events", text, f"column {text} -> day"),),
        whole=(Spread("events", text, 30, 31, before=text, after=None),),
        changes=tuple(listed),
    )


def test_the_screen_says_what_matters() -> None:
    shown = draw(comparison(), width=160, colour=False)
    assert "✗ 1 change is silent" in shown
    assert "F1 (F1) -> F1 (2026-11)" in shown
    assert re.search(r"figures +25 -> 26 +3 changed \(1 silent\), 1 removed, 1 replaced", shown)
    assert "~ F1 changed as a whole, in 30 of 31 events; the first: F1 -> not recorded" in shown
    assert "✗ F1  killed of F1: 34 -> at least 53; F1: F1 -> not recorded  (no new source, document" in shown
    assert "F1 of F1: F1 -> F1, in place of F1  (replacement; revision of 2017-11-27: F1)" in shown
    assert "event.place: F1 -> Quay; event.blamed changed (withheld)" in shown
    assert "\x1b[" in draw(comparison(), width=80, colour=True)


@pytest.mark.parametrize("hostile", HOSTILE)
@pytest.mark.parametrize("width", [20, 80])
def test_one_screen_whatever_the_data(hostile: str, width: int) -> None:
    from rich.cells import cell_len

    many = replace(comparison(hostile), whole=comparison(hostile).whole * 50, changes=comparison(hostile).changes * 50)
    lines = draw(many, width=width, colour=False).split("\n")
    assert len(lines) <= 25
    assert max(map(cell_len, lines)) <= width
    shown = "\n".join(lines)
    assert not re.search("[\x00-\x09\x0b-\x1f\x7f-\x9f\u200b-\u200f\u202a-\u202e\u2028\u2029\ud800-\udfff]", shown)
    assert not re.search(r"^\s*::|##\[", shown, re.MULTILINE)


class Elements(HTMLParser):
    """The elements of a comment, each with its attributes."""

    def __init__(self, text: str) -> None:
        super().__init__()
        self.seen: set[tuple[str, tuple[object, ...]]] = set()
        self.feed(text)

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.seen.add((tag, tuple(attrs)))


@pytest.mark.parametrize("hostile", HOSTILE)
def test_nothing_in_a_comment_acts(hostile: str) -> None:
    text = render(comparison(hostile))
    assert Elements(text).seen <= {("code", ()), ("details", ()), ("summary", ())}
    inside = re.findall("<code>(.*?)</code>", text)
    assert inside
    assert not any(re.search(r"[^\w\u0080-\U0010ffff ,;()&#-]", part) for part in inside)  # entities, nothing else
    assert legible(hostile)[:40] in html.unescape(text)
    assert len(text.split("\n")) == len(render(comparison()).split("\n"))  # no line of its own
    assert text.encode("utf-8")


@pytest.mark.parametrize("hostile", ["W", "<", "é"])
def test_a_comment_stays_below_what_forges_accept(hostile: str) -> None:
    small = comparison(hostile * 300)
    large = replace(small, changes=small.changes * 1000, whole=small.whole * 1000)
    text = render(large)
    assert len(text) <= MOST_CHARACTERS + 1000
    assert "and 981 more" in text
    assert text.rstrip().endswith("</details>")


@pytest.mark.parametrize("hostile", HOSTILE)
def test_json_keeps_every_text(hostile: str) -> None:
    text = render_json(comparison(hostile))
    assert text.isprintable() or not re.search("[\x00-\x09\x0b-\x1f\x7f-\x9f\u202e]", text)
    loaded = json.loads(text)
    assert loaded["schema"] == "tieout-diff/1"
    assert loaded["changes"][0]["event"] == hostile
    assert loaded["whole"][0]["before"] == hostile


def test_json_is_what_its_page_describes() -> None:
    from pathlib import Path

    page = (Path(__file__).parents[2] / "docs" / "diff-json.md").read_text(encoding="utf-8")
    loaded = json.loads(render_json(comparison()))
    objects = [loaded, *(loaded[name][0] for name in ("relations", "redefinitions", "whole", "changes"))]
    objects += [loaded["old"], loaded["changes"][0]["cells"][0], loaded["changes"][1]["revision"]]
    for name in {name for each in objects for name in each}:
        assert f"`{name}`" in page, name


def test_nothing_changed_is_said_in_every_format() -> None:
    state = State("a", "a", "A", "", "0")
    empty = Comparison("0", state, state, (Tally("events", 1, 1, 1, {}, {}, 0),))
    assert "✓ Nothing changed" in draw(empty, width=80, colour=False)
    assert "✅ tieout diff: nothing changed" in render(empty)
    assert json.loads(render_json(empty))["changes"] == []
    page = render_html(empty)
    assert '<h2 id="verdict-title">Nothing changed</h2>' in page
    assert "<table" not in page
    assert sorted(formats()) == ["html", "json", "markdown"]


PAGE = {"html", "head", "meta", "title", "style", "body", "a", "header", "p", "h1", "h2", "h3", "bdi", "main",
        "section", "div", "table", "caption", "thead", "tbody", "tr", "th", "td", "span", "ul", "li"}  # fmt: skip


@pytest.mark.parametrize("hostile", HOSTILE)
def test_nothing_on_the_page_acts(hostile: str) -> None:
    text = render_html(comparison(hostile))
    seen = Elements(text).seen
    assert {tag for tag, _ in seen} == PAGE
    attributes = {pair for _, pairs in seen for pair in pairs}
    names = {str(pair).split("'")[1] for pair in attributes}
    assert not {name for name in names if name == "style" or name.startswith("on")}
    assert {pair for pair in attributes if "href" in str(pair)} == {("href", "#main")}
    assert not re.search("[\x00-\x09\x0b-\x1f\x7f-\x9f\u200b-\u200f\u202a-\u202e\u2028\u2029\ud800-\udfff]", text)


def test_the_page_holds_every_change_under_what_happened() -> None:
    page = html.unescape(re.sub(r"</?bdi[^>]*>", "", render_html(comparison())))
    headings = re.findall(r"<h[123][^>]*>(.*?)</h", page)
    assert headings == ["F1", "1 change is silent", "How much", "Said once", "Silent changes", "Other changes",
                        "Changed", "Replaced by a new figure", "Removed"]  # fmt: skip
    assert page.count('<th scope="row">F1</th>') == 3
    assert "killed of F1: 34 -> at least 53" in page
    assert "replacement; revision of 2017-11-27: F1" in page
    assert "event.blamed changed (withheld)" in page
