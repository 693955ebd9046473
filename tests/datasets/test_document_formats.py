"""Documents that are no plain text are read by whoever the build is given for them."""

from pathlib import Path

from tieout.auditor import build
from tieout.datasets.store import opened
from tieout.scaffold.project import init

DATASET = """\
name: papers
tables:
  documents:
    file: documents.csv
    key: id
    roles: {document.id: id, document.file: file}
"""
PAGE = (
    "<html><head><title>Note</title><script>alert(1)</script></head><body><p>At least <b>53</b> dead.</p></body></html>"
)


def test_an_html_document_gives_its_words_and_a_broken_one_a_problem(tmp_path: Path) -> None:
    init(tmp_path)
    folder = tmp_path / "datasets" / "papers"
    folder.mkdir()
    (folder / "dataset.yaml").write_text(DATASET)
    (folder / "documents.csv").write_text("id,file\nD1,page.html\nD2,broken.pdf\nD3,note.txt\n")
    (folder / "page.html").write_text(PAGE)
    (folder / "broken.pdf").write_bytes(b"%PDF-1.4 \x00\xff not a document")
    (folder / "note.txt").write_text("18 people wounded")
    with opened(build(tmp_path, "papers")) as con:
        texts = dict(con.execute("SELECT id, _text FROM main.documents").fetchall())
        problems = con.execute("SELECT kind, raw FROM main.problems").fetchall()
    assert "At least 53 dead." in texts["D1"]
    assert "alert" not in texts["D1"]
    assert texts["D2"] is None
    assert texts["D3"] == "18 people wounded"
    assert problems == [("unreadable", "broken.pdf")]
