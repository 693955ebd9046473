"""What rules work on: words, and groups of words, each with a letter that says what part it plays.

    n number            y vague number       q wording of a bound   a d s article, "the", "his"   m "more", "another"
    h people            i person             c "police", "staff"    j kind of person             g group
    o thing or event    O date, code, money  9 age                  x other word                 w word in -ed, -ing
    X capitalised       0 "no"               1 "nobody"             Y pronoun                    R "himself"
    K participle        F verb               G gerund               D happens                    A state
    T noun of a deed    L toll               W "lives"              C "claimed", "cost"          U "suffered"
    b to be, to have    z not                v other verb           l "left", "leaving"          # "number of"
    I including         & and                | or                   r who    u when    p f B t in, of, by, to
    e each              , ; : . ( )

In a row of groups there are besides: Q a count of people, V people without a count, N a name, Z a count of none, H "the
dead", P something set aside (a place, a time, an agent), and q a count that is bound already.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable
from dataclasses import dataclass
from typing import Any


@dataclass(slots=True)
class Piece:
    """A word or a group of words: its letter, its place in the folded text, and what it means."""

    code: str
    start: int
    end: int
    word: str
    data: Any = None


@dataclass(slots=True, frozen=True)
class Trigger:
    """A word that says what happened to people."""

    measure: str
    kind: str
    many: bool = False  # a noun in the plural: bodies


class Row:
    """Pieces in order, and their letters as one string."""

    __slots__ = ("codes", "pieces")

    def __init__(self, pieces: Iterable[Piece]) -> None:
        self.pieces = list(pieces)
        self.codes = "".join([piece.code for piece in self.pieces])

    def set(self, at: int, code: str) -> None:
        """Give a piece another letter."""
        self.pieces[at].code = code
        self.codes = f"{self.codes[:at]}{code}{self.codes[at + 1 :]}"


Rebuild = Callable[[list[Piece], re.Match[str]], list[Piece]]


def rewrite(row: Row, pattern: re.Pattern[str], rebuild: Rebuild) -> Row:
    """The row with every match of a pattern replaced by what `rebuild` makes of its pieces."""
    matches = list(pattern.finditer(row.codes))
    if not matches:
        return row
    done: list[Piece] = []
    last = 0
    for match in matches:
        done += row.pieces[last : match.start()]
        done += rebuild(row.pieces[match.start() : match.end()], match)
        last = match.end()
    return Row(done + row.pieces[last:])
