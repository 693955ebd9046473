"""A user's mistake: where it stands, what is wrong, what was expected, the nearest right name."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from difflib import get_close_matches


@dataclass(frozen=True, slots=True)
class Position:
    """A place in a file the user wrote; line and column count from 1, 0 means the whole file."""

    file: str
    line: int = 0
    column: int = 0

    def __str__(self) -> str:
        if not self.line:
            return self.file
        return f"{self.file}:{self.line}:{self.column or 1}"

    def shifted(self, lines: int, columns: int) -> Position:
        """The position `lines` further down and `columns` to the right, as in an indented block of text."""
        return Position(self.file, self.line + lines, self.column + columns)


class Mistake(Exception):
    """One clear message for the user; the command line prints it and exits with 2.

    `code` is short and stable (`unknown-role`), `help` says what was expected or which name is nearest.
    """

    def __init__(self, code: str, what: str, *, at: Position | None = None, help: str = "") -> None:  # noqa: A002 - the word the message uses
        super().__init__(what)
        self.code = code
        self.what = what
        self.at = at
        self.help = help

    def __str__(self) -> str:
        where = f"{self.at} " if self.at else ""
        tail = f"\n  help: {self.help}" if self.help else ""
        return f"error[{self.code}]: {where}{self.what}{tail}"


def resembles(name: str, known: Iterable[str]) -> bool:
    """Whether a name is so close to a known one that it is likely a slip of the pen."""
    return bool(get_close_matches(name, sorted(set(known)), n=1, cutoff=0.6))


def nearest(name: str, known: Iterable[str]) -> str:
    """A help text naming the closest known name, or all of them when few, or nothing."""
    names = sorted(set(known))
    close = get_close_matches(name, names, n=1, cutoff=0.6)
    if close:
        return f"did you mean '{close[0]}'?"
    if 0 < len(names) <= 12:
        return "expected one of: " + ", ".join(names)
    return ""
