"""Captures that are not the article: a login wall, an error page, a bot check, or one text captured again and again.

A quote that is missing from such a capture says nothing about the quote. So that no article is called junk for a menu
at its edge, or for words it reports, a text is junk only where little is left of it besides.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence
from functools import lru_cache
from typing import NamedTuple

from tieout.evidence.language import word_lists
from tieout.evidence.quotes.text import fold

NO_WORDS = "no words"
LONGEST = 8_000  # characters; a longer text is a page with content, whatever stands around it
MOST_LEFT = 40  # words of running text beside the wall, which may describe the site or the article
BESIDE = 2  # words that may stand in a line with a phrase that must stand alone
RUNNING = 8  # words that make a line running text; menus have fewer
_ENDS = re.compile(r"(?<=[.!?])\s+|\n+")
_WORD = re.compile(r"\w+")


class _Lists(NamedTuple):
    kinds: Mapping[str, str]  # phrase -> kind
    alone: frozenset[str]
    phrases: re.Pattern[str]
    telling: frozenset[str]  # the longest word of each phrase: a text without any of them holds none


def is_junk(text: str, language: str = "en") -> str | None:
    """What a captured text is instead of the article ("login wall", "bot check" ...), or None for an article.

    Give the words of the page, or of its article where that was told apart. A short post with a wall beneath it may be
    called junk as well: where a quote does stand in the text, the quote decides.

    Raises Mistake("unknown-language") for a language without a list.
    """
    lists = _lists(language)
    if len(text) > LONGEST:
        return None
    words_of_text = _WORD.findall((text if text.isascii() else fold(text)).lower())
    if not words_of_text:
        return NO_WORDS
    if lists.telling.isdisjoint(words_of_text):
        return None
    found: list[str] = []
    left = 0
    for line in _lines(text):
        phrase = _phrase(line, lists)
        words = len(_WORD.findall(line.replace(phrase, "", 1)))
        if phrase:
            found.append(lists.kinds[phrase])
        if words >= RUNNING:
            left += words
    return max(found, key=found.count) if found and left <= MOST_LEFT else None


def _phrase(line: str, lists: _Lists) -> str:
    """The phrase in a line that says that this is no article; empty where there is none."""
    found = lists.phrases.search(line)
    if not found:
        return ""
    phrase = found.group()
    beside = line.replace(phrase, "", 1)
    return phrase if phrase not in lists.alone or len(_WORD.findall(beside)) <= BESIDE else ""


def _lines(text: str) -> Iterator[str]:
    return (fold(line).lower() for line in _ENDS.split(text) if line)


@lru_cache
def _lists(language: str) -> _Lists:
    kinds: Mapping[str, Mapping[str, Sequence[str]]] = word_lists("junk", language)["kinds"]
    of_kind = {phrase: kind for kind, lists in kinds.items() for phrases in lists.values() for phrase in phrases}
    alone = frozenset(phrase for lists in kinds.values() for phrase in lists.get("alone", ()))
    longest_first = sorted(of_kind, key=len, reverse=True)
    pattern = rf"(?<!\w)(?:{'|'.join(map(re.escape, longest_first))})(?!\w)"
    telling = frozenset(max(_WORD.findall(phrase), key=len) for phrase in of_kind)
    return _Lists(of_kind, alone, re.compile(pattern), telling)
