"""The state of reading one sentence word by word: tokens in, pieces out."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field
from typing import NamedTuple

from tieout.evidence.figures.lexicon import Entry, Lexicon
from tieout.evidence.figures.numbers import Number
from tieout.evidence.figures.pieces import Piece
from tieout.evidence.figures.tokens import Tokens

GROWN = 18  # years; who is younger is a child


class Stated(NamedTuple):
    """A number as it stands: `value` is None for a range, `upper` None for "12 or more"."""

    lower: int
    value: int | None
    upper: int | None
    doubt: str = ""

    @classmethod
    def plain(cls, value: int, doubt: str = "") -> Stated:
        return cls(value, value, value, doubt)

    def opened(self) -> Stated:
        """The same number as a lower bound."""
        return self._replace(upper=None)


class Age(NamedTuple):
    """An age; only whether it is a child's matters."""

    child: bool


@dataclass(slots=True)
class Reader:
    """Tokens of a sentence, and the pieces made of them so far.

    `entries` are what the lexicon has for each token, `cased` is the folded text before lower case.
    """

    lexicon: Lexicon
    tokens: Tokens
    entries: Sequence[Entry | None]
    cased: str
    pieces: list[Piece] = field(default_factory=list)

    def put(self, code: str, at: int, stop: int, data: object = None) -> int:
        """Add one piece for the tokens from `at` to `stop`; without a letter they are read over. Returns `stop`."""
        if code:
            words, starts, ends = self.tokens
            word = words[at] if stop - at == 1 else " ".join(words[at:stop])
            last = min(stop, len(ends)) - 1
            self.pieces.append(Piece(code, starts[at], ends[last], word, data))
        return stop

    def word(self, at: int) -> str:
        """The word at a place; "" outside the sentence."""
        words = self.tokens.words
        return words[at] if 0 <= at < len(words) else ""

    def code(self, at: int) -> str:
        """The letter that a word has in the lexicon, whatever stands around it."""
        entry = self.entries[at] if 0 <= at < len(self.entries) else None
        return entry.code if entry else ""

    def last(self) -> str:
        """The letter of the piece before."""
        return self.pieces[-1].code if self.pieces else ""

    def is_capital(self, at: int) -> bool:
        starts = self.tokens.starts
        return at < len(starts) and self.cased[starts[at]].isupper()

    def begins_number(self, at: int) -> bool:
        return self.word(at)[:1].isdigit() or self.code(at) == "n"

    def number(self, at: int) -> Number | None:
        """The number that begins here, in digits or words."""
        return self.lexicon.numbers.read(self.tokens, at) if self.begins_number(at) else None
