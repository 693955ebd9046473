"""The date words of a language, ready to be put into patterns."""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from functools import cache

from tieout.evidence.language import word_lists

BLANK = r"(?:\s{1,3})"
YEAR = r"(?:1[89]\d\d|20\d\d)"


def any_of(words: Iterable[str]) -> str:
    """A pattern for one of the words, the longest first."""
    longest_first = sorted(set(words), key=lambda word: (-len(word), word))
    return "(?:" + "|".join(re.escape(word).replace(r"\ ", BLANK) for word in longest_first) + ")"


@dataclass(frozen=True)
class Lexicon:
    """Date words by what they stand for; keys are lower case with single blanks."""

    weekdays: Mapping[str, int]
    weekdays_cut: Mapping[str, int]
    months: Mapping[str, int]
    capitalised: frozenset[str]
    ordinals: tuple[str, ...]
    numbers: Mapping[str, int]
    vague: Mapping[str, tuple[int, int]]
    parts: Mapping[str, tuple[int, int]]
    days: Mapping[str, int]
    leaning: Mapping[str, int]
    nights: tuple[str, ...]
    tonight: tuple[str, ...]
    this_day: tuple[str, ...]
    units: Mapping[str, str]
    periods: Mapping[str, str]
    weekends: tuple[str, ...]
    ago: tuple[str, ...]
    leaning_ago: tuple[str, ...]
    later: tuple[str, ...]
    turns: Mapping[str, int]
    past: tuple[str, ...]
    before_month: tuple[str, ...]
    before_year: tuple[str, ...]
    edges: tuple[str, ...]
    early_late: tuple[str, ...]
    running: tuple[str, ...]
    recurring: tuple[str, ...]
    anchors: tuple[str, ...]
    newspapers: tuple[str, ...]
    week_ending: tuple[str, ...]
    since: tuple[str, ...]
    until: tuple[str, ...]
    ranges: tuple[str, ...]
    joins: tuple[str, ...]

    @property
    def all_weekdays(self) -> Mapping[str, int]:
        """Long and cut forms."""
        return {**self.weekdays, **self.weekdays_cut}

    @property
    def triggers(self) -> tuple[str, ...]:
        """Words of which every expression without digits has one."""
        counted = (*self.parts, *self.days, *self.leaning, *self.nights, *self.tonight, *self.units, *self.periods)
        return (*self.all_weekdays, *self.months, *counted)

    @property
    def month(self) -> str:
        """A pattern for a month's name; a full stop belongs to it where a number follows."""
        return rf"(?P<month>{any_of(self.months)})(?!\w)(?:\.(?=\s?[\d,]))?"

    def month_number(self, name: str) -> int | None:
        """The month, unless its name is written small and is another word then: "may 5 people"."""
        other_word = name.islower() and name in self.capitalised
        return None if other_word else self.months[name.casefold()]

    def anchored(self, match: re.Match[str]) -> bool:
        """Whether an expression counts from something named behind it: "two days before the attack"."""
        following = match.string[match.end() : match.end() + 12].split(maxsplit=1)
        return bool(following) and following[0].casefold() in self.anchors

    def count(self, words: str) -> tuple[int, int]:
        """The least and the most that a number in words or digits means; "a few" is two to nine."""
        plain = plainly(words)
        if plain in self.vague:
            least, most = self.vague[plain]
            return least, most
        number = self.numbers[plain] if plain in self.numbers else int(plain)
        return number, number


def plainly(words: str) -> str:
    """Words in lower case with single blanks, as the lexicon has them."""
    return " ".join(words.casefold().split())


@cache
def lexicon(language: str = "en") -> Lexicon:
    """The date words of a language. Raises Mistake("unknown-language") where it has none."""
    lists = word_lists("dates", language)
    named = {name: lists[name] for name in Lexicon.__dataclass_fields__}
    return Lexicon(**{**named, "capitalised": frozenset(named["capitalised"])})
