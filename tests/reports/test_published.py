"""The reports that are published in `reports/` are those that the code and the data give: `make audit` makes them."""

from __future__ import annotations

import re
from datetime import datetime
from pathlib import Path

import pytest

from tieout.auditing import auditor
from tieout.reports import formats

ROOT = Path(__file__).parents[2]
PUBLISHED = sorted(folder.name for folder in (ROOT / "reports").iterdir() if folder.is_dir())


def clock() -> datetime:
    """The time that the Makefile gives to published audits."""
    stated = re.search(r"^PUBLISHED := (\S+)$", (ROOT / "Makefile").read_text("utf-8"), re.MULTILINE)
    assert stated
    return datetime.fromisoformat(stated[1])


def test_every_dataset_that_ships_is_published() -> None:
    assert sorted(path.parent.name for path in (ROOT / "datasets").glob("*/dataset.yaml")) == PUBLISHED


@pytest.mark.slow
@pytest.mark.parametrize("name", PUBLISHED)
def test_a_published_report_is_what_an_audit_writes(name: str) -> None:
    audit = auditor.run(ROOT, name, now=clock())
    known = {form.file: form for form in formats().values()}
    published = sorted((ROOT / "reports" / name).iterdir())
    assert [path.name for path in published] == ["audit.json", "findings.csv", "index.html", "ties.csv"]
    for path in published:
        written = known[path.name].render(audit)
        assert path.read_bytes().decode() == written, f"{path.name} is out of date: run make audit"
