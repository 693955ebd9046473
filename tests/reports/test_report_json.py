"""audit.json holds the audit as recorded, in a form every program can read."""

from __future__ import annotations

import json
import re
from collections.abc import Iterator
from typing import Any

import make_audit
import pytest
from hostile import HOSTILE, everywhere, scattered

from tieout.reports.json import SCHEMA, render


def texts(value: Any) -> Iterator[str]:
    if isinstance(value, str):
        yield value
    elif isinstance(value, dict):
        for name, part in value.items():
            yield name
            yield from texts(part)
    elif isinstance(value, list):
        for part in value:
            yield from texts(part)


def test_findings_and_counts_come_back() -> None:
    audit = make_audit.small()
    read = json.loads(render(audit))
    assert read["schema"] == SCHEMA
    assert read["verdict"] == "not fit"
    assert read["at"] == "2026-11-23T09:30:00Z"
    assert len(read["checks"]) == len(audit.results)
    assert len(read["findings"]) == len(audit.findings)
    by_check = {(check["id"], check["instance"]): check for check in read["checks"]}
    for result in audit.results:
        shown = by_check[result.check.id, result.instance]
        assert shown["outcome"] == result.outcome
        assert shown["reason"] == result.reason
        assert shown["counts"]["failed"] == result.counts.failed
        assert shown["counts"]["possible"] == result.counts.possible
    finding = audit.results[0].findings[0]
    assert any(
        f["key"] == dict(finding.key) and f["line"] == finding.line and f["message"] == finding.message
        for f in read["findings"]
    )


def test_the_order_of_results_does_not_show() -> None:
    from dataclasses import replace

    audit = make_audit.small()
    assert render(replace(audit, results=audit.results[::-1])) == render(audit)


@pytest.mark.parametrize("hostile", HOSTILE)
def test_every_text_survives_exactly(hostile: str) -> None:
    text = render(everywhere(make_audit.small(), hostile))
    read = json.loads(text)
    assert read["dataset"]["title"] == hostile
    assert read["findings"][0]["message"] == hostile
    assert hostile + "figure_id" in read["findings"][0]["key"] or hostile in next(iter(read["findings"][0]["key"]))


def test_no_acting_character_stands_in_the_file() -> None:
    text = render(scattered(make_audit.fixture_r(findings=2_000), seed=5))
    text.encode()  # no lone surrogate
    assert not re.search("[\x00-\x09\x0b-\x1f\x7f-\x9f\u200b-\u200f\u2028-\u202e\u2066-\u2069\ufeff]", text)
    held = "\n".join(texts(json.loads(text)))
    assert [h for h in HOSTILE if h not in held] == []
