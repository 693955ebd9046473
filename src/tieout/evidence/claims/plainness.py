"""Whether a text is in plain words alone.

No list holds all the wordings that set a figure apart, so the plain words are listed.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from functools import cache

from tieout.evidence.figures.reading import Reading
from tieout.evidence.language import word_lists

_WORD = re.compile(r"[^\W\d_](?:[\w'.-]*\w)?")
_BEGIN = re.compile(r"(?:^|[.!?:;\n])[\s\"'(\[]*$")
_LONG = 4  # letters of a word that a headline writes with a capital
_LEAD = 20  # code points before a word in which its sentence begins, if it does so there


def set_apart(reading: Reading) -> str:
    """The first word that is not plain, or "". Names are, but for the first word of a sentence and in a headline."""
    cased = reading.folded.cased
    names = not _is_headline(cased)
    for word in _outside_figures(reading):
        written = word.group()
        if written.lower() in _plain_words():
            continue
        begins = _BEGIN.search(cased[max(0, word.start() - _LEAD) : word.start()]) is not None
        is_name = written != written.lower() and (not begins or written.isupper())
        if not (names and is_name):
            return written
    return ""


def _outside_figures(reading: Reading) -> Iterator[re.Match[str]]:
    """The words that belong neither to a figure nor to a plain phrase."""
    phrases = [found.span() for found in _phrases().finditer(reading.folded.plain)]
    taken = [*phrases, *((one.start, one.end) for one in reading.figures)]
    for word in _WORD.finditer(reading.folded.cased):
        if not any(start <= word.start() < end for start, end in taken):
            yield word


def _is_headline(cased: str) -> bool:
    """Whether most words have a capital, so that a capital marks no name."""
    words = [word for word in _WORD.findall(cased) if len(word) >= _LONG]
    capitals = [word for word in words if word != word.lower()]
    return 2 * len(capitals) > len(words)


@cache
def _plain_words(language: str = "en") -> frozenset[str]:
    lists = word_lists("plain", language)
    return frozenset(word for name, words in lists.items() if name != "phrases" for word in str(words).split())


@cache
def _phrases(language: str = "en") -> re.Pattern[str]:
    return re.compile(rf"\b(?:{'|'.join(word_lists('plain', language)['phrases'])})\b")
