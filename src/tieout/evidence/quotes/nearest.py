"""The passage of a document that is most like a quote that does not stand in it, and in what it differs.

It is shown to a reader, and decides nothing. The work is bounded: the quote's words are sought in one pass, the window
that holds the rarest of them wins, and only this window is compared word by word.
"""

from __future__ import annotations

import re
import sys
from collections import Counter, deque
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from difflib import SequenceMatcher
from itertools import islice
from math import sqrt
from typing import NamedTuple

from tieout.evidence.quotes.cutting import NumberWords
from tieout.evidence.quotes.span import Span
from tieout.evidence.quotes.text import Text

_MOST_WORDS = 60  # of the quote that are sought
_MOST_HITS = 300_000  # in the document
_LEAST_SHARED = 0.3  # of the quote's words
_LONGEST = 2_000  # characters of the quote that are compared
_SLACK = 40  # characters by which a passage may be longer than twice the quote
_EQUAL = 1e-9
_NUMBER = r"\d+(?:[.,'’]\d+)*"
_DIGITS = "0"
_TOKEN = re.compile(rf"{_NUMBER}|[^\W\d_]+")


@dataclass(frozen=True, slots=True)
class Difference:
    """Words of the quote and the words that the passage has in their place; either may be empty."""

    quoted: str
    found: str
    number: bool

    def __str__(self) -> str:
        kind = "number" if self.number else "words"
        if not self.found:
            return f"{kind} “{self.quoted}” of the quote not in the passage"
        if not self.quoted:
            return f"{kind} “{self.found}” of the passage not in the quote"
        return f"{kind} “{self.quoted}” in the quote, “{self.found}” in the passage"


@dataclass(frozen=True, slots=True)
class Passage:
    """A passage like the quote: its place and words in the original text, and each difference in order."""

    span: Span
    text: str
    differences: tuple[Difference, ...]


class _Token(NamedTuple):
    start: int
    end: int
    word: str  # lower case
    number: bool


def nearest(document: Text, quote: str, words: NumberWords) -> Passage | None:
    """The passage most like a folded quote, or None where nothing in the document is like it."""
    wanted = list(islice(_tokens(quote, words), _MOST_WORDS))
    if not wanted:
        return None
    text = document.folded.text
    window = _window(text, wanted, min(wanted[-1].end, _LONGEST))
    if window is None:
        return None
    return _compared(document, quote, wanted, list(_tokens(text, words, *window)))


def _tokens(text: str, words: NumberWords, start: int = 0, end: int = sys.maxsize) -> Iterator[_Token]:
    for found in _TOKEN.finditer(text, start, end):
        word = found.group().lower()
        yield _Token(found.start(), found.end(), word, word[0].isdecimal() or word in words.either)


def _window(text: str, wanted: Sequence[_Token], length: int) -> Span | None:
    """The stretch of folded text that holds most of the wanted words, each counted once and weighed by its rarity."""
    hits = list(_hits(text, wanted))
    seen = Counter(word for _, word in hits)
    inside: Counter[str] = Counter()
    queue: deque[tuple[int, str]] = deque()
    score, best, shared, place = 0.0, 0.0, 0, (0, 0)
    for at, word in hits:
        queue.append((at, word))
        inside[word] += 1
        score += _weight(seen[word]) if inside[word] == 1 else 0.0
        while queue[0][0] < at - 2 * length - _SLACK:
            _, gone = queue.popleft()
            inside[gone] -= 1
            score -= _weight(seen[gone]) if inside[gone] == 0 else 0.0
        if score > best + _EQUAL:
            best, place = score, (queue[0][0], at)
            shared = sum(count > 0 for count in inside.values())
    asked = len({_key(token) for token in wanted})
    if shared < max(min(asked, 2), _LEAST_SHARED * asked):
        return None
    return _whole_words(text, max(0, place[0] - length), min(len(text), place[1] + length), place)


def _weight(occurrences: int) -> float:
    return 1 / sqrt(1 + occurrences)


def _whole_words(text: str, start: int, end: int, core: tuple[int, int]) -> Span:
    """A window drawn in to the borders of words, never beyond its core."""
    while 0 < start < core[0] and text[start - 1].isalnum():
        start += 1
    while core[1] < end < len(text) and text[end].isalnum():
        end -= 1
    return Span(start, end)


def _hits(text: str, wanted: Sequence[_Token]) -> Iterator[tuple[int, str]]:
    """Where the document has a word of the quote, or any number where the quote has one."""
    keys = {token.word: token.word for token in wanted if not token.word[0].isdecimal()}
    digits = any(token.word[0].isdecimal() for token in wanted)
    count = 0
    for found in _TOKEN.finditer(text):
        word = found.group().lower()
        key = _DIGITS if digits and word[0].isdecimal() else keys.get(word)
        if key is None:
            continue
        yield found.start(), key
        count += 1
        if count == _MOST_HITS:
            return


def _key(token: _Token) -> str:
    """What counts as the same word when a passage is sought: digits stand for any digits."""
    return _DIGITS if token.word[0].isdecimal() else token.word


def _compared(document: Text, quote: str, wanted: Sequence[_Token], there: Sequence[_Token]) -> Passage | None:
    """The part of the window from the first to the last word that the quote shares, with what differs in it."""
    matcher = SequenceMatcher(None, [t.word for t in wanted], [t.word for t in there], autojunk=False)
    blocks = [block for block in matcher.get_matching_blocks() if block.size]
    if not blocks:
        return None
    # Words of the quote before the first and behind the last shared one may have a counterpart in the passage.
    first = max(0, blocks[0].b - blocks[0].a)
    last = min(len(there), blocks[-1].b + len(wanted) - blocks[-1].a)
    there = there[first:last]
    span = document.folded.span(there[0].start, there[-1].end)
    if span is None:
        return None
    text = document.original[span.start : span.end]
    return Passage(span, text, tuple(_differences(quote, wanted, document.folded.text, there)))


def _differences(quote: str, wanted: Sequence[_Token], text: str, there: Sequence[_Token]) -> Iterator[Difference]:
    matcher = SequenceMatcher(None, [t.word for t in wanted], [t.word for t in there], autojunk=False)
    for kind, i, j, k, m in matcher.get_opcodes():
        if kind != "equal":
            left, right = wanted[i:j], there[k:m]
            number = any(token.number for token in (*left, *right))
            yield Difference(_words(quote, left), _words(text, right), number)


def _words(text: str, tokens: Sequence[_Token]) -> str:
    return text[tokens[0].start : tokens[-1].end] if tokens else ""
