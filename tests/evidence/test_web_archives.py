"""Pages of web archives: found by address and time, with the archive's own digests checked."""

from __future__ import annotations

import gzip
import re
import zlib
from datetime import UTC, datetime
from pathlib import Path

import pytest
from web_archives import ADDRESS, PAGE, Warc, pdf, wacz

from tieout.evidence.documents import Digest, Kind, Limits, ReadDocument, read
from tieout.evidence.documents.address import same_address

WORDS = "Strike on Umm Rasif\nAt least 53 civilians were killed, the monitor said."
OTHER = b"<p>Another page of the site: 3 people were hurt.</p>"


def problem(document: ReadDocument) -> Kind:
    assert document.problem is not None
    assert document.text is None
    return document.problem.kind


def kinds(document: ReadDocument) -> set[str]:
    return {note.kind.value for note in document.notes if note.kind not in (Kind.READER, Kind.MAIN_TEXT)}


@pytest.fixture
def path(tmp_path: Path) -> Path:
    return tmp_path / "capture.warc.gz"


def test_a_page_is_found_by_its_address(path: Path) -> None:
    Warc().info().page(OTHER, "https://news.example.org/other").page().write(path)
    document = read(path, address="http://www.news.example.org/strike?id=7&utm_source=x#top")
    assert document.problem is None
    assert (document.text, document.media_type, document.normalisation) == (WORDS, "text/html", "wa1")
    assert document.capture is not None
    assert document.capture.address == ADDRESS
    assert document.capture.captured == datetime(2017, 11, 27, 9, tzinfo=UTC)
    assert document.capture.digest is Digest.MATCHES
    assert kinds(document) == set()


def test_the_only_page_needs_no_address(path: Path) -> None:
    Warc().info().page().page(b"{}", "https://x.example/api", headers=(("Content-Type", "application/json"),)).write(
        path
    )
    assert read(path).text == WORDS
    Warc().page().page(OTHER, "https://news.example.org/other").write(path)
    assert problem(read(path)) is Kind.AMBIGUOUS_CAPTURE
    Warc().info().write(path)
    assert problem(read(path)) is Kind.NOT_CAPTURED
    assert problem(read(path, address=ADDRESS)) is Kind.NOT_CAPTURED


def test_of_several_captures_the_nearest_in_time_is_read(path: Path) -> None:
    archive = Warc().page(OTHER, date="2017-11-28T09:00:00Z").page(date="2017-11-27T09:00:00Z")
    archive.page(b"<p>Later", date="2018-01-01T00:00:00.123456Z").write(path)
    assert read(path, address=ADDRESS).text == WORDS
    day = datetime(2017, 11, 28, 12)  # as a dataset without zones has it
    later = read(path, address=ADDRESS, captured=day)
    assert later.text == "Another page of the site: 3 people were hurt."
    assert kinds(later) == {"other-captures"}
    assert read(path, address=ADDRESS, captured=datetime(2020, 1, 1, tzinfo=UTC)).text == "Later"


def test_a_page_is_preferred_to_an_error_and_an_error_is_told(path: Path) -> None:
    Warc().page(b"<p>Not found", date="2017-11-26T00:00:00Z", status="404 Not Found").page().write(path)
    assert read(path, address=ADDRESS).text == WORDS
    Warc().page(b"<p>Not found", status="404 Not Found").write(path)
    document = read(path, address=ADDRESS)
    assert document.text == "Not found"
    assert kinds(document) == {"http-status"}


def test_redirects_are_followed_within_the_archive(path: Path) -> None:
    moved = (("Location", "/strike?id=7"),)
    Warc().page(b"", "https://news.example.org/old", status="301 Moved", headers=moved).page().write(path)
    document = read(path, address="https://news.example.org/old")
    assert document.text == WORDS
    assert document.capture is not None
    assert document.capture.address == ADDRESS
    circle = (("Location", ADDRESS),)
    Warc().page(b"<p>again", status="302 Found", headers=circle).write(path)
    assert kinds(read(path, address=ADDRESS)) == {"http-status"}


def test_a_reference_to_an_earlier_capture_holds_no_words(path: Path) -> None:
    Warc().revisit().write(path)
    document = read(path, address=ADDRESS)
    assert problem(document) is Kind.NOT_CAPTURED
    assert document.problem is not None
    assert "revisit" in document.problem.words


@pytest.mark.parametrize(
    ("stated", "digest"),
    [
        ("sha1:AAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAA", Digest.DIFFERS),
        ("sha256:" + "0" * 64, Digest.DIFFERS),
        ("crc32:00000000", Digest.NOT_STATED),
        ("nonsense", Digest.NOT_STATED),
    ],
)
def test_the_archives_digest_of_the_page_is_checked(path: Path, stated: str, digest: Digest) -> None:
    plain = gzip.decompress(Warc().page().bytes())
    path.write_bytes(re.sub(rb"(WARC-Payload-Digest:)[^\r]*", rb"\1 " + stated.encode(), plain))
    document = read(path)
    assert document.capture is not None
    assert document.capture.digest is digest
    assert document.text == WORDS
    assert kinds(document) == ({"digest"} if digest is Digest.DIFFERS else set())


@pytest.mark.parametrize("coding", ["gzip", "x-gzip", "deflate", "raw deflate", "not packed at all"])
def test_what_the_server_packed_is_unpacked(path: Path, coding: str) -> None:
    raw = zlib.compressobj(wbits=-15)
    bodies = {
        "gzip": gzip.compress(PAGE),
        "x-gzip": gzip.compress(PAGE),
        "deflate": zlib.compress(PAGE),
        "raw deflate": raw.compress(PAGE) + raw.flush(),
        "not packed at all": PAGE,
    }
    name = {"raw deflate": "deflate", "not packed at all": "gzip"}.get(coding, coding)
    chunked = b"%x\r\n%s\r\n0\r\n\r\n" % (len(bodies[coding]), bodies[coding])
    headers = (("Content-Type", "text/html"), ("Content-Encoding", name), ("Transfer-Encoding", "chunked"))
    Warc().page(chunked, headers=headers).write(path)
    document = read(path)
    assert document.text == WORDS
    assert document.capture is not None
    assert document.capture.digest is Digest.MATCHES


def test_a_coding_that_is_not_read_is_a_problem(path: Path) -> None:
    Warc().page(b"\x8b\x03\x80", headers=(("Content-Type", "text/html"), ("Content-Encoding", "br"))).write(path)
    assert problem(read(path)) is Kind.UNKNOWN_FORMAT


def test_other_kinds_of_pages_are_read_as_what_they_are(path: Path) -> None:
    Warc().page(pdf("53 killed"), headers=(("Content-Type", "application/pdf"),)).write(path)
    assert read(path).text == "53 killed\f"
    Warc().page("قتل ٥٣".encode("cp1256", "ignore"), headers=(("Content-Type", "text/plain; charset=cp1256"),)).write(
        path
    )
    assert read(path).text == "قتل "
    Warc().page(b"\x89PNG", headers=(("Content-Type", "image/png"),)).write(path)
    assert problem(read(path, address=ADDRESS)) is Kind.UNKNOWN_FORMAT
    Warc().page(Warc().page().bytes(), headers=(("Content-Type", "text/html"),)).write(path)
    assert problem(read(path)) is Kind.UNSAFE


def test_a_warc_is_read_packed_as_one_or_not_at_all(path: Path) -> None:
    plain = gzip.decompress(Warc().info().page().bytes())
    path.write_bytes(plain)
    assert read(path).text == WORDS
    path.write_bytes(gzip.compress(plain))
    assert read(path).text == WORDS


def test_a_warc_that_breaks_off_behind_the_page_says_so(path: Path) -> None:
    whole = Warc().page().bytes()
    path.write_bytes(whole + Warc().page(OTHER * 1000, "https://news.example.org/o").bytes()[:150])
    document = read(path, address=ADDRESS)
    assert document.text == WORDS
    assert kinds(document) == {"broken"}
    path.write_bytes(whole[:100])
    assert problem(read(path)) is Kind.BROKEN


def test_a_wacz_is_read_by_address_or_by_its_only_page(tmp_path: Path) -> None:
    warc = Warc().info().page(OTHER, "https://news.example.org/other").page().bytes()
    archive = wacz(tmp_path / "a.wacz", warc)
    assert read(archive).text == WORDS
    assert kinds(read(archive)) == set()
    assert read(archive, address="news.example.org/other").text == "Another page of the site: 3 people were hurt."
    several = wacz(tmp_path / "b.wacz", warc, pages=(ADDRESS, "https://news.example.org/other"))
    assert problem(read(several)) is Kind.AMBIGUOUS_CAPTURE


def test_a_wacz_whose_warc_was_exchanged_says_so(tmp_path: Path) -> None:
    archive = wacz(tmp_path / "a.wacz", Warc().page().bytes(), stated="sha256:" + "0" * 64)
    document = read(archive)
    assert document.text == WORDS
    assert kinds(document) == {"digest"}


def test_limits_hold_for_a_page_and_for_the_records(path: Path) -> None:
    Warc().page(PAGE + b" " * 100_000).write(path)
    assert problem(read(path, limits=Limits(page=50_000))) is Kind.TOO_LARGE
    archive = Warc()
    for number in range(20):
        archive.page(address=f"https://x.example/{number}")
    archive.write(path)
    assert problem(read(path, address="https://x.example/19", limits=Limits(records=10))) is Kind.TOO_LARGE


@pytest.mark.parametrize(
    ("one", "other", "same"),
    [
        ("https://www.Example.org/a/", "http://example.org:80/a#b", True),
        ("https://example.org/a?b=1&utm_medium=x&fbclid=y", "https://example.org/a?b=1", True),
        ("https://example.org/%7Ea/%D9%82", "https://example.org/~a/ق", True),
        ("https://bücher.example/a", "https://xn--bcher-kva.example/a", True),
        ("example.org/a", "https://example.org/a", True),
        ("https://example.org/a?b=1", "https://example.org/a?b=2", False),
        ("https://example.org/a", "https://example.org/A", False),
        ("https://example.org:8080/a", "https://example.org/a", False),
        ("http://[::1", "http://[::2", False),
        ("https://example.org:99999/", "https://example.org/", False),
        ("", "https://example.org/", False),
    ],
)
def test_addresses_are_compared_as_a_reader_would(one: str, other: str, same: bool) -> None:
    assert same_address(one, other) is same
    assert same_address(other, one) is same


def test_what_would_run_in_an_archived_page_is_counted(tmp_path: Path) -> None:
    body = b"<p>12 killed</p><script>x()</script>"
    Warc().page(body).write(tmp_path / "a.warc.gz")
    document = read(tmp_path / "a.warc.gz", address=ADDRESS)
    assert [note.words for note in document.notes if note.kind is Kind.ACTIVE] == ["1 script"]
