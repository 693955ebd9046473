"""Numbers in words and digits: "twenty-one", "a hundred and five", "1.5 million", "two dozen", "half a dozen"."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from typing import NamedTuple

from tieout.evidence.figures.digits import Digits, read_digits
from tieout.evidence.figures.tokens import Tokens

MOST = 10**10  # nobody counts more people


class Number(NamedTuple):
    """The number that begins at a token, and the index of the token behind it."""

    value: int
    next: int
    doubt: str = ""


@dataclass(frozen=True, slots=True)
class NumberWords:
    """The number words of a language."""

    units: Mapping[str, int]
    tens: Mapping[str, int]
    scales: Mapping[str, int]
    dozens: Mapping[str, int]
    half: frozenset[str]
    joined: frozenset[str]
    articles: frozenset[str]
    small: Mapping[str, int] = field(default_factory=dict)  # units, tens, and both with a hyphen

    @classmethod
    def of(cls, lists: Mapping[str, Mapping[str, int]], articles: frozenset[str]) -> NumberWords:
        """From the lists of `numbers.yaml`."""
        units, tens = lists["units"], lists["tens"]
        small = {**units, **tens}
        small.update({f"{t}-{u}": tens[t] + units[u] for t in tens for u in units if 0 < units[u] < 10})
        half, joined = frozenset(lists["half"]), frozenset(lists["joined"])
        return cls(units, tens, lists["scales"], lists["dozen"], half, joined, articles, small)

    def read(self, tokens: Tokens, at: int) -> Number | None:
        """The number that begins at a token, or None. Raises nothing."""
        word = tokens.words[at]
        if word[0].isdigit():
            return self.of_digits(tokens, at, read_digits(word))
        if word in self.half:
            return self._half(tokens, at)
        if word in self.articles:
            return self._after_article(tokens, at)
        return self._of_words(tokens, at)

    def of_plain(self, tokens: Tokens, at: int, value: int) -> Number:
        """The number that begins with up to three digits: "12", "2 dozen", "1 000"."""
        following = _word(tokens.words, at + 1)
        scale = self.scales.get(following) or self.dozens.get(following)
        if scale:
            return Number(value * scale, at + 2)
        return self._spaced(tokens, at) or Number(value, at + 1)

    def of_digits(self, tokens: Tokens, at: int, digits: Digits) -> Number | None:
        """The number that begins with digits already read: "1.5 million", "2 dozen", "1 000"."""
        if digits.form not in ("count", "scaled"):
            return None
        following = _word(tokens.words, at + 1)
        scale = self.scales.get(following) or self.dozens.get(following)
        if scale:
            value = round(digits.value * scale)
            return Number(value, at + 2, digits.doubt) if value < MOST else None
        if digits.form == "scaled":
            return None
        grouped = self._spaced(tokens, at)
        return grouped or Number(int(digits.value), at + 1, digits.doubt)

    def _spaced(self, tokens: Tokens, at: int) -> Number | None:
        """1 000 and 12 345 678: groups of three digits, one space between them."""
        words = tokens.words
        whole, stop = words[at], at + 1
        if not (whole.isdecimal() and len(whole) <= 3 and _word(words, stop)[:1].isdecimal()):
            return None
        while stop < len(words) and len(whole) < 9 and _is_group(tokens, stop):
            whole += words[stop]
            stop += 1
        if stop == at + 1:
            return None
        sure = whole.endswith("000")
        return Number(int(whole), stop, "" if sure else f"{words[at]} {words[at + 1]} may be two numbers")

    def _half(self, tokens: Tokens, at: int) -> Number | None:
        after = at + 1 + (_word(tokens.words, at + 1) in self.articles)
        dozen = self.dozens.get(_word(tokens.words, after)) or self.scales.get(_word(tokens.words, after), 0)
        return Number(dozen // 2, after + 1) if dozen >= 12 and dozen != 100 else None

    def _after_article(self, tokens: Tokens, at: int) -> Number | None:
        following = _word(tokens.words, at + 1)
        if following in self.half:
            return self._half(tokens, at + 1)
        if following in self.dozens:
            return Number(self.dozens[following], at + 2) if following != "score" else None
        return self._of_words(tokens, at + 1) if following in self.scales else None

    def _of_words(self, tokens: Tokens, at: int) -> Number | None:
        """Words in falling order: millions, thousands, hundreds, tens and units."""
        total = part = 0
        here = at
        words = tokens.words
        while here < len(words) and here - at < 12:
            word = words[here]
            if word in self.small and _fits(part, self.small[word], here == at):
                part += self.small[word]
            elif word in self.scales:
                total, part = _scaled(total, part, self.scales[word])
            elif word in self.dozens and here > at:
                return Number((total + part) * self.dozens[word], here + 1)
            elif not self._joins(words, here, part or total):
                break
            here += 1
        if here == at or total + part >= MOST:
            return None
        return Number(total + part, here)

    def _joins(self, words: Sequence[str], here: int, so_far: int) -> bool:
        """Whether an "and" stands inside a number: "a hundred and five" but not "three and five"."""
        return (
            words[here] in self.joined
            and so_far >= 100
            and so_far % 100 == 0
            and self.small.get(_word(words, here + 1), 0) > 0
        )


def _word(words: Sequence[str], at: int) -> str:
    return words[at] if at < len(words) else ""


def _is_group(tokens: Tokens, at: int) -> bool:
    """Whether three digits stand one space behind the token before."""
    word = tokens.words[at]
    return len(word) == 3 and word.isdecimal() and tokens.starts[at] - tokens.ends[at - 1] == 1


def _fits(part: int, number: int, is_first: bool) -> bool:
    """Whether a small number may follow what was read: "twenty one", "hundred five", but not "five twelve"."""
    if is_first:
        return True
    if number == 0 or (part == 0 and number < 1):
        return False
    return part % 100 == 0 if number >= 10 else part % 10 == 0 and part % 100 != 10


def _scaled(total: int, part: int, scale: int) -> tuple[int, int]:
    if scale == 100:
        return total, (part or 1) * 100
    return total + (part or (0 if total else 1)) * scale, 0
