"""Ties: how each figure is traced to its support, link by link."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date
from enum import StrEnum


class Link(StrEnum):
    """The links between a figure and its support, in order."""

    SOURCE = "source"  # the figure names a source, and the source has a name
    DOCUMENT = "document"  # the source's document is kept and unchanged
    QUOTE = "quote"  # the quoted words stand in that document
    WORDS = "words"  # the words state that number for that measure and population
    CREDIT = "credit"  # the named source is the one credited with it


class State(StrEnum):
    """What can be said of one link. Only `holds` ties a figure."""

    HOLDS = "holds"
    BROKEN = "broken"
    UNTOLD = "cannot be told"  # recorded, and not decided by what is recorded: another language, words that are open
    ELSEWHERE = "not verifiable here"  # it rests on a document that is kept elsewhere, by its hash and places alone
    MISSING = "missing"  # nothing recorded to check


@dataclass(frozen=True, slots=True)
class Excerpt:
    """Words of a document around a quote: it stands from `start` to `end` in `text`, which begins at `offset`."""

    text: str
    start: int
    end: int
    offset: int


@dataclass(frozen=True, slots=True)
class Tie:
    """One figure and its links. `states` and `words` have an entry for every link; `words` says why, for a reader."""

    table: str
    row: int
    key: Mapping[str, str | None]
    event: str | None
    figure: str  # killed.children
    value: str  # at least 53
    source: str | None
    document: str | None
    quote: str | None
    states: Mapping[Link, State]
    words: Mapping[Link, str]
    excerpt: Excerpt | None = None
    reported: str | None = None  # when the source gave the figure, as recorded; a text that sorts by time

    @property
    def tied(self) -> bool:
        """Whether every link holds."""
        return all(self.states[link] is State.HOLDS for link in Link)


@dataclass(frozen=True, slots=True)
class Relay:
    """Who repeats whom: `source` has it from `via`, in a document."""

    source: str
    via: str
    document: str | None = None


@dataclass(frozen=True, slots=True)
class Credited:
    """How a document speaks of a source, at the strongest: `level` is credited, through a person, relayed, mentioned.

    `person` speaks for the source, `via` pass on what it says, `cue` is the word that credits it.
    """

    document: str
    source: str
    level: str
    person: str = ""
    via: tuple[str, ...] = ()
    cue: str = ""


@dataclass(frozen=True, slots=True)
class Dated:
    """The day of an event as worded. `first` and `last` are the days that the words allow, None where they are open.

    `written` is when the words were written, as recorded; `settled` says whether they leave one day.
    """

    event: str
    words: str
    written: str | None
    first: date | None
    last: date | None
    settled: bool


@dataclass(frozen=True, slots=True)
class Corroboration:
    """How many sources of an event are independent, as a bracket; gates use the lower end."""

    event: str
    named: int
    least: int
    most: int


@dataclass(frozen=True, slots=True)
class TieOut:
    """The tie-out of a dataset: exact counts of every link's states, and the first of the figures.

    `background` counts the figures recorded as of something larger than an event; none of them is tied.
    `by_column` are the tables that hold each figure in a column of its own, without a quote: nothing there can be tied.
    """

    figures: int = 0
    tied: int = 0
    background: int = 0
    counts: Mapping[Link, Mapping[State, int]] = field(default_factory=dict)
    ties: tuple[Tie, ...] = ()
    relays: tuple[Relay, ...] = ()
    corroboration: tuple[Corroboration, ...] = ()
    credits: tuple[Credited, ...] = ()
    dates: tuple[Dated, ...] = ()
    grammar: str = ""
    by_column: tuple[str, ...] = ()
