"""A qualifier that a row records beside its number is compared with the bound of the words, as an interval."""

from __future__ import annotations

import pytest

from tieout.evidence.ties.qualified import meant
from tieout.evidence.ties.support import Support
from tieout.evidence.ties.tying import Reading, Tyer
from tieout.model.figure import Bounds
from tieout.model.tie import Link, State
from tieout.model.verdict import Verdict
from tieout.project.catalog import catalog

HELD, BROKEN, UNTOLD = State.HOLDS, State.BROKEN, State.UNTOLD
QUALIFIERS = catalog().qualifiers
AT_LEAST = "at least 14 civilians were killed"


def read(quote: str, words: str | None, best: float | None, **more: object) -> Reading:
    support = Support(row=0, measure="killed", best=best, words=words, quote=quote, **more)  # type: ignore[arg-type] # by name
    return Tyer({}, qualifiers=QUALIFIERS).read(support)


@pytest.mark.parametrize(
    ("quote", "words", "best", "state", "said"),
    [
        (AT_LEAST, "at least", 14, HELD, "the words state it, with its bound 'at least'"),
        (AT_LEAST, " At Least ", 14, HELD, "the words state it, with its bound 'at least'"),
        (AT_LEAST, "no fewer than", 14, HELD, "the words state it, with the same bound, 'at least 14 civilians'"),
        (AT_LEAST, "more than", 13, HELD, "the words state it, with the same bound, 'at least 14 civilians'"),
        (AT_LEAST, None, 14, HELD, "the words state it, as 'at least'; the row gives a plain number"),
        (AT_LEAST, "", 14, HELD, "the words state it, as 'at least'; the row gives a plain number"),
        (AT_LEAST, "up to", 14, UNTOLD, "consistent: the row says 'up to 14', the text 'at least 14 civilians'"),
        (AT_LEAST, "about", 14, UNTOLD, "consistent: the row says 'about 14', the text 'at least 14 civilians'"),
        (AT_LEAST, "over", 14, UNTOLD, "consistent: the row says 'over 14', the text 'at least 14 civilians'"),
        (AT_LEAST, "exactly", 14, UNTOLD, "consistent: the row says 'exactly 14', the text 'at least 14 civilians'"),
        (AT_LEAST, "fewer than", 14, UNTOLD, "ambiguous: the row says 'fewer than 14', the text 'at least 14 civil"),
        ("killed 12 people", "less than", 12, UNTOLD, "ambiguous: the row says 'less than 12', the text '12 people'"),
        ("killed 12 people", "more than", 12, UNTOLD, "ambiguous: the row says 'more than 12', the text '12 people'"),
        ("killed 12 people", "at least", 12, UNTOLD, "consistent: the row says 'at least 12', the text '12 people'"),
        ("killed 12 people", "about", 12, UNTOLD, "consistent: the row says 'about 12', the text '12 people'"),
        ("killed 12 people", "exactly", 12, HELD, "the words state it"),
        ("exactly 12 people were killed", "exactly", 12, HELD, "the words state it"),
        ("about 12 people were killed", "roughly", 12, HELD, "the same bound, 'about 12 people'"),
        ("nearly 20 people were killed", "almost", 20, HELD, "the same bound, 'nearly 20 people'"),
        ("up to 12 people were killed", "up to", 12, HELD, "with its bound 'up to'"),
        ("over 20 people were killed", "at least", 20, UNTOLD, "the row says 'at least 20', the text 'over 20 people'"),
        ("over 20 people were killed", "at least", 21, HELD, "the same bound, 'over 20 people'"),
        ("20 or more people were killed", "at least", 20, HELD, "the same bound, '20 or more people'"),
        ("15 people were killed", "about", 14, UNTOLD, "the row says 'about 14', the text '15 people'"),
    ],
)
def test_bounds_are_compared_and_not_their_numbers_alone(
    quote: str, words: str | None, best: float, state: State, said: str
) -> None:
    tie = read(quote, words, best).tie
    assert tie.states[Link.WORDS] is state, tie.words
    assert said in tie.words[Link.WORDS]


@pytest.mark.parametrize(
    ("words", "best"), [("at least", 14.0), ("about", 30.0), ("up to", 9.0), ("exactly", 13.0), ("over", 12.0)]
)
def test_another_number_is_held_against_the_row_whatever_its_qualifier(words: str, best: float) -> None:
    tie = read("Twelve people were killed", words, best).tie
    assert (tie.states[Link.WORDS] is BROKEN) == (best != 12), tie.words


def test_nothing_is_held_against_a_qualifier_that_is_not_understood() -> None:
    for best in (12, 13):
        tie = read("Twelve people were killed", "reputedly not", best).tie
        assert tie.states[Link.WORDS] is UNTOLD
        assert f"the row says 'reputedly not {best}', and its qualifier is not understood" in tie.words[Link.WORDS]
    assert read("Reputedly twelve people were killed", "reputedly not", 40).tie.states[Link.WORDS] is UNTOLD


def test_the_verdict_says_on_which_axis_they_differ() -> None:
    verdict = read(AT_LEAST, "up to", 14).verdict
    assert verdict is not None
    assert not verdict.is_stated
    assert verdict.qualifier.words == "the row says 'up to 14', the text 'at least 14 civilians'"


def test_a_qualifier_that_a_project_adds_to_the_vocabulary_is_understood() -> None:
    support = Support(row=0, measure="killed", best=14.0, words="no smaller number than", quote=AT_LEAST)
    house = {**QUALIFIERS, "no smaller number than": ("n", "open")}
    assert Tyer({}, qualifiers=house).read(support).tie.states[Link.WORDS] is HELD
    assert Tyer({}, qualifiers=QUALIFIERS).read(support).tie.states[Link.WORDS] is UNTOLD


@pytest.mark.parametrize("words", QUALIFIERS)
def test_every_qualifier_of_the_vocabulary_means_what_the_grammar_reads(words: str) -> None:
    for best in (0.0, 1.0, 10.0, 14.0, 53.0, 1_250.0):
        support = Support(row=0, measure="killed", best=best, words=words)
        of_row, of_words = meant(support, QUALIFIERS), meant(support, {})
        assert of_row is not None
        assert of_words is not None
        assert (of_row.least, of_row.most) == (of_words.least, of_words.most)


@pytest.mark.parametrize("words", ["12 killed and", "xyz", "\u202e", "not", "at least " * 50, "1", "a"])
def test_words_that_are_no_qualifier_mean_nothing(words: str) -> None:
    assert meant(Support(row=0, best=14.0, words=words), QUALIFIERS) is None


@pytest.mark.parametrize("best", [0.5, float("inf"), float("nan"), -3.0, 1e300])
def test_numbers_that_are_no_counts_break_nothing(best: float) -> None:
    for words in ("about", "exactly", "less than", "xyz"):
        read(AT_LEAST, words, best)


def test_endless_words_are_told_in_short() -> None:
    tie = read(AT_LEAST, "some " * 100_000, 14).tie
    assert tie.states[Link.WORDS] is UNTOLD
    assert len(tie.words[Link.WORDS]) < 300


def test_words_speak_only_where_no_bound_is_recorded() -> None:
    both = Support(row=0, lower=14.0, best=20.0, words="up to")
    assert meant(both, QUALIFIERS) == Bounds(14.0, 20.0)
    assert meant(Support(row=0, lower=14.0, words="up to"), QUALIFIERS) == Bounds(14.0)


def test_a_number_inside_a_recorded_range_does_not_state_it() -> None:
    support = Support(row=0, measure="killed", lower=10.0, upper=20.0, quote="Twelve people were killed")
    tie = Tyer({}, qualifiers=QUALIFIERS).read(support).tie
    assert tie.states[Link.WORDS] is UNTOLD
    assert tie.words[Link.WORDS] == "consistent: the text says 'Twelve people'; 10 to 20 is borne out, and not stated"


@pytest.mark.parametrize(
    ("quote", "bounds", "state", "said"),
    [
        (AT_LEAST, (14, 14, None), HELD, "the words state it, with its bound 'at least'"),
        (AT_LEAST, (14, 14, 14), UNTOLD, "the row says '14', the text 'at least 14 civilians'"),
        (AT_LEAST, (10, 14, 14), UNTOLD, "the row says '14 (10 to 14)', the text 'at least 14 civilians'"),
        ("about 14 people were killed", (12, 14, 16), HELD, "with its bound 'about'"),
        ("about 14 people were killed", (12, 14, 20), UNTOLD, "the row says '14 (12 to 20)', the text 'about 14"),
        ("over 14 people were killed", (14, None, None), HELD, "with its bound 'over'"),
        ("Fourteen people were killed", (14, 14, 14), HELD, "the words state it"),
        (
            "Fourteen people were killed",
            (10, 14, 20),
            HELD,
            "the words state it, the number alone; the row gives bounds besides",
        ),
    ],
)
def test_bounds_that_are_recorded_as_numbers_are_compared_too(
    quote: str, bounds: tuple[float, float | None, float | None], state: State, said: str
) -> None:
    lower, best, upper = bounds
    tie = read(quote, None, best, lower=lower, upper=upper).tie
    assert tie.states[Link.WORDS] is state, tie.words
    assert tie.words[Link.WORDS].endswith(said) if state is HELD else said in tie.words[Link.WORDS]


# ---- the sentence around a quote -------------------------------------------------------------------------------------

SENTENCE = "A bomb killed 12 people and wounded 30 others in the market of Khalda on Sunday"
TEXT = f"It was noon. {SENTENCE}, police said. It was the third bomb."


def around(quote: str, measure: str, best: float, words: str | None = None, text: str = TEXT) -> tuple[State, str]:
    support = Support(row=0, measure=measure, best=best, words=words, quote=quote, document="D1", kept=True, text=text)
    tie = Tyer({}, qualifiers=QUALIFIERS).read(support).tie
    assert tie.states[Link.QUOTE] is HELD
    return tie.states[Link.WORDS], tie.words[Link.WORDS]


@pytest.mark.parametrize(
    ("quote", "measure", "best"),
    [
        ("wounded 30 others", "killed", 12.0),
        ("the market of Khalda", "killed", 12.0),
        ("the market of Khalda", "injured", 30.0),
        ("A bomb killed 12 people", "injured", 30.0),
        ("A bomb killed", "killed", 12.0),
        ("people and wounded", "killed", 12.0),
    ],
)
def test_the_sentence_never_supplies_the_number(quote: str, measure: str, best: float) -> None:
    state, said = around(quote, measure, best)
    assert state is UNTOLD, said


@pytest.mark.parametrize(
    ("quote", "measure", "best"),
    [
        ("12 people", "killed", 12.0),
        ("12", "killed", 12.0),
        ("30 others in the market of Khalda", "injured", 30.0),
        ("12 people and", "killed", 12.0),
    ],
)
def test_the_sentence_settles_what_happened_to_a_number_of_the_quote(quote: str, measure: str, best: float) -> None:
    state, said = around(quote, measure, best)
    assert state is HELD, said
    assert "read with the sentence around the quote" in said


def test_what_the_quote_says_by_itself_needs_no_sentence() -> None:
    assert around("killed 12 people", "killed", 12.0) == (HELD, "the words state it")


def test_a_bound_may_stand_in_the_sentence() -> None:
    text = "In Khalda at least 12 people were killed on Sunday. It rained."
    state, said = around("12 people were killed", "killed", 12.0, "at least", text)
    assert state is HELD
    assert "with its bound 'at least', read with the sentence around the quote" in said
    assert around("12 people", "killed", 12.0, "up to", text)[0] is UNTOLD


def test_a_sum_of_the_sentence_needs_all_its_numbers_in_the_quote() -> None:
    text = "In Khalda twelve men and seven women were killed on Sunday. It rained."
    assert around("twelve men and seven women", "killed", 19.0, text=text)[0] is HELD
    assert around("twelve men", "killed", 19.0, text=text)[0] is UNTOLD


def test_a_check_passes_no_figure_for_another_qualifier() -> None:
    from tieout.evidence.bench import Bench
    from tieout.evidence.judges.figure_in_words import judge

    row = {"_row": 0, "measure": "killed", "best": 14.0, "words": "up to", "quote": AT_LEAST}
    verdict, said = judge(row, Bench(Tyer({}, qualifiers=QUALIFIERS)))
    assert verdict is Verdict.UNKNOWN
    assert "the row says 'up to 14'" in said
