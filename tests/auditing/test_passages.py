"""A finding about a quote that its document lacks shows what stands there instead, and only where that may be shown."""

from __future__ import annotations

from pathlib import Path

import pytest

from tieout.auditing.passages import LONGEST
from tieout.model.tie import Link, State
from tieout.reports import html
from workbench import Desk, result

pytestmark = pytest.mark.slow  # each test audits a dataset of its own

STATED = "The harbour office said on Sunday that at least 53 people were killed in Fellbridge"
DESCRIPTION = """
taxonomy: conflict
tables:
  figures:
    file: figures.csv
    key: id
    {withheld}
    roles: {{figure.id: id, figure.measure: measure, figure.best: best, figure.quote: quote, figure.document: document,
             figure.source: source}}
  documents:
    file: documents.csv
    key: id
    roles: {{document.id: id, document.text: text}}
  sources:
    file: sources.csv
    key: id
    roles: {{source.id: id, source.name: name}}
"""
FIGURES = [
    ("F1", "35", "at least 35 people were killed in Fellbridge"),
    ("F2", "53", "at least 53 people were killed"),
    ("F3", "7", "seven boats sank"),
    ("F4", "9", ""),
    ("F5", "53", " ".join(["people were killed in Fellbridge"] * 30)),
]


def audited(folder: Path, packs: str, withheld: str = "") -> tuple[Desk, dict[str | None, str | None]]:
    """The nearest passage of each finding about a quote, by the figure's id."""
    desk = Desk(folder)
    figures = "".join(f'{name},killed,{best},"{quote}",D1,S1\n' for name, best, quote in FIGURES)
    desk.dataset(
        DESCRIPTION.format(withheld=withheld and f"withhold: [{withheld}]"),
        figures=f"id,measure,best,quote,document,source\n{figures}",
        documents=f'id,text\nD1,"{STATED}. {"The quay was closed. " * 40}"\n',
        sources="id,name\nS1,Harbour office\n",
        suite=f"packs: [{packs}]\n",
    )
    found = result(desk.audit(), "quote-not-in-document").findings
    return desk, {finding.key["id"]: finding.nearest for finding in found}


@pytest.mark.slow
@pytest.mark.parametrize("packs", ["provenance", "provenance, evidence"])
def test_what_stands_there_instead_is_shown(tmp_path: Path, packs: str) -> None:
    _, nearest = audited(tmp_path, packs)
    assert nearest["F1"] == "at least 53 people were killed in Fellbridge"
    assert nearest["F3"] is None
    assert set(nearest) == {"F1", "F3", "F5"}
    assert 0 < len(nearest["F5"] or "") <= LONGEST


@pytest.mark.parametrize("withheld", ["", "quote"])
def test_the_report_holds_it_unless_quotes_are_withheld(tmp_path: Path, withheld: str) -> None:
    import page_parts

    desk, nearest = audited(tmp_path, "provenance", withheld)
    _, data = page_parts.without_assets(html.render(desk.audit()))
    shown = "at least 53 people were killed in Fellbridge" in str(data["findings"]["nearest"])
    assert shown is not bool(withheld)
    assert bool(nearest["F1"]) is not bool(withheld)


def test_the_tie_out_says_it_in_words(tmp_path: Path) -> None:
    desk, _ = audited(tmp_path, "provenance, evidence")
    tie = next(tie for tie in desk.audit().tie_out.ties if tie.key["id"] == "F1")
    assert tie.states[Link.QUOTE] is State.BROKEN
    assert tie.words[Link.QUOTE].endswith("the nearest there: at least 53 people were killed in Fellbridge")
    assert len(tie.words[Link.QUOTE].partition("nearest there: ")[2]) <= LONGEST
