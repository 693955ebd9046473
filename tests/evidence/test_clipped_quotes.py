"""A quote cut from a sentence says no more than the sentence does, neither for a figure nor against it."""

from __future__ import annotations

import pytest

from tieout.evidence.ties.support import Support
from tieout.evidence.ties.tying import Tyer
from tieout.model.tie import Link, State

CLIP = "12 people were killed in Gara"


def words_of(sentence: str, best: float) -> tuple[State, str]:
    text = f"The market was full. {sentence} Nothing else is known."
    tie = Tyer({}).read(Support(row=0, measure="killed", best=best, quote=CLIP, document="D1", text=text)).tie
    return tie.states[Link.WORDS], tie.words[Link.WORDS]


@pytest.mark.parametrize("sentence", [f"{CLIP}.", f"On Sunday {CLIP}, the Observatory said.", f"Police said {CLIP}."])
def test_a_plain_sentence_leaves_the_quote_as_it_is(sentence: str) -> None:
    assert words_of(sentence, 12)[0] is State.HOLDS
    assert words_of(sentence, 14)[0] is State.BROKEN


@pytest.mark.parametrize(
    "sentence",
    [
        f"We deny that {CLIP}.",
        f"Nobody believes that {CLIP}.",
        f"It is false that {CLIP}.",
        f"A year after {CLIP}, the road was mended.",
        f"Were it true that {CLIP}, somebody would know?",
    ],
)
def test_what_the_sentence_takes_back_ties_nothing(sentence: str) -> None:
    state, said = words_of(sentence, 12)
    assert state is State.UNTOLD, said
    assert said.startswith("the sentence around the quote leaves it open")


@pytest.mark.parametrize(
    "sentence",
    [
        f"At least {CLIP}.",
        f"More than {CLIP}.",
        f"So far, {CLIP}.",
        f"First reports said {CLIP}.",
        f"An earlier count said {CLIP}; it is now 14.",
    ],
)
def test_nothing_is_held_against_a_row_for_a_clip(sentence: str) -> None:
    state, said = words_of(sentence, 14)
    assert state is State.UNTOLD, said


def test_a_measure_may_have_its_other_name() -> None:
    clip = "12 people were wounded in Gara"
    support = Support(row=0, measure="wounded", best=12.0, quote=clip, document="D1", text=f"We deny that {clip}.")
    assert Tyer({}).read(support).tie.states[Link.WORDS] is State.UNTOLD
