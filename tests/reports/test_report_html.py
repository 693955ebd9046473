"""The HTML report without a browser: its size, its policy, its words, and what it leaves out."""

from __future__ import annotations

import re
from base64 import b64encode
from dataclasses import replace
from hashlib import sha256

import make_audit
import page_parts
import pytest

from tieout.model.audit import Audit, Finding, Record, Result, Survey, TableSummary
from tieout.model.tie import TieOut
from tieout.model.verdict import Counts, Outcome
from tieout.reports import html, terminal
from tieout.reports.html import listing

KB = 1024


def size(findings: int, ties: int) -> int:
    return len(html.render(make_audit.fixture_r(findings, ties=ties)).encode())


def test_the_fixture_is_what_the_bounds_speak_of() -> None:
    audit = make_audit.fixture_r()
    assert len({result.check.id for result in audit.results}) == 40
    assert len({result.check.id for result in audit.results if result.outcome is Outcome.FAILED}) == 12
    assert 19_900 <= len(audit.findings) <= 20_100
    assert {table.name: table.rows for table in audit.tables} == {
        "events": 300,
        "figures": 6_000,
        "sources": 30,
        "documents": 500,
    }


def test_sizes() -> None:
    """A thousand listed ties, and the excerpts that they bring along, may take 75 KB."""
    assert size(2_000, ties=0) <= 350 * KB
    assert size(2_000, ties=1_000) <= (350 + 75) * KB


@pytest.mark.slow
def test_the_size_with_many_findings() -> None:
    assert size(20_000, ties=1_000) <= 600 * KB


def test_own_code_is_small() -> None:
    """48 KB: 40 for the findings, and 8 for the tie-out with its list, its dialog and its marks."""
    page = html.render(make_audit.small())
    assert len((page_parts.style(page) + page_parts.script(page)).encode()) <= 48 * KB


def test_the_policy_names_exactly_the_page_s_code() -> None:
    page = html.render(make_audit.small())
    digest = {
        name: b64encode(sha256(text.encode()).digest()).decode()
        for name, text in (("script", page_parts.script(page)), ("style", page_parts.style(page)))
    }
    assert page_parts.policy(page) == (
        f"default-src 'none'; script-src 'sha256-{digest['script']}'; style-src 'sha256-{digest['style']}'; "
        "img-src data:; base-uri 'none'; form-action 'none'; require-trusted-types-for 'script'; trusted-types 'none'"
    )


def test_no_way_around_the_escaping() -> None:
    page = html.render(make_audit.small())
    markup, _ = page_parts.without_assets(page)
    assert not re.search(r"\sstyle=|\son\w+=", markup)
    assert not re.search(r"innerHTML|outerHTML|insertAdjacentHTML|document\.write|eval\(", page_parts.script(page))
    assert not re.search(r"url\(|@import", page_parts.style(page))


def test_the_page_has_a_title_a_language_and_its_sections_in_order() -> None:
    page = html.render(make_audit.small())
    assert page.startswith('<!doctype html>\n<html lang="en">')
    assert "<title>Not fit for release: Incidents in the river valley 2026-11" in page
    ids = re.findall(r'<section id="(\w+)"', page)
    assert ids == ["verdict", "checks", "findings", "ties", "events", "where", "sources", "limits", "about"]


def test_figures_in_columns_are_said_not_to_be_tied_out() -> None:
    audit = replace(make_audit.clean(), tie_out=TieOut(by_column=("incidents", "<b>")))
    page = html.render(audit)
    assert "Figures that have a column each are not tied out, for they have no quote of their own: " in page
    assert "incidents" in page.split("of their own: ")[1][:60]
    assert "No figure is tied out" in terminal.render(audit, width=80, colour=False, report=None)
    silent = replace(audit, tie_out=TieOut())
    assert "not tied out" not in html.render(silent)
    assert "tied out" not in terminal.render(silent, width=80, colour=False, report=None)


def test_what_was_not_decided_is_said() -> None:
    page = html.render(make_audit.small())
    assert "Broke while running:</b> <bdi>the query took more than 60 seconds and was stopped</bdi>" in page
    assert "no column is bound to document.archive" in page
    assert "The tables have no weekday column." in page
    assert "<code><bdi>coder</bdi></code>" in page
    assert "It does not say that the figures are true." in page


def test_possible_findings_are_called_possible() -> None:
    audit = make_audit.small()
    possible = next(result for result in audit.results if result.findings and result.counts.possible)
    only = replace(
        possible,
        outcome=Outcome.PASSED,
        counts=replace(possible.counts, failed=0, possible=1),
        findings=tuple(f for f in possible.findings if not f.certain)[:1],
    )
    page, data = page_parts.without_assets(html.render(replace(audit, results=(only,))))
    assert "Passes" in page
    assert "Fails" not in page
    assert '<span class="badge possible">possible</span>' in page
    assert data["findings"]["certain"] == [0]


def test_cut_lists_say_how_much_they_show(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(listing, "MOST", 40)
    audit = make_audit.fixture_r(200)
    page, data = page_parts.without_assets(html.render(audit))
    listed = len(data["findings"]["certain"])
    assert 0 < listed <= 40
    result = max(audit.results, key=lambda r: r.counts.failed + r.counts.possible)
    found = sum(r.counts.failed + r.counts.possible for r in audit.results if r.check.id == result.check.id)
    assert f"of {found}" in page
    assert re.search(r"showing \d+ of \d+", page)


def test_a_list_that_the_audit_cut_says_so_too() -> None:
    audit = make_audit.small()
    cut = replace(audit.results[0], counts=replace(audit.results[0].counts, rows=9_000, applicable=9_000, failed=5_000))
    page = html.render(replace(audit, results=(cut,)))
    assert f"showing {len(cut.findings)} of {5_000 + cut.counts.possible:,}" in page


def test_withheld_columns_leave_no_trace() -> None:
    """The page holds the columns that the audit says may be shown, even where a finding names another."""
    audit = make_audit.small()
    finding = replace(audit.results[0].findings[0], columns=("coder",), message="one coder recorded", observed="one")
    page, data = page_parts.without_assets(
        html.render(replace(audit, results=(replace(audit.results[0], findings=(finding,)),)))
    )
    assert '<th scope="col"><bdi>coder</bdi></th>' not in page
    assert all("coder" not in table["columns"] for table in data["tables"])


def test_documents_appear_as_excerpts_only() -> None:
    audit = make_audit.fixture_r(500)
    page = html.render(audit)
    data = page_parts.data(page)
    documents = next(table for table in data["tables"] if table["name"] == "documents")
    texts = {r.values[0]: r.values[5] for r in audit.records if r.table == "documents"}
    assert "text" not in documents["columns"]
    shown = dict(zip((row[0] for row in documents["rows"]), documents["excerpts"], strict=True))
    assert any(shown.values())
    for name, parts in shown.items():
        for offset, part in parts:
            assert str(texts[name])[offset : offset + len(part)] == part
            assert len(part) < len(str(texts[name]))


def test_an_empty_audit_still_has_a_report() -> None:
    audit = replace(make_audit.clean(), results=(), tables=(), records=(), survey=Survey(), left_out=())
    page = html.render(audit)
    assert "Fit for release" in page
    assert "No check has a finding." in page
    assert "binds no places, dates or sources" in page


def test_odd_findings_break_nothing() -> None:
    """Rows and columns that no table has, keys without values, codes that are shared, rows that are short."""
    audit = make_audit.small()
    result = audit.results[0]
    lost = Finding(
        "x", "GX", "", result.severity, True, "no such table", 7, {"a": None}, None, None, ("b",), "", "", "m"
    )
    other = replace(result.check, id="x", code=audit.results[1].check.code)
    odd = Result(other, "", result.severity, Outcome.FAILED, Counts(9, 9, 1), findings=(lost,))
    short = replace(
        audit,
        results=(*audit.results, odd),
        records=(*audit.records, Record("events", 99, None, None, ("E9",)), audit.records[0]),
        tables=(*audit.tables, TableSummary("bare", "bare", 0, (), ())),
    )
    page, data = page_parts.without_assets(html.render(short))
    assert data["tables"][-1] | {"file": [], "line": []} == {
        "name": "no such table",
        "key": ["a"],
        "columns": ["a"],
        "partial": True,
        "roles": {},
        "rows": [[None]],
        "file": [],
        "line": [],
        "excerpts": None,
    }
    assert len(set(re.findall(r'<details id="([^"]+)"', page))) == page.count('<details id="')


def test_parts_without_an_outcome_are_no_pass() -> None:
    audit = make_audit.small()
    passed = next(r for r in audit.results if r.outcome is Outcome.PASSED and not r.findings)
    part = replace(passed, instance="killed.men", outcome=Outcome.NOT_EVALUATED, reason="nothing is recorded")
    page = html.render(replace(audit, results=(passed, part)))
    assert "Parts of checks that were not evaluated" in page
    assert "<bdi>killed.men</bdi>: <bdi>nothing is recorded</bdi>" in page


@pytest.mark.slow
def test_the_largest_page_stays_within_bounds() -> None:
    audit = _repeated(make_audit.fixture_r(100_000), 100_000)
    assert len(html.render(audit).encode()) <= 1.6 * KB * KB


def _repeated(audit: Audit, findings: int) -> Audit:
    """The audit with its findings said again by further checks, until there are that many."""
    results = list(audit.results)
    total = len(audit.findings)
    while total < findings:
        for result in audit.results:
            again = replace(result, instance=f"{result.instance} again {total}")
            results.append(again)
            total += len(again.findings)
            if total >= findings:
                break
    return replace(audit, results=tuple(results))
