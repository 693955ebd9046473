"""The audit is held to `planted.csv`: every planted defect at its line and key, and no other error or warning."""

from __future__ import annotations

import csv
import shutil
from pathlib import Path

import pytest

from tieout.auditing import auditor
from tieout.datasets.demo import generate
from tieout.model.audit import Audit, Finding
from tieout.model.verdict import Outcome, Severity
from workbench import NOW

ROOT = Path(__file__).parents[3]
NAME = "example-city-incidents"
Place = tuple[str, str, str, int | None]  # check, code, file, line


@pytest.fixture(scope="module")
def shipped() -> Audit:
    return auditor.run(ROOT, NAME, now=NOW)


def planted(folder: Path) -> dict[Place, str]:
    """Where each defect lies -> the key of its row."""
    with (folder / "planted.csv").open(encoding="utf-8", newline="") as file:
        return {(r["check"], r["code"], r["file"], int(r["line"])): r["key"] for r in csv.DictReader(file)}


def place(finding: Finding) -> Place:
    return finding.check, finding.code, finding.file or "", finding.line


def hold(audit: Audit, folder: Path) -> None:
    """Every planted defect is found, and whatever else is found is a note."""
    expected = planted(folder)
    found = [finding for result in audit.results for finding in result.findings]
    assert {place(finding) for finding in found} >= set(expected)
    assert [f for f in found if f.severity is not Severity.NOTE and place(f) not in expected] == []
    assert {r.check.id for r in audit.results if r.outcome is Outcome.ERROR} == set()


@pytest.mark.slow
def test_the_shipped_example_has_what_was_planted_and_nothing_else(shipped: Audit) -> None:
    hold(shipped, ROOT / "datasets" / NAME)
    assert not shipped.decision.fit


@pytest.mark.slow
def test_each_finding_names_the_key_that_was_planted(shipped: Audit) -> None:
    expected = planted(ROOT / "datasets" / NAME)
    for finding in (f for result in shipped.results for f in result.findings if place(f) in expected):
        (key,) = finding.key.values() or (None,)
        # A row that was damaged while it was loaded may have lost its key.
        assert (key or "") == expected[place(finding)] or finding.code.startswith("LOD"), finding


@pytest.mark.slow
@pytest.mark.parametrize(("events", "seed"), [(300, 1), (700, 2), (1_500, 3)])
def test_so_has_any_other(tmp_path: Path, events: int, seed: int) -> None:
    """The same suite; its contracts speak of the files of documents, which datasets of another size do not have."""
    folder = tmp_path / "datasets" / NAME
    generate(folder, events=events, seed=seed)
    shutil.copytree(ROOT / "checks", tmp_path / "checks")
    (tmp_path / "expectations").mkdir()
    for suite in (f"{NAME}.yaml", "gate.yaml"):
        shutil.copy(ROOT / "expectations" / suite, tmp_path / "expectations")
    hold(auditor.run(tmp_path, NAME, now=NOW), folder)
