"""Words of a text with their places, folded so that spelling habits do not matter.

Offsets are code points of the text as given. Every step is linear in the text, whatever it holds.
"""

from __future__ import annotations

import re
import unicodedata
from functools import lru_cache
from typing import NamedTuple

MARKS = "\u0300-\u036f\u064b-\u065f\u0670"  # combining accents and Arabic vowel signs
HIDDEN = "\u00ad\u200b-\u200f\u202a-\u202e\u2060\u2066-\u2069\ufeff"  # soft hyphens, joiners, writing direction
APOSTROPHES = "'’ʼ`´"

_TOKEN = re.compile(
    rf"(?P<dotted>(?<!\w)(?:[A-Z]\.)+[A-Z](?!\w)\.?)"
    rf"|(?P<number>\d+(?:[.,]\d+)*+(?!\w))"
    rf"|(?P<word>\w[\w{MARKS}{HIDDEN}]*+(?:[{APOSTROPHES}](?=\w)[\w{MARKS}{HIDDEN}]*+)*+)"
    r"|(?P<sign>[^\s\w])"
)
_DROPPED = re.compile(rf"[{APOSTROPHES}{HIDDEN}ʿʾ.]")
_POSSESSIVE = re.compile(rf"[{APOSTROPHES}][sS]$")


class Word(NamedTuple):
    """A word, a number or one sign. `folded` is what comparisons use; it is empty for a sign."""

    start: int
    end: int
    raw: str
    folded: str

    @property
    def is_capitalised(self) -> bool:
        return self.raw[0].isupper()

    @property
    def is_possessive(self) -> bool:
        return bool(_POSSESSIVE.search(self.raw))


@lru_cache(maxsize=8192)
def fold(word: str) -> str:
    """One word without case, accents, apostrophes, possessive s and invisible signs: "Médecins’" is "medecins"."""
    bare = _POSSESSIVE.sub("", word)
    if not bare.isascii():
        bare = "".join(sign for sign in unicodedata.normalize("NFKD", bare) if not unicodedata.combining(sign))
    return _DROPPED.sub("", bare).casefold()


def words_of(text: str) -> list[Word]:
    """Every word and every sign of a text, in order."""
    found = []
    for match in _TOKEN.finditer(text):
        raw = match.group()
        folded = "" if match.lastgroup == "sign" else raw if match.lastgroup == "number" else _folded(raw)
        found.append(Word(match.start(), match.end(), raw, folded))
    return found


def _folded(raw: str) -> str:
    """A word of unlikely length is not worth remembering."""
    return fold(raw) if len(raw) <= 64 else fold.__wrapped__(raw)
