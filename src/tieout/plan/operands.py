"""What a name in a rule stands for, as SQL over one relation."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass

from tieout.model.dataset import Type


@dataclass(frozen=True, slots=True)
class Value:
    """One value of a row. `columns` are the cells it is read from, `raw` its text as the file has it.

    `ambiguous` says whether that text is a date in two ways, `known` whether anything is recorded, where that is
    cheaper to tell than the value.
    """

    label: str
    sql: str
    columns: tuple[str, ...]
    raw: str
    type: Type = Type.TEXT
    ambiguous: str = "FALSE"
    known: str = ""


@dataclass(frozen=True, slots=True)
class Figure:
    """One figure of a row: what is recorded (`lower`, `best`, `upper`, `words`) and what it means as an interval.

    `least` and `most` are never NULL. `row` is the table's row that holds the figure. `named` is SQL for the figure's
    name where it differs from row to row, as in a long table.
    """

    label: str
    lower: str
    best: str
    upper: str
    words: str
    least: str
    most: str
    point: str
    known: str
    row: str
    columns: tuple[str, ...]
    named: str = ""

    @property
    def negative(self) -> str:
        """Whether anything recorded of it is below zero."""
        return f"({self.least} < 0)"

    def recorded(self, part: str) -> str | None:
        """The SQL of `figure.lower` and its like; None for another word."""
        return {"lower": self.lower, "best": self.best, "upper": self.upper, "words": self.words}.get(part)


@dataclass(frozen=True, slots=True)
class Figures:
    """Several figures that are added up: their interval is that of the sum."""

    parts: tuple[Figure, ...]

    @property
    def label(self) -> str:
        return " + ".join(part.label for part in self.parts)

    @property
    def least(self) -> str:
        return _added(part.least for part in self.parts)

    @property
    def most(self) -> str:
        return _added(part.most for part in self.parts)

    @property
    def point(self) -> str:
        return _added(part.point for part in self.parts)

    @property
    def known(self) -> str:
        return "(" + " AND ".join(part.known for part in self.parts) + ")"

    @property
    def negative(self) -> str:
        return "(" + " OR ".join(part.negative for part in self.parts) + ")"

    @property
    def columns(self) -> tuple[str, ...]:
        return tuple(column for part in self.parts for column in part.columns)


Operand = Value | Figure | Figures


def _added(terms: Iterable[str]) -> str:
    return "(" + " + ".join(terms) + ")"
