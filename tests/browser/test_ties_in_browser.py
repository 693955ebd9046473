"""The tie-out in a real browser: the list of figures, a figure's way to the words, an event's figures, and paper."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from datetime import date
from pathlib import Path
from typing import Any

import make_audit
import page_parts
import pytest
from hostile import scattered
from playwright.sync_api import expect

from tieout.model.tie import Corroboration, Credited, Dated, Excerpt, Link, Relay, State, Tie, TieOut
from tieout.reports import html
from tieout.reports.html.ties import tie_listing

pytestmark = [pytest.mark.browser, pytest.mark.slow]

Open = Callable[..., Any]
STATUS, ROWS = "#ties .status", "#ties .list tbody tr"
SIDEWAYS = "document.documentElement.scrollWidth - document.documentElement.clientWidth"


def _written(path: Path, page: str) -> Path:
    path.write_text(page, encoding="utf-8")
    return path


@pytest.fixture
def little(tmp_path: Path) -> Path:
    return _written(tmp_path / "index.html", html.render(make_audit.small()))


def test_the_list_narrows_and_stays_in_the_address(open_page: Open, large: Path) -> None:
    ties = make_audit.fixture_r().tie_out.ties
    page = open_page(large).page
    status = page.locator(STATUS)
    assert status.inner_text() == "1,000 figures"
    assert page.locator(ROWS).count() == 50
    page.select_option("#ties [name=tied]", "no")
    assert status.inner_text() == f"{sum(not tie.tied for tie in ties)} of 1,000 figures"
    page.select_option("#ties [name=link]", "quote-broken")
    broken = [tie for tie in ties if tie.states[Link.QUOTE] is State.BROKEN]
    assert status.inner_text() == f"{len(broken)} of 1,000 figures"
    page.select_option("#ties [name=source]", str(broken[0].source))
    wanted = [tie for tie in broken if tie.source == broken[0].source]
    page.fill("#ties [name=words]", str(wanted[0].key["figure_id"]))
    expect(status).to_have_text("1 of 1,000 figures")
    assert "#ties?" in page.url
    again = open_page(large, address="#" + page.url.split("#")[1]).page
    expect(again.locator(STATUS)).to_have_text("1 of 1,000 figures")
    again.click("#ties >> text=Clear")
    expect(again.locator(STATUS)).to_have_text("1,000 figures")
    assert again.url.endswith("#ties")


def test_it_sorts_and_turns_pages(open_page: Open, large: Path) -> None:
    page = open_page(large).page
    page.click("#ties .list th:nth-child(1) button")
    names = page.locator("#ties .list tbody td:first-child").all_inner_texts()
    assert names == sorted(names)
    assert page.locator("#ties .list th:nth-child(1)").get_attribute("aria-sort") == "ascending"
    page.click("#ties .pager button:last-child")
    assert page.locator("#ties .pager span").inner_text() == "51 to 100 of 1,000"


def test_without_a_script_the_first_figures_stand_there(open_page: Open, large: Path) -> None:
    plain = open_page(large, script=False).page
    assert plain.locator(ROWS).count() == 50
    assert plain.locator("#ties form").is_hidden()
    assert "here are the first 50" in plain.inner_text("#ties")
    marks = "#ties .list tbody .mark"
    read = "all => all.map(mark => mark.getAttribute('aria-label'))"
    texts = [row.split("Details")[0].split() for row in open_page(large).page.locator(ROWS).all_inner_texts()]
    assert [row.split() for row in plain.locator(ROWS).all_inner_texts()] == texts
    scripted = open_page(large).page.locator(marks).evaluate_all(read)
    assert plain.locator(marks).evaluate_all(read) == scripted


@pytest.mark.parametrize("kept", [True, False])
def test_the_dialog_leads_from_figure_to_credit(open_page: Open, tmp_path: Path, kept: bool) -> None:
    """Also where the page holds no row but the ties themselves."""
    audit = make_audit.small() if kept else replace(make_audit.small(), records=(), results=())
    tie = next(t for t in audit.tie_out.ties if t.tied and t.excerpt)
    page = open_page(
        _written(tmp_path / "index.html", html.render(audit)), address=f"#ties?words={tie.key['figure_id']}"
    ).page
    button = page.locator(f"{ROWS} button").first
    button.click()
    dialog = page.locator("#dialog")
    assert dialog.locator("h2").inner_text() == f"{tie.figure}: {tie.value}"
    assert "Tied: 5 of 5 links hold." in dialog.inner_text()
    steps = [step.casefold() for step in dialog.locator(".trace h4").all_inner_texts()]
    assert steps == [
        *("figure", "event", "source", "document", "quoted words"),
        *("what the words state", "who is credited"),
    ]
    said = dialog.locator(".trace .said").all_inner_texts()
    assert said == [f"✓ holds: {tie.words[link]}" for link in Link]
    assert dialog.locator("blockquote mark").inner_text() == tie.quote
    assert tie.excerpt
    first = tie.excerpt.offset + tie.excerpt.start
    assert f"characters {first} to {first + len(str(tie.quote))} of" in dialog.inner_text()
    page.keyboard.press("Escape")
    assert button.evaluate("button => button === document.activeElement")


def test_broken_links_say_so_in_words(open_page: Open, little: Path) -> None:
    audit = make_audit.small()
    tie = next(t for t in audit.tie_out.ties if t.states[Link.QUOTE] is State.BROKEN)
    page = open_page(little, address=f"#ties?words={tie.key['figure_id']}").page
    page.locator(f"{ROWS} button").first.click()
    step = page.locator("#dialog .trace li.broken")
    assert f"✗ broken: {tie.words[Link.QUOTE]}" in step.inner_text()
    assert page.locator("#dialog blockquote mark").count() == 0
    assert str(tie.quote) in step.inner_text()


def test_line_breaks_in_a_document_read_as_spaces(open_page: Open, tmp_path: Path) -> None:
    text = "It says:\n\nat least\r\n53 dead.\nNo more."
    tie = replace(_tie("killed", "S01", None), quote="at least\r\n53", excerpt=Excerpt(text, 10, 22, 100))
    audit = replace(make_audit.small(), tie_out=TieOut(figures=1, ties=(tie,)))
    page = open_page(_written(tmp_path / "index.html", html.render(audit))).page
    page.locator(f"{ROWS} button").first.click()
    shown = page.locator("#dialog blockquote").text_content()
    assert shown == "… It says:  at least  53 dead. No more. …"
    assert "characters 110 to 122 of" in page.inner_text("#dialog")


def test_a_finding_shows_the_same_chain(open_page: Open, little: Path) -> None:
    audit = make_audit.small()
    ties = {(tie.table, tie.row): tie for tie in audit.tie_out.ties}
    finding = next(f for f in audit.findings if (f.table, f.row) in ties)
    tie = ties[finding.table, finding.row]
    page = open_page(little, address=f"#findings?words={finding.key['figure_id']}").page
    page.locator("#list tbody button").first.click()
    said = page.locator("#dialog .trace .said").all_inner_texts()
    assert [line.split(": ", 1)[1] for line in said] == [tie.words[link] for link in Link]
    assert "All figures of this event" in page.inner_text("#dialog")


def _tie(key: str, source: str, reported: str | None) -> Tie:
    states = dict.fromkeys(Link, State.HOLDS)
    return Tie(
        table="events",
        row=0,
        key={"event_id": "E1"},
        event="E1",
        figure=key,
        value="53",
        source=source,
        document="D1",
        quote=None,
        states=states,
        words=dict.fromkeys(Link, "so it is"),
        reported=reported,
    )


def test_an_event_s_figures_stand_by_source_in_the_order_of_time(open_page: Open, tmp_path: Path) -> None:
    ties = (
        _tie("killed", "monitor", "2024-03-04"),
        _tie("injured", "agency", None),
        _tie("killed.children", "agency", "2024-03-02"),
        _tie("injured", "monitor", "2024-03-03"),
    )
    out = TieOut(
        figures=4,
        tied=4,
        ties=ties,
        relays=(Relay("agency", "monitor", "D1"),),
        credits=(Credited("D1", "monitor", "credited through a person", "its head", ("agency",), "told"),),
        dates=(Dated("E1", "this morning", "2024-03-04 08:46", date(2024, 3, 3), date(2024, 3, 4), settled=False),),
        corroboration=(Corroboration("E1", 3, 1, 2),),
    )
    path = _written(tmp_path / "index.html", html.render(replace(make_audit.small(), tie_out=out)))
    page = open_page(path).page
    page.locator(f"{ROWS} button").first.click()
    rows = [" ".join(row.split()) for row in page.locator("#dialog .list tbody tr").all_inner_texts()]
    assert [row.split(" ✓")[0] for row in rows] == [
        "agency 2024-03-02 killed.children: 53 so it is",
        "agency injured: 53 so it is",
        "monitor 2024-03-03 injured: 53 so it is",
        "monitor 2024-03-04 killed: 53 so it is",
    ]
    shown = page.inner_text("#dialog")
    assert "Named by 3 sources, resting on 1 to 2 independent origins." in shown
    day = "is not resolved to a day: the words allow 3 March 2024 or 4 March 2024. No day is made up."
    day = f"The day as worded: ‘this morning’, written 2024-03-04 08:46, {day}"
    assert page.locator("#dialog ul.more li").all_inner_texts() == [
        day,
        "monitor is credited through a person (its head), relayed by agency in D1, with killed: 53, injured: 53.",
        "agency repeats monitor, in D1.",
    ]
    assert page.locator("#dialog tr[aria-current]").count() == 1


@pytest.mark.parametrize("station", ["event", "source", "document"])
def test_from_a_finding_on_a_row_that_figures_rest_on_each_figure_is_reached_down_to_its_words(
    open_page: Open, tmp_path: Path, station: str
) -> None:
    audit = make_audit.small()
    table = {"event": "events", "source": "sources", "document": "documents"}[station]
    held = {record.row: record.values for record in audit.records if record.table == table}
    ties = tie_listing(audit.tie_out).ties
    row, name = next(
        (row, cells[0])
        for row, cells in held.items()
        if any(getattr(tie, station) == cells[0] and tie.excerpt for tie in ties)
    )
    result = next(result for result in audit.results if result.findings)
    on_row = replace(result.findings[0], table=table, row=row, message="a finding on this row", columns=())
    results = [replace(one, findings=()) for one in audit.results if one is not result]
    only = replace(audit, results=(replace(result, findings=(on_row,)), *results))
    page = open_page(_written(tmp_path / "index.html", html.render(only))).page
    page.locator("#findings .list tbody button").first.click()
    reached = [tie for tie in ties if getattr(tie, station) == name]
    folds = page.locator("#dialog details.more:has(.trace)")
    assert folds.count() == len(reached) > 0
    quoted = next(number for number, tie in enumerate(reached) if tie.excerpt)
    folds.nth(quoted).locator("summary").click()
    assert folds.nth(quoted).locator("blockquote mark").inner_text() == reached[quoted].quote
    assert folds.nth(quoted).locator(".said").count() == len(Link)


def test_an_event_has_a_page_with_every_figure_its_source_and_its_chain(open_page: Open, little: Path) -> None:
    audit = make_audit.small()
    bracket = min(audit.tie_out.corroboration, key=lambda b: (b.least, b.most, b.named))
    ties = [tie for tie in audit.tie_out.ties if tie.event == bracket.event]
    page = open_page(little).page
    page.locator("#events .list tbody button").first.click()
    dialog = page.locator("#dialog")
    assert dialog.locator("h2").inner_text() == f"Event {bracket.event}"
    assert dialog.locator(".list tbody tr").count() == len(ties)
    assert dialog.locator("details").count() == len(ties)
    page.evaluate("document.querySelectorAll('#dialog details').forEach(d => d.open = true)")
    assert dialog.locator(".trace").count() == len(ties)
    shown = dialog.inner_text()
    assert all(tie.words[link] in shown for tie in ties for link in Link)
    assert f"Named by {bracket.named} source" in shown
    page.keyboard.press("Escape")
    page.fill("#events [name=words]", bracket.event)
    expect(page.locator("#events .status")).to_contain_text(f"of {len({t.event for t in audit.tie_out.ties})} events")
    assert "#events?" in page.url


def test_a_finding_without_a_tie_shows_the_nearest_passage(open_page: Open, tmp_path: Path) -> None:
    audit = make_audit.small()
    result = next(r for r in audit.results if any(f.nearest for f in r.findings))
    quote = make_audit.TABLES["figures"].index("quote")
    rows = {r.row for r in audit.records if r.table == "figures" and "persons died" in str(r.values[quote])}
    finding = next(replace(f, row=row) for f in result.findings for row in rows)

    def quoted(nearest: str | None) -> str:
        only = replace(result, findings=(replace(finding, nearest=nearest),))
        path = _written(tmp_path / "index.html", html.render(replace(audit, results=(only,), tie_out=TieOut())))
        page = open_page(path).page
        page.locator("#list tbody button").first.click()
        return str(page.locator("#dialog .trace li").last.inner_text())

    said = "These words do not stand in the document."
    assert f"{said} The nearest there: some people died there" in quoted(finding.nearest)
    # The page looks quotes up letter by letter: what it does not find may stand there in another spelling.
    assert said not in quoted(None)
    assert "What stands around them is not part of this report." in quoted(None)


def test_several_figures_of_one_row_have_a_chain_each(open_page: Open, tmp_path: Path) -> None:
    audit = make_audit.small()
    finding = next(f for f in audit.findings if f.table == "events")
    ties = [replace(_tie(name, "S01", None), row=finding.row) for name in ("killed", "injured")]
    out = TieOut(figures=2, tied=2, ties=tuple(ties))
    path = _written(tmp_path / "index.html", html.render(replace(audit, tie_out=out)))
    page = open_page(path, address=f"#findings?table=events&words={finding.key['event_id']}").page
    page.locator("#list tbody button").first.click()
    assert page.locator("#dialog details summary").all_inner_texts() == [
        "killed: 53, according to Coast Radio 1",
        "injured: 53, according to Coast Radio 1",
    ]
    assert page.locator("#dialog .trace .said").count() == 2 * len(Link)


@pytest.mark.parametrize("scheme", ["light", "dark"])
@pytest.mark.parametrize("width", [320, 1280])
def test_axe_finds_nothing_and_nothing_scrolls_sideways(
    open_page: Open, large: Path, axe: str, scheme: str, width: int
) -> None:
    page = open_page(large, color_scheme=scheme, viewport={"width": width, "height": 900}).page
    page.locator(f"{ROWS} button").nth(3).click()
    assert page.evaluate("(d => d.scrollWidth - d.clientWidth)(document.getElementById('dialog'))") <= 0
    page.evaluate(axe)
    run = "axe.run().then(r => r.violations.map(v => [v.id, ...v.nodes.slice(0, 3).map(n => n.html)].join(' ')))"
    assert page.evaluate(run) == []


@pytest.mark.parametrize("width", [1000, 1170, 1250])
def test_the_figures_of_an_event_fit_beside_the_trace_or_below_it(open_page: Open, large: Path, width: int) -> None:
    page = open_page(large, viewport={"width": width, "height": 900}).page
    for place in (0, 20, 40):
        page.locator(f"{ROWS} button").nth(place).click()
        table = page.locator("#dialog .columns .scroll")
        assert table.evaluate("part => part.scrollWidth - part.clientWidth") <= 0
        page.keyboard.press("Escape")


def test_paper_holds_the_first_figures_or_those_asked_for(open_page: Open, large: Path) -> None:
    page = open_page(large).page
    page.emulate_media(media="print")
    page.evaluate("dispatchEvent(new Event('beforeprint'))")
    assert page.locator(ROWS).count() == 50
    assert page.locator("#ties form").is_hidden()
    assert page.locator("#ties .pager span").inner_text() == "1 to 50 of 1,000"
    words = "getComputedStyle(document.querySelector('#ties .list .mark.broken'), '::after').content"
    assert page.evaluate(words) == '" broken"'
    together = "getComputedStyle(document.querySelector(':has(> #relays-title):has(svg)')).breakInside"
    assert page.evaluate(together) == "avoid"
    page.evaluate("dispatchEvent(new Event('afterprint'))")
    page.emulate_media(media="screen")
    page.select_option("#ties [name=tied]", "no")
    page.evaluate("dispatchEvent(new Event('beforeprint'))")
    assert page.locator(ROWS).count() == 200


# Opens every fourth figure and event of the lists; gives how many links each dialog tells of, and what should not be
# there.
DIALOGS = """() => [...document.querySelectorAll(':is(#ties, #events) tr:nth-child(4n + 1) td button')].map(button => {
  button.click();
  const dialog = document.getElementById('dialog');
  const names = [...dialog.querySelectorAll('*')].flatMap(e => e.getAttributeNames());
  const seen = [dialog.querySelectorAll('.said').length, names.filter(n => n.startsWith('on') || n === 'style').length,
    dialog.querySelectorAll('script, img, iframe').length, dialog.scrollWidth - dialog.clientWidth];
  dialog.close();
  return seen;
})"""


@pytest.mark.parametrize("guarded", [True, False])
def test_hostile_ties_run_nothing(open_page: Open, tmp_path: Path, guarded: bool) -> None:
    page = html.render(scattered(make_audit.fixture_r(findings=300), seed=6))
    page = page if guarded else page_parts.without_policy(page)
    opened = open_page(_written(tmp_path / "index.html", page), viewport={"width": 390, "height": 800})
    opened.value("document.querySelectorAll('details').forEach(d => d.open = true)")
    assert opened.value(SIDEWAYS) <= 0
    seen = opened.value(DIALOGS)
    assert len(seen) == 10
    assert [said for said, *_ in seen[:5]] == [5] * 5
    assert all(said and said % 5 == 0 for said, *_ in seen[5:])
    assert all(not wrong and not strange and sideways <= 0 for _, wrong, strange, sideways in seen)
    assert opened.value("window.__pwned") == 0
    assert opened.value("window.__violations") == []
    assert opened.errors == []
