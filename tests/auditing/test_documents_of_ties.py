"""A figure that is tied out leads to its document in the report: what it is, never the whole of its words."""

from __future__ import annotations

from pathlib import Path

import pytest

from workbench import Desk

pytestmark = pytest.mark.slow  # audits a dataset of its own

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
  sources:
    file: sources.csv
    key: id
    roles: {source.id: id, source.name: name}
  documents:
    file: documents.csv
    key: id
    withhold: [keeper]
    roles: {document.id: id, document.title: title, document.publisher: publisher, document.text: text}
"""
QUOTE = "Five people were killed on Sunday"


def test_the_rows_of_the_documents_of_ties_are_kept_without_texts_and_what_is_withheld(tmp_path: Path) -> None:
    desk = Desk(tmp_path)
    desk.dataset(
        DESCRIPTION,
        figures=f'id,event,measure,best,quote,source,document\nF1,E1,killed,5,"{QUOTE}",VW,7\nF2,E1,killed,5,,VW,\n',
        sources="id,name\nVW,Valley Watch\n",
        documents=(
            "id,title,publisher,keeper,text\n"
            f'7,The pier,The Gazette,someone,"{QUOTE}, Valley Watch said."\n'
            '8,Cited by nobody,The Gazette,someone,"Nothing."\n'
        ),
        suite="packs: [evidence]\n",
    )
    audit = desk.audit()
    assert not any(finding.key == {"id": "F1"} for finding in audit.findings)
    (kept,) = [record for record in audit.records if record.table == "documents"]
    (table,) = [table for table in audit.tables if table.name == "documents"]
    assert dict(zip(table.columns, kept.values, strict=True)) == {
        "id": "7",
        "title": "The pier",
        "publisher": "The Gazette",
        "text": None,
    }
