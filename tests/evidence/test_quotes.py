"""Quotes in documents: statuses and places by table, and by invention."""

from __future__ import annotations

import random
import time

import pytest
from hypothesis import assume, given
from hypothesis import strategies as st

from tieout.evidence.quotes import Location, Span, Status, Text, locate, surroundings
from tieout.evidence.quotes.text import fold

DOCUMENT = (
    "UMM RASIF — The river monitor said “at least 12\u00a0people were killed”\n in the strike. Later 14 people were "
    "hurt; in the evening 14 people were hurt again. Twenty-five fled, three hundred stayed, 1,200 had left before. "
    "Nobody saw someone die. Between 30-40 huts burned on 27/11/2017, 12 345 trees, 2.5 million nuts, two dozen goats. "
    "One hundred and five cows ran. The co\u00adoperative’s stock is “safe”… Cafe\u0301 closed. Two\u200b men¹ "
    "ate 10² figs."
)


def found(quote: str, **recorded: object) -> Location:
    return locate(DOCUMENT, quote, **recorded)  # type: ignore[arg-type] # the table below names real parameters


@pytest.mark.parametrize(
    ("quote", "status", "words"),
    [
        ("The river monitor", Status.MOVED, "The river monitor"),
        ("at least 12 people were killed", Status.NORMALISED, "at least 12\u00a0people were killed"),
        ('"at least 12 people were killed" in', Status.NORMALISED, "“at least 12\u00a0people were killed”\n in"),
        ("RASIF - The", Status.NORMALISED, "RASIF — The"),
        ("cooperative's stock is", Status.NORMALISED, "co\u00adoperative’s stock is"),
        ("safe”...", Status.NORMALISED, "safe”…"),
        ("Caf\u00e9 closed", Status.NORMALISED, "Cafe\u0301 closed"),
        ("Two men", Status.NORMALISED, "Two\u200b men"),
        ("  huts\tburned ", Status.NORMALISED, "huts burned"),
        ("1,200 had left", Status.MOVED, "1,200 had left"),
        ("Twenty-five fled", Status.MOVED, "Twenty-five fled"),
        ("had left before", Status.MOVED, "had left before"),
        ("Between 30-40 hut", Status.NORMALISED, "Between 30-40 hut"),
        ("the river monitor said", Status.NORMALISED, "The river monitor said"),
        ("Later 14 people were hurt,", Status.NORMALISED, "Later 14 people were hurt"),
        ("“Nobody saw someone die”", Status.NORMALISED, "Nobody saw someone die"),
        ("'nobody saw someone die.'", Status.NORMALISED, "Nobody saw someone die"),
        ('"Nobody saw someone die".', Status.NORMALISED, "Nobody saw someone die"),
        ("In the strike,", Status.NORMALISED, "in the strike"),
        ("in the evening 14 people were hurt.", Status.NORMALISED, "in the evening 14 people were hurt"),
        ("1,200.", Status.NORMALISED, "1,200"),
    ],
)
def test_a_quote_is_found_where_its_words_stand(quote: str, status: Status, words: str) -> None:
    location = found(quote)
    assert location.status is status
    assert location.span is not None
    assert DOCUMENT[location.span.start : location.span.end] == words


@pytest.mark.parametrize(
    "quote",
    [
        "2 people were killed",
        "2 people were hurt",
        "at least 1",
        "five fled",
        "Twenty",
        "three",
        "hundred stayed",
        "200 had left",
        "1",
        "one die",
        "Between 30",
        "40 huts",
        "on 27",
        "2017, 12",
        "345 trees",
        "2.5",
        "5 million",
        "dozen goats",
        "One hundred",
        "five cows ran",
        "102 figs",
        "men1 ate",
        "1.",
        "1,",
        "“1”",
        "'2 people were killed'",
        "30.",
        "“2.”",
        "twenty.",
        "Three.",
        '"One hundred."',
        "2.",
        "“345 trees.”",
    ],
)
def test_a_number_is_never_cut(quote: str) -> None:
    assert found(quote).status is Status.ABSENT


@pytest.mark.parametrize(
    "quote",
    [
        "Nobody saw someone die...",
        "Nobody SAW someone die",
        "nobody, saw someone die",
        "ater 14 people were hurt.",
        "”.“",
    ],
)
def test_only_the_setting_of_words_may_differ(quote: str) -> None:
    assert found(quote).status is Status.ABSENT


def test_a_setting_at_several_places_needs_its_surroundings() -> None:
    assert found("“14 people were hurt!”").status is Status.AMBIGUOUS
    assert DOCUMENT[slice(*found("“14 people were hurt!”", prefix="evening ").span or ())] == "14 people were hurt"


def test_a_cut_number_is_named() -> None:
    assert "longer number" in found("five fled").why
    assert "longer number" in locate("two dozen goats", "“Two.”").why
    assert "Twenty-five" in found("five fled").why


def test_a_word_that_lacks_its_end_is_remarked_one_that_lacks_its_beginning_is_not_there() -> None:
    assert found("had left befor").why == "the quote ends within a word of the document"
    assert found("ater 14 people").status is Status.ABSENT
    assert locate("قتل النساء والأطفال", "الأطفال").status is Status.MOVED  # "and" is a prefix there
    assert locate("五十三名平民死亡", "平民").status is Status.MOVED  # no spaces, no capitals


def test_the_recorded_place_decides_first() -> None:
    start = DOCUMENT.index("14 people")
    again = DOCUMENT.index("14 people", start + 1)
    assert found("14 people were hurt", start=again, end=again + 19) == Location(Status.EXACT, Span(again, again + 19))
    assert found("14 people were hurt", start=again).status is Status.EXACT
    assert found("The river", start=3, end=12).status is Status.MOVED
    assert found("eople", start=DOCUMENT.index("eople"), end=DOCUMENT.index("eople") + 5).status is Status.ABSENT
    for start in (-5, 10**9, len(DOCUMENT)):
        assert found("The river", start=start).status is Status.MOVED


def test_several_places_need_their_surroundings() -> None:
    several = found("14 people were hurt")
    assert (several.status, several.span, len(several.places)) == (Status.AMBIGUOUS, None, 2)
    assert several.why == "the words stand at 2 places"
    first = found("14 people were hurt", prefix="strike. Later ")
    second = found("14 people were hurt", prefix="in the\tevening ", suffix=" again")
    assert first.span == several.places[0]
    assert second.span == several.places[1]
    assert found("14 people were hurt", prefix="never written").status is Status.AMBIGUOUS
    assert found("14 people  were hurt", suffix=" again").span == several.places[1]


def test_without_a_text_nothing_is_verified() -> None:
    location = locate(None, "at least 12 people", start=3, end=21)
    assert location.status == "not verifiable here"
    assert not location.status.found


@pytest.mark.parametrize("quote", ["", "  ", "\u200b\u00ad", "\ufeff\n"])
def test_an_empty_quote_is_absent(quote: str) -> None:
    assert found(quote) == Location(Status.ABSENT, why="the quote is empty")


def test_the_nearest_passage_names_the_numbers_that_differ() -> None:
    location = found("the monitor says that at least 13 people were killed in the strike")
    assert location.status is Status.ABSENT
    assert location.nearest is not None
    assert any(difference.number for difference in location.nearest.differences)
    assert "at least 12\u00a0people were killed”\n in the strike" in location.nearest.text
    assert DOCUMENT[slice(*location.nearest.span)] == location.nearest.text
    said = [str(difference) for difference in location.nearest.differences]
    assert "number “13” in the quote, “12” in the passage" in said


def test_other_words_are_not_called_numbers() -> None:
    location = found("three hundred remained")
    assert location.nearest is not None
    assert [(d.quoted, d.found, d.number) for d in location.nearest.differences] == [("remained", "stayed", False)]
    assert found("zebras and umbrellas").nearest is None


def test_a_language_without_lists_still_keeps_digits_whole() -> None:
    assert locate("12 morts", "2 morts", language="xx").status is Status.ABSENT
    assert locate("12 morts", "12 morts", language="xx").status is Status.MOVED


def test_digits_of_other_scripts_are_kept_whole() -> None:
    assert locate("قتل ٥٣ مدنيا", "٣ مدنيا").status is Status.ABSENT
    assert locate("قتل ٥٣ مدنيا", "٥٣ مدنيا").status is Status.MOVED
    assert locate("１２ killed", "12 killed").status is Status.NORMALISED  # full-width digits are the same number


# ---- by invention ----------------------------------------------------------------------------------------------------

WORDS = st.lists(st.sampled_from("river market bridge killed people said 12 1,200 four at the ﬁre “yes” naïve".split()))
NOISE = st.sampled_from(["\u00ad", "\u200b", "\u200f", "\u202e", "\u2066", "\ufeff"])
SPACE = st.sampled_from([" ", "\u00a0", "\u202f", "\n", "\r\n\t", "  ", " \u200b "])


@given(st.data(), WORDS, st.lists(st.sampled_from("alpha beta gamma delta".split()), min_size=2, max_size=6), WORDS)
def test_what_copying_inserts_hides_no_quote(
    data: st.DataObject, before: list[str], quote: list[str], behind: list[str]
) -> None:
    spoilt = ""
    for word in quote:
        at = data.draw(st.integers(0, len(word)))
        spoilt += word[:at] + data.draw(st.one_of(st.just(""), NOISE)) + word[at:] + data.draw(SPACE)
    text = " ".join(before) + " " + spoilt.rstrip() + " " + " ".join(behind)
    location = locate(text, " ".join(quote))
    assert location.status.found
    assert location.span is not None
    assert fold(text[slice(*location.span)]) == " ".join(quote)


def bare(words: str) -> str:
    """Folded words without the signs at their ends, and without regard to the case of the first letter."""
    plain = fold(words).strip("\"'.,;:!? ")
    at = next((place for place, sign in enumerate(plain) if sign.isalnum()), len(plain))
    return plain[:at] + plain[at : at + 1].lower() + plain[at + 1 :]


@given(st.text(), st.text(min_size=1), st.text())
def test_a_located_span_says_what_the_quote_says(before: str, quote: str, behind: str) -> None:
    assume(fold(quote))
    text = before + quote + behind
    location = locate(text, quote, start=len(before), end=len(before) + len(quote))
    for place in (*([location.span] if location.span else ()), *location.places):
        assert bare(text[slice(*place)]) == bare(quote)


@given(st.text(alphabet=st.sampled_from("a1 \n\t\u00a0\u200b\u00ad\u202e\ufeff\u0301")))
def test_folding_leaves_single_spaces_and_nothing_hidden(text: str) -> None:
    assert not set(fold(text)) & set("\n\t\u00a0\u200b\u00ad\u202e\ufeff")
    assert "  " not in fold(text)
    assert fold(text) == fold(text).strip()


@given(st.integers(0, 99_999), st.integers(0, 99_999))
def test_no_number_is_found_in_another(stated: int, quoted: int) -> None:
    assume(stated != quoted)
    assert locate(f"At dawn {stated} people were killed.", f"{quoted} people were killed").status is Status.ABSENT
    assert locate(f"At dawn {stated:,} people were killed.", f"{quoted:,} people were killed").status is Status.ABSENT


@given(st.integers(0, 99_999), st.integers(0, 99_999), st.sampled_from(["“{}”", "'{}'", "{}.", "{},", "“{}.”", "{}?"]))
def test_no_setting_makes_one_number_another(stated: int, quoted: int, setting: str) -> None:
    assume(stated != quoted)
    for form in ("{}", "{:,}"):
        text = f"At dawn they counted {form.format(stated)}. Nobody else was found."
        quote = setting.format(f"they counted {form.format(quoted)}")
        assert locate(text, quote).status is Status.ABSENT


@given(
    st.lists(st.sampled_from("Monitor said dead 12 1,200 four bridge".split()), min_size=2, max_size=6),
    st.sampled_from(["“{}”", "'{}'", "{}.", "{},", "“{}!”", '"{}".', "{}"]),
    st.sampled_from([" ", ", ", "; ", ".” "]),
)
def test_the_setting_of_words_hides_no_quote(words: list[str], setting: str, behind: str) -> None:
    told = " ".join(words)
    quote = setting.format(told[0].swapcase() + told[1:])
    text = f"They said: {told}{behind}Nothing else is known."
    assert locate(text, quote).status is (Status.MOVED if quote in text else Status.NORMALISED)


@pytest.mark.slow
def test_random_hostile_texts_give_a_status() -> None:
    draw = random.Random(20171126)  # noqa: S311 - a fixed seed, no secret
    signs = "12 ,.'\u00a0\u200b\u202e\ud800\udfff\u0301\u0316ﷺ½²٥５‑—“”\n\0aéI\u0130ß\U0001f4a5한ᄒ\u1161ᆫ"
    for _ in range(3000):
        text = "".join(draw.choices(signs, k=draw.randint(0, 60)))
        quote = "".join(draw.choices(signs, k=draw.randint(0, 6)))
        location = locate(text, quote, start=draw.randint(-3, 70), end=draw.choice([None, draw.randint(-3, 70)]))
        assert isinstance(location.status, Status)
        if location.span is not None:
            assert bare(text[slice(*location.span)]) == bare(quote)


@pytest.mark.slow
@pytest.mark.parametrize(
    "text",
    [
        "The monitor said 53 people were killed. " * 250_000,
        "\u200b" * 10**7,
        "a" + "\u0301\u0316" * 5_000_000,
        "1" * 10**7,
    ],
    ids=["prose", "hidden", "marks", "digits"],
)
def test_ten_megabytes_on_one_line_take_seconds(text: str) -> None:
    document = Text(text)
    began = time.process_time()
    for quote in ("at least 54 civilians were killed", "1", "\u0301"):
        locate(document, quote)
    assert time.process_time() - began < 20


# ---- surroundings ----------------------------------------------------------------------------------------------------


def test_surroundings_are_cut_between_words() -> None:
    start = DOCUMENT.index("Twenty-five")
    shown = surroundings(DOCUMENT, (start, start + 16), 26)
    assert shown.text == "people were hurt again. Twenty-five fled, three hundred stayed,"
    assert DOCUMENT[shown.offset :].startswith(shown.text)
    assert shown.text[slice(*shown.quote)] == "Twenty-five fled"


@given(st.text(), st.integers(-5, 300), st.integers(-5, 300), st.integers(0, 40))
def test_surroundings_hold_the_quote_and_no_more_than_asked(text: str, start: int, end: int, width: int) -> None:
    start, end = sorted((max(0, min(start, len(text))), max(0, min(end, len(text)))))
    shown = surroundings(Text(text), (start, end), width)
    assert shown.text[slice(*shown.quote)] == text[start:end]
    assert text[shown.offset : shown.offset + len(shown.text)] == shown.text
    assert len(shown.text) <= end - start + 2 * width
