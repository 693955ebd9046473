"""findings.csv opens in a spreadsheet, and no cell of it runs."""

from __future__ import annotations

import csv
import io

import make_audit
import pytest
from hostile import HOSTILE, everywhere, scattered
from hypothesis import given
from hypothesis import strategies as st

from tieout.reports.controls import legible
from tieout.reports.csv import COLUMNS, cell, render

STARTS = tuple("=+-@\t\r\n＝＋－＠")


def rows(text: str) -> list[list[str]]:
    return list(csv.reader(io.StringIO(text, newline="")))


def test_one_line_a_finding() -> None:
    audit = make_audit.small()
    head, *lines = rows(render(audit))
    assert tuple(head) == COLUMNS
    assert [line[COLUMNS.index("message")] for line in lines] == [f.message for f in audit.findings]
    assert {line[COLUMNS.index("certain")] for line in lines} == {"certain", "possible"}


@pytest.mark.parametrize(
    ("value", "shown"),
    [
        ("-12", "-12"),
        ("+3.5", "+3.5"),
        ("=1+1", "'=1+1"),
        ("  =1+1", "'  =1+1"),
        ("-2+3", "'-2+3"),
        ("@SUM(A1)", "'@SUM(A1)"),
        ("＝1+1", "'＝1+1"),
        ("\t1", "'U+00091"),
        ("plain", "plain"),
        ("", ""),
    ],
)
def test_formulas_become_text(value: str, shown: str) -> None:
    assert cell(value) == shown


@given(st.text())
def test_no_cell_begins_like_a_formula(value: str) -> None:
    shown = cell(value)
    number = shown.lstrip("+-").replace(".", "", 1).isdigit()
    assert number or not shown.lstrip().startswith(STARTS)
    assert "\n" not in shown
    assert "\r" not in shown


@pytest.mark.slow
def test_hostile_texts_reach_the_file_and_stay_one_line_each() -> None:
    audit = scattered(make_audit.fixture_r(findings=2_000), seed=9)
    text = render(audit)
    lines = rows(text)
    assert len(lines) == len(audit.findings) + 1
    assert text.count("\r\n") == len(lines)
    assert [h for h in HOSTILE if legible(h) not in text.replace('""', '"')] == []
    live = [c for line in lines for c in line if c.lstrip().startswith(STARTS) and not c.lstrip("+-").isdigit()]
    assert live == []


@pytest.mark.parametrize("hostile", HOSTILE)
def test_each_text_in_every_cell(hostile: str) -> None:
    _, first, *_ = rows(render(everywhere(make_audit.small(), hostile)))
    assert legible(hostile) in first[COLUMNS.index("message")]
