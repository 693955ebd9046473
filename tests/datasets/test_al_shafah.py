"""The hand-made dataset: its findings are exactly those that its README explains, and its notes are its own words."""

from __future__ import annotations

import csv
import re
import shutil
from datetime import UTC, datetime
from pathlib import Path

import pytest

from tieout.auditor import run
from tieout.model.audit import Audit

ROOT = Path(__file__).parents[2]
NAME = "al-shafah-2017"
FOLDER = ROOT / "datasets" / NAME
ARTICLE = ROOT.parent / "shared" / "seed-article.txt"
NOTE = "Case note written for this dataset. It is not an article; no sentence of a source stands in it."

EXPLAINED = {
    ("CAS004", "airwars-2"),
    ("HOU001", "airwars-RS2765"),
    ("HOU001", "airwars-CS1686"),
    ("HOU002", "observatory-4"),
    ("PRV004", "site"),
    ("PRV004", "unattributed"),
    ("PRV009", "local-media"),
    ("PRV009", "ucdp"),
    ("PRV009", "airwars-RS2765"),
    ("PRV009", "airwars-CS1686"),
}


def rows(table: str) -> list[dict[str, str]]:
    with (FOLDER / f"{table}.csv").open(encoding="utf-8", newline="") as file:
        return list(csv.DictReader(file))


@pytest.fixture(scope="module")
def audit(tmp_path_factory: pytest.TempPathFactory) -> Audit:
    """The audit of a copy, so that nothing is built in the repository."""
    root = tmp_path_factory.mktemp("project")
    shutil.copytree(FOLDER, root / "datasets" / NAME)
    shutil.copytree(ROOT / "checks", root / "checks")
    (root / "expectations").mkdir()
    for file in [*(ROOT / "expectations").glob(f"{NAME}*"), ROOT / "expectations" / "gate.yaml"]:
        shutil.copy(file, root / "expectations")
    return run(root, NAME, now=datetime(2026, 11, 1, tzinfo=UTC))


@pytest.mark.slow
def test_the_audit_finds_what_the_readme_explains_and_nothing_else(audit: Audit) -> None:
    assert {(f.code, *f.key.values()) for f in audit.findings} == EXPLAINED
    assert len(audit.findings) == len(EXPLAINED)


def test_the_readme_has_a_word_on_every_check_that_fails() -> None:
    readme = (FOLDER / "README.md").read_text("utf-8")
    assert {code for code, _ in EXPLAINED} == set(re.findall(r"^\*\*([A-Z]{3}\d{3}),", readme, re.MULTILINE))


@pytest.mark.slow
def test_no_check_breaks_and_the_gate_lets_the_warnings_through(audit: Audit) -> None:
    assert {str(result.outcome) for result in audit.results} == {"passed", "failed", "not evaluated"}
    assert audit.decision.fit
    assert not audit.decision.unevaluated


@pytest.mark.slow
def test_contracts_and_great_expectations_are_held(audit: Audit) -> None:
    outside = [result for result in audit.results if result.origin != "tieout"]
    assert len({result.origin for result in outside}) == 2
    assert {str(result.outcome) for result in outside} == {"passed"}


@pytest.mark.slow
def test_the_bound_that_cannot_hold_is_told_with_both_figures(audit: Audit) -> None:
    bound = next(f for f in audit.findings if f.code == "CAS004")
    assert "21" in bound.message
    assert "15 to 65" in bound.message


@pytest.mark.slow
def test_a_claim_without_a_figure_is_no_finding_and_no_zero(audit: Audit) -> None:
    claim = next(row for row in rows("figures") if row["figure_id"] == "ministry-1")
    assert claim["lower"] == claim["best"] == claim["upper"] == ""
    assert not [f for f in audit.findings if "ministry-1" in f.key.values()]


def test_every_document_is_marked_as_a_case_note() -> None:
    notes = {row["file"] for row in rows("documents")}
    assert notes == {f"documents/{path.name}" for path in (FOLDER / "documents").iterdir()}
    for note in notes:
        assert (FOLDER / note).read_text("utf-8").startswith(NOTE + "\n")


def test_every_quote_has_words_of_its_note() -> None:
    notes = {row["document_id"]: (FOLDER / row["file"]).read_text("utf-8") for row in rows("documents")}
    for figure in rows("figures"):
        folded = " ".join(notes[figure["document"]].split())
        assert figure["quote"], figure
        assert figure["quote"] in folded, figure


def test_no_run_of_eight_words_is_taken_from_the_report() -> None:
    if not ARTICLE.exists():
        pytest.skip("the press report is not part of the repository")

    def runs(text: str) -> set[tuple[str, ...]]:
        words = re.findall(r"[a-z0-9]+", text.lower())
        return set(zip(*(words[n:] for n in range(8)), strict=False))

    report = runs(ARTICLE.read_text("utf-8"))
    ours = [*FOLDER.rglob("*.txt"), *FOLDER.glob("*.csv"), *FOLDER.glob("*.md"), FOLDER / "dataset.yaml"]
    for file in ours:
        assert not runs(file.read_text("utf-8")) & report, file
