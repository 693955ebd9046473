"""Each link of a tie, and each thing that can be said of it, on little texts."""

from __future__ import annotations

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from one_figure import FULL, GENERIC, HASHED, QUOTE, SOURCES, TEXT, read, tie
from work import lines_run

from tieout.evidence import Agreement
from tieout.evidence.documents import text_sha256
from tieout.evidence.ties.support import Support
from tieout.evidence.ties.tying import Tyer
from tieout.model.mistake import Mistake
from tieout.model.tie import Link, State

HELD, BROKEN, UNTOLD, MISSING = State.HOLDS, State.BROKEN, State.UNTOLD, State.MISSING
ELSEWHERE = State.ELSEWHERE


def test_a_figure_with_all_its_links_is_tied() -> None:
    one = tie(**HASHED)
    assert one.tied, one.words
    assert set(one.states) == set(one.words) == set(Link)
    assert (one.figure, one.value, one.source) == ("killed", "12", "Harbour Office of Harrow Quay")


def test_a_whole_document_in_place_of_a_quote_is_not_shown() -> None:
    long = TEXT + " word" * 5_000
    one = tie(quote=long, text=long)
    assert one.quote == f"{long[:240]}... ({len(long):,} characters)"
    assert (one.excerpt, one.states[Link.WORDS]) == (None, UNTOLD)
    shown = tie(quote=long[:20_000], text=long)
    assert (shown.quote, shown.excerpt is None) == (long[:20_000], False)


@pytest.mark.parametrize("link", list(Link))
def test_one_link_that_does_not_hold_unties(link: Link) -> None:
    loose: dict[Link, dict[str, object]] = {
        Link.SOURCE: {"registered": False},
        Link.DOCUMENT: {"hash": "a" * 64, "found_hash": "b" * 64},
        Link.QUOTE: {"quote": "Twelve people were killed in the storm"},
        Link.WORDS: {"best": 13.0},
        Link.CREDIT: {"source": "VW", "source_name": "Valley Watch"},
    }
    one = tie(**{**HASHED, **loose[link]})
    assert one.states[link] is not HELD
    with_it: set[Link] = (
        {Link.CREDIT} if link is Link.QUOTE else set()
    )  # without a place, nothing says who is credited with it
    assert {other for other in Link if one.states[other] is not HELD} == {link, *with_it}, one.words
    assert not one.tied


@pytest.mark.parametrize(
    ("changed", "state", "said"),
    [
        ({}, HELD, "Harbour Office"),
        ({"source": None}, MISSING, "no source"),
        ({"registered": False}, BROKEN, "not in the register"),
        ({"source_name": None}, BROKEN, "no name"),
        ({"source_name": "  "}, BROKEN, "no name"),
        ({"source_name": "Unnamed source"}, BROKEN, "names nobody"),
        ({"source_name": "Local (unnamed)"}, BROKEN, "names nobody"),
        ({"source_name": "Local Watch"}, HELD, "Local Watch"),
    ],
)
def test_source(changed: dict[str, object], state: State, said: str) -> None:
    one = tie(**changed)
    assert one.states[Link.SOURCE] is state
    assert said in one.words[Link.SOURCE]


@pytest.mark.parametrize(
    ("changed", "state", "said"),
    [
        ({}, UNTOLD, "kept; no hash was recorded, so nobody can tell whether it is unchanged"),
        ({"hash": " "}, UNTOLD, "no hash was recorded"),
        ({"hash": "A" * 64, "found_hash": "a" * 64}, HELD, "with the hash"),
        ({"hash": "sha256:" + "a" * 64, "found_hash": "a" * 64}, HELD, "with the hash"),
        ({"hash": "a" * 64, "found_hash": "b" * 64}, BROKEN, "hash differs"),
        ({"hash": "0123", "found_hash": "b" * 64}, UNTOLD, "kept; what was recorded is no sha256, so nobody can tell"),
        ({"text_hash": "0123"}, UNTOLD, "no sha256"),
        ({"hash": "a" * 64}, UNTOLD, "kept; its file is not here to be compared with the hash that was recorded"),
        ({"hash": "0123", "text_hash": text_sha256(TEXT)}, HELD, "with the hash of its text that was recorded"),
        ({"hash": "a" * 64, "text": None}, ELSEWHERE, "kept elsewhere"),
        ({"text_hash": "a" * 64, "text": None}, ELSEWHERE, "kept elsewhere"),
        ({"quote_start": 29, "text": None}, ELSEWHERE, "kept elsewhere"),
        ({"hash": "a" * 64, "file": "d1.txt", "text": None}, MISSING, "its file is not here"),
        ({"file": "d1.pdf", "found_hash": "a" * 64, "text": None}, UNTOLD, "could not be read"),
        ({"text_hash": text_sha256(TEXT), "normalisation": "raw"}, HELD, "with the hash of its text"),
        ({"text_hash": text_sha256(TEXT + " "), "normalisation": "raw"}, BROKEN, "text is not the one"),
        (
            {"text_hash": text_sha256(TEXT + " ")},
            UNTOLD,
            "kept; its text may have been made of the file in another way",
        ),
        ({"text_hash": text_sha256(TEXT + " "), **HASHED}, HELD, "with the hash that was recorded"),
        ({"text": None}, MISSING, "not kept"),
        ({"document": None}, MISSING, "no document"),
        ({"kept": False}, BROKEN, "not among the documents"),
        ({"text": "You must log in to continue. Forgot account? Sign up"}, BROKEN, "login wall"),
        ({"text": "- - -"}, UNTOLD, "no words"),
        ({"text": f"{QUOTE}. You must log in to continue. Forgot account? Sign up", **HASHED}, HELD, "kept"),
    ],
)
def test_document(changed: dict[str, object], state: State, said: str) -> None:
    one = tie(**changed)
    assert one.states[Link.DOCUMENT] is state, one.words
    assert said in one.words[Link.DOCUMENT]


@pytest.mark.parametrize(
    ("changed", "state", "said"),
    [
        ({}, HELD, "stand in the document"),
        ({"quote_start": 29, "quote_end": 69}, HELD, "at the recorded place"),
        ({"quote_start": 3, "quote_end": 43}, HELD, "another place"),
        ({"quote": "Twelve  people were\nkilled"}, HELD, "spacing"),
        ({"quote": "the", "text": "the one or the other"}, HELD, "several places"),
        ({"quote": "the", "text": "the one or the other", "quote_suffix": " other"}, HELD, "in the document"),
        ({"quote": "the", "text": "the one or the other", "quote_prefix": "or"}, HELD, "in the document"),
        ({"quote": None}, MISSING, "no words"),
        ({"quote": None, "quote_start": 29, "quote_end": 69}, HELD, "at the recorded place"),
        ({"quote": None, "quote_start": 29}, MISSING, "only where they begin"),
        ({"quote": None, "quote_start": 290, "quote_end": 690}, BROKEN, "290 to 690, is none of the"),
        ({"quote": None, "quote_start": -3, "quote_end": 9}, BROKEN, "none of the"),
        ({"quote": None, "quote_start": 29, "quote_end": 69, "text": None}, ELSEWHERE, "only the place"),
        ({"quote": None, "quote_start": 29, "document": None, "text": None}, MISSING, "no words"),
        ({"document": None, "text": None}, MISSING, "no document"),
        ({"quote": "Thirteen people were killed"}, BROKEN, "do not stand"),
        ({"quote": "Twelve people [...] wounded"}, UNTOLD, "left out or put in"),
        ({"text": None}, UNTOLD, "not here"),
        ({"text": None, "hash": "a" * 64}, ELSEWHERE, "kept elsewhere"),
        ({"text": "404 Not Found"}, UNTOLD, "not the article"),
    ],
)
def test_quote(changed: dict[str, object], state: State, said: str) -> None:
    one = tie(**changed)
    assert one.states[Link.QUOTE] is state, one.words
    assert said in one.words[Link.QUOTE]


def test_the_nearest_passage_of_an_absent_quote_is_told() -> None:
    assert QUOTE in tie(quote="Thirteen people were killed and 18 wounded").words[Link.QUOTE]


@pytest.mark.parametrize(
    ("changed", "state", "said"),
    [
        ({}, HELD, "state it"),
        ({"measure": "injured", "best": 18.0}, HELD, "state it"),
        (
            {"best": None, "lower": 10.0},
            UNTOLD,
            "the text says 12, inside the bounds of the row; at least 10 is not stated",
        ),
        (
            {"best": 53.0, "quote": "at least 35 people were killed", "text": None},
            UNTOLD,
            "consistent: the text says at least 35; 53 is not ruled out, and not stated",
        ),
        ({"best": 5_000.0, "quote": "At least three people were killed", "text": None}, UNTOLD, "not stated"),
        ({"best": 5.0, "quote": "3 to 7 people were killed", "text": None}, UNTOLD, "3 to 7"),
        ({"best": None, "lower": 3, "upper": 7, "quote": "3 to 7 people were killed", "text": None}, HELD, "state it"),
        ({"best": 21.0, "quote": "over 20 people were killed", "text": None}, UNTOLD, "not stated"),
        ({"best": 20.0, "words": "over", "quote": "over 20 people were killed", "text": None}, HELD, "state it"),
        ({"best": None, "lower": 21, "quote": "over 20 people were killed", "text": None}, HELD, "state it"),
        ({"best": None, "upper": 9, "quote": "fewer than 10 people were killed", "text": None}, HELD, "state it"),
        ({"best": 3.0, "quote": "Two men and a woman were killed", "text": None}, HELD, "3"),
        ({"best": 13.0, "quote": "Twelve people were killed"}, BROKEN, "the quoted text says 12; the row says 13"),
        ({"best": 24.0, "quote": "Dozens were killed"}, UNTOLD, "no number"),
        ({"quote": "قتل اثنا عشر شخصا"}, UNTOLD, "not in English"),
        ({"best": None}, MISSING, "no number"),
        ({"quote": None}, MISSING, "no words"),
        ({"quote": None, "quote_start": 29, "quote_end": 69}, HELD, "state it"),
        ({"quote": None, "quote_start": 29, "quote_end": 69, "best": 13.0}, BROKEN, "says 12"),
        ({"quote": None, "quote_start": 29, "text": None}, ELSEWHERE, "words are kept elsewhere"),
        ({"measure": "fined"}, UNTOLD, "no measure 'fined'"),
        ({"population": "gardeners"}, UNTOLD, "no population 'gardeners'"),
        ({"quote": "Twelve people were killed. " * 1_000}, UNTOLD, "too long"),
    ],
)
def test_words(changed: dict[str, object], state: State, said: str) -> None:
    one = tie(**changed)
    assert one.states[Link.WORDS] is state, one.words
    assert said in one.words[Link.WORDS]


def test_the_sentence_around_a_quote_supports_it_and_is_never_held_against_it() -> None:
    text = "The pier gave way. In Harrow Quay 12 people were killed. Nobody was hurt in Fellbridge."
    assert tie(quote="12 people", text=text).states[Link.WORDS] is HELD
    assert tie(quote="12 people", text=text, best=13.0).states[Link.WORDS] is UNTOLD
    assert tie(quote="12 people", text=None).states[Link.WORDS] is UNTOLD


def test_a_convention_explains_a_difference_and_a_wrong_one_is_a_mistake() -> None:
    dozens = Support(**{**FULL, "best": 24.0, "quote": "Dozens of people were killed"})  # type: ignore[arg-type] # by name
    explained = Tyer(SOURCES, GENERIC, {"dozens_means": 24}).read(dozens)
    assert explained.tie.states[Link.WORDS] is HELD
    assert "by convention" in explained.tie.words[Link.WORDS]
    share = Support(**{**FULL, "best": 20.0, "quote": "Sixty people were killed over three days of fighting"})  # type: ignore[arg-type] # by name
    assert Tyer(SOURCES, GENERIC, {"apportioned": True}).read(share).tie.states[Link.WORDS] is UNTOLD
    with pytest.raises(Mistake, match="no convention 'dozen_means'"):
        Tyer(SOURCES, GENERIC, {"dozen_means": 24}).read(dozens)


@pytest.mark.parametrize(
    ("changed", "state", "said"),
    [
        ({}, HELD, "credited, in the sentence of the figure"),
        ({"source": None}, MISSING, "no source"),
        ({"source": "VW"}, BROKEN, "does not name the source"),
        ({"source": "VW", "text": f"{QUOTE}, according to the VW."}, UNTOLD, "initials 'VW', which may be the source"),
        ({"source": "VW", "text": f"{QUOTE}, according to the FC."}, BROKEN, "does not name the source"),
        ({"source": "VW", "document_source": "VW"}, HELD, "own"),
        ({"source": "FC", "publisher": "The Fellbridge Courier"}, HELD, "own"),
        ({"source": "UN"}, UNTOLD, "no name to look for"),
        ({"source": "NN"}, UNTOLD, "no name to look for"),
        ({"source": "?"}, UNTOLD, "no name to look for"),
        ({"text": None}, MISSING, "no text"),
        ({"text": None, "hash": "a" * 64}, ELSEWHERE, "kept elsewhere"),
        ({"source": "VW", "text": f"{QUOTE}. Valley Watch has its offices here."}, UNTOLD, "with nothing"),
        ({"source": "VW", "text": f"{QUOTE}. So Valley Watch said."}, HELD, "in the sentence beside it"),
        (
            {"source": "VW", "text": f"Valley Watch said that roads are shut. It rains. Still. {QUOTE}."},
            UNTOLD,
            "elsewhere",
        ),
        (
            {"source": "VW", "text": f"Valley Watch said so. {QUOTE}, the Harbour Office said."},
            UNTOLD,
            "from Harbour Office",
        ),
        (
            {"source": "VW", "text": f"Valley Watch said that drones came. {QUOTE}, local media reported."},
            UNTOLD,
            "from 'local media'",
        ),
        (
            {"source": "VW", "text": f"Valley Watch said that drones came. A hospital official said {QUOTE.lower()}."},
            UNTOLD,
            "from 'A hospital official'",
        ),
        (
            {"source": "VW", "text": f"{QUOTE}, residents said. Valley Watch said that drones came."},
            UNTOLD,
            "from 'residents'",
        ),
        (
            {
                "source": "VW",
                "text": f"Valley Watch said that drones came. {QUOTE}, the mayor told reporters in Ashwell.",
            },
            UNTOLD,
            "from 'the mayor'",
        ),
        (
            {"source": "VW", "text": f"Valley Watch said so. Contrary to what it said, {QUOTE.lower()}."},
            UNTOLD,
            "not its words",
        ),
        (
            {"source": "VW", "text": f"Valley Watch said that drones came. It denied that {QUOTE.lower()}."},
            UNTOLD,
            "not its words",
        ),
        (
            {"source": "VW", "text": f"Valley Watch wrote. Contrary to what media said, {QUOTE.lower()}."},
            HELD,
            "credited, in the sentence beside it",
        ),
        ({"source": "VW", "text": f"{QUOTE}, Valley Watch quoted residents as saying."}, HELD, "relayed"),
        ({"source": "VW", "text": f"{QUOTE}, a medic told Valley Watch."}, HELD, "relayed"),
        (
            {"source": "VW", "text": f"{QUOTE}, local media said, citing Valley Watch."},
            HELD,
            "credited, in the sentence",
        ),
        ({"source": "VW", "text": f"Contrary to what Valley Watch said, {QUOTE.lower()}."}, UNTOLD, "with nothing"),
        ({"source": "VW", "text": f"Valley Watch wrote at noon. {QUOTE}, its head Mira Doe said."}, HELD, "a person"),
        ({"source": "VW", "document_language": "ar"}, UNTOLD, "another language"),
        ({"source": "VW", "text": "قتل اثنا عشر شخصا"}, UNTOLD, "another script"),
        ({"source": "VW", "text": "404 Not Found"}, UNTOLD, "not the article"),
    ],
)
def test_credit(changed: dict[str, object], state: State, said: str) -> None:
    one = tie(**changed)
    assert one.states[Link.CREDIT] is state, one.words
    assert said in one.words[Link.CREDIT]


def test_the_verdict_has_an_axis_for_the_quote_and_the_source() -> None:
    verdict = read(source="VW", quote_start=29).verdict
    assert verdict is not None
    assert (verdict.quote.agreement, verdict.source.agreement) == (Agreement.AGREES, Agreement.DIFFERS)
    assert "at the recorded place" in verdict.quote.words
    assert "does not name the source" in verdict.source.words
    elsewhere = read(text=None, hash="a" * 64).verdict
    assert elsewhere is not None
    assert (elsewhere.quote.agreement, elsewhere.source.agreement) == (Agreement.OPEN, Agreement.OPEN)
    assert elsewhere.status is verdict.status


def test_who_speaks_for_a_source_and_who_passes_it_on() -> None:
    text = f"The head of Valley Watch told the Fellbridge Courier: {QUOTE}."
    assert "through a person, passed on by Fellbridge Courier" in tie(source="VW", text=text).words[Link.CREDIT]
    assert tie(source="FC", text=text).words[Link.CREDIT].startswith("relayed")


def test_an_excerpt_shows_the_quote_in_its_surroundings() -> None:
    one = tie().excerpt
    assert one is not None
    assert one.text[one.start : one.end] == QUOTE
    assert TEXT[one.offset :].startswith(one.text)
    assert tie(quote="Thirteen").excerpt is None
    long = "word " * 1_000 + QUOTE + " word" * 1_000
    cut = tie(text=long).excerpt
    assert cut is not None
    assert len(cut.text) <= len(QUOTE) + 2 * 240


def test_a_figure_is_read_once_and_named_by_whoever_knows_its_key() -> None:
    tyer = Tyer(SOURCES, GENERIC)
    first = tyer.read(Support(**FULL))  # type: ignore[arg-type] # fields by their names
    named = tyer.read(Support(**{**FULL, "table": "figures", "key": {"id": "F1"}}))  # type: ignore[arg-type] # the same
    assert named.verdict is first.verdict
    assert (named.tie.table, named.tie.key) == ("figures", {"id": "F1"})
    other = tyer.read(Support(**{**FULL, "best": 13.0}))  # type: ignore[arg-type] # the same row of another table
    assert other.tie.states[Link.WORDS] is not HELD


# ---- hostile documents -----------------------------------------------------------------------------------------------


def test_a_long_document_is_read_around_the_quote_alone() -> None:
    """What stands further away than a document is read for credits makes no more work for a figure."""

    def work(words: int) -> int:
        filler = "lorem ipsum " * words
        support = Support(**{**FULL, "text": f"{filler}{QUOTE}, the Harbour Office said. {filler}"})  # type: ignore[arg-type] # by name
        return lines_run(lambda: Tyer(SOURCES, GENERIC).read(support))

    work(10)
    assert work(20_000) < 1.1 * work(5_000)


@pytest.mark.slow
def test_ten_megabytes_on_one_line_are_read_around_the_quote() -> None:
    filler = "lorem ipsum " * 430_000
    text = f"{filler}{QUOTE}, the Harbour Office said. {filler}"
    assert len(text) > 10_000_000
    tyer = Tyer(SOURCES, GENERIC)
    full = {**FULL, **HASHED, "text": text}
    ties = [tyer.read(Support(**{**full, "row": row})).tie for row in range(20)]  # type: ignore[arg-type] # by name
    absent = tyer.read(Support(**{**full, "row": 99, "source": "VW"})).tie  # type: ignore[arg-type] # by name
    assert all(one.tied for one in ties), ties[0].words
    assert absent.states[Link.CREDIT] is UNTOLD


@pytest.mark.parametrize(
    "text",
    [
        "\u202e" + TEXT + "\u202c",
        TEXT.replace("people", "peo\u2066ple"),
        "\ud800" + TEXT + "\udfff",
        "\x00".join(TEXT),
        TEXT.replace(" ", "\x00"),
        "\x1b[31m" + TEXT,
        "<script>" + TEXT + "</script>",
        "",
        "\ufeff" + TEXT,
        "a\u0301" * 10_000,
    ],
)
def test_hostile_letters_never_break_a_tie_nor_accuse(text: str) -> None:
    for quote in (QUOTE, text, "\ud800", "\u202e12"):
        one = tie(text=text, quote=quote)
        assert one.states[Link.WORDS] is not BROKEN or "12" not in one.words[Link.WORDS], one.words
        assert set(one.states) == set(Link)


@settings(max_examples=60, deadline=None)
@given(text=st.text(max_size=200), quote=st.text(max_size=60), best=st.integers(0, 10**9))
def test_nothing_that_a_dataset_holds_breaks_the_tyer(text: str, quote: str, best: int) -> None:
    one = tie(text=text, quote=quote, best=float(best))
    assert all(isinstance(one.states[link], State) and one.words[link] for link in Link)


def test_it_is_kept_how_a_document_speaks_of_the_sources_it_names() -> None:
    text = f"The head of Valley Watch told the Fellbridge Courier: {QUOTE}. The Harbour Office was closed."
    tyer = Tyer(SOURCES, GENERIC)
    tyer.read(Support(**{**FULL, "source": "VW", "text": text}))  # type: ignore[arg-type] # by name
    heard = {one.source: (one.level, one.via) for one in tyer.crediting.heard["D1"]}
    assert heard == {
        "VW": ("credited through a person", ("FC",)),
        "FC": ("relayed", ()),
        "HO": ("mentioned", ()),
    }
