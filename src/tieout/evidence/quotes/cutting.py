"""Whether a quote cuts a word or a number of the document in two.

"2 people were killed" stands, letter by letter, within "12 people were killed", and "three" within "three hundred".
Such words are not what the document says, so they are no occurrence at all. A cut at the end of an ordinary word
("civilian" of "civilians") is a slip of the hand: an occurrence, with a remark.
"""

from __future__ import annotations

import re
import unicodedata
from dataclasses import dataclass, fields
from functools import cached_property, lru_cache
from typing import NamedTuple

from tieout.evidence.language import word_lists
from tieout.evidence.quotes.text import HIDDEN
from tieout.model.mistake import Mistake

_NEAR = 80  # characters looked at on each side of a border
_WITHIN = ".,'’٫٬/⁄:-‐‑–—\u00a0\u202f\u2009"  # what stands between the digits of one number, range or date
_SPACED = re.compile(r"(?<!\d)\d{1,3}(?: \d{3})+(?!\d)")
_BLANK = " \t\r\n\u00a0\u202f\u2009‐‑-"  # what stands between the words of one number
_WORD = r"(?:\d[\d.,]*|[^\W\d_]+)"
_LAST_WORDS = re.compile(rf"(?:({_WORD})[{_BLANK}]{{1,3}})?({_WORD})([{_BLANK}]{{0,3}})\Z")
_FIRST_WORDS = re.compile(rf"([{_BLANK}]{{0,3}})({_WORD})(?:[{_BLANK}]{{1,3}}({_WORD}))?")
_HIDDEN = re.compile(f"[{HIDDEN}]+")


@dataclass(frozen=True)
class NumberWords:
    """The number words of a language that decide whether a number was cut."""

    numbers: frozenset[str] = frozenset()
    scales: frozenset[str] = frozenset()
    joints: frozenset[str] = frozenset()

    @cached_property
    def either(self) -> frozenset[str]:
        """Numbers and scales."""
        return self.numbers | self.scales


@lru_cache
def number_words(language: str) -> NumberWords:
    """The lists of a language; empty for a language without them, where digits alone decide."""
    try:
        lists = word_lists("quotes", language)
    except Mistake:
        return NumberWords()
    return NumberWords(*(frozenset(lists[field.name].split()) for field in fields(NumberWords)))


class Border(NamedTuple):
    """What stands left and right of a place in a text, without the characters that nobody sees."""

    before: str
    behind: str


def border(text: str, at: int) -> Border:
    """The surroundings of a place that decide whether it lies within a word or a number."""
    return Border(_HIDDEN.sub("", text[max(0, at - _NEAR) : at]), _HIDDEN.sub("", text[at : at + _NEAR]))


def in_number(place: Border, words: NumberWords) -> bool:
    """Whether a place lies within a number, written in digits or in words."""
    if not place.before or not place.behind:
        return False
    return _in_digits(place) or _in_spaced(place) or _in_words(place, words)


def in_word(place: Border) -> bool:
    """Whether a place lies within a word.

    Only scripts with capital letters are judged: others join words, or prefixes to words, without a space.
    """
    return _cased(place.before[-1:]) and _cased(place.behind[:1])


def _in_digits(place: Border) -> bool:
    before, behind = place.before[-2:], place.behind[:2]
    left, right = before[-1].isdecimal(), behind[0].isdecimal()
    if left and right:
        return True
    if left and behind[0] in _WITHIN:
        return behind[1:].isdecimal()
    return right and before[-1] in _WITHIN and before[:-1].isdecimal()


def _in_spaced(place: Border) -> bool:
    """Whether the place lies within a number like "12 345"."""
    if " " not in (place.before[-1], place.behind[0]):
        return False
    at = len(place.before)
    return any(number.start() < at < number.end() for number in _SPACED.finditer(place.before + place.behind))


def _in_words(place: Border, words: NumberWords) -> bool:
    """Whether the words on both sides are one number: "twenty|-five", "three| hundred", "six|ty"."""
    first = _FIRST_WORDS.match(place.behind.lower())
    within = place.before[-1].isalpha() and place.behind[0].isalpha()
    if not first or not (within or first.group(2) in words.either or first.group(2) in words.joints):
        return False
    last = _LAST_WORDS.search(place.before.lower())
    if not last:
        return False
    left, right = last.group(2), first.group(2)
    if not last.group(3) and not first.group(1):
        return left.isalpha() and right.isalpha() and not words.either.isdisjoint((left, right))
    if right in words.joints and left in words.scales:
        return first.group(3) in words.either
    if left in words.joints and right in words.numbers:
        return last.group(1) in words.scales
    if right in words.scales:
        return left[0].isdecimal() or left in words.either
    return right in words.numbers and left in words.either


def _cased(character: str) -> bool:
    return bool(character) and unicodedata.category(character) in ("Lu", "Ll", "Lt")
