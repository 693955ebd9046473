"""A text in a form that is easy to read by rules, and the way back to the code points of the original."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Sequence
from typing import NamedTuple

# Signs without width or with another direction of writing, and NUL: they split words that a reader sees whole.
_HIDDEN = re.compile("[\x00\u00ad\u061c\u180e\u200b-\u200f\u202a-\u202e\u2060-\u2064\u2066-\u206f\ufeff]+")
_DASHES = "\u2010\u2011\u2012\u2013\u2014\u2015\u2212\ufe58\ufe63\uff0d"
_APOSTROPHES = "\u2018\u2019\u02bc\u00b4`\u02bb\uff07"
_QUOTES = "\u201c\u201d\u201e\u00ab\u00bb\u2033\uff02"


class Folded(NamedTuple):
    """`plain` is lower case with ASCII digits, quotes and dashes; `cased` the same before lower case.

    `places[i]` is the code point of the original behind `plain[i]`; None where both agree.
    """

    plain: str
    cased: str
    places: Sequence[int] | None

    def place(self, at: int) -> int:
        """The code point of the original for a place in `plain`, its end included."""
        if self.places is None:
            return at
        return self.places[at] if at < len(self.places) else (self.places[-1] + 1 if self.places else 0)

    def end(self, at: int) -> int:
        """The place behind the last code point of what ends at `at`."""
        return at if self.places is None else self.place(at - 1) + 1


def fold(text: str) -> Folded:
    """Fold a text. A text in ASCII, which most are, costs one look."""
    if text.isascii() and "\x00" not in text:
        return Folded(text.lower(), text, None)
    places: list[int] | None = None
    if _HIDDEN.search(text):
        kept = [(at, sign) for at, sign in enumerate(text) if not _HIDDEN.match(sign)]
        places = [at for at, _ in kept]
        text = "".join(sign for _, sign in kept)
    cased = _ascii_digits(text.translate(_TABLE))
    return Folded(cased.lower(), cased, places)


_TABLE = str.maketrans(
    {
        **dict.fromkeys(_DASHES, "-"),
        **dict.fromkeys(_APOSTROPHES, "'"),
        **dict.fromkeys(_QUOTES, '"'),
        "\u0130": "I",  # the only letter that lowers to two
        "\uff0c": ",",
        "\u066c": ",",  # between thousands, in Arabic
        "\u3002": ".",
    }
)
_OTHER_DIGIT = re.compile(r"[^\D0-9]")


def _ascii_digits(text: str) -> str:
    """Digits of every script as 0 to 9, one code point for one."""
    return _OTHER_DIGIT.sub(lambda digit: str(unicodedata.decimal(digit.group())), text)
