"""What a text says of a figure in a row: one status, the words it rests on, and each axis by itself."""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum

GRAMMAR = "en-3"  # changes whenever the same text may be read otherwise


class Status(StrEnum):
    """How a text bears on a figure. Only `contradicted` accuses; everything doubtful is `ambiguous`."""

    SUPPORTED = "supported"  # the words state this number, of these people, of this measure
    DERIVED = "supported-derived"  # the numbers in the words add up to it
    CONSISTENT = "consistent"  # a bound, a range or a convention has room for it; `value` says whether it is stated
    AMBIGUOUS = "ambiguous"  # the words can be read both ways
    CONTRADICTED = "contradicted"  # the words state another number and leave no room
    NOT_FOUND = "not-found"  # the words do not speak of it
    SILENT_ZERO = "silent-zero"  # the row says none; the words do not say so
    UNSUPPORTED = "language-unsupported"
    JUNK = "capture-junk"  # the text is no article

    @property
    def accepts(self) -> bool:
        """Whether the words are enough for the row."""
        return self in (Status.SUPPORTED, Status.DERIVED)


class Agreement(StrEnum):
    """How one side of a figure compares with the text."""

    AGREES = "agrees"
    DIFFERS = "differs"
    OPEN = "open"  # the text does not decide it
    UNCHECKED = "not checked"


@dataclass(frozen=True, slots=True)
class Span:
    """Code points `start` to `end` (exclusive) of the text, and the words that stand there."""

    start: int
    end: int
    words: str


@dataclass(frozen=True, slots=True)
class Axis:
    """One side of a figure: whether it agrees, and why, in words."""

    agreement: Agreement = Agreement.UNCHECKED
    words: str = ""


_UNCHECKED = Axis()


@dataclass(frozen=True, slots=True)
class FigureVerdict:
    """`arithmetic` is the sum behind a derived figure ("12+7=19"), `rule` the rules of the grammar that read it.

    The axes quote, source and date are left to those who know the document; `check_figure` does not see it.
    """

    status: Status
    measure: str
    population: str
    spans: tuple[Span, ...] = ()
    arithmetic: str = ""
    reasons: tuple[str, ...] = ()
    rule: str = ""
    grammar: str = GRAMMAR
    value: Axis = _UNCHECKED
    qualifier: Axis = _UNCHECKED
    of_measure: Axis = _UNCHECKED
    of_population: Axis = _UNCHECKED
    quote: Axis = _UNCHECKED
    source: Axis = _UNCHECKED
    date: Axis = _UNCHECKED

    @property
    def is_stated(self) -> bool:
        """Whether the words state the figure, by themselves or by the codebook's convention for them.

        A bound or a range that has room for a number does not state it: "at least 35" says nothing of 53. Nor does a
        number state the range in which it lies: "12" says nothing of "10 to 20".
        """
        borne_out = self.status.accepts or self.status is Status.CONSISTENT
        return borne_out and self.value.agreement is Agreement.AGREES
