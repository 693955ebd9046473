"""Documents read from real files: text, HTML, PDF, and what is said of files that cannot be read."""

from __future__ import annotations

import hashlib
import json
import os
import subprocess
import sys
from collections.abc import Callable
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st
from web_archives import pdf

from tieout.evidence.documents import Kind, ReadDocument, read, text_sha256, wa1
from tieout.evidence.documents.html import visible_text
from tieout.evidence.quotes import Status, locate

PAGE = """<!doctype html><html><head><title>Window title</title><meta charset="utf-8">
<style>p { color: red }</style><script>document.write("<p>99 killed</p>")</script></head>
<body><nav><ul><li><a href="/a">World</a><li><a>Sport</a></ul></nav>
<main><article><h1>Strike on Umm Rasif kills &ldquo;over 20 kids&rdquo;</h1><p>By staff</p>
<p>Rescue teams worked through the night after an air strike, the river monitor said&nbsp;on Monday. At
  <b>least</b> 53&#8239;civilians were killed, among them 21 children, while the search in the rubble went on.</p>
<p>The ministry said that six bombers hit positions in the province. It gave no number of dead or wounded.</p>
<ul><li>Killed: 53</li><li>Wounded: 18</li></ul>
<table><tr><th>Dead</th><td>53</td></tr><tr><td>Hurt</td><td>18</td></tr></table>
<noscript>Turn on scripts</noscript><template>77 killed</template></article></main>
<aside>Related<br>80 killed elsewhere</aside><footer>Terms</footer></body></html>"""
SEEN = """World
Sport
Strike on Umm Rasif kills “over 20 kids”
By staff
Rescue teams worked through the night after an air strike, the river monitor said on Monday. At least 53 civilians \
were killed, among them 21 children, while the search in the rubble went on.
The ministry said that six bombers hit positions in the province. It gave no number of dead or wounded.
Killed: 53
Wounded: 18
Dead 53
Hurt 18
Related
80 killed elsewhere
Terms"""

Write = Callable[[str, str | bytes], Path]


@pytest.fixture
def write(tmp_path: Path) -> Write:
    def write(name: str, content: str | bytes) -> Path:
        path = tmp_path / name
        path.write_bytes(content if isinstance(content, bytes) else content.encode())
        return path

    return write


def kinds(document: ReadDocument) -> set[str]:
    return {note.kind.value for note in document.notes}


# ---- plain text ------------------------------------------------------------------------------------------------------


def test_plain_text_keeps_every_character(write: Write) -> None:
    words = "At least 53\u00a0killed.\r\n\r\n  A second\tparagraph,\nwrapped. \n"
    document = read(write("a.txt", words))
    assert (document.text, document.normalisation, document.media_type) == (words, "raw", "text/plain")
    assert document.sha256 == hashlib.sha256(words.encode()).hexdigest() == document.text_sha256
    assert (document.problem, document.notes, document.main) == (None, (), None)
    normalised = read(write("a.txt", words), normalisation="wa1")
    assert normalised.text == "At least 53 killed.\nA second paragraph, wrapped."
    assert normalised.text_sha256 == text_sha256(normalised.text)
    assert normalised.sha256 == document.sha256


@pytest.mark.parametrize(
    ("data", "text", "notes"),
    [
        (b"\xef\xbb\xbfover 20", "over 20", set()),
        ("über 20".encode("utf-16"), "über 20", set()),
        (b"\xfe\xff" + "٥٣ قتيلا".encode("utf-16-be"), "٥٣ قتيلا", set()),
        (b"\x93over 20\x94 killed", "“over 20” killed", {"encoding"}),
        ("“over 20” – ".encode() + b"\xff killed", "“over 20” – \\xff killed", {"encoding"}),
        ("“53” ".encode() + b"\xed\xa0\x80!", "“53” \\xed\\xa0\\x80!", {"encoding"}),
        (b"53\x00 killed", "53\\x00 killed", {"nul-bytes"}),
        (b"", "", set()),
    ],
)
def test_bytes_are_never_lost_or_guessed_at_in_silence(write: Write, data: bytes, text: str, notes: set[str]) -> None:
    document = read(write("a.txt", data))
    assert document.text == text
    assert kinds(document) == notes


def test_a_declared_encoding_is_used_unless_it_is_none_of_a_text(write: Write) -> None:
    path = write("a.txt", "قتل ٥٣".encode("cp1256", "ignore") + "قتل".encode("cp1256"))
    assert "قتل" in (read(path, "text/plain; charset=windows-1256").text or "")
    for charset in ("utf-7", "unicode_escape", "base64", "zlib", "idna", "no-such", "x" * 5000, "\0"):
        assert read(write("b.txt", b"+AGEAYg- \\x41 53"), f"text/plain; charset={charset}").text == "+AGEAYg- \\x41 53"


# ---- HTML ------------------------------------------------------------------------------------------------------------


def test_a_page_gives_what_its_reader_sees_block_by_block(write: Write) -> None:
    document = read(write("a.html", PAGE))
    assert document.problem is None
    assert document.text is not None
    assert (document.media_type, document.normalisation) == ("text/html", "wa1")
    assert document.text == SEEN
    assert locate(document.text, "At least 53 civilians were killed").status is Status.MOVED


def test_the_article_is_told_from_the_page_around_it(write: Write) -> None:
    main = read(write("a.html", PAGE)).main
    assert main is not None
    assert "53 civilians were killed" in main
    for elsewhere in ("80 killed", "99 killed", "77 killed", "Sport", "Terms", "Turn on scripts"):
        assert elsewhere not in main


def test_the_source_of_a_page_is_its_raw_text(write: Write) -> None:
    document = read(write("a.html", PAGE), normalisation="raw")
    assert document.text == PAGE
    assert document.normalisation == "raw"


def test_without_the_library_a_page_still_gives_its_words() -> None:
    program = (
        "import sys; sys.modules['readability'] = None\n"
        "from tieout.evidence.documents.html import main_text, visible_text\n"
        "print(main_text('<p>53 killed'), visible_text('<p>53 killed'))"
    )
    done = subprocess.run([sys.executable, "-c", program], capture_output=True, text=True, check=True)
    assert "pip install readability-lxml" in done.stdout
    assert done.stdout.strip().endswith("53 killed")


@pytest.mark.parametrize(
    ("html", "text"),
    [
        ("<p>a<p>b", "a\nb"),
        ("a<br/>b<hr>c", "a\nb\nc"),
        ("<td>a</td><td>b</td>", "a b"),
        ("53&nbsp;&amp;&lt;b&gt; &#x1F4A5; &#xD800; &#0; &bogus;", "53 &<b> \U0001f4a5 \ufffd \ufffd &bogus;"),
        ("<script>1</script>2<style>3</style><template><template>4</template>5</template>6", "26"),
        ("<script>not closed <p>99 killed", ""),
        ("<!-- 99 killed -->1<![CDATA[x]]>", "1"),
        ("x < 53 and > 2", "x < 53 and > 2"),
        ("<P>a</P><DIV>b</DIV><ScRiPt>c</sCrIpT>", "a\nb"),
        ("</p></p></div>a</body></html>b", "a\nb"),
    ],
)
def test_broken_html_gives_its_words(html: str, text: str) -> None:
    assert visible_text(html) == text


def test_an_encoding_declared_in_a_page_is_used(write: Write) -> None:
    page = '<meta charset="windows-1251"><p>Погибли 53 человека'
    assert read(write("a.html", page.encode("cp1251"))).text == "Погибли 53 человека"
    lies = '<meta charset="utf-16"><p>“53” killed'
    assert read(write("b.html", lies)).text == "“53” killed"


# ---- PDF -------------------------------------------------------------------------------------------------------------


def test_a_pdf_gives_the_text_of_its_pages(write: Write) -> None:
    document = read(write("a.pdf", pdf("At least 53 people were killed", "Second page: 18 wounded")))
    assert document.problem is None
    assert document.text == "At least 53 people were killed\fSecond page: 18 wounded\f"
    assert kinds(document) == {"reader"}
    assert locate(document.text, "53 people were killed").status is Status.MOVED


def test_a_pdf_without_words_says_so(write: Write) -> None:
    assert "no-text" in kinds(read(write("scan.pdf", pdf(""))))


@pytest.mark.parametrize("data", [b"%PDF-1.4\n", b"%PDF-", pdf("words")[:200], b"%PDF-1.7" + os.urandom(5000)])
def test_a_broken_pdf_is_a_problem(write: Write, data: bytes) -> None:
    document = read(write("a.pdf", data))
    assert document.problem is not None or not (document.text or "").strip()


# ---- kinds and places ------------------------------------------------------------------------------------------------


def test_the_bytes_decide_over_the_name(write: Write) -> None:
    document = read(write("a.txt", pdf("53 killed")))
    assert (document.media_type, document.text) == ("application/pdf", "53 killed\f")
    assert "media-type" in kinds(document)
    assert read(write("capture.txt", PAGE)).media_type == "text/html"
    assert read(write("no-ending", "53 killed")).media_type == "text/plain"
    assert read(write("b.txt", PAGE), "text/html").media_type == "text/html"


@pytest.mark.parametrize(
    ("name", "data", "declared"),
    [("a.docx", b"PK\x03\x04junk", None), ("a.bin", b"\x01\x00\x02", None), ("a.jpg", b"\xff\xd8", "image/jpeg")],
)
def test_other_kinds_of_file_are_a_problem(write: Write, name: str, data: bytes, declared: str | None) -> None:
    problem = read(write(name, data), declared).problem
    assert problem is not None
    assert problem.kind in (Kind.UNKNOWN_FORMAT, Kind.BROKEN)


@pytest.mark.parametrize(
    "path",
    "../a.txt x/../../a.txt /etc/hostname ~/a.txt C:\\a.txt \\\\host\\a file:///etc/hostname https://example.org/a "
    "link.txt a\0b x\\..\\..\\a.txt".split(),
)
def test_no_path_leads_out_of_the_folder(tmp_path: Path, path: str) -> None:
    (tmp_path / "a.txt").write_text("secret")
    folder = tmp_path / "dataset"
    folder.mkdir()
    (folder / "link.txt").symlink_to(tmp_path / "a.txt")
    document = read(path, folder=folder)
    assert document.text is None
    assert document.problem is not None
    assert document.problem.kind is Kind.OUTSIDE


def test_what_is_not_there_is_named(tmp_path: Path) -> None:
    os.mkfifo(tmp_path / "pipe")
    for name, kind in [
        ("no.txt", Kind.MISSING),
        (".", Kind.NOT_A_FILE),
        ("pipe", Kind.NOT_A_FILE),
        ("x" * 5000, Kind.UNREADABLE),
    ]:
        problem = read(name, folder=tmp_path).problem
        assert problem is not None
        assert problem.kind is kind
    shipped = read(None)
    assert shipped.problem is not None
    assert (shipped.problem.kind, shipped.sha256) == (Kind.NOT_SHIPPED, None)
    unknown = read(tmp_path / "a.txt", normalisation="nfc").problem
    assert unknown is not None
    assert unknown.kind is Kind.UNKNOWN_NORMALISATION


def test_reading_imports_nothing_heavy_for_plain_text(write: Write) -> None:
    path = write("a.txt", "53 killed")
    program = (
        "import sys, json; from tieout.evidence.documents import read; "
        f"assert read({json.dumps(str(path))}).text; print(*sys.modules)"
    )
    done = subprocess.run([sys.executable, "-c", program], capture_output=True, text=True, check=True)
    assert not set(done.stdout.split()) & {"readability", "lxml", "pypdf", "warcio", "duckdb", "yaml"}


def test_a_module_in_the_current_folder_is_not_imported(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    (tmp_path / "readability.py").write_text("open('imported', 'w')")
    (tmp_path / "a.html").write_text(PAGE)
    monkeypatch.chdir(tmp_path)
    program = "from tieout.evidence.documents import read; assert read('a.html').text"
    subprocess.run([sys.executable, "-P", "-c", program], check=True)
    assert not (tmp_path / "imported").exists()


# ---- normalising -----------------------------------------------------------------------------------------------------


@given(st.text(alphabet=st.sampled_from("ab \n\t\r\u00a0\u2028\f<&")))
def test_wa1_is_stable_and_has_no_white_space_but_single_ones(text: str) -> None:
    once = wa1(text)
    assert wa1(once).replace("\n", " ") == once.replace("\n", " ")
    assert once.split() == text.split()
    assert "  " not in once
    assert "\n\n" not in once


@given(st.text(alphabet=st.characters(codec=None)))
def test_every_text_has_a_hash(text: str) -> None:
    assert len(text_sha256(text)) == 64


# ---- what would run --------------------------------------------------------------------------------------------------


def noted(document: ReadDocument, kind: Kind) -> list[str]:
    return [note.words for note in document.notes if note.kind is kind]


@pytest.mark.parametrize(
    ("html", "words"),
    [
        ("<script>x()</script><script src=a.js></script>", "2 scripts"),
        ("<script type=module>x()</script><SCRIPT TYPE='Text/JavaScript'>x()</SCRIPT>", "2 scripts"),
        ("<p onclick='x()'>a<img src=x onerror=alert(1)>", "2 event handlers"),
        ("<a href=' java\tscript:x()'>a</a><a href='JAVASCRIPT:x()'>", "2 script addresses"),
        (
            "<iframe src=//a.example></iframe><object data='data:text/html,<script>'></object>",
            "2 frames, 1 script address",
        ),
        ("<meta http-equiv=Refresh content='0;url=//b.example'>", "1 redirect"),
        ("<svg onload=x()><script>y()</script></svg>", "1 event handler, 1 script"),
    ],
)
@pytest.mark.parametrize("normalisation", ["wa1", "raw"])
def test_what_would_run_in_a_page_is_counted(write: Write, html: str, words: str, normalisation: str) -> None:
    document = read(write("a.html", f"<p>12 killed</p>{html}"), normalisation=normalisation)
    assert noted(document, Kind.ACTIVE) == [words]


@pytest.mark.parametrize(
    "html",
    [
        "<script type='application/ld+json'>{}</script><script type=text/template><b></script>",
        "<template><script>x()</script></template><noscript><iframe src=//a.example></iframe></noscript>",
        "<!-- <script>x()</script> --><p>&lt;script&gt;x()&lt;/script&gt; <a href=/javascript: data-on=1 onclick=''>",
        "<form action=/search><input onesie><link href=a.css rel=stylesheet>",
    ],
)
def test_what_does_not_run_is_not(write: Write, html: str) -> None:
    assert noted(read(write("a.html", f"<p>12 killed</p>{html}")), Kind.ACTIVE) == []


@pytest.mark.parametrize(
    ("entries", "words"),
    [
        (b"/OpenAction << /S /JavaScript /JS (app.alert\\(1\\)) >>", ["1 action on opening"]),
        (b"/OpenAction [0 0 R /Fit]", []),
        (b"/OpenAction << /S /GoTo /D [0] >>", []),
        (b"/Names << /JavaScript << /Names [] >> /EmbeddedFiles << /Names [] >> >>", ["1 attached file, 1 script"]),
        (b"/Names 99 0 R /OpenAction 98 0 R", []),
    ],
)
def test_what_a_pdf_would_do_on_opening_is_counted(write: Write, entries: bytes, words: list[str]) -> None:
    file = pdf("12 killed").replace(b"/Type /Catalog", b"/Type /Catalog " + entries)
    document = read(write("a.pdf", file))
    assert "12 killed" in (document.text or "")
    assert noted(document, Kind.ACTIVE) == words


@pytest.mark.parametrize("broken", [b"<zz", b"@@@", b"9 0 R", b"[[[[["])
def test_a_catalogue_that_cannot_be_read_is_told_and_is_no_pass(write: Write, broken: bytes) -> None:
    file = pdf("12 killed").replace(b"/Type /Catalog", b"/Type /Catalog /OpenAction 9 0 R")
    document = read(write("a.pdf", file.replace(b"xref", b"9 0 obj\n" + broken + b"\nendobj\nxref", 1)))
    assert "12 killed" in (document.text or "")
    assert noted(document, Kind.ACTIVE) == ["1 catalogue that cannot be read"]


@pytest.mark.parametrize("half", ["&#xD800;", "&#xdfff", "&#55296;", "&#0057343;", "&#xDE00;&#xD83D;"])
def test_half_of_a_pair_in_a_page_is_told(write: Write, half: str) -> None:
    document = read(write("a.html", f"<p>12 {half} killed &#65; &#xE000; &#57344; &#55295; &#xD83D;&#xDE00;</p>"))
    told = "refers to half of a surrogate pair, which is no character, the first at 6, shown as U+FFFD"
    assert noted(document, Kind.ENCODING) == [told]


def test_a_pair_is_no_half(write: Write) -> None:
    assert noted(read(write("a.html", "<p>12 killed &#xD83D;&#xDE00; &#55357;&#56832;</p>")), Kind.ENCODING) == []
