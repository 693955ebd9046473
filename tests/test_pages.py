"""Every check's page is its test: each case has the verdict that the page states."""

import re
from pathlib import Path

import pytest

from tieout.auditing.proving import prove
from tieout.model.check import Check
from tieout.model.verdict import Verdict
from tieout.project.catalog import catalog

ROOT = Path(__file__).parents[1]
CATALOG = catalog(ROOT)
CHECKS = list(CATALOG.checks.values())


@pytest.mark.parametrize("check", CHECKS, ids=[check.id for check in CHECKS])
def test_every_case_of_the_page_holds(check: Check) -> None:
    assert [str(failure) for failure in prove(check, CATALOG)] == []


@pytest.mark.parametrize("check", CHECKS, ids=[check.id for check in CHECKS])
def test_the_page_shows_the_defect_and_its_absence(check: Check) -> None:
    shown = {case.verdict for table in check.page.cases for case in table.rows}
    assert {Verdict.PASS, Verdict.FAIL} <= shown


@pytest.mark.parametrize("check", CHECKS, ids=[check.id for check in CHECKS])
def test_what_brings_its_own_brackets_or_number_stands_in_none(check: Check) -> None:
    """`{x.words}` may read "4 (at most 2)", and no word ends for one and for many alike."""
    for text in (check.message.text, check.expected.text):
        assert not re.search(r"\([^)]*\.words\}[^)]*\)|\(s\)", text)
