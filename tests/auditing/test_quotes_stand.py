"""Quotes are held against documents by one matcher, whichever pack asks."""

from __future__ import annotations

from pathlib import Path

import pytest

from tieout.model.tie import Link, State
from workbench import Desk, result

DESCRIPTION = """
taxonomy: conflict
tables:
  figures:
    file: figures.csv
    key: id
    roles: {figure.id: id, figure.measure: measure, figure.best: best, figure.quote: quote, figure.document: document}
  documents:
    file: documents.csv
    key: id
    roles: {document.id: id, document.text: text}
"""
HIDDEN = {
    "soft hyphen": "five peo\u00adple were killed",
    "no-break space": "five\u00a0people were killed",
    "zero-width space": "five peo\u200bple were killed",
    "direction marks": "\u200ffive people\u200e were killed",
    "direction isolates": "\u2066five people\u2069 were killed",
    "ligature": "\ufb01ve people were killed",
}
CUT = {
    "of a number in words": ("five people were killed", "On Sunday twenty-five people were killed."),
    "of hundreds": ("five", "On Sunday five hundred people fled."),
    "of a range": ("12 people were killed", "On Sunday 10-12 people were killed."),
    "of digits": ("2 people were killed", "On Sunday 12 people were killed."),
    "another case": ("five people were killed", "On Sunday FIVE people were killed."),
}
PACKS = pytest.mark.parametrize("packs", ["provenance", "provenance, evidence"])


def desk(folder: Path, packs: str, quotes: list[tuple[str, str]]) -> Desk:
    """A dataset with a figure and a document for each quote and text."""
    desk = Desk(folder)
    numbered = list(enumerate(quotes, start=1))
    figures = "".join(f'F{n},killed,5,"{quote}",D{n}\n' for n, (quote, _) in numbered)
    documents = "".join(f'D{n},"{text}"\n' for n, (_, text) in numbered)
    desk.dataset(
        DESCRIPTION,
        figures=f"id,measure,best,quote,document\n{figures}",
        documents=f"id,text\n{documents}",
        suite=f"packs: [{packs}]\n",
    )
    return desk


@PACKS
def test_what_nobody_sees_accuses_no_quote(tmp_path: Path, packs: str) -> None:
    quotes = [("five people were killed", f"On Sunday {words} here.") for words in HIDDEN.values()]
    counts = result(desk(tmp_path, packs, quotes).audit(), "quote-not-in-document").counts
    assert (counts.applicable, counts.failed, counts.unknown) == (len(HIDDEN), 0, 0)


@PACKS
def test_a_quote_that_cuts_what_the_document_says_is_found(tmp_path: Path, packs: str) -> None:
    found = result(desk(tmp_path, packs, list(CUT.values())).audit(), "quote-not-in-document")
    assert {finding.key["id"] for finding in found.findings} == {f"F{n}" for n in range(1, len(CUT) + 1)}
    assert found.counts.failed == len(CUT)


def test_the_check_and_the_tie_out_agree(tmp_path: Path) -> None:
    quotes = [("five people were killed", "On Sunday five people were killed."), *CUT.values()]
    ties = desk(tmp_path, "provenance, evidence", quotes).audit().tie_out.ties
    states = {tie.key["id"]: tie.states[Link.QUOTE] for tie in ties}
    assert states == {"F1": State.HOLDS} | {f"F{n}": State.BROKEN for n in range(2, len(quotes) + 1)}


def test_a_suite_that_only_looks_quotes_up_ties_out_nothing(tmp_path: Path) -> None:
    audit = desk(tmp_path, "provenance", list(CUT.values())).audit()
    assert result(audit, "quote-not-in-document").counts.failed == len(CUT)
    assert (audit.tie_out.figures, audit.tie_out.ties) == (0, ())


@pytest.mark.parametrize(
    ("start", "end", "there"),
    [
        (0, 9, True),
        (0, 40, False),
        *(pytest.param(*place, False, marks=pytest.mark.slow) for place in ((900, 940), (9, 0), (-9, 9))),
    ],
)
@PACKS
def test_a_place_that_the_text_does_not_have_is_found(
    tmp_path: Path, packs: str, start: int, end: int, there: bool
) -> None:
    """Where the place is all that is recorded of a quote."""
    desk = Desk(tmp_path)
    roles = "figure.quote: quote, figure.document: document"
    desk.dataset(
        DESCRIPTION.replace(roles, "figure.quote_start: start, figure.quote_end: end, figure.document: document"),
        figures=f"id,measure,best,start,end,document\nF1,killed,5,{start},{end},D1\n",
        documents="id,text\nD1,Five were killed.\n",
        suite=f"packs: [{packs}]\n",
    )
    audit = desk.audit()
    found = result(audit, "quote-not-in-document")
    assert [finding.key["id"] for finding in found.findings] == ([] if there else ["F1"])
    assert found.counts.applicable == 1
    if start >= end or start < 0:
        assert result(audit, "figure-without-quote").counts.failed == 1
    if audit.tie_out.ties:
        holds = audit.tie_out.ties[0].states[Link.QUOTE]
        assert holds is (State.HOLDS if there else State.BROKEN)


def test_a_place_too_long_for_a_quote_accuses_nobody(tmp_path: Path) -> None:
    desk = Desk(tmp_path)
    roles = "figure.quote: quote, figure.document: document"
    desk.dataset(
        DESCRIPTION.replace(roles, "figure.quote_start: start, figure.quote_end: end, figure.document: document"),
        figures="id,measure,best,start,end,document\nF1,killed,5,0,25000,D1\n",
        documents=f"id,text\nD1,{'Five were killed. ' * 2000}\n",
        suite="packs: [provenance, evidence]\n",
    )
    audit = desk.audit()
    found = result(audit, "quote-not-in-document")
    assert (found.counts.failed, found.counts.unknown) == (0, 1)
    assert audit.tie_out.ties[0].words[Link.QUOTE] == "the recorded place, 0 to 25,000, is longer than a quote"
