"""A figure that quotes no words itself is tied by those that a table of evidence records for it."""

from __future__ import annotations

from pathlib import Path

import pytest

from tieout.evidence.documents import text_sha256
from tieout.model.audit import Audit
from tieout.model.tie import Link, State, Tie
from workbench import Desk, result

pytestmark = pytest.mark.slow  # each test audits a dataset of its own

DESCRIPTION = """
taxonomy: conflict
tables:
  figures:
    file: figures.csv
    key: id
    roles:
      figure.id: id
      figure.event: event
      figure.measure: measure
      figure.best: best
      figure.quote: quote
      figure.source: source
      figure.document: document
  evidence:
    file: evidence.csv
    key: id
    roles: {evidence.id: id, evidence.figure: figure, evidence.document: document, evidence.quote: quote}
  sources:
    file: sources.csv
    key: id
    roles: {source.id: id, source.name: name}
  documents:
    file: documents.csv
    key: id
    roles: {document.id: id, document.text: text, document.text_hash: text_hash}
"""
FIVE = "Five people were killed on Sunday"
SIX = "Six people were killed on Sunday"
DOCUMENTS = {"D5": f"{FIVE}, Valley Watch said.", "D6": f"{SIX}, Valley Watch said.", "D0": "The pier is closed."}


def audited(folder: Path, evidence: list[tuple[str, str, str]], own: tuple[str, str] = ("", "")) -> Audit:
    """One figure of five killed, with the quote and document of its `own`, and pieces of evidence."""
    desk = Desk(folder)
    pieces = "".join(f'V{n},{figure},{document},"{quote}"\n' for n, (figure, document, quote) in enumerate(evidence))
    texts = "".join(f'{document},"{text}",{text_sha256(text)}\n' for document, text in DOCUMENTS.items())
    desk.dataset(
        DESCRIPTION,
        figures=f'id,event,measure,best,quote,source,document\nF1,E1,killed,5,"{own[0]}",VW,{own[1]}\n',
        evidence=f"id,figure,document,quote\n{pieces}",
        sources="id,name\nVW,Valley Watch\n",
        documents=f"id,text,text_hash\n{texts}",
        suite="packs: [evidence]\n",
    )
    return desk.audit()


def tie(audit: Audit) -> Tie:
    (one,) = audit.tie_out.ties
    assert audit.tie_out.figures == 1
    return one


def test_words_in_a_table_of_evidence_tie_a_figure_as_its_own_words_do(tmp_path: Path) -> None:
    by_evidence = tie(audited(tmp_path / "a", [("F1", "D5", FIVE)]))
    by_its_own = tie(audited(tmp_path / "b", [], own=(FIVE, "D5")))
    assert by_evidence.tied
    assert by_evidence == by_its_own


@pytest.mark.parametrize("turned", [False, True])
def test_of_several_pieces_the_one_at_which_most_links_hold(tmp_path: Path, turned: bool) -> None:
    pieces = [("F1", "D0", FIVE), ("F1", "D5", FIVE), ("F1", "D9", FIVE)]
    one = tie(audited(tmp_path, pieces[::-1] if turned else pieces))
    assert (one.document, one.tied) == ("D5", True)


def test_words_that_contradict_the_figure_are_hidden_by_no_others(tmp_path: Path) -> None:
    audit = audited(tmp_path, [("F1", "D5", FIVE), ("F1", "D6", SIX)])
    one = tie(audit)
    assert (one.document, one.states[Link.WORDS], audit.tie_out.tied) == ("D6", State.BROKEN, 0)
    (finding,) = result(audit, "evidence-contradicts-figure").findings
    assert finding.key == {"id": "V1"}
    assert "the quoted text says 6; the row says 5" in finding.message


def test_a_figures_own_words_decide_where_it_has_them(tmp_path: Path) -> None:
    one = tie(audited(tmp_path, [("F1", "D6", SIX)], own=(FIVE, "D5")))
    assert (one.document, one.tied) == ("D5", True)


def test_evidence_for_another_figure_ties_nothing(tmp_path: Path) -> None:
    one = tie(audited(tmp_path, [("F2", "D5", FIVE), ("", "D5", FIVE)]))
    assert (one.states[Link.QUOTE], one.states[Link.DOCUMENT]) == (State.MISSING, State.MISSING)
