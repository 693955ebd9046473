"""Files made to break the reader: each one is a problem or a text, in bounded time, and the next one is read."""

from __future__ import annotations

import gzip
import json
import os
import random
import signal
import sys
import zipfile
import zlib
from collections.abc import Callable
from pathlib import Path

import pytest
from web_archives import ADDRESS, PAGE, Warc, pdf, wacz

from tieout.evidence.documents import Kind, Limits, ReadDocument, read
from tieout.evidence.documents.confined import Confined
from tieout.evidence.documents.document import Unreadable
from tieout.evidence.quotes import locate

SMALL = Limits(page=2_000_000, unpacked=20_000_000, ratio=100, small=100_000, members=50, seconds=20)


def kind(document: ReadDocument) -> Kind | None:
    assert (document.text is None) == (document.problem is not None)
    return document.problem.kind if document.problem else None


def still_reads(folder: Path) -> bool:
    (folder / "fine.html").write_bytes(PAGE)
    return "53 civilians" in (read(folder / "fine.html").text or "")


def members(path: Path, *entries: tuple[str, bytes], method: int = zipfile.ZIP_DEFLATED) -> Path:
    with zipfile.ZipFile(path, "w", method) as archive:
        for name, data in entries:
            archive.writestr(name, data)
    return path


@pytest.mark.parametrize(
    "html",
    [
        "<div>" * 100_000 + "12 killed",
        "<b><i>" * 50_000 + "12 killed",
        "<table>" * 3_000 + "12 killed",
        "&" * 200_000 + "12 killed",
        "<p>" + "12 killed " * 1_000_000,
        "<p>12 killed \u202e\u2066 dellik 99 \u200b</p>",
        "<svg><script>99</script></svg><p>12 killed<p onclick='x()'><img src=x onerror=alert(1)>",
        "<p>12 killed</p><!--" + "<!--" * 1_000,
    ],
    ids=["deep", "inline", "tables", "ampersands", "one-line", "bidi", "scripts", "comments"],
)
def test_hostile_pages_give_their_words(tmp_path: Path, html: str) -> None:
    (tmp_path / "a.html").write_text(html)
    document = read(tmp_path / "a.html")
    assert kind(document) is None
    assert "12 killed" in (document.text or "")
    assert "99" not in (document.text or "").replace("dellik 99", "")
    assert "alert" not in (document.text or "")
    assert still_reads(tmp_path)


def test_a_page_that_takes_too_long_is_given_up(tmp_path: Path) -> None:
    words = "".join(f"<p>{number} killed" for number in range(600_000))
    (tmp_path / "slow.html").write_text(words)
    document = read(tmp_path / "slow.html", limits=Limits(seconds=0.05, memory=1_500_000_000))
    assert kind(document) is Kind.TOO_LONG
    assert document.sha256 is not None
    assert still_reads(tmp_path)


def test_a_large_text_is_a_problem_before_it_is_read(tmp_path: Path) -> None:
    (tmp_path / "a.txt").write_bytes(b"x" * 2_000_001)
    assert kind(read(tmp_path / "a.txt", limits=SMALL)) is Kind.TOO_LARGE


def test_ten_megabytes_on_one_line_are_a_text(tmp_path: Path) -> None:
    (tmp_path / "a.txt").write_text("53 civilians were killed. " * 400_000)
    document = read(tmp_path / "a.txt")
    assert kind(document) is None
    assert len(document.text or "") == 10_400_000


# ---- archives --------------------------------------------------------------------------------------------------------


def test_a_zip_bomb_is_refused_by_what_it_declares(tmp_path: Path) -> None:
    bomb = members(tmp_path / "a.wacz", ("archive/data.warc.gz", b"\0" * 5_000_000))
    assert bomb.stat().st_size < 10_000
    assert kind(read(bomb, limits=SMALL)) is Kind.UNSAFE
    many = members(tmp_path / "b.wacz", *((f"archive/{n}.warc", b"\0" * 90_000) for n in range(40)))
    assert kind(read(many, limits=Limits(unpacked=3_000_000))) is Kind.UNSAFE
    assert still_reads(tmp_path)


def test_a_zip_bomb_that_lies_about_its_size_is_refused_by_the_counter(tmp_path: Path) -> None:
    path = members(tmp_path / "a.wacz", ("archive/data.warc.gz", gzip.compress(b"WARC/1.0\r\n" + b"\0" * 50_000_000)))
    assert path.stat().st_size < 100_000
    assert kind(read(path, limits=SMALL)) is Kind.UNSAFE
    data = bytearray(path.read_bytes())
    for place in (data.index(b"PK\x03\x04") + 22, data.index(b"PK\x01\x02") + 24):
        data[place : place + 4] = (1000).to_bytes(4, "little")
    path.write_bytes(bytes(data))
    assert kind(read(path, limits=SMALL)) is not None


def test_a_gzip_bomb_as_warc_is_refused_while_it_is_unpacked(tmp_path: Path) -> None:
    path = tmp_path / "a.warc.gz"
    head = (
        b"WARC/1.0\r\nWARC-Type: response\r\nWARC-Target-URI: https://x.example/\r\nContent-Length: 900000000\r\n\r\n"
    )
    path.write_bytes(gzip.compress(head + b"\0" * 60_000_000, 1))
    assert kind(read(path, limits=SMALL)) is Kind.UNSAFE
    path.write_bytes(gzip.compress(gzip.compress(head + b"\0" * 1000)))
    assert kind(read(path)) is Kind.UNKNOWN_FORMAT


def test_a_bomb_in_the_body_of_a_page_is_refused(tmp_path: Path) -> None:
    headers = (("Content-Type", "text/html"), ("Content-Encoding", "gzip"))
    Warc().page(gzip.compress(b"\0" * 50_000_000), headers=headers).write(tmp_path / "a.warc.gz")
    assert kind(read(tmp_path / "a.warc.gz", limits=SMALL)) is Kind.TOO_LARGE


@pytest.mark.parametrize(
    ("name", "expected"),
    [
        ("../../evil.txt", Kind.UNSAFE),
        ("/etc/evil", Kind.UNSAFE),
        ("archive\\..\\..\\evil", Kind.UNSAFE),
        ("C:/evil", Kind.UNSAFE),
        ("archive/inner.wacz", Kind.UNKNOWN_FORMAT),
        ("archive/data.warc.gz/../../../x", Kind.UNSAFE),
    ],
)
def test_no_member_leads_out_and_no_archive_is_opened_in_an_archive(tmp_path: Path, name: str, expected: Kind) -> None:
    assert kind(read(members(tmp_path / "a.wacz", (name, b"PK\x03\x04")))) is expected
    assert {path.name for path in tmp_path.iterdir()} == {"a.wacz"}


def test_other_traps_of_zip_are_problems(tmp_path: Path) -> None:
    many = members(tmp_path / "many.wacz", *((f"archive/{n}.warc", b"") for n in range(60)))
    assert kind(read(many, limits=SMALL)) is Kind.UNSAFE
    packed = members(tmp_path / "bz.wacz", ("archive/a.warc", b"x" * 1000), method=zipfile.ZIP_BZIP2)
    assert kind(read(packed)) is Kind.UNKNOWN_FORMAT
    secret = bytearray(members(tmp_path / "secret.wacz", ("archive/a.warc", b"x")).read_bytes())
    for place in (secret.index(b"PK\x03\x04") + 6, secret.index(b"PK\x01\x02") + 8):
        secret[place] |= 1
    (tmp_path / "secret.wacz").write_bytes(bytes(secret))
    assert kind(read(tmp_path / "secret.wacz")) is Kind.ENCRYPTED
    (tmp_path / "empty.wacz").write_bytes(b"PK\x05\x06" + b"\0" * 18)
    assert kind(read(tmp_path / "empty.wacz")) is Kind.UNKNOWN_FORMAT


@pytest.mark.parametrize(
    "listing", [b"[" * 200_000, b'{"resources": 7}', b"\xff\xfe", b'{"resources": [1, {"path": []}]}']
)
def test_a_hostile_listing_does_not_hide_the_page(tmp_path: Path, listing: bytes) -> None:
    warc = ("archive/data.warc.gz", Warc().page().bytes())
    path = members(tmp_path / "a.wacz", warc, ("datapackage.json", listing), ("pages/pages.jsonl", listing))
    assert "53 civilians" in (read(path).text or "")


@pytest.mark.parametrize(
    "warc",
    [
        b"WARC/1.0\r\n" + b"A" * 3_000_000,
        b"WARC/1.0\r\nContent-Length: -5\r\n\r\n" * 50,
        b"WARC/1.0\r\nWARC-Type: response\r\nContent-Length: 10\r\n\r\n",
        b"WARC/1.0\r\nWARC-Type: response\r\nWARC-Target-URI: https://x.example/\r\nContent-Length: zz\r\n\r\nHTTP/1.1",
        b"WARC/9.9\r\n\r\n",
        b"WARC/" + bytes(range(256)) * 100,
    ],
)
def test_broken_warcs_are_problems(tmp_path: Path, warc: bytes) -> None:
    (tmp_path / "a.warc").write_bytes(warc)
    assert kind(read(tmp_path / "a.warc", limits=SMALL)) is not None
    assert kind(read(tmp_path / "a.warc", address=ADDRESS, limits=SMALL)) is not None
    assert still_reads(tmp_path)


# ---- PDF -------------------------------------------------------------------------------------------------------------


@pytest.mark.slow
def test_a_pdf_with_a_huge_stream_is_given_up(tmp_path: Path) -> None:
    bomb = zlib.compress(b"BT (12 killed) Tj ET\n" + b" " * 200_000_000)
    (tmp_path / "a.pdf").write_bytes(pdf("x", stream=bomb))
    assert kind(read(tmp_path / "a.pdf")) is Kind.TOO_LARGE
    assert still_reads(tmp_path)


@pytest.mark.slow
def test_a_pdf_that_works_for_ever_is_given_up(tmp_path: Path) -> None:
    work = zlib.compress(b"BT /F1 12 Tf " + b"(a) Tj 1 0 Td " * 1_500_000 + b"ET")
    (tmp_path / "a.pdf").write_bytes(pdf(*["x"] * 50, stream=work))
    assert kind(read(tmp_path / "a.pdf", limits=Limits(seconds=3, memory=1_500_000_001))) is not None
    assert still_reads(tmp_path)


def test_a_pdf_with_a_circle_of_pages_is_a_problem(tmp_path: Path) -> None:
    (tmp_path / "a.pdf").write_bytes(pdf("53 killed").replace(b"/Kids [5 0 R]", b"/Kids [2 0 R]"))
    assert kind(read(tmp_path / "a.pdf")) is Kind.BROKEN


# ---- the process -----------------------------------------------------------------------------------------------------


def test_a_process_that_dies_is_a_problem_and_another_one_is_started() -> None:
    child = Confined(1_000_000_000)
    assert "problem" in child.ask({"path": "nowhere"}, 20)
    child._running().kill()
    child._running().wait()
    # A process that the system holds cannot answer, however quick it is.
    os.kill(child._running().pid, signal.SIGSTOP)
    with pytest.raises(Unreadable) as late:
        child.ask({"path": "nowhere"}, 0.05)
    assert late.value.remark.kind is Kind.TOO_LONG
    assert "problem" in child.ask({"path": "nowhere"}, 20)
    child.close()
    assert "problem" in child.ask({"path": "nowhere"}, 20)
    child.close()


@pytest.mark.skipif(sys.platform != "linux", reason="memory is limited by Linux")
def test_memory_is_limited(tmp_path: Path) -> None:
    (tmp_path / "a.html").write_text("<p>" + "\U0001f4a5" * 4_900_000)
    document = read(tmp_path / "a.html", limits=Limits(memory=90_000_000))
    assert kind(document) in (Kind.TOO_LARGE, Kind.STOPPED)
    assert still_reads(tmp_path)


# ---- at random -------------------------------------------------------------------------------------------------------


def spoilt(draw: random.Random, data: bytes) -> bytes:
    """A file with some bytes changed, cut out or repeated."""
    whole = bytearray(data)
    for _ in range(draw.randint(1, 12)):
        at = draw.randrange(len(whole))
        change = draw.randrange(3)
        if change == 0:
            whole[at] = draw.randrange(256)
        elif change == 1:
            del whole[at : at + draw.randint(1, 40)]
        else:
            whole[at:at] = whole[at : at + draw.randint(1, 40)]
        whole = whole or bytearray(b"x")
    return bytes(whole)


def _wacz_bytes(folder: Path) -> bytes:
    return wacz(folder / "seed.wacz", Warc().info().page().bytes()).read_bytes()


@pytest.mark.parametrize(
    ("name", "made"),
    [
        ("a.html", lambda _: PAGE * 3),
        ("a.pdf", lambda _: pdf("53 killed", "18 wounded")),
        ("a.warc.gz", lambda _: Warc().info().page().page(address="https://x.example/").bytes()),
        ("a.warc", lambda _: gzip.decompress(Warc().info().page().bytes())),
        ("a.wacz", _wacz_bytes),
        ("a.txt", lambda _: "“53” killed ٥٣ \ufeff".encode()),
    ],
    ids=["html", "pdf", "warc.gz", "warc", "wacz", "text"],
)
def test_spoilt_files_never_raise(tmp_path: Path, name: str, made: Callable[[Path], bytes]) -> None:
    draw = random.Random(53)  # noqa: S311 - a fixed seed, no secret
    data = made(tmp_path)
    for _ in range(60):
        (tmp_path / name).write_bytes(spoilt(draw, data))
        document = read(tmp_path / name, limits=SMALL)
        kind(document)
        if document.text is not None:
            assert locate(document.text, "53 killed") is not None
            json.dumps(document.text).encode()
    assert still_reads(tmp_path)


def test_a_file_of_noise_is_a_text_or_a_problem(tmp_path: Path) -> None:
    draw = random.Random(21)  # noqa: S311 - a fixed seed, no secret
    for ending in (".txt", ".html", ".pdf", ".warc", ".warc.gz", ".wacz", ""):
        for beginning in (b"", b"%PDF-1.7\n", b"PK\x03\x04", b"\x1f\x8b\x08", b"WARC/1.0\r\n", b"<html>", b"\xff\xfe"):
            path = tmp_path / f"a{ending}"
            path.write_bytes(beginning + draw.randbytes(3000))
            kind(read(path, limits=SMALL))
    assert still_reads(tmp_path)
