"""Where sentences end in news, notes and wrapped text."""

from __future__ import annotations

import time

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tieout.evidence.sentences import sentences_of
from tieout.evidence.words import words_of


def split(text: str) -> list[str]:
    return [text[one.start : one.end] for one in sentences_of(text, words_of(text))]


@pytest.mark.parametrize(
    ("text", "sentences"),
    [
        ("Nine died. Two were hurt.", ["Nine died.", "Two were hurt."]),
        ("Dr. Poe and Gen. Roe left at 5 p.m. on Nov. 26. They slept.", None),
        ("The U.N. said so. Nobody heard.", ["The U.N. said so.", "Nobody heard."]),
        ('"Nine died." She left.', ['"Nine died."', "She left."]),
        ("“Nine died!” he said.", ["“Nine died!”", "he said."]),
        ("Toll rises in Ashwell\nNine people died on the quay on Sunday, the harbour master of the town said.", None),
        ("Nine people died on the quay on Sunday, the harbour\nmaster of the town said.", 1),
        ("Toll rises\n\nNine died", ["Toll rises", "Nine died"]),
        ("3.5 tons fell at 14.30 hours", 1),
        ("", []),
        ("...", ["..."]),
    ],
)
def test_sentences(text: str, sentences: list[str] | int | None) -> None:
    found = split(text)
    assert found == sentences if isinstance(sentences, list) else len(found) == (sentences or 2)


@given(st.text(max_size=200))
def test_every_word_belongs_to_one_sentence(text: str) -> None:
    words = words_of(text)
    sentences = sentences_of(text, words)
    assert [at for one in sentences for at in range(one.first, one.last)] == list(range(len(words)))


@pytest.mark.slow
@pytest.mark.parametrize("unit", [".", '." ', "A.", "\n", "a\n", "Dr. "])
def test_a_megabyte_is_cut_in_seconds(unit: str) -> None:
    begun = time.process_time()
    split(unit * (1_000_000 // len(unit)))
    assert time.process_time() - begun < 20
