"""The report in a real browser: what a steward does with it, by mouse, by keyboard, on a telephone and on paper."""

from __future__ import annotations

import csv
import re
from collections.abc import Callable
from pathlib import Path
from typing import Any

import make_audit
import pytest
from playwright.sync_api import expect

from tieout.reports import html

pytestmark = [pytest.mark.browser, pytest.mark.slow]

Open = Callable[..., Any]
SIDEWAYS = "document.documentElement.scrollWidth - document.documentElement.clientWidth"


def test_it_asks_for_nothing_and_breaks_no_rule(open_page: Open, large: Path) -> None:
    opened = open_page(large)
    assert opened.requests == [large.as_uri()]
    assert opened.errors == []
    assert opened.value("window.__violations") == []
    nodes = opened.value("document.querySelectorAll('*').length")
    ready = opened.value("document.documentElement.dataset.ready")
    print(f"ready after {ready} ms, {nodes:,} elements")  # noqa: T201 - a measurement to look at, not to hold to
    assert nodes <= 8_000
    assert opened.page.title().startswith("Not fit for release")


def test_filters_narrow_the_list_and_stay_in_the_address(open_page: Open, large: Path) -> None:
    audit = make_audit.fixture_r()
    total = len(audit.findings)
    page = open_page(large).page
    count = page.locator("#count")
    assert count.inner_text() == f"{total:,} findings"
    assert page.locator("#list tbody tr").count() == 50
    assert "1 to 50" in page.locator("#position").inner_text()

    negative = sum(f.check == "negative-figure" for f in audit.findings)
    page.select_option("#filter-check", "check-CAS003")
    assert count.inner_text() == f"{negative:,} of {total:,} findings"
    assert page.url.endswith("#findings?check=check-CAS003")

    figure = next(f.key["figure_id"] for f in audit.findings if f.check == "negative-figure")
    page.fill("#filter-words", f"{figure} recorded".upper())
    expect(count).to_have_text(f"1 of {total:,} findings")
    assert page.locator("#list tbody tr").count() == 1

    page.click("#list tbody button")  # straight from the field that is typed in
    assert page.locator("#dialog").is_visible()

    again = open_page(large, address="#" + page.url.split("#")[1]).page
    expect(again.locator("#count")).to_have_text(f"1 of {total:,} findings")
    again.click("text=Clear")
    expect(again.locator("#count")).to_have_text(f"{total:,} findings")
    assert again.url.endswith("#findings")
    again.fill("#filter-words", "no such words anywhere")
    expect(again.locator("#position")).to_have_text("nothing matches these filters")


@pytest.mark.parametrize(
    ("field", "choice", "wanted"),
    [
        ("severity", "note", lambda f: f.severity == "note"),
        ("certain", "possible", lambda f: not f.certain),
        ("table", "events", lambda f: f.table == "events"),
    ],
)
def test_each_filter(open_page: Open, large: Path, field: str, choice: str, wanted: Callable[[Any], bool]) -> None:
    page = open_page(large).page
    page.select_option(f"#filter-{field}", choice)
    expected = sum(wanted(f) for f in make_audit.fixture_r().findings)
    assert page.locator("#count").inner_text().startswith(f"{expected:,} of ")


def test_sorting_turns_around(open_page: Open, large: Path) -> None:
    page = open_page(large).page
    codes = "[...document.querySelectorAll('#list tbody tr td:nth-child(2)')].map(cell => cell.textContent)"
    page.click("#list th:nth-child(2) button")
    assert set(page.evaluate(codes)) == {"CAS001"}
    assert page.locator("#list th:nth-child(2)").get_attribute("aria-sort") == "ascending"
    page.click("#list th:nth-child(2) button")
    assert set(page.evaluate(codes)) == {"PRO020"}
    assert page.locator("#list th:nth-child(2)").get_attribute("aria-sort") == "descending"


def test_every_page_can_be_turned(open_page: Open, large: Path) -> None:
    page = open_page(large).page
    page.select_option("#filter-table", "sources")
    assert page.locator("#next").is_disabled()
    page.select_option("#filter-table", "")
    page.click("#next")
    assert page.locator("#position").inner_text().startswith("51 to 100")
    page.click("#previous")
    assert page.locator("#previous").is_disabled()


def test_the_dialog_leads_to_the_quoted_words(open_page: Open, large: Path) -> None:
    audit = make_audit.fixture_r()
    rows = {(r.table, r.row): r for r in audit.records}
    documents = {r.values[0]: r for r in audit.records if r.table == "documents"}
    columns = make_audit.TABLES["figures"]
    finding = next(
        f
        for f in audit.findings
        if f.check == "lower-bound-above-best"
        and (quote := rows[f.table, f.row].values[columns.index("quote")])
        and quote in str(documents[rows[f.table, f.row].values[columns.index("document_id")]].values[5])
    )
    row = dict(zip(columns, rows[finding.table, finding.row].values, strict=True))
    text = str(documents[row["document_id"]].values[5])

    opened = open_page(large, address=f"#findings?check=check-CAS002&words={row['figure_id']}")
    page = opened.page
    page.click("#list tbody tr:first-child button")
    dialog = page.locator("#dialog")
    assert dialog.locator("h2").inner_text() == finding.message
    assert dialog.locator("blockquote mark").inner_text() == row["quote"]
    start = text.index(str(row["quote"]))
    assert f"characters {start} to {start + len(str(row['quote']))} of" in dialog.inner_text()
    steps = [step.casefold() for step in dialog.locator(".trace h4").all_inner_texts()]
    assert steps[:5] == ["figure", "event", "source", "document", "quoted words"]
    shown = dialog.inner_text()
    assert all(str(value) in shown for value in row.values() if value)
    faulty = dialog.locator("dd.faulty").all_inner_texts()
    others = [f for f in audit.findings if (f.table, f.row) == (finding.table, finding.row)]
    assert all(any(other.message in cell for cell in faulty) for other in others)
    assert "What to do" in shown
    whole = page.evaluate("document.getElementById('dialog-body').textContent")
    assert text not in whole
    assert opened.errors == []


def test_the_columns_that_the_check_names_stand_first(open_page: Open, large: Path) -> None:
    audit = make_audit.fixture_r()
    finding = next(f for f in audit.findings if f.check == "lower-bound-above-best")
    page = open_page(large, address=f"#findings?check=check-CAS002&words={finding.key['figure_id']}").page
    page.click("#list tbody tr:first-child button")
    names = page.locator("#dialog dl.facts dt").all_inner_texts()
    columns = [name for name in make_audit.TABLES["figures"] if name in names]
    assert names[: len(finding.columns)] == [name for name in columns if name in finding.columns]
    questioned = [
        name for f in audit.findings if (f.table, f.row) == (finding.table, finding.row) for name in f.columns
    ]
    assert names[len(set(questioned)) :] == [name for name in columns if name not in questioned]


def test_a_line_number_is_a_name(open_page: Open, tmp_path: Path) -> None:
    from dataclasses import replace

    audit = make_audit.small()
    records = tuple(replace(record, line=12_345) for record in audit.records)
    path = tmp_path / "index.html"
    path.write_text(html.render(replace(audit, records=records)), encoding="utf-8")
    page = open_page(path).page
    assert "line 12345" in page.locator("#list tbody tr").first.inner_text()
    page.locator("#list tbody button").first.click()
    assert "line 12345" in page.inner_text("#dialog")
    assert "12,345" not in page.inner_text("body")


# Words of tables that stand on two lines though they are short enough for one.
BROKEN = """[...document.querySelectorAll('td bdi, td code, thead th')].filter(e => e.checkVisibility()).filter(e => {
  const word = document.createRange();
  const text = e.firstChild;
  if (!text || text.nodeType !== 3) return false;
  return [...text.data.matchAll(/[^\\s\\u2010-]+/g)].some(found => {
    if (found[0].length > 24) return false;
    word.setStart(text, found.index);
    word.setEnd(text, found.index + found[0].length);
    return new Set([...word.getClientRects()].map(box => Math.round(box.top))).size > 1;
  });
}).map(e => e.textContent)"""


@pytest.mark.parametrize("width", [390, 1280])
def test_no_word_of_a_table_is_broken(open_page: Open, large: Path, width: int) -> None:
    page = open_page(large, viewport={"width": width, "height": 900}).page
    page.evaluate("document.querySelectorAll('details').forEach(d => d.open = true)")
    assert page.evaluate(BROKEN) == []


def test_on_a_telephone_counts_are_seen_and_lists_are_short(open_page: Open, large: Path) -> None:
    page = open_page(large, viewport={"width": 390, "height": 800}).page
    for count in page.locator("#checks .fold .count").all():
        box = count.bounding_box()
        assert box
        assert box["x"] >= 0
        assert box["x"] + box["width"] <= 390
    assert page.locator("#checks .fold .count").count() == 12
    assert page.locator("#list tbody tr").count() == 20
    assert page.locator("#list tbody tr").first.bounding_box()["height"] < 180


def test_the_keyboard_is_enough(open_page: Open, large: Path) -> None:
    page = open_page(large).page
    page.keyboard.press("Tab")
    assert page.evaluate("document.activeElement.className") == "skip"
    button = page.locator("#list tbody tr:nth-child(3) button")
    button.focus()
    page.keyboard.press("Enter")
    assert page.evaluate("document.activeElement.id") == "dialog-title"
    title = page.locator("#dialog-title").inner_text()
    page.click("#dialog >> text=Next")
    assert page.locator("#dialog-title").inner_text() != title
    page.keyboard.press("Escape")
    assert not page.locator("#dialog").is_visible()
    assert button.evaluate("button => button === document.activeElement")

    assert page.locator("#heat button[tabindex='0']").count() == 1
    page.locator("#heat button[tabindex='0']").focus()
    page.keyboard.press("ArrowDown")
    page.keyboard.press("ArrowRight")
    chosen = page.evaluate("document.activeElement.closest('td').dataset")
    assert page.locator("#heat button[tabindex='0']").count() == 1
    cell = page.evaluate("document.activeElement.firstChild.textContent")
    page.keyboard.press("Enter")
    assert page.locator("#count").inner_text().startswith(f"{cell} of ")
    assert page.evaluate("document.getElementById('filter-check').selectedIndex") == int(chosen["check"]) + 1
    assert page.evaluate("document.activeElement.id") == "filter-check"


def test_a_reason_opens_its_check(open_page: Open, large: Path) -> None:
    page = open_page(large).page
    page.click(".reasons li:first-child a")
    assert page.locator("#check-CAS001").get_attribute("open") is not None
    assert page.locator("#check-CAS001 .examples tbody tr").count() == 10
    page.click("#check-CAS001 >> text=See all")
    assert page.locator("#filter-check").input_value() == "check-CAS001"


def test_saved_csv_is_what_is_listed(open_page: Open, large: Path, tmp_path: Path) -> None:
    page = open_page(large, address="#findings?check=check-PLA001").page
    with page.expect_download() as download:
        page.click("#save")
    path = tmp_path / "saved.csv"
    download.value.save_as(path)
    with path.open(encoding="utf-8-sig", newline="") as file:
        lines = list(csv.DictReader(file))
    expected = [f for f in make_audit.fixture_r().findings if f.code == "PLA001"]
    assert [line["message"] for line in lines] == [f.message for f in expected]
    assert [line["line"] for line in lines] == [str(f.line) for f in expected]
    assert [line["key"] for line in lines] == [f"event_id={f.key['event_id']}" for f in expected]


@pytest.mark.parametrize("width", [320, 390, 1280])
def test_nothing_scrolls_sideways_and_controls_are_large_enough(open_page: Open, large: Path, width: int) -> None:
    page = open_page(large, viewport={"width": width, "height": 800}).page
    page.evaluate("document.querySelectorAll('details').forEach(d => d.open = true)")
    assert page.evaluate(SIDEWAYS) <= 0
    page.locator("#list tbody button").first.click()
    assert page.evaluate("(d => d.scrollWidth - d.clientWidth)(document.getElementById('dialog'))") <= 0
    small = """[...document.querySelectorAll('button, select, input, summary')]
      .filter(e => e.checkVisibility()).map(e => [e.getBoundingClientRect(), e.outerHTML.slice(0, 80)])
      .filter(([box]) => Math.min(box.width, box.height) < 24).map(([, shown]) => shown)"""
    assert page.evaluate(small) == []


@pytest.mark.parametrize("scheme", ["light", "dark"])
@pytest.mark.parametrize("width", [390, 1280])
def test_axe_finds_nothing(open_page: Open, large: Path, axe: str, scheme: str, width: int) -> None:
    page = open_page(large, color_scheme=scheme, viewport={"width": width, "height": 900}).page
    page.evaluate("document.querySelectorAll('details').forEach(d => d.open = true)")
    page.evaluate(axe)
    run = """axe.run(document, {runOnly: ['wcag2a', 'wcag2aa', 'wcag21a', 'wcag21aa', 'wcag22aa', 'best-practice']})
      .then(found => found.violations.map(v => [v.id, ...v.nodes.slice(0, 4).map(n => String(n.target))].join(' ')))"""
    assert page.evaluate(run) == []
    page.locator("#list tbody button").first.click()
    assert page.evaluate(run) == []


def test_the_theme_can_be_chosen(open_page: Open, large: Path) -> None:
    page = open_page(large, color_scheme="light").page
    paper = "getComputedStyle(document.body).backgroundColor"
    light = page.evaluate(paper)
    page.click("#theme")
    assert page.evaluate(paper) != light
    page.reload()
    page.wait_for_selector("html[data-theme=dark][data-ready]", state="attached")
    assert page.evaluate(paper) != light


@pytest.mark.parametrize("styled", [True, False])
def test_it_reads_without_javascript(open_page: Open, large: Path, tmp_path: Path, styled: bool) -> None:
    path = large
    if not styled:
        path = tmp_path / "unstyled.html"
        path.write_text(re.sub(r"<style>.*?</style>", "", large.read_text(encoding="utf-8"), flags=re.DOTALL))
    page = open_page(path, script=False).page
    text = page.inner_text("main")
    assert "Not fit for release" in text
    assert "does not say that the figures are true" in text
    assert "findings.csv" in text
    assert page.locator("#explorer").is_hidden()
    folds = page.locator("details.fold")
    assert folds.count() == 12
    page.locator("#check-CAS002 summary").click()
    assert page.locator("#check-CAS002 .examples tbody tr").count() == 10
    assert page.locator("#sources tbody tr").count() == 30
    assert page.locator("#heat tbody tr").count() == 30


def test_paper(open_page: Open, large: Path) -> None:
    page = open_page(large).page
    paper = page.pdf(prefer_css_page_size=True, tagged=True)
    pages = len(re.findall(rb"/Type\s*/Page\b", paper))
    assert 4 <= pages <= 12
    assert b"/StructTreeRoot" in paper
    page.emulate_media(media="print")
    assert not page.locator("#findings").is_visible()
    assert not page.locator("nav.sections").is_visible()


def test_a_filtered_list_is_printed(open_page: Open, large: Path) -> None:
    page = open_page(large, address="#findings?check=check-CAS003").page
    page.evaluate("dispatchEvent(new Event('beforeprint'))")
    page.emulate_media(media="print")
    assert page.locator("#findings").is_visible()
    assert page.locator("#list tbody tr").count() == 200
    assert page.locator("details.fold[open]").count() == 12
    page.evaluate("dispatchEvent(new Event('afterprint'))")
    assert page.locator("#list tbody tr").count() == 50
    assert page.locator("details.fold[open]").count() == 0


def test_rows_that_were_not_kept_still_have_a_dialog(open_page: Open, tmp_path: Path) -> None:
    from dataclasses import replace

    path = tmp_path / "index.html"
    audit = replace(make_audit.small(), records=())
    path.write_text(html.render(audit), encoding="utf-8")
    opened = open_page(path)
    for button in opened.page.locator("#list tbody button").all()[:10]:
        button.click()
        assert "The rest of the row is not part of this report." in opened.page.inner_text("#dialog")
        opened.page.keyboard.press("Escape")
    assert opened.errors == []


def test_a_fit_dataset(open_page: Open, tmp_path: Path, axe: str) -> None:
    path = tmp_path / "index.html"
    path.write_text(html.render(make_audit.clean()), encoding="utf-8")
    opened = open_page(path)
    assert opened.page.locator("#verdict h2").inner_text().strip() == "Fit for release"
    assert opened.page.locator("#count").inner_text() == "0 findings"
    opened.page.evaluate(axe)
    assert opened.page.evaluate("axe.run().then(r => r.violations.map(v => v.id))") == []
    assert opened.errors == []
