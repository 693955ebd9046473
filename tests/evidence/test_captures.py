"""What speaks against a capture: junk in place of the article, an implausible archive address, a broken custody."""

from __future__ import annotations

import random
from collections.abc import Sequence
from datetime import UTC, date, datetime, timedelta
from pathlib import Path

import pytest
import yaml
from hypothesis import given
from hypothesis import strategies as st
from web_archives import pdf

from tieout.evidence.documents import RAW, WA1, read, text_sha256
from tieout.evidence.documents.archive import ArchivedCopy, archived_copy, doubts
from tieout.evidence.documents.custody import Gap, Step, gaps_at, moment
from tieout.evidence.documents.junk import is_junk
from tieout.evidence.documents.keeping import Kept, file_kept, text_kept
from tieout.model.mistake import Mistake

# ---- junk ------------------------------------------------------------------------------------------------------------


CASES = yaml.safe_load((Path(__file__).parent / "cases" / "captures.yaml").read_text(encoding="utf-8"))
JUNK = [(case["text"], case["kind"]) for case in CASES["junk"]]


@pytest.mark.parametrize(("text", "kind"), [*JUNK, ("", "no words"), (" \n\u200b… — ", "no words")])
def test_a_capture_that_is_no_article_is_called_what_it_is(text: str, kind: str) -> None:
    assert is_junk(text) == kind
    assert is_junk(text.upper()) == kind


@pytest.mark.parametrize("text", CASES["articles"])
def test_an_article_is_not_junk_for_its_menu_or_for_what_it_reports(text: str) -> None:
    assert is_junk(text) is None


def test_a_long_text_is_never_junk_and_costs_nothing() -> None:
    assert is_junk("You must log in to continue. " * 400_000) is None


def test_junk_needs_a_language_with_a_list() -> None:
    with pytest.raises(Mistake) as mistake:
        is_junk("text", "xx")
    assert mistake.value.code == "unknown-language"


# ---- archive addresses -----------------------------------------------------------------------------------------------

ADDRESS = "https://news.example.org/strike?id=7"
NINE = datetime(2017, 11, 27, 9, 0, 1, tzinfo=UTC)


@pytest.mark.parametrize(
    ("address", "copy"),
    [
        (f"https://web.archive.org/web/20171127090001/{ADDRESS}", ArchivedCopy("Wayback Machine", NINE, ADDRESS)),
        (f"http://web.archive.org/web/20171127090001id_/{ADDRESS}", ArchivedCopy("Wayback Machine", NINE, ADDRESS)),
        (f"https://web.archive.org/web/2017/{ADDRESS}", ArchivedCopy("Wayback Machine", None, ADDRESS)),
        (
            "https://web.archive.org/web/20171127090001/http:/news.example.org/strike",
            ArchivedCopy("Wayback Machine", NINE, "http://news.example.org/strike"),
        ),
        (f"https://archive.ph/20171127090001/{ADDRESS}", ArchivedCopy("archive.today", NINE, ADDRESS)),
        (f"https://archive.is/2017.11.27-090001/{ADDRESS}", ArchivedCopy("archive.today", NINE, ADDRESS)),
        ("https://archive.today/AbC12", ArchivedCopy("archive.today")),
        ("https://perma.cc/AB12-CD34", ArchivedCopy("Perma.cc")),
        ("https://ghostarchive.org/archive/a1B2c", ArchivedCopy("Ghostarchive")),
        (f"https://wayback.archive-it.org/1234/20171127090001/{ADDRESS}", ArchivedCopy("Archive-It", NINE, ADDRESS)),
        (f"https://arquivo.pt/wayback/20171127090001/{ADDRESS}", ArchivedCopy("Arquivo.pt", NINE, ADDRESS)),
        (ADDRESS, None),
        ("javascript:alert(1)", None),
        (f"https://web.archive.org.evil.example/web/20171127090001/{ADDRESS}", None),
        (f"https://evil.example/https://web.archive.org/web/20171127090001/{ADDRESS}", None),
        ("", None),
    ],
)
def test_an_archive_address_says_when_and_of_what(address: str, copy: ArchivedCopy | None) -> None:
    assert archived_copy(address) == copy


def kinds_of_doubt(archive: str, **known: object) -> list[str]:
    return [doubt.kind for doubt in doubts(archive, **known)]  # type: ignore[arg-type] # the table names real parameters


def test_a_plausible_address_leaves_no_doubt() -> None:
    copy = f"https://web.archive.org/web/20171127090001/{ADDRESS}&utm_source=x"
    known = {"address": "http://www.news.example.org/strike?id=7", "published": date(2017, 11, 27), "captured": NINE}
    assert kinds_of_doubt(copy, **known, now=datetime(2026, 1, 1, tzinfo=UTC)) == []
    assert kinds_of_doubt(copy, published=date(2017, 11, 28)) == []  # the day of a zone further east
    assert kinds_of_doubt("https://perma.cc/AB12-CD34", **known) == []


@pytest.mark.parametrize(
    ("archive", "known", "kinds"),
    [
        (f"https://web.archive.org/web/20171127090001/{ADDRESS}", {"address": "https://x.example"}, ["other-address"]),
        (f"https://archive.ph/20171120000000/{ADDRESS}", {"published": date(2017, 11, 26)}, ["before-publication"]),
        (f"https://web.archive.org/web/20171127090001/{ADDRESS}", {"captured": datetime(2019, 1, 1)}, ["other-time"]),
        (f"https://web.archive.org/web/20991127090001/{ADDRESS}", {"now": datetime(2026, 1, 1)}, ["future"]),
        (f"https://web.archive.org/web/20171399990001/{ADDRESS}", {}, ["time-stamp"]),
        (f"https://web.archive.org/web/*/{ADDRESS}", {}, ["listing"]),
        (f"https://web.archive.org/web/2017*/{ADDRESS}", {}, ["listing"]),
        (f"https://web.archive.org/save/{ADDRESS}", {}, ["listing"]),
        (f"https://archive.ph/newest/{ADDRESS}", {}, ["listing"]),
        (ADDRESS, {}, ["service"]),
        (ADDRESS, {"address": f"{ADDRESS}#top"}, ["own-address"]),
        ("", {}, ["service"]),
    ],
)
def test_what_cannot_be_the_copy_is_doubted(archive: str, known: dict[str, object], kinds: list[str]) -> None:
    assert kinds_of_doubt(archive, **known) == kinds


def test_what_rules_a_copy_out_is_said_in_words() -> None:
    copy = f"https://web.archive.org/web/20171127090001/{ADDRESS}"
    assert [doubt.words for doubt in doubts(copy, address="https://x.example", published=date(2018, 1, 1))] == [
        f"is a copy of {ADDRESS}, not of the document's address",
        "was captured on 2017-11-27, before the publication on 2018-01-01",
    ]


@given(st.text(max_size=60), st.text(max_size=20))
def test_no_address_raises(tail: str, address: str) -> None:
    for head in (
        "",
        "https://web.archive.org/web/",
        "https://archive.ph/",
        "https://web.archive.org/web/20171127090001/",
    ):
        doubts(head + tail, address=address)


# ---- custody ---------------------------------------------------------------------------------------------------------

A, B, C = ("a" * 64, "b" * 64, "c" * 64)


def chain() -> list[Step]:
    return [
        Step(1, NINE, None, A),
        Step(2, NINE + timedelta(hours=1), A, A),
        Step(3, NINE + timedelta(hours=1), f"sha256:{A.upper()}", B),
    ]


def gaps(steps: Sequence[Step], *, sha256: str | None = None) -> list[Gap]:
    """What breaks a chain from its first step to its last, whose file has the hash `sha256`."""
    followed = zip((None, *steps), steps, strict=False)
    return [
        gap
        for earlier, step in followed
        for gap in gaps_at(step, earlier, sha256=sha256 if step is steps[-1] else None)
    ]


def test_a_chain_without_a_gap() -> None:
    assert gaps(chain(), sha256=B) == []


@pytest.mark.parametrize(
    ("steps", "found"),
    [
        (chain()[1:], [(2, "numbering")]),
        ([chain()[0], chain()[2]], [(3, "numbering")]),
        ([chain()[0], chain()[0]], [(1, "numbering")]),
        ([chain()[0], Step(2, NINE, C, A)], [(2, "content")]),
        ([chain()[0], Step(2, NINE - timedelta(1), A, A)], [(2, "time")]),
        ([chain()[0], Step(2, None, A, A)], [(2, "time")]),
        ([chain()[0], Step(2, NINE.replace(tzinfo=None), A, A)], [(2, "time")]),
        ([chain()[0], Step(2, NINE, None, A)], [(2, "hash")]),
        ([Step(1, NINE, None, None)], [(1, "hash")]),
        ([Step(1, NINE, None, "md5:1")], [(1, "hash")]),
    ],
)
def test_every_break_of_a_chain_is_found(steps: list[Step], found: list[tuple[int, str]]) -> None:
    assert [(gap.seq, gap.kind) for gap in gaps(steps)] == found


def test_the_file_is_the_one_that_was_handed_on_last() -> None:
    assert [(gap.seq, gap.kind) for gap in gaps(chain(), sha256=C)] == [(3, "file")]


def test_any_chain_that_was_spoilt_has_a_gap() -> None:
    draw = random.Random(7)  # noqa: S311 - a fixed seed, no secret
    for _ in range(200):
        steps = [
            Step(n, NINE + timedelta(minutes=n), f"{n - 1:064x}" if n > 1 else None, f"{n:064x}") for n in range(1, 9)
        ]
        assert gaps(steps) == []
        del steps[draw.randrange(7)]
        assert gaps(steps)


def test_a_time_is_read_with_its_zone_or_not_at_all() -> None:
    assert moment("2017-11-28T09:30:00+01:00") == moment("2017-11-28T08:30:00Z")
    assert moment(" 2017-11-28 09:30:00 ") == datetime(2017, 11, 28, 9, 30)
    assert [moment(text) for text in (None, "", "yesterday", "28/11/2017")] == [None] * 4


# ---- hashes ----------------------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("recorded", "found", "kept"),
    [
        (A, A, Kept.UNCHANGED),
        (f" SHA256:{A.upper()} ", A, Kept.UNCHANGED),
        (A, B, Kept.CHANGED),
        (A, None, Kept.NOT_HERE),
        (None, A, Kept.NOT_RECORDED),
        (" ", None, Kept.NOT_RECORDED),
        ("abc", A, Kept.NOT_A_HASH),
    ],
)
def test_a_recorded_hash_is_compared_with_that_of_the_file(recorded: str | None, found: str | None, kept: Kept) -> None:
    assert file_kept(recorded, found) is kept


def test_the_text_that_the_reader_gives_has_the_hash_that_it_gives(tmp_path: Path) -> None:
    """Whoever records the hash of `read` finds it again, by the same normalisation."""
    (tmp_path / "note.txt").write_text("At least  53 dead.\n\nNobody\nwas named.\n")
    (tmp_path / "page.html").write_text("<h1>Toll</h1><p>At least  <b>53</b> dead.</p>")
    (tmp_path / "page.pdf").write_bytes(pdf("At least 53 dead."))
    for file in ("note.txt", "page.html"):
        for normalisation in (RAW, WA1):
            here = read(tmp_path / file, normalisation=normalisation)
            assert text_kept(here.text, here.text_sha256, normalisation, file) is Kept.UNCHANGED
            assert text_kept(f"{here.text}.", here.text_sha256, normalisation, file) is Kept.CHANGED
    printed = read(tmp_path / "page.pdf")
    assert text_kept(printed.text, printed.text_sha256, RAW, "page.pdf") is Kept.UNCHANGED
    assert text_kept(f"{printed.text}.", printed.text_sha256, RAW, "page.pdf") is Kept.OTHERWISE_MADE


@given(st.text(), st.text(), st.sampled_from([None, "raw", "wa1", " WA1 ", "other"]))
def test_no_text_is_called_changed_without_a_normalisation_that_is_known(
    text: str, other: str, normalisation: str | None
) -> None:
    kept = text_kept(text, text_sha256(other), normalisation)
    if text == other and normalisation != "other":
        assert kept is Kept.UNCHANGED
    if kept is Kept.CHANGED:
        assert normalisation not in (None, "other")
