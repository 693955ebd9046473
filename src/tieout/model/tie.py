"""Ties: how each figure is traced to its support, link by link."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
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
    UNTOLD = "cannot be told"  # recorded, but not decidable here: another language, a document that is not shipped
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
class Corroboration:
    """How many sources of an event are independent, as a bracket; gates use the lower end."""

    event: str
    named: int
    least: int
    most: int


@dataclass(frozen=True, slots=True)
class TieOut:
    """The tie-out of a dataset: exact counts of every link's states, and the first of the figures."""

    figures: int = 0
    tied: int = 0
    counts: Mapping[Link, Mapping[State, int]] = field(default_factory=dict)
    ties: tuple[Tie, ...] = ()
    relays: tuple[Relay, ...] = ()
    corroboration: tuple[Corroboration, ...] = ()
    grammar: str = ""
