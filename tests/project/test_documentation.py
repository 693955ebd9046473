"""The generated pages are those that the rules give today."""

from pathlib import Path

from tieout.project.catalog import catalog
from tieout.project.documentation import documents

ROOT = Path(__file__).parents[2]


def test_docs_are_fresh() -> None:
    stale = [path for path, text in documents(catalog(ROOT)).items() if (ROOT / path).read_text("utf-8") != text]
    assert stale == [], "run `make docs`"


def test_no_page_is_left_over() -> None:
    there = {path.relative_to(ROOT).as_posix() for path in (ROOT / "docs/checks").rglob("*.md")}
    assert there <= set(documents(catalog(ROOT)))


def test_no_page_advises_what_cannot_be_done() -> None:
    """Findings are accepted in the suite (severity, allow, skip); there is no waiver of a single one."""
    advised = [path for path, text in documents(catalog(ROOT)).items() if "waive" in text.lower() or "tieout[" in text]
    assert advised == []
