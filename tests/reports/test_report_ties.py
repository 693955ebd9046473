"""What the report shows of a tie-out, without a browser: counts, order, cuts, excerpts, and the files beside it."""

from __future__ import annotations

import csv
import io
import json
import re
from dataclasses import replace
from datetime import date
from typing import Any

import make_audit
import page_parts
import pytest
from hostile import HOSTILE, everywhere, scattered

from tieout.model.audit import Audit
from tieout.model.tie import Corroboration, Credited, Dated, Excerpt, Link, Relay, State, Tie, TieOut
from tieout.reports import html, terminal, ties
from tieout.reports import json as audit_json
from tieout.reports.controls import legible
from tieout.reports.html import ties as listing
from tieout.reports.html.notes import notes

FACTS = ("event", "figure", "value", "reported", "source", "document", "quote")


def with_ties(*some: Tie, **changes: Any) -> Audit:
    audit = make_audit.small()
    return replace(audit, tie_out=replace(audit.tie_out, ties=some, **changes))


def column(stored: Any) -> list[Any]:
    return stored if isinstance(stored, list) else [stored["of"][at] for at in stored["at"]]


def read_back(data: dict[str, Any]) -> list[dict[str, Any]]:
    """The ties of a page as its script reads them."""
    told, plain = ({n: column(v) for n, v in data["tie_out"][part].items()} for part in ("facts", "links"))
    read = []
    for at, row in enumerate(plain["row"]):
        cells = data["tables"][plain["table"][at]]["rows"][row] if row >= 0 else []
        tie = {name: values[at] for name, values in plain.items()}
        for name, values in told.items():
            pieces = values[at] if isinstance(values[at], list) else [values[at]]
            shown = [cells[piece] if isinstance(piece, int) else piece for piece in pieces]
            tie[name] = None if shown == [None] else "".join(shown)
        read.append(tie)
    return read


def test_without_ties_nothing_of_it_appears() -> None:
    audit = replace(make_audit.small(), tie_out=TieOut())
    page, data = page_parts.without_assets(html.render(audit))
    assert "Tie-out" not in page
    assert 'id="ties"' not in page
    assert data["tie_out"] is None
    assert "tied" not in terminal.render(audit, width=80, colour=False, report=None)
    assert json.loads(audit_json.render(audit))["tie_out"]["figures"] == 0
    assert ties.render(audit).count("\r\n") == 1


def test_the_section_says_how_many_hold() -> None:
    audit = make_audit.fixture_r(findings=200)
    page, _ = page_parts.without_assets(html.render(audit))
    out = audit.tie_out
    assert f"{out.tied:,} of 6,000 figures are tied to the words that state them." in page
    for link in Link:
        numbers = re.search(rf'<th scope="row">{link.value.capitalize()} <span[^<]*</span></th>(.*?)<td><svg', page)
        assert numbers
        counts = [int(n.replace(",", "")) for n in re.findall(r">([\d,]+)</td>", numbers[1])]
        assert counts == [out.counts[link].get(state, 0) for state in State]
        assert sum(counts) == 6_000


def test_one_figure_is_said_in_the_singular() -> None:
    tie = make_audit.small().tie_out.ties[0]
    page = html.render(with_ties(tie, figures=1, tied=1))
    assert "1 of 1 figure is tied to the words that state it." in page


def test_states_are_words_and_not_only_colours() -> None:
    page = html.render(make_audit.small())
    marks = re.findall(r'<span class="mark (\w+)" role="img" aria-label="([^"]+)">(.)</span>', page)
    assert {(kind, words, sign) for kind, words, sign in marks} == {
        ("holds", "holds", "✓"),
        ("broken", "broken", "✗"),
        ("untold", "cannot be told", "?"),
        ("elsewhere", "not verifiable here", "○"),
        ("missing", "missing", "–"),
    }


def test_the_worst_come_first_and_the_cut_is_said(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(listing, "MOST", 10)
    audit = make_audit.small()
    page, data = page_parts.without_assets(html.render(audit))
    assert "Showing 10 of 24 figures, those that are not tied first." in page
    assert data["tie_out"]["cut"] == 14
    gravest = [
        min(("broken", "missing", "cannot be told", "not verifiable here", "holds").index(s) for s in states)
        for states in _states(data)
    ]
    assert gravest == sorted(gravest)
    assert page.count('<td data-label="Credit">') == 10


def _states(data: dict[str, Any]) -> list[list[str]]:
    return [[list(State)[state].value for state in tie["states"]] for tie in read_back(data)]


@pytest.mark.parametrize("findings", [0, 500])
def test_ties_come_back_whole(findings: int) -> None:
    """Whether the page holds their rows, so that their texts are told by cells, or not."""
    audit = make_audit.fixture_r(findings=500, ties=300)
    if not findings:
        audit = replace(audit, results=(), records=())
    _, data = page_parts.without_assets(html.render(audit))
    by_key = {str(tie.key["figure_id"]): tie for tie in audit.tie_out.ties}
    read = read_back(data)
    assert len(read) == 300
    assert any(tie["row"] >= 0 for tie in read) == bool(findings)
    for shown in read:
        tie = by_key[shown["key"]]
        assert [shown[fact] for fact in FACTS] == [getattr(tie, fact) for fact in FACTS]
        assert shown["words"] == [tie.words[link] for link in Link]
        assert [list(State)[state] for state in shown["states"]] == [tie.states[link] for link in Link]


def test_every_quote_that_holds_is_in_the_page_with_its_surroundings() -> None:
    audit = make_audit.fixture_r(findings=500, ties=300)
    _, data = page_parts.without_assets(html.render(audit))
    documents = next(table for table in data["tables"] if table["name"] == "documents")
    shown = dict(zip((row[0] for row in documents["rows"]), documents["excerpts"], strict=True))
    own = 0
    for tie in read_back(data):
        if list(State)[tie["states"][2]] is not State.HOLDS:
            assert tie["excerpt"] is None
        elif tie["excerpt"]:
            own += 1
            assert tie["excerpt"][2] == tie["quote"]
        else:
            assert any(tie["quote"] in text for _, text in shown[tie["document"]])
    assert own > 0


def test_at_most_240_characters_around_a_quote() -> None:
    text = "a" * 500 + "fifty-three" + "b" * 500
    tie = replace(
        make_audit.small().tie_out.ties[0], document="D9", quote="fifty-three", excerpt=Excerpt(text, 500, 511, 1_000)
    )
    _, data = page_parts.without_assets(html.render(with_ties(tie)))
    assert read_back(data)[0]["excerpt"] == [1_260, "a" * 240, "fifty-three", "b" * 240]


@pytest.mark.parametrize("excerpt", [Excerpt("", 3, 9, 0), Excerpt("short", -4, 2, 7), Excerpt("short", 4, 1, 0)])
def test_excerpts_that_make_no_sense_break_nothing(excerpt: Excerpt) -> None:
    tie = replace(make_audit.small().tie_out.ties[0], excerpt=excerpt)
    _, data = page_parts.without_assets(html.render(with_ties(tie)))
    offset, before, quote, after = read_back(data)[0]["excerpt"]
    assert len(before + quote + after) <= len(excerpt.text)
    assert offset >= excerpt.offset


def test_an_event_knows_the_relays_behind_its_sources() -> None:
    first = make_audit.small().tie_out.ties[0]
    herald = replace(first, event="E1", source="herald", document="D1")
    radio = replace(first, event="E2", source="radio", document="D2")
    relays = (
        Relay("herald", "agency"),
        Relay("agency", "monitor"),
        Relay("radio", "agency", "D2"),
        Relay("other", "monitor", "D3"),
    )
    brackets = (Corroboration("E1", 3, 1, 2),)
    out = TieOut(figures=2, ties=(herald, radio), relays=relays, corroboration=brackets)
    events = listing.tie_listing(out).events
    assert [(event.id, event.relays, event.corroboration) for event in events] == [
        ("E1", relays[:2], brackets[0]),
        ("E2", relays[2:3], None),
    ]


def event_of(*ties: Tie, **told: Any) -> listing.Event:
    (event,) = listing.tie_listing(TieOut(figures=len(ties), ties=ties, **told)).events
    return event


def test_an_event_is_told_in_words() -> None:
    """What the links of its figures say already, that the radio is credited with its own, is not told again."""
    tie = replace(make_audit.small().tie_out.ties[0], event="E1", document="D1", source="The Monitor", value="34")
    silent = replace(tie, source="ministry", value="not recorded")
    radio = replace(tie, source="radio")
    told = event_of(
        tie,
        silent,
        radio,
        credits=(
            Credited("D1", "monitor", "credited through a person", "its head", ("agency", "paper"), "told"),
            Credited("D1", "ministry", "credited", cue="says"),
            Credited("D1", "agency", "relayed"),
            Credited("D1", "army", "mentioned"),
            Credited("D1", "radio", "credited", cue="said"),
            Credited("D2", "other", "credited"),
        ),
        relays=(Relay("agency", "monitor", "D1"), Relay("paper", "agency", "D2")),
    )
    names = {"monitor": "The Monitor", "agency": "The Agency", "ministry": None}
    figure = f"{tie.figure}: 34"
    assert ["".join(note) for note in notes(told, names)] == [
        f"The Monitor is credited through a person (its head), relayed by The Agency and paper in D1, with {figure}.",
        "ministry is credited (‘says’) in D1, with a claim of its own and no figure.",
        "The Agency relays what others say in D1.",
        "The Agency repeats The Monitor, in D1.",
    ]
    assert all(note[1] in {"The Monitor", "ministry", "The Agency"} for note in notes(told, names))


@pytest.mark.parametrize(
    ("days", "settled", "said"),
    [
        (("2017-11-26", "2017-11-27"), False, "the words allow 26 November 2017 or 27 November 2017"),
        (("2011-03-01", "2011-03-31"), False, "the words allow 1 March 2011 to 31 March 2011"),
        ((None, None), False, "the words allow no day to be told"),
        ((None, "2017-11-27"), False, "any day up to 27 November 2017"),
        (("2017-11-26", None), False, "any day from 26 November 2017"),
        (("2017-11-26", "2017-11-26"), True, "written 2017-11-27 08:46: 26 November 2017."),
    ],
)
def test_a_day_in_words_is_told_with_what_it_allows(
    days: tuple[str | None, str | None], settled: bool, said: str
) -> None:
    first, last = (date.fromisoformat(day) if day else None for day in days)
    tie = replace(make_audit.small().tie_out.ties[0], event="E1")
    dated = Dated("E1", "this morning", "2017-11-27 08:46", first, last, settled)
    (note,) = notes(event_of(tie, dates=(dated,)), {})
    words = "".join(note)
    assert words.startswith("The day as worded: ‘this morning’, written 2017-11-27 08:46")
    assert said in words
    assert ("No day is made up" in words) is not settled
    assert note[1::2] == ("this morning", "2017-11-27 08:46")


def test_a_day_of_which_it_is_not_known_when_it_was_written_has_no_empty_piece() -> None:
    tie = replace(make_audit.small().tie_out.ties[0], event="E1")
    (note,) = notes(event_of(tie, dates=(Dated("E1", "that day", None, None, None, settled=False),)), {})
    assert all(note)
    assert note[1::2] == ("that day",)


def test_ties_csv_has_a_line_for_each_listed_figure() -> None:
    audit = make_audit.small()
    lines = list(csv.DictReader(io.StringIO(ties.render(audit), newline="")))
    assert len(lines) == len(audit.tie_out.ties)
    for line, tie in zip(lines, audit.tie_out.ties, strict=True):
        assert line["tied"] == ("tied" if tie.tied else "not tied")
        assert line["key"] == f"figure_id={tie.key['figure_id']}"
        assert [line[f"{link} state"] for link in Link] == [tie.states[link] for link in Link]
        assert [line[f"{link} why"] for link in Link] == [tie.words[link] for link in Link]


@pytest.mark.parametrize("hostile", HOSTILE)
def test_no_cell_of_ties_csv_runs(hostile: str) -> None:
    _, first, *_ = csv.reader(io.StringIO(ties.render(everywhere(make_audit.small(), hostile)), newline=""))
    assert legible(hostile) in first[ties.COLUMNS.index("value")]
    assert [c for c in first if c.lstrip().startswith(tuple("=+-@\t＝＋－＠"))] == []


def test_the_audit_keeps_every_tie() -> None:
    audit = make_audit.fixture_r(findings=200, ties=30)
    read = json.loads(audit_json.render(audit))["tie_out"]
    assert (read["figures"], read["listed"], read["truncated"]) == (6_000, 30, True)
    assert read["counts"]["quote"]["holds"] == audit.tie_out.counts[Link.QUOTE][State.HOLDS]
    assert read["counts"]["source"]["broken"] == 0
    first, tie = read["ties"][0], audit.tie_out.ties[0]
    assert first["links"]["words"] == {"state": tie.states[Link.WORDS], "words": tie.words[Link.WORDS]}
    assert first["key"] == dict(tie.key)
    assert read["relays"][0]["via"] == audit.tie_out.relays[0].via
    assert read["corroboration"][0]["least"] == audit.tie_out.corroboration[0].least


def test_the_terminal_says_it_in_one_line() -> None:
    audit = make_audit.small()
    shown = terminal.render(audit, width=80, colour=False, report=None)
    assert f"  {audit.tie_out.tied} of 24 figures tied to the words that state them\n" in shown


def test_hostile_texts_reach_the_section_escaped() -> None:
    page, _ = page_parts.without_assets(html.render(scattered(make_audit.fixture_r(findings=300), seed=8)))
    section = page[page.index('<section id="ties"') : page.index('<section id="where"')]
    assert "window.__pwned" in section
    assert not re.search(r"<(?:script|img|svg onload|iframe)", section.replace("<noscript", ""))
    assert not re.search(r"<[^>]*\s(?:on\w+|style)=", section)


def test_events_with_fewest_origins_come_first() -> None:
    audit = make_audit.small()
    page, data = page_parts.without_assets(html.render(audit))
    brackets = {bracket.event: bracket for bracket in audit.tie_out.corroboration}
    listed = [name for name, _, _ in data["tie_out"]["events"]]
    least = [brackets[name].least for name in listed]
    assert listed
    assert least == sorted(least)
    static = re.search(r'<section id="events".*?<tbody>\s*<tr>(.*?)</tr>', page, re.DOTALL)
    assert static
    ties = [tie for tie in audit.tie_out.ties if tie.event == listed[0]]
    cells = re.sub(r"<[^>]*>", " ", static[1]).split()
    assert cells[:4] == [listed[0], str(len(ties)), str(sum(t.tied for t in ties)), str(brackets[listed[0]].named)]
