"""What the lists say of themselves when they hold nothing, or less than there is, and a table on a telephone."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from pathlib import Path
from typing import Any

import make_audit
import pytest
from playwright.sync_api import expect

from tieout.model.audit import Audit
from tieout.reports import html

pytestmark = [pytest.mark.browser, pytest.mark.slow]

Open = Callable[..., Any]


def written(audit: Audit, folder: Path) -> Path:
    path = folder / "index.html"
    path.write_text(html.render(audit), encoding="utf-8")
    return path


def test_a_list_of_nothing_does_not_blame_the_filters(open_page: Open, tmp_path: Path) -> None:
    page = open_page(written(make_audit.clean(), tmp_path)).page
    expect(page.locator("#count")).to_have_text("0 findings")
    expect(page.locator("#position")).to_have_text("nothing to list")


def test_a_list_that_is_cut_says_of_how_many(open_page: Open, tmp_path: Path) -> None:
    audit = make_audit.small()
    result = next(r for r in audit.results if len(r.findings) > 1)
    counts = replace(result.counts, rows=9_000, applicable=9_000, failed=2_608, possible=0)
    page = open_page(written(replace(audit, results=(replace(result, counts=counts),)), tmp_path)).page
    held = len(result.findings)
    expect(page.locator("#count")).to_have_text(f"{held} findings listed, of 2,608")
    page.fill("#filter-words", "no such words anywhere")
    expect(page.locator("#count")).to_have_text(f"0 of {held} findings listed, of 2,608")


def test_every_state_of_a_link_is_in_sight_on_a_telephone(open_page: Open, large: Path) -> None:
    page = open_page(large, viewport={"width": 390, "height": 800}).page
    boxes = page.evaluate(
        "[...document.querySelectorAll('#ties .links :is(th, td)')].filter(e => e.checkVisibility())"
        ".map(e => e.getBoundingClientRect()).map(({left, right}) => [left, right])"
    )
    assert len(boxes) == 6 * 6  # a head and five links; a name and five states
    assert all(left >= 0 and right <= 390 for left, right in boxes)
