"""Texts made to hurt: reading stays linear, bounded and silent."""

from __future__ import annotations

from functools import partial
from random import Random

import pytest
from work import lines_run

from tieout.evidence import Status, check_figure, read_figures
from tieout.evidence.figures.lexicon import lexicon
from tieout.evidence.figures.reading import MOST_POINTS

POINTS = 10_000_000

HOSTILE = {
    "one word": "a",
    "one number": "1",
    "numbers": "12 ",
    "deeds": "killed ",
    "figures": "12 people killed, ",
    "groups of digits": "000 ",
    "lists": "a man and ",
    "parts": "12 people including ",
    "dots": ". ",
    "brackets": "(",
    "hyphens": "a-",
    "apostrophes": "a'",
    "initials": "u.",
    "lines": "\n ",
    "half of a surrogate": "\ud800 12 killed ",
    "direction": "\u202e12 killed ",
    "nul": "\x00",
}


def repeated(name: str, points: int) -> str:
    return (HOSTILE[name] * (points // len(HOSTILE[name]) + 1))[:points]


@pytest.mark.slow
@pytest.mark.parametrize("name", HOSTILE)
def test_ten_megabytes_on_one_line_are_read(name: str) -> None:
    """Without an end this test has none either: what it takes is measured in benchmarks/hostile_texts.py."""
    verdict = check_figure(repeated(name, POINTS), measure="killed", best=3)
    assert verdict.status is not Status.SUPPORTED


@pytest.mark.slow
@pytest.mark.parametrize("name", HOSTILE)
def test_work_grows_with_the_text_alone(name: str) -> None:
    check_figure("Three people were killed.", measure="killed", best=3)
    small, large = (
        lines_run(partial(check_figure, repeated(name, size), measure="killed", best=3)) for size in (6_000, 18_000)
    )
    assert large < 6 * small  # three times the text, whose square is nine


def test_what_is_beyond_the_limit_is_not_read_and_that_is_said() -> None:
    text = "x " * (MOST_POINTS // 2) + "Three people were killed."
    verdict = check_figure(text, measure="killed", best=3)
    assert verdict.status in (Status.NOT_FOUND, Status.UNSUPPORTED)
    assert read_figures(text) == ()


@pytest.mark.parametrize("name", HOSTILE)
def test_a_thousand_of_each_are_read(name: str) -> None:
    check_figure(HOSTILE[name] * 1000, measure="killed", best=3)


def test_listed_words_in_any_order_are_read() -> None:
    """Every rule meets every neighbour, also at the end of a sentence: nothing raises."""
    by_part: dict[str, list[str]] = {}
    for word, entry in lexicon().words.items():
        by_part.setdefault(entry.code, []).append(word)
    parts = list(by_part)
    signs = [",", ".", "(", ")", ":", "-", "12", "1,200", "3killed", "Karim"]
    draw = Random(11)  # noqa: S311 - the same texts each time
    for _ in range(4_000):
        words = [
            draw.choice(by_part[draw.choice(parts)]) if draw.random() < 0.75 else draw.choice(signs)
            for _ in range(draw.randint(2, 14))
        ]
        check_figure(" ".join(words), measure="killed", best=draw.choice([0, 1, 2, 12]))
