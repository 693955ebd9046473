"""The grammar as a whole: it reads any text, its spans point at the words, and what is invented with care is found."""

from __future__ import annotations

from random import Random
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from invented import MAKERS, Told

from tieout.evidence import Agreement, Status, check_figure, read_figures
from tieout.evidence.figures.lexicon import lexicon
from tieout.evidence.figures.tokens import tokens_of
from tieout.model.mistake import Mistake

UNITS = "zero one two three four five six seven eight nine ten eleven twelve thirteen fourteen fifteen sixteen".split()
UNITS += ["seventeen", "eighteen", "nineteen"]
TENS = "- - twenty thirty forty fifty sixty seventy eighty ninety".split()
WORDS = sorted(lexicon().words)
ODD = [
    "12",
    "5-10",
    "1,000",
    "2.5",
    "3inj",
    "(",
    ")",
    ",",
    ".",
    ";",
    ":",
    "-",
    "/",
    '"',
    "'s",
    "&",
    "3K",
    "12-year-old",
]
ODD += ["#", "$", "%", "\n", "Kabul", "\u0661\u0662", "\u202e", "\ud800", "\x00", "1 000", "10k", "\u00bd", "12th", "+"]


def in_words(number: int, joint: str, hyphen: str) -> str:
    """A number below ten thousand as people write it."""
    parts = []
    if number >= 1000:
        parts.append(f"{UNITS[number // 1000]} thousand")
        number %= 1000
    if number >= 100:
        parts.append(f"{UNITS[number // 100]} hundred")
        number %= 100
    if number or not parts:
        if parts and joint:
            parts.append(joint)
        ten, one = divmod(number, 10)
        parts.append(UNITS[number] if number < 20 else TENS[ten] + (f"{hyphen}{UNITS[one]}" if one else ""))
    return " ".join(parts)


@pytest.mark.parametrize("joint", ["", "and"])
@pytest.mark.parametrize("hyphen", ["-", " "])
def test_number_words_are_read_back(joint: str, hyphen: str) -> None:
    numbers = lexicon().numbers
    for number in range(10_000):
        text = in_words(number, joint, hyphen)
        read = numbers.read(tokens_of(text, 0, len(text)), 0)
        assert read is not None, text
        assert (read.value, read.next) == (number, len(tokens_of(text, 0, len(text)).words)), text


@given(
    st.lists(st.one_of(st.sampled_from(WORDS), st.sampled_from(ODD)), max_size=40), st.integers(0, 50), st.booleans()
)
@settings(max_examples=300, deadline=None)
def test_any_words_are_read(words: list[str], number: int, titled: bool) -> None:
    text = " ".join(words)
    holds(text.title() if titled else text, number)


@given(st.text(max_size=300), st.integers(0, 10**6))
@settings(max_examples=300, deadline=None)
def test_any_text_is_read(text: str, number: int) -> None:
    holds(text, number)


def holds(text: str, number: int) -> None:
    for figure in read_figures(text):
        assert text[figure.span.start : figure.span.end] == figure.span.words != ""
        assert 0 <= figure.trigger.start < figure.trigger.end <= len(text)
        assert figure.bounds.known
    for measure in ("killed", "injured", "missing"):
        verdict = check_figure(text, measure=measure, best=number)
        assert verdict.grammar
        assert (verdict.status is Status.CONTRADICTED) == (verdict.value.agreement is Agreement.DIFFERS)
        assert (verdict.value.agreement is Agreement.AGREES) == verdict.is_stated
        assert all(text[span.start : span.end] == span.words for span in verdict.spans)


def told(seed: int, number: int) -> list[Told]:
    draw = Random(seed)  # noqa: S311 - the same sentences each time
    return [MAKERS[place % len(MAKERS)](draw) for place in range(number)]


def test_what_invented_sentences_state_is_found() -> None:
    for one in told(11, 300):
        for role, value in one.figures.items():
            assert check_figure(one.text, measure=role, best=value).status is Status.SUPPORTED, (one.text, role)
        for role, value in one.sums.items():
            assert check_figure(one.text, measure=role, best=value).status is Status.DERIVED, (one.text, role)


def test_what_invented_sentences_do_not_state_is_not_accepted() -> None:
    draw = Random(12)  # noqa: S311
    for one in told(13, 300):
        stated = {*one.figures.values(), *one.sums.values()}
        for role, value in {**one.figures, **one.sums}.items():
            for wrong in (value + draw.choice([1, 2, 3]), value * 10):
                if wrong not in stated:
                    assert not check_figure(one.text, measure=role, best=wrong).status.accepts, (one.text, role, wrong)


def test_a_span_counts_code_points_of_the_text_as_it_is() -> None:
    text = "\u202a\u201c\u0661\u0662\u201d \U0001f691 people were \u00ad killed"
    (figure,) = read_figures(text)
    assert figure.bounds.best == 12
    assert text[figure.span.start : figure.span.end] == figure.span.words
    assert figure.span.words.startswith("\u0661\u0662")


def test_a_hidden_sign_does_not_split_a_number() -> None:
    assert [figure.bounds.best for figure in read_figures("5\u200b3 people were killed")] == [53]


@pytest.mark.parametrize(
    "text",
    [
        "The report gives no number of dead or wounded.",
        "A second source counted more dead.",
        "More people were killed.",
        "Three times as many wounded were counted.",
    ],
)
def test_words_that_only_compare_make_no_bounds(text: str) -> None:
    assert [figure.bounds.known for figure in read_figures(text)] == [False]


def test_people_without_a_number_are_several() -> None:
    assert [figure.bounds.words for figure in read_figures("Policemen were killed. Dozens died.")] == [
        "at least 2",
        "at least 12",
    ]


def test_a_part_names_its_whole() -> None:
    whole, part = read_figures("At least 53 civilians, including 21 children, were killed.")
    assert (whole.bounds.lower, whole.bounds.best, whole.qualifier, whole.subset_of) == (53, 53, "at least", None)
    assert (part.population, part.bounds.best, part.subset_of) == ("children", 21, 0)


def test_the_axes_are_told_apart() -> None:
    verdict = check_figure("At least 53 civilians were killed.", measure="killed", population="civilians", best=53)
    assert verdict.status is Status.SUPPORTED
    assert verdict.qualifier.agreement is Agreement.DIFFERS
    assert "at least" in verdict.qualifier.words
    assert verdict.of_measure.agreement is verdict.of_population.agreement is Agreement.AGREES
    assert verdict.quote.agreement is Agreement.UNCHECKED
    bound = check_figure("At least 53 civilians were killed.", measure="killed.civilians", lower=53)
    assert bound.qualifier.agreement is Agreement.AGREES


def test_a_sum_is_shown() -> None:
    verdict = check_figure("Nine assailants and one officer were killed.", measure="killed", best=10)
    assert (verdict.status, verdict.arithmetic) == (Status.DERIVED, "9+1=10")
    assert [span.words for span in verdict.spans] == ["Nine assailants", "one officer"]


def test_an_accusation_is_worded_with_care() -> None:
    verdict = check_figure("Three people were killed in the blast.", measure="killed", best=5)
    assert verdict.status is Status.CONTRADICTED
    assert verdict.reasons[0].startswith("the quoted text says 3; the row says 5; possible reasons:")


@pytest.mark.parametrize("name", ["wounded", "fatalities", "kidnapped", "Killed", "killed.child"])
def test_measures_and_populations_have_other_names(name: str) -> None:
    assert check_figure("Nothing happened.", measure=name, best=3).status is Status.NOT_FOUND


@pytest.mark.parametrize(
    ("figure", "code", "help_"),
    [
        ({"measure": "kiled", "best": 3}, "unknown-measure", "did you mean 'killed'?"),
        ({"measure": "killed", "population": "childs", "best": 3}, "unknown-population", "did you mean 'child'?"),
        ({"measure": "killed"}, "no-figure", ""),
        ({"measure": "killed", "best": 3, "conventions": {"dozen_means": 12}}, "unknown-convention", "'dozens_means'"),
        ({"measure": "killed", "best": 3, "conventions": {"dozens_means": "a lot"}}, "convention", ""),
    ],
)
def test_a_claim_that_cannot_be_put_is_a_mistake(figure: dict[str, Any], code: str, help_: str) -> None:
    with pytest.raises(Mistake) as caught:
        check_figure("Three people were killed.", **figure)
    assert caught.value.code == code
    assert help_ in caught.value.help


def test_a_union_of_populations_can_be_claimed() -> None:
    text = "34 citizens including 22 children and women were killed."
    assert check_figure(text, measure="killed", population="children and women", best=22).status is Status.SUPPORTED
    assert check_figure(text, measure="killed", population="children", best=22).status is Status.AMBIGUOUS


@pytest.mark.parametrize(
    ("text", "row", "status", "stated"),
    [
        ("12 people were killed.", (10, 20), Status.SUPPORTED, False),
        ("12 people were killed.", (12, None), Status.SUPPORTED, False),
        ("60 people were killed.", (53, None), Status.CONSISTENT, False),
        ("12 to 15 people were killed.", (10, 20), Status.SUPPORTED, False),
        ("At least 10 people were killed.", (10, 20), Status.SUPPORTED, False),
        ("At least 14 people were killed.", (10, 20), Status.CONSISTENT, False),
        ("No one was killed.", (0, 50), Status.CONSISTENT, False),
        ("10 to 20 people were killed.", (10, 20), Status.SUPPORTED, True),
        ("At least 14 people were killed.", (14, None), Status.SUPPORTED, True),
        ("More than 13 people were killed.", (14, None), Status.SUPPORTED, True),
        ("Up to 20 people were killed.", (None, 20), Status.SUPPORTED, True),
    ],
)
def test_a_number_bears_a_range_out_and_does_not_state_it(
    text: str, row: tuple[int | None, int | None], status: Status, stated: bool
) -> None:
    verdict = check_figure(text, measure="killed", lower=row[0], upper=row[1])
    assert (verdict.status, verdict.is_stated) == (status, stated)
