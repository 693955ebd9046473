"""The terminal's summary fits a screen and does nothing but show."""

from __future__ import annotations

import re

import make_audit
import pytest
from hostile import HOSTILE, everywhere, scattered

from tieout.reports.controls import legible
from tieout.reports.terminal import render

WIDTHS = (20, *(pytest.param(width, marks=pytest.mark.slow) for width in (40, 80, 200)))
COMMAND = re.compile(r"^\s*::|##\[", re.MULTILINE)


@pytest.mark.parametrize("width", WIDTHS)
@pytest.mark.parametrize("hostile", HOSTILE)
def test_one_screen_whatever_the_data(hostile: str, width: int) -> None:
    from rich.cells import cell_len

    shown = render(everywhere(make_audit.small(), hostile), width=width, colour=False, report=hostile)
    lines = shown.split("\n")
    assert len(lines) <= 25  # the last one is empty
    assert max(cell_len(line) for line in lines) <= width
    assert not re.search("[\x00-\x09\x0b-\x1f\x7f-\x9f\u200b-\u200f\u202a-\u202e\u2028\u2029\ud800-\udfff]", shown)
    assert not COMMAND.search(shown)
    if width == 200:
        assert legible(hostile).replace("::", ": :").replace("##[", "## [")[:60] in shown


@pytest.mark.slow
def test_the_large_fixture_fits_too() -> None:
    for audit in (make_audit.fixture_r(2_000), scattered(make_audit.fixture_r(2_000), seed=2)):
        assert render(audit, width=80, colour=False, report="x" * 300).count("\n") <= 24


def test_it_says_what_matters() -> None:
    shown = render(make_audit.fixture_r(), width=100, colour=False, report="reports/river-valley/index.html")
    assert "Not fit for release: river-valley 2026-11" in shown
    assert "checks evaluated, 12 fail" in shown
    assert "IDE004 A source gives one figure of an event twice." in shown
    assert "figures.csv:" in shown
    assert "BRK001 broke while running: the query took more than 60 seconds" in shown
    assert "UND001 not evaluated: no column is bound to document.archive" in shown
    assert "reports/river-valley/index.html" in shown


def test_colour_is_asked_for() -> None:
    audit = make_audit.small()
    assert "\x1b[" in render(audit, width=80, colour=True, report=None)
    assert "\x1b" not in render(audit, width=80, colour=False, report=None)


def test_a_fit_dataset_says_so() -> None:
    shown = render(make_audit.clean(), width=80, colour=False, report=None)
    assert "✓ Fit for release" in shown
    assert "24 of 27 checks evaluated, 0 fail" in shown
