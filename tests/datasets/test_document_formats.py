"""Documents that are no plain text are read by whoever the build is given for them."""

import hashlib
from pathlib import Path
from random import Random

import pytest
from web_archives import ADDRESS, Warc

from tieout.auditing.auditor import build
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
    assert problems == [("unreadable document", "broken.pdf"), ("active content", "page.html")]


def test_a_file_is_hashed_where_a_column_has_its_words_and_where_it_is_too_large(tmp_path: Path) -> None:
    init(tmp_path)
    folder = tmp_path / "datasets" / "papers"
    folder.mkdir()
    both = DATASET.replace("document.file: file", "document.file: file, document.text: w")
    (folder / "dataset.yaml").write_text(both)
    (folder / "documents.csv").write_text("id,file,w\nD1,note.txt,18 people wounded\nD2,gone.txt,nobody\n")
    (folder / "note.txt").write_bytes(b"\xff\x00 not what the column says")
    assert facts(tmp_path) == (
        [("note.txt", sha256(folder / "note.txt"))],
        [],
    )
    (folder / "dataset.yaml").write_text(DATASET)
    (folder / "documents.csv").write_text("id,file\nD1,large.txt\n")
    (folder / "large.txt").write_bytes(b"18 wounded " * 2_000_000)
    found, problems = facts(tmp_path)
    assert found == [("large.txt", sha256(folder / "large.txt"))]
    assert problems == [("unreadable document", "large.txt", "is larger than 20,000,000 bytes")]


@pytest.mark.slow
def test_a_web_archive_is_as_large_as_its_reader_allows(tmp_path: Path) -> None:
    """Twenty megabytes of pictures beside one page."""
    init(tmp_path)
    folder = tmp_path / "datasets" / "papers"
    folder.mkdir()
    (folder / "dataset.yaml").write_text(DATASET)
    (folder / "documents.csv").write_text("id,file\nD1,large.warc\n")
    warc = Warc().page()
    for number in range(11):
        picture = Random(number).randbytes(2_000_000)  # noqa: S311 - a fixed seed, no secret
        warc.page(picture, f"https://news.example.org/{number}.jpg", headers=(("Content-Type", "image/jpeg"),))
    assert warc.write(folder / "large.warc").stat().st_size > 20_000_000
    with opened(build(tmp_path, "papers")) as con:
        ((text,),) = con.execute("SELECT _text FROM main.documents").fetchall()
    assert "53 civilians" in text


def test_rows_ask_for_pages_of_one_archive_and_for_their_normalisation(tmp_path: Path) -> None:
    init(tmp_path)
    folder = tmp_path / "datasets" / "papers"
    folder.mkdir()
    (folder / "dataset.yaml").write_text(
        DATASET.replace(
            "document.file: file",
            "document.file: file, document.address: at, document.captured: day, document.normalisation: made",
        )
    )
    toll = b"<p>At least  <b>%d</b> dead.</p>"
    other = "https://news.example.org/other"
    archive = Warc().page(toll % 53).page(toll % 60, date="2017-11-30T09:00:00Z").page(toll % 18, other)
    archive.write(folder / "day.warc.gz")
    (folder / "page.html").write_bytes(toll % 21)
    (folder / "note.txt").write_bytes(b"At least\n53  dead. \xff")
    rows = [
        f"D1,day.warc.gz,{ADDRESS},,",
        f"D2,day.warc.gz,{ADDRESS},2017-11-30,",
        f"D3,day.warc.gz,{other},,",
        "D4,day.warc.gz,,,",
        "D5,page.html,,,raw",
        "D6,page.html,,,",
        "D7,note.txt,,,wa1",
        "D8,note.txt,,, RAW",
        "D9,note.txt,,,collapsed",
    ]
    (folder / "documents.csv").write_text("id,file,at,day,made\n" + "\n".join(rows))
    with opened(build(tmp_path, "papers")) as con:
        texts = dict(con.execute("SELECT id, _text FROM main.documents").fetchall())
        found = con.execute("SELECT path, count(*) FROM main.files GROUP BY path ORDER BY path").fetchall()
        problems = con.execute("SELECT record, kind FROM main.problems ORDER BY record, kind").fetchall()
    assert [texts[f"D{n}"] for n in (1, 2, 3)] == [f"At least {toll} dead." for toll in (53, 60, 18)]
    assert texts["D4"] is None
    assert texts["D5"] == "<p>At least  <b>21</b> dead.</p>"
    assert texts["D6"] == "At least 21 dead."
    assert texts["D7"] == "At least 53 dead. ÿ"
    assert texts["D8"] == "At least\n53  dead. ÿ"
    assert texts["D9"] == texts["D8"]
    assert found == [("day.warc.gz", 1), ("documents.csv", 1), ("note.txt", 1), ("page.html", 1)]
    assert problems == [(3, "unreadable document"), *((row, "undecodable") for row in (6, 7, 8))]


def facts(root: Path) -> tuple[list[tuple[str, str]], list[tuple[str, str, str]]]:
    """What the build notes of documents' files, and what it could not read."""
    with opened(build(root, "papers")) as con:
        found = con.execute("SELECT path, sha256 FROM main.files WHERE path <> 'documents.csv'").fetchall()
        return found, con.execute("SELECT kind, raw, detail FROM main.problems").fetchall()


def sha256(file: Path) -> str:
    return hashlib.sha256(file.read_bytes()).hexdigest()
