"""The line "Expected" of a check: words for a reader, never the template that a check's file holds."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import replace

import make_audit

from tieout.model.audit import Audit
from tieout.model.check import Text
from tieout.reports import html


def expecting(template: str, filled: Sequence[str], origin: str = "tieout") -> Audit:
    """An audit of one check whose findings expect what is filled in."""
    audit = make_audit.small()
    result = max(audit.results, key=lambda r: len(r.findings))
    check = replace(result.check, expected=Text(template, result.check.at))
    findings = [replace(f, expected=words) for f, words in zip(result.findings, filled, strict=False)]
    return replace(audit, results=(replace(result, check=check, findings=tuple(findings), origin=origin),))


def expected(audit: Audit) -> str:
    """The line, without its tags, as far as the rows that were looked at."""
    found = re.search(r'<p class="rule">(.*?)<b>Looked at:', html.render(audit), re.DOTALL)
    assert found
    return re.sub("<[^>]*>", "", found[1]).strip()


def test_a_text_without_slots_stands_as_it_is() -> None:
    assert expected(expecting("both or none", ["both or none"] * 3)) == "Expected: both or none."


def test_a_text_that_is_the_same_for_every_row_is_filled_in() -> None:
    filled = ["no later than 2026-11-23, the day of the audit"] * 3
    assert expected(expecting("no later than {today}, the day of the audit", filled)) == f"Expected: {filled[0]}."


def test_a_text_of_its_own_for_each_row_is_shown_by_an_example() -> None:
    filled = ["parts that add up to 15", "parts that add up to 4", "parts that add up to 4"]
    assert expected(expecting("parts that add up to {whole.words}", filled)) == f"Expected: e.g. {filled[0]}."


def test_nothing_is_expected_aloud_where_no_row_can_fill_it() -> None:
    assert expected(expecting("parts that add up to {whole.words}", [])) == ""
    assert expected(expecting("both or none", [])) == "Expected: both or none."


def test_the_braces_of_another_library_are_no_slots() -> None:
    words = "a text that begins with the pattern [0-9]{4}"
    assert expected(expecting(words, [words] * 2, origin="pandera")) == f"Expected: {words}."
    assert expected(expecting(words, [], origin="pandera")) == f"Expected: {words}."
