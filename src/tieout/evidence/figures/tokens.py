"""Words, numbers and signs of a sentence, by one regular expression."""

from __future__ import annotations

import re
from itertools import accumulate
from typing import NamedTuple


class Tokens(NamedTuple):
    """The words of a part of a text in lower case, and the places where each starts and ends."""

    words: list[str]
    starts: list[int]
    ends: list[int]

    def part(self, first: int, stop: int) -> Tokens:
        """The tokens from `first` to `stop`, exclusive."""
        return Tokens(self.words[first:stop], self.starts[first:stop], self.ends[first:stop])


_TOKEN = re.compile(
    r"([^\W\d_](?:(?:\.[^\W\d_])+\.?(?![^\W_])"  # u.s.
    r"|[^\W\d_]*(?:['-][^\W\d_]+)*(?:-?\d[\w-]*)?)"  # words; codes such as su-30sm
    r"|[$£€₹¥]?\d+(?:[.,:/-]\d+)*[\w%-]*"
    r"|[<>]=|[^\w\s])"
)
_ASCII_TOKEN = re.compile(  # the same, for letters that need no table: most texts, twice as fast
    r"([a-z](?:(?:\.[a-z])+\.?(?![a-z0-9])|[a-z]*(?:['-][a-z]+)*(?:-?[0-9][a-z0-9_-]*)?)"
    r"|[$]?[0-9]+(?:[.,:/-][0-9]+)*[a-z0-9_%-]*"
    r"|[<>]=|[^a-z0-9_\s])"
)


def tokens_of(plain: str, start: int, end: int) -> Tokens:
    """The tokens of a part of a folded text."""
    part = plain[start:end]
    pattern = _ASCII_TOKEN if part.isascii() else _TOKEN
    parts = pattern.split(part)  # what lies between, a token, what lies between, ...
    places = list(accumulate(map(len, parts), initial=start))
    return Tokens(parts[1::2], places[1:-1:2], places[2::2])


def words_of(plain: str) -> set[str]:
    """The different tokens of a folded text, without their places."""
    return set((_ASCII_TOKEN if plain.isascii() else _TOKEN).findall(plain))
