"""Relays on graphs small enough to check by hand, and what Python and SQL say of graphs and texts that nobody drew."""

from __future__ import annotations

import csv
import time
from collections.abc import Iterable, Iterator
from itertools import pairwise
from pathlib import Path

import copies_in_python as in_python
import duckdb
import pytest
import relays_in_sql as sql
from hypothesis import given, settings
from hypothesis import strategies as st

from tieout.evidence.relays import Bracket, Claim, RelayGraph, independent_sources, near_copies

RELAYS = sql.RelayTable()
SOURCES = st.sampled_from("abcdefgh")
EDGES = st.lists(st.tuples(SOURCES, SOURCES), max_size=16)
CLAIMS = st.lists(st.tuples(st.none() | SOURCES, st.none() | st.sampled_from(["D1", "D2", "D3", "D4"])), max_size=10)
COPIES = st.lists(st.sampled_from([("D1", "D2"), ("D2", "D3"), ("D1", "D4")]), max_size=3, unique=True)


@pytest.fixture(scope="module")
def con() -> Iterator[duckdb.DuckDBPyConnection]:
    with duckdb.connect() as connection:
        connection.execute("SET threads = 1")
        yield connection


def filled(con: duckdb.DuckDBPyConnection, table: str, columns: str, rows: Iterable[tuple[str | None, ...]]) -> None:
    con.execute(f"CREATE OR REPLACE TABLE {table} ({columns})")
    rows = list(rows)
    if rows:
        con.executemany(f"INSERT INTO {table} VALUES ({', '.join('?' * len(rows[0]))})", rows)


def related(con: duckdb.DuckDBPyConnection, edges: Iterable[tuple[str, str]]) -> None:
    filled(con, "relays", "source VARCHAR, via VARCHAR", edges)


def test_a_chain_ends_at_its_root() -> None:
    graph = RelayGraph([("site", "agency"), ("agency", "monitor"), ("site", "official")])
    assert graph.reached("site") == {"agency", "monitor", "official"}
    assert graph.roots("site") == {"monitor", "official"}
    assert graph.roots("monitor") == {"monitor"}
    assert graph.roots("stranger") == {"stranger"}
    assert graph.cycles == ()


def test_the_relays_of_the_shipped_dataset_end_at_the_monitor() -> None:
    path = Path(__file__).parents[2] / "datasets/al-shafah-2017/relays.csv"
    with path.open(encoding="utf-8", newline="") as file:
        graph = RelayGraph((row["source"], row["via"]) for row in csv.DictReader(file))
    assert {source: graph.roots(source) for source in graph.via} == {source: {"observatory"} for source in graph.via}
    claims = [Claim("site"), Claim("ucdp"), Claim("airwars"), Claim("ministry")]
    assert independent_sources(claims, graph) == Bracket(named=4, roots=2, lower=2)


def test_a_cycle_is_named_once_with_a_way_round() -> None:
    graph = RelayGraph([("a", "b"), ("b", "c"), ("c", "a"), ("c", "b"), ("d", "a"), ("e", "e")])
    assert [(cycle.members, cycle.words) for cycle in graph.cycles] == [
        (("a", "b", "c"), "a repeats b repeats c repeats a"),
        (("e",), "e repeats e"),
    ]
    assert graph.roots("d") == {"a"}
    assert graph.roots("e") == {"e"}


def test_a_cycle_with_a_way_out_is_no_root() -> None:
    graph = RelayGraph([("a", "b"), ("b", "a"), ("b", "monitor")])
    assert graph.roots("a") == {"monitor"}
    assert [cycle.members for cycle in graph.cycles] == [("a", "b")]


@pytest.mark.slow
def test_a_hundred_thousand_links_are_no_recursion() -> None:
    chain = [f"s{n:06}" for n in range(100_000)]
    graph = RelayGraph([*pairwise(chain), (chain[-1], chain[50_000])])
    assert graph.roots(chain[0]) == {chain[50_000]}
    assert len(graph.cycles[0].members) == 50_000


def test_five_outlets_of_one_agency_are_one_source() -> None:
    graph = RelayGraph([(f"site{n}", "agency") for n in range(5)])
    claims = [Claim(f"site{n}") for n in range(5)]
    assert independent_sources(claims, graph) == Bracket(named=5, roots=1, lower=1)
    assert independent_sources([*claims, Claim("clinic"), Claim(None)], graph) == Bracket(named=6, roots=2, lower=2)


def test_a_source_with_two_roots_ties_them_and_the_bracket_opens() -> None:
    graph = RelayGraph([("digest", "clinic"), ("digest", "monitor")])
    bracket = independent_sources([Claim("digest"), Claim("clinic"), Claim("monitor")], graph)
    assert (bracket.lower, bracket.upper) == (1, 2)


def test_a_copied_text_is_no_second_source() -> None:
    nobody = RelayGraph([])
    claims = [Claim("site", "D1"), Claim("paper", "D2")]
    assert independent_sources(claims, nobody).lower == 2
    assert independent_sources(claims, nobody, [("D1", "D2")]).lower == 1


def test_two_sources_quoted_in_both_copies_stay_two() -> None:
    claims = [Claim("clinic", "D1"), Claim("army", "D1"), Claim("clinic", "D2"), Claim("army", "D2")]
    assert independent_sources(claims, RelayGraph([]), [("D1", "D2")]).lower == 2


def test_nothing_claimed_is_nobody() -> None:
    assert independent_sources([Claim(None, "D1")], RelayGraph([])) == Bracket(0, 0, 0)


@pytest.mark.slow
@given(EDGES)
@settings(max_examples=60)
def test_closure_cycles_and_roots_are_the_same_in_sql(
    con: duckdb.DuckDBPyConnection, edges: list[tuple[str, str]]
) -> None:
    related(con, edges)
    graph = RelayGraph(edges)
    everyone = sorted(graph.via)
    assert set(con.execute(sql.closure(RELAYS)).fetchall()) == {(a, b) for a in everyone for b in graph.reached(a)}
    assert sorted(tuple(row[0]) for row in con.execute(sql.cycles(RELAYS)).fetchall()) == [
        c.members for c in graph.cycles
    ]
    assert sorted(con.execute(sql.roots(RELAYS)).fetchall()) == [
        (a, b) for a in everyone for b in sorted(graph.roots(a))
    ]


@given(EDGES)
def test_a_cycle_is_what_reaches_itself(edges: list[tuple[str, str]]) -> None:
    graph = RelayGraph(edges)
    assert {one for cycle in graph.cycles for one in cycle.members} == {
        one for one in graph.via if one in graph.reached(one)
    }
    for cycle in graph.cycles:
        assert all(after in graph.via[before] for before, after in pairwise(cycle.path))
        assert cycle.path[0] == cycle.path[-1] == cycle.members[0]
        assert set(cycle.path) <= set(cycle.members)


@pytest.mark.slow
@given(EDGES, CLAIMS, COPIES)
@settings(max_examples=80)
def test_brackets_are_the_same_in_sql(
    con: duckdb.DuckDBPyConnection,
    edges: list[tuple[str, str]],
    claims: list[tuple[str | None, str | None]],
    copies: list[tuple[str, str]],
) -> None:
    related(con, edges)
    filled(con, "figures", "event VARCHAR, source VARCHAR, document VARCHAR", [("E1", *claim) for claim in claims])
    filled(con, "copies", "one VARCHAR, other VARCHAR", copies)
    bracket = independent_sources([Claim(*claim) for claim in claims], RelayGraph(edges), copies)
    expected = [("E1", bracket.named, bracket.roots, bracket.lower, bracket.upper)] if bracket.named else []
    assert con.execute(sql.independent_sources(sql.ClaimTable(), RELAYS, sql.CopyTable())).fetchall() == expected
    assert bracket.lower <= bracket.upper
    assert bracket.lower <= independent_sources([Claim(*claim) for claim in claims], RelayGraph(edges)).lower


def test_copies_join_within_their_event_only(con: duckdb.DuckDBPyConnection) -> None:
    related(con, [])
    rows = [("E1", "a", "D1"), ("E1", "b", "D2"), ("E2", "a", "D1"), ("E2", "b", "D3")]
    filled(con, "figures", "event VARCHAR, source VARCHAR, document VARCHAR", rows)
    filled(con, "copies", "one VARCHAR, other VARCHAR", [("D1", "D2")])
    query = sql.independent_sources(sql.ClaimTable(), RELAYS, sql.CopyTable())
    assert sorted(con.execute(query).fetchall()) == [("E1", 2, 2, 1, 2), ("E2", 2, 2, 2, 2)]
    assert min(con.execute(sql.independent_sources(sql.ClaimTable(), RELAYS)).fetchall()) == ("E1", 2, 2, 2, 2)


def test_names_of_tables_and_columns_are_quoted(con: duckdb.DuckDBPyConnection) -> None:
    con.execute('CREATE OR REPLACE TABLE "no""tes; --" ("the id" INTEGER, "wor""ds" VARCHAR)')
    con.execute("""INSERT INTO "no""tes; --" VALUES (1, 'Nine died.'), (2, 'nine DIED'), (NULL, 'Nine died.')""")
    found = con.execute(near_copies('no"tes; --', "the id", 'wor"ds')).fetchall()
    assert found == [("1", "2", 1.0)]


WIRE = (
    "At least nine people died when a ferry capsized off the old quay on Tuesday, the harbour master said, adding that "
    "four more were missing and that divers would go on searching through the night with boats from the whole coast."
)


def test_a_wire_text_with_a_line_added_is_a_copy() -> None:
    texts = {
        "b": WIRE,
        "a": "HALVERMOUTH (Wire) - " + WIRE + " The ferry was built in 1974 and had passed its inspection in spring.",
        "c": "Nine dead, four missing: a ferry sank near the old quay. Divers went on with the search, officials said.",
    }
    assert [(copy.one, copy.other) for copy in in_python.near_copies(texts)] == [("a", "b")]
    assert in_python.near_copies({"x": "Login to go on", "y": "login, to GO on!"})[0].contained == 1.0
    assert in_python.near_copies({"x": "", "y": "", "z": "..."}) == ()


def test_a_frame_that_everybody_shares_makes_no_copies() -> None:
    frame = " ".join(f"menu{n}" for n in range(40))
    texts = {f"{n:03}": f"{frame} story {n} one{n} two{n} three{n} four{n} five{n} six{n} seven{n}" for n in range(70)}
    assert in_python.near_copies(texts) == ()


PIECES = st.sampled_from([WIRE[at : at + 60] for at in range(0, 180, 30)] + ["Été à Łódź.", "Nine died.", "x_y z"])
TEXTS = st.dictionaries(st.sampled_from("abcdefg"), st.lists(PIECES, max_size=5).map(" ".join), max_size=7)


@pytest.mark.slow
@given(TEXTS)
@settings(max_examples=60)
def test_near_copies_are_the_same_in_sql(con: duckdb.DuckDBPyConnection, texts: dict[str, str]) -> None:
    filled(con, "documents", "id VARCHAR, words VARCHAR", texts.items())
    found = con.execute(near_copies("documents", "id", "words")).fetchall()
    assert [(one, other, round(contained, 9)) for one, other, contained in found] == [
        (copy.one, copy.other, round(copy.contained, 9)) for copy in in_python.near_copies(texts)
    ]


def test_frames_are_the_same_in_sql(con: duckdb.DuckDBPyConnection) -> None:
    frame = " ".join(f"menu{n}" for n in range(40))
    texts = {
        f"{n:03}": f"{frame} {WIRE if n < 3 else f'a{n} b{n} c{n} d{n} e{n} f{n} g{n} h{n} i{n}'} {n}"
        for n in range(70)
    }
    filled(con, "documents", "id VARCHAR, words VARCHAR", texts.items())
    found = con.execute(near_copies("documents", "id", "words")).fetchall()
    assert [row[:2] for row in found] == [("000", "001"), ("000", "002"), ("001", "002")]
    assert [(copy.one, copy.other) for copy in in_python.near_copies(texts)] == [row[:2] for row in found]


@pytest.mark.slow
def test_many_texts_take_seconds(con: duckdb.DuckDBPyConnection) -> None:
    con.execute(
        "CREATE OR REPLACE TABLE many AS SELECT n AS id, (SELECT string_agg('word' || hash(n // 2 * 1000 + i) % 50000, "
        "' ' ORDER BY i) FROM range(60) t(i)) AS words FROM range(20000) s(n)"
    )
    begun = time.process_time()
    found = con.execute(near_copies("many", "id", "words")).fetchall()
    assert len(found) == 10_000
    assert time.process_time() - begun < 30
