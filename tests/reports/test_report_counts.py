"""Every report counts the same things, and says them in the singular where there is one."""

from __future__ import annotations

import re
from dataclasses import replace

import make_audit
import page_parts
import pytest

from tieout.model.audit import Audit, Decision, Reason, Result, Survey
from tieout.model.counting import counted
from tieout.model.verdict import Counts, Outcome
from tieout.reports import html, notebook, terminal
from tieout.reports.summary import summarise


@pytest.mark.parametrize(
    ("number", "words"), [(0, "0 findings"), (1, "1 finding"), (2, "2 findings"), (1234, "1,234 findings")]
)
def test_nouns_agree_with_their_number(number: int, words: str) -> None:
    assert counted(number, "finding") == words


def with_parts() -> Audit:
    """An audit in which two parts of a check that passes, one of them without a name, were not evaluated."""
    audit = make_audit.small()
    passed = next(r for r in audit.results if r.outcome is Outcome.PASSED and not r.findings)
    named = replace(passed, instance="killed.men", outcome=Outcome.NOT_EVALUATED, reason="nothing is recorded")
    bare = replace(named, instance="", reason="no row to look at")
    return replace(audit, results=(*audit.results, named, bare))


def test_checks_not_evaluated_are_counted_alike_everywhere() -> None:
    """A check counts once, however many reasons it has; parts of checks that have an outcome are said apart."""
    audit = with_parts()
    waiting = {r.check.id for r in make_audit.small().results if r.outcome is Outcome.NOT_EVALUATED}
    again = next(r for r in audit.results if r.check.id in waiting)
    audit = replace(audit, results=(*audit.results, replace(again, instance="x", reason="another reason")))
    page = re.sub(r"<[^>]*>", "", html.render(audit))
    shown = terminal.render(audit, width=200, colour=False, report=None)
    summary = summarise(audit)
    assert f"Checks not evaluated{len(waiting)} and 2 parts of other checks" in re.sub(r"\s*\n\s*", "", page)
    assert f"{len(waiting)} checks not evaluated" in notebook.render(audit)
    assert f"{len(summary.checks) - len(waiting) - 1} of {len(summary.checks)} checks evaluated" in shown
    assert "? 2 parts of other checks not evaluated" in shown
    more = re.search(r"and (\d+) more without an outcome", shown)
    assert len(re.findall(r"\? [A-Z]+\d+ (?:not evaluated|broke)", shown)) + int(more[1] if more else 0) == (
        len(waiting) + 1
    )
    assert f"{len(waiting) + 1} checks have no outcome" in page


def test_a_part_that_broke_stands_before_all_that_waits() -> None:
    audit = make_audit.small()
    passed = next(r for r in audit.results if r.outcome is Outcome.PASSED and not r.findings)
    broken = replace(passed, instance="killed.men", outcome=Outcome.ERROR, reason="it took too long")
    shown = terminal.render(replace(audit, results=(*audit.results, broken)), width=200, colour=False, report=None)
    first = next(line for line in shown.splitlines() if line.startswith("  ? "))
    assert first == f"  ? {passed.check.code} broke while running (killed.men): it took too long"


PLURALS = "findings|checks|rows|tables|sources|figures|relays|reasons|events|places|parts|documents"


def one_of_each() -> Audit:
    audit = make_audit.small()
    result: Result = next(r for r in audit.results if r.outcome is Outcome.FAILED and r.findings)
    finding = next(f for f in result.findings if f.certain)
    only = replace(result, counts=Counts(1, 1, 1), findings=(finding,))
    tables = (replace(audit.tables[0], rows=1),)
    survey = Survey(months=(("2024-05", 1, 1),), places=((34.0, 41.0, True),))
    return replace(audit, results=(only,), tables=tables, left_out=(), survey=survey)


def test_one_of_each_is_said_in_the_singular() -> None:
    audit = one_of_each()
    shown = terminal.render(audit, width=200, colour=False, report=None)
    assert "1 of 1 check evaluated, 1 fails: 1 finding, in 1 row" in shown
    for text in (shown, notebook.render(audit), html.render(audit)):
        visible = re.sub(r"<script.*?</script>|<style.*?</style>|<[^>]*>", "", text, flags=re.DOTALL)
        assert re.findall(rf"(?<![\d,.])1 (?:more )?(?:{PLURALS})\b", visible) == []


def test_reasons_name_the_instance_that_they_are_about() -> None:
    audit = make_audit.small()
    reasons = tuple(
        Reason("A date lies in the future (DAT003): 12 findings", "x", name) for name in ("event.start", "")
    )
    audit = replace(audit, decision=Decision(False, reasons))
    shown = terminal.render(audit, width=200, colour=False, report=None)
    assert "- A date lies in the future (DAT003): 12 findings (event.start)\n" in shown
    assert "- A date lies in the future (DAT003): 12 findings\n" in shown
    assert "12 findings (event.start)</bdi>" in notebook.render(audit)


def test_a_rule_of_another_library_that_broke_is_named() -> None:
    audit = make_audit.small()
    passed = next(r for r in audit.results if r.outcome is Outcome.PASSED and not r.findings)
    check = replace(passed.check, id="events.killed-at-least", code="PANDERA", holds=None)
    broken = replace(passed, check=check, outcome=Outcome.ERROR, reason="it raises KeyError")
    shown = terminal.render(replace(audit, results=(broken,)), width=200, colour=False, report=None)
    assert "  ? PANDERA events.killed-at-least broke while running: it raises KeyError\n" in shown


def without_drawings(*, rows: int, bound: bool) -> Audit:
    """An audit without findings, of tables that bind places, dates and sources or bind none of them."""
    audit = make_audit.clean()
    tables = tuple(replace(t, rows=rows, roles=t.roles if bound else {}) for t in audit.tables)
    return replace(audit, tables=tables, survey=Survey())


@pytest.mark.parametrize(
    ("rows", "bound", "words"),
    [
        (0, True, "No table has a row, so there is nothing to draw."),
        (7, True, "No row has a place or a day that can be drawn, and no finding has a source."),
        (7, False, "The dataset binds no places, dates or sources of events."),
    ],
)
def test_what_is_not_drawn_is_explained_by_what_is_true(rows: int, bound: bool, words: str) -> None:
    assert f"<p>{words}</p>" in html.render(without_drawings(rows=rows, bound=bound))


def test_one_finding_is_not_all_of_them() -> None:
    audit = make_audit.small()
    result = next(r for r in audit.results if r.outcome is Outcome.FAILED and len(r.findings) > 1)
    one = replace(result, findings=result.findings[:1], counts=replace(result.counts, failed=1, possible=0))
    assert ">See 1 finding<" in html.render(replace(audit, results=(one,)))
    assert ">See all " in html.render(audit)


def test_a_list_that_holds_fewer_findings_than_there_are_says_so_where_it_counts() -> None:
    audit = make_audit.small()
    result = next(r for r in audit.results if r.outcome is Outcome.FAILED and r.findings)
    cut = replace(result, counts=replace(result.counts, rows=9_000, applicable=9_000, failed=2_500, possible=108))
    assert 'id="count" class="status" role="status" data-of=" listed, of 2,608"' in html.render(
        replace(audit, results=(cut,))
    )
    assert "data-of" not in page_parts.without_assets(html.render(audit))[0]
