"""Where sentences begin and end.

A line break alone ends a sentence only where the line stops short of its neighbours, as a headline does: text that was
wrapped to a width goes on. An empty line always ends one.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from functools import cache
from itertools import pairwise
from typing import NamedTuple

from tieout.evidence.language import word_lists
from tieout.evidence.words import Word

ENDS = frozenset(".!?…؟。")
CLOSERS = frozenset("\"'”’»)]")
SHORT = 0.5  # of the longest line of its paragraph


class Sentence(NamedTuple):
    """Words `first` to `last` (exclusive) of a text, and their code points."""

    first: int
    last: int
    start: int
    end: int


def sentences_of(text: str, words: Sequence[Word], language: str = "en") -> list[Sentence]:
    """The sentences of a text whose words are given. Every word belongs to exactly one."""
    breaks = set(_line_ends(text, words))
    dotted = _abbreviations(language)
    found, first = [], 0
    for place, (word, following) in enumerate(pairwise(words), start=1):
        if place in breaks or (word.end < following.start and _ends(words, place, dotted)):
            found.append(_sentence(words, first, place))
            first = place
    if first < len(words):
        found.append(_sentence(words, first, len(words)))
    return found


def _sentence(words: Sequence[Word], first: int, last: int) -> Sentence:
    return Sentence(first, last, words[first].start, words[last - 1].end)


def _ends(words: Sequence[Word], place: int, dotted: frozenset[str]) -> bool:
    """Whether a sentence ends before the word at `place`, behind which there is white space."""
    at = place - 1
    while at > max(0, place - 4) and words[at].raw in CLOSERS:
        at -= 1
    if words[at].raw not in ENDS:
        return False
    following = words[place]
    if words[at].raw != "." or at == 0:
        return True
    before = words[at - 1]
    if before.end == words[at].start and (before.folded in dotted or (len(before.raw) == 1 and before.raw.isupper())):
        return False
    return not following.raw[0].islower()


def _line_ends(text: str, words: Sequence[Word]) -> Iterator[int]:
    """The index of each word that begins a new block: behind an empty line, or behind a line that stops short."""
    at = 0
    for block in _blocks(text):
        width = max(end - start for start, end in block)
        for start, end in block:
            line_begins = at
            while at < len(words) and words[at].start < end:
                at += 1
            stops_short = end - start < SHORT * width and at < len(words) and not words[at].raw[0].islower()
            if at > line_begins and (stops_short or (start, end) == block[-1]):
                yield at


def _blocks(text: str) -> Iterator[list[tuple[int, int]]]:
    """Runs of lines without an empty one between them, each line as its code points."""
    block: list[tuple[int, int]] = []
    start = 0
    for line in text.splitlines(keepends=True):
        end = start + len(line)
        if line.strip():
            block.append((start, end))
        elif block:
            yield block
            block = []
        start = end
    if block:
        yield block


@cache
def _abbreviations(language: str) -> frozenset[str]:
    groups = word_lists("sentences", language)["abbreviations"].values()
    return frozenset(word for group in groups for word in group)
