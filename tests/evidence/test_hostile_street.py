"""A dataset that holds every hostile document at once, through the whole street: files, build, judges, report.

Each is a finding or a text, the harmless figure beside them is tied, and the audit comes to its end.
"""

from __future__ import annotations

import gzip
import json
import os
import zipfile
from collections.abc import Callable
from hashlib import sha256
from pathlib import Path

import pytest
from web_archives import Warc, pdf, wacz

from tieout.cli import run
from tieout.model.tie import Link, State
from tieout.model.verdict import Outcome
from workbench import Desk, result

QUOTE = "Twelve people were killed"
WORDS = f"{QUOTE}, the Harbour Office of Harrow Quay said."
HTML = f"<html><body><p>{WORDS}</p></body></html>"
DATASET = """
    tables:
      events: {file: events.csv, key: id, roles: {event.id: id, event.status: status}}
      figures:
        file: figures.csv
        key: id
        roles:
          {figure.id: id, figure.event: event, figure.measure: measure, figure.best: best, figure.source: source,
           figure.document: document, figure.quote: quote}
      sources: {file: sources.csv, key: id, roles: {source.id: id, source.name: name}}
      documents:
        file: documents.csv
        key: id
        roles:
          {document.id: id, document.file: file, document.hash: hash, document.text_hash: text_hash,
           document.published: published}
"""

Written = Callable[[Path], object]


def text(data: bytes | str) -> Written:
    return lambda file: file.write_bytes(data.encode() if isinstance(data, str) else data)


def packed(*members: tuple[str, bytes]) -> Written:
    def write(file: Path) -> None:
        with zipfile.ZipFile(file, "w", zipfile.ZIP_DEFLATED) as archive:
            for name, data in members:
                archive.writestr(name, data)

    return write


def lying(file: Path) -> None:
    """A bomb that declares a thousand bytes."""
    packed(("archive/data.warc.gz", gzip.compress(b"WARC/1.0\r\n" + bytes(60_000_000))))(file)
    data = bytearray(file.read_bytes())
    for place in (data.index(b"PK\x03\x04") + 22, data.index(b"PK\x01\x02") + 24):
        data[place : place + 4] = (1000).to_bytes(4, "little")
    file.write_bytes(bytes(data))


def leading_out(file: Path) -> None:
    file.symlink_to("/etc/passwd")


# What gives its words: the quote is found in them.
READ: dict[str, Written] = {
    "one-line.txt": text("lorem ipsum " * 450_000 + WORDS + " dolor sit" * 450_000),
    "one-line.html": text(f"<p>{'lorem ipsum ' * 450_000}{WORDS}{' dolor sit' * 450_000}</p>"),
    "bidi.txt": text(f"\u202e\u2066{WORDS}\u2069\u202c"),
    "bidi.html": text(f"<p dir=rtl>\u202e{WORDS}\u202c<bdo dir=rtl>18</bdo></p>"),
    "half.txt": text(b"\xed\xa0\x80 " + WORDS.encode() + b" \xed\xbf\xbf"),
    "half.html": text(f"<p>&#xD800; {WORDS} &#xDFFF;&#0;</p>"),
    "half16.txt": text(b"\xff\xfe" + WORDS.encode("utf-16-le") + b"\x00\xd8"),
    "scripts.html": text(
        f"<script>alert(1)</script><svg onload=alert(2)><p>{WORDS}<img src=x onerror=alert(3)>"
        "<iframe srcdoc='<script>alert(4)</script>'></iframe><!-- 13 killed --><p>&lt;script&gt;alert(5)&lt;/script&gt;"
    ),
    "escapes.txt": text(f"\x1b]0;owned\x07\x1b[2J {WORDS} <script>alert(6)</script> =cmd|' /C calc'!A0"),
    "archive.wacz": lambda file: wacz(file, Warc().page(HTML.encode()).bytes()),
    "page.pdf": lambda file: file.write_bytes(pdf(WORDS)),
}
# What is said of those, by the check that says it. The Web archive and the PDF are as they should be.
SAID: dict[str, tuple[str, str]] = {
    "one-line.txt": ("document-too-long", "more than 1000000 characters"),
    "one-line.html": ("document-too-long", "more than 1000000 characters"),
    "bidi.txt": ("document-hides-characters", "U+202E (right-to-left override) at 0"),
    "bidi.html": ("document-hides-characters", "U+202E (right-to-left override) at 0"),
    "half.txt": ("bytes-not-decodable", "is not UTF-8"),
    "half.html": ("bytes-not-decodable", "half of a surrogate pair, which is no character, the first at 3"),
    "half16.txt": ("bytes-not-decodable", "bytes that utf-16-le does not have"),
    "scripts.html": ("document-carries-active-content", "2 event handlers, 1 frame, 1 script;"),
    "escapes.txt": ("document-hides-characters", "U+001B at 0 rewrites what a screen shows"),
}
# What cannot be read: each row is a finding that says why.
REFUSED: dict[str, tuple[Written | None, str]] = {
    "bomb.wacz": (packed(("archive/data.warc.gz", bytes(60_000_000))), "times its size"),
    "lying.wacz": (lying, ""),
    "outside.wacz": (packed(("../../evil.warc", b"WARC/1.0")), "outside of the archive's folder"),
    "nothing.wacz": (text("PK\x03\x04 and nothing more"), "zip archive"),
    "broken.pdf": (text(b"%PDF-1.7\n" + bytes(range(256)) * 20), ""),
    "huge.txt": (text(b"12 killed " * 2_100_000), "larger than"),
    "bytes.bin": (text(bytes(range(256)) * 40), "not text"),
    "link.txt": (leading_out, "outside of the dataset's folder"),
    "folder.txt": (lambda file: file.mkdir(), "not a file"),
    "pipe.txt": (os.mkfifo, "not a file"),
    "gone.txt": (None, "no such file"),
    "../../../../etc/passwd": (None, "outside of the dataset's folder"),
    "/etc/passwd": (None, "outside of the dataset's folder"),
    "n" * 5_000 + ".txt": (None, "name too long"),
}

# Of these there is no file of the dataset to be hashed.
NOT_THERE = {file for file, (write, _) in REFUSED.items() if write in (None, os.mkfifo)} | {"link.txt", "folder.txt"}


@pytest.fixture
def desk(tmp_path: Path) -> Desk:
    desk = Desk(tmp_path)
    files = ["fine.txt", *READ, *REFUSED]
    fine = sha256(WORDS.encode()).hexdigest()
    rows = [f"D{n},{file},{fine if file == 'fine.txt' else ''},,2017-11-27" for n, file in enumerate(files)]
    figures = [f"F{n},E1,killed,12,HO,D{n},{QUOTE}" for n in range(len(files))]
    desk.dataset(
        DATASET,
        suite="packs: [core, identity, provenance, evidence]\n",
        events="id,status\nE1,confirmed\n",
        sources="id,name\nHO,Harbour Office of Harrow Quay\n",
        figures="\n".join(["id,event,measure,best,source,document,quote", *figures, ""]),
        documents="\n".join(["id,file,hash,text_hash,published", *rows, ""]),
    )
    folder = desk.root / "datasets/bridge"
    for file, write in {"fine.txt": text(WORDS), **READ, **{f: w for f, (w, _) in REFUSED.items()}}.items():
        if write is not None:
            write(folder / file)
    return desk


@pytest.mark.slow
def test_every_hostile_document_is_a_finding_or_a_text_and_the_run_goes_on(desk: Desk) -> None:
    audit = desk.audit()
    assert [(r.check.id, r.reason) for r in audit.results if r.outcome is Outcome.ERROR] == []
    ties = {str(tie.document): tie for tie in audit.tie_out.ties}
    assert len(ties) == 1 + len(READ) + len(REFUSED)
    assert ties["D0"].tied, ties["D0"].words
    for number, file in enumerate(READ, start=1):
        assert ties[f"D{number}"].states[Link.QUOTE] is State.HOLDS, (file, ties[f"D{number}"].words)
        assert ties[f"D{number}"].states[Link.WORDS] is State.HOLDS, (file, ties[f"D{number}"].words)
    for file, (check, words) in SAID.items():
        found = [f.message for f in result(audit, check).findings if f.key["id"] == f"D{1 + list(READ).index(file)}"]
        assert [message for message in found if words in message], (file, found)
    assert set(READ) - set(SAID) == {"archive.wacz", "page.pdf"}
    said = [finding.message for finding in result(audit, "document-not-readable").findings]
    assert len(said) == len(set(REFUSED) - NOT_THERE)
    assert result(audit, "value-not-readable").findings == ()
    for number, (file, (_, why)) in enumerate(REFUSED.items(), start=1 + len(READ)):
        assert ties[f"D{number}"].states[Link.DOCUMENT] is not State.HOLDS, file
        assert ties[f"D{number}"].states[Link.QUOTE] is State.UNTOLD, (file, ties[f"D{number}"].words)
        told = [message for message in said if file[:100] in message and why.lower() in message.lower()]
        assert bool(told) is (file not in NOT_THERE), (file, said)
    assert result(audit, "quote-not-in-document").counts.failed == 0
    assert result(audit, "figure-contradicts-quote").counts.failed == 0
    missing = {finding.key["id"] for finding in result(audit, "document-file-missing").findings}
    assert missing == {f"D{n}" for n, file in enumerate(REFUSED, start=1 + len(READ)) if file in NOT_THERE}


@pytest.mark.slow
def test_the_command_ends_with_its_report_and_nothing_of_theirs_runs_in_it(
    desk: Desk, capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.chdir(desk.root)
    assert run(["audit", "bridge"]) == 1
    out, err = capsys.readouterr()
    assert "Traceback" not in out + err
    assert [sign for sign in ("\x1b]", "\x07", "\u202e", "\u2066") if sign in out + err] == []
    folder = desk.root / "reports/bridge"
    page = (folder / "index.html").read_text("utf-8")
    assert "<script>alert" not in page
    assert "root:x:0" not in page
    assert json.loads((folder / "audit.json").read_text("utf-8"))
    assert list((desk.root / "datasets").rglob("evil*")) == []
