"""The relay graph: circles are found, layers run one way, and the drawing is sound whatever the names."""

from __future__ import annotations

import re
from xml.etree import ElementTree as ET

import pytest
from hostile import HOSTILE
from hypothesis import given
from hypothesis import strategies as st

from tieout.model.tie import Relay
from tieout.reports.html.relay_drawing import relay_drawing
from tieout.reports.html.relays import Graph, circles, graph

SOURCES = st.sampled_from("abcdefg")
EDGES = st.lists(st.tuples(SOURCES, SOURCES), max_size=14)


def drawn(*edges: tuple[str, str], most: int = 30) -> Graph:
    return graph([Relay(*edge) for edge in edges], most)


def reaches(edges: list[tuple[str, str]], start: str, end: str) -> bool:
    seen, waiting = set(), [start]
    while waiting:
        at = waiting.pop()
        if at == end:
            return True
        if at not in seen:
            seen.add(at)
            waiting += [via for source, via in edges if source == at]
    return False


def test_a_chain_stands_in_layers() -> None:
    chain = drawn(("herald", "agency"), ("agency", "monitor"), ("radio", "agency"))
    assert chain.layers == (("monitor",), ("agency",), ("herald", "radio"))
    assert chain.circular == frozenset()


def test_an_arrow_over_two_layers_passes_through_the_one_between() -> None:
    chain = drawn(("herald", "agency"), ("agency", "monitor"), ("herald", "monitor"))
    assert set(chain.layers[1]) == {"agency", ("herald", "monitor")}


def test_circles_are_marked_and_what_leads_to_them_is_not() -> None:
    round_ = drawn(("a", "b"), ("b", "c"), ("c", "a"), ("d", "a"), ("e", "e"))
    assert round_.circular == {("a", "b"), ("b", "c"), ("c", "a"), ("e", "e")}
    assert len(round_.closing) == 2


@given(EDGES)
def test_an_edge_is_circular_when_a_way_leads_back(edges: list[tuple[str, str]]) -> None:
    relays = [Relay(*edge) for edge in edges]
    assert circles(relays) == {(source, via) for source, via in edges if reaches(edges, via, source)}


def test_what_is_repeated_the_other_way_round_in_another_document_is_no_circle() -> None:
    across = [Relay("a", "b", "D1"), Relay("b", "a", "D2")]
    assert circles(across) == frozenset()
    assert graph(across).circular == frozenset()
    assert circles([*across, Relay("b", "a", "D1")]) == {("a", "b"), ("b", "a")}
    assert circles([*across, Relay("b", "c"), Relay("c", "a")]) == {("a", "b"), ("b", "c"), ("c", "a")}


def dense(publishers: int = 6, voices: int = 6) -> list[tuple[str, str]]:
    """Every publisher repeats the wire and every voice, and the wire every voice."""
    ways = [(f"p{n}", "wire") for n in range(publishers)] + [("wire", f"v{n}") for n in range(voices)]
    return ways + [(f"p{n}", f"v{m}") for n in range(publishers) for m in range(voices)]


def test_of_many_arrows_those_are_left_out_that_a_longer_way_tells() -> None:
    made = drawn(*dense(), ("v0", "x"), ("x", "v0"))
    assert made.implied == 36
    assert set(made.edges) == {edge for edge in dense() if "wire" in edge} | {("v0", "x"), ("x", "v0")}
    assert len(made.sources) == 14
    few = drawn(("p", "wire"), ("wire", "v"), ("p", "v"))
    assert (len(few.edges), few.implied) == (3, 0)


@given(st.lists(st.tuples(SOURCES, SOURCES), min_size=40, max_size=80))
def test_whoever_reached_another_still_does(edges: list[tuple[str, str]]) -> None:
    made = drawn(*edges)
    assert made.implied == len(set(edges)) - len(made.edges)
    for source, via in edges:
        assert reaches([*made.edges], source, via)


def test_an_arrow_that_passes_a_layer_takes_less_room_than_a_box() -> None:
    around = drawn(("a", "b"), ("b", "c"), *((f"s{n}", "c") for n in range(3)), *((f"s{n}", "a") for n in range(3)))
    root = ET.fromstring(relay_drawing(around, str))  # noqa: S314 - made here
    assert float(root.get("height", 0)) < 5 * 54


def test_a_source_stands_right_behind_those_who_repeat_it() -> None:
    made = drawn(("p", "wire"), ("wire", "near"), ("wire", "far"), ("far", "further"))
    assert made.layers == (("further",), ("near", "far"), ("wire",), ("p",))


@given(EDGES)
def test_layers_run_one_way_but_for_what_closes_a_circle(edges: list[tuple[str, str]]) -> None:
    made = drawn(*edges)
    layer = {place: number for number, places in enumerate(made.layers) for place in places if isinstance(place, str)}
    assert set(layer) == {source for edge in edges for source in edge}
    assert made.closing <= made.circular
    assert set(made.edges) == set(edges)
    for source, via in set(made.edges) - made.closing:
        assert layer[source] > layer[via]
        between = range(layer[via] + 1, layer[source])
        assert all((source, via) in made.layers[number] for number in between)


@given(EDGES)
def test_the_drawing_holds_every_source_and_arrow(edges: list[tuple[str, str]]) -> None:
    made = drawn(*edges)
    root = ET.fromstring(relay_drawing(made, str.upper))  # noqa: S314 - made here
    names = [text.text for text in root.iter("text") if text.text != "repeats"]
    assert sorted(filter(None, names)) == sorted(source.upper() for source in made.sources)
    heads = "".join(path.get("d", "") for path in root.iter("path") if "head" in path.get("class", ""))
    assert heads.count("z") == len(made.edges)
    width, height = float(root.get("width", 0)), float(root.get("height", 0))
    for text in root.iter("text"):
        assert 0 < float(text.get("x", -1)) < width
        assert 0 < float(text.get("y", -1)) < height


def test_at_most_so_many_sources_are_drawn() -> None:
    star = [(f"s{n}", "hub") for n in range(50)]
    made = drawn(*star, most=30)
    assert len(made.sources) == 30
    assert made.cut == 21
    assert "hub" in made.sources


@pytest.mark.parametrize("hostile", HOSTILE)
def test_names_are_text_in_the_drawing(hostile: str) -> None:
    shown = relay_drawing(drawn(("a", "b"), ("b", "a")), lambda source: hostile)
    root = ET.fromstring(shown)  # noqa: S314 - made here
    assert {element.tag for element in root.iter()} == {"svg", "desc", "path", "g", "text"}
    assert not re.search(r"<[^>]*\s(?:on\w+|style)=", shown)
    assert max(len(text.text or "") for text in root.iter("text")) <= 23


def test_a_few_relays_are_told_in_words_and_no_word_stands_between_two_arrows() -> None:
    name = {"site": "Site", "agency": "Agency", "monitor": "Monitor", "other": "Other"}.__getitem__
    fork = [("site", "agency"), ("site", "monitor"), ("agency", "other"), ("monitor", "other")]
    root = ET.fromstring(relay_drawing(drawn(*fork), name))  # noqa: S314 - made here
    (told,) = root.iter("desc")
    assert told.text == ("Site repeats Agency. Site repeats Monitor. Agency repeats Other. Monitor repeats Other")
    assert [text.text for text in root.iter("text")].count("repeats") == 2
    many = relay_drawing(drawn(*((f"s{n}", "hub") for n in range(11))), str)
    assert "<desc></desc>" in many


def test_long_names_are_broken_between_words() -> None:
    shown = relay_drawing(drawn(("a", "b")), {"a": "The Observatory of the Lower Valley", "b": "x" * 60}.__getitem__)
    lines = [text.text for text in ET.fromstring(shown).iter("text")]  # noqa: S314 - made here
    assert lines == ["x" * 22, "x" * 21 + "…", "The Observatory of the", "Lower Valley", "repeats"]
