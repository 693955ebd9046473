"""What changed between two states of a dataset, and what each change carries: the one thing that its reports see."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from enum import StrEnum

EVENTS, FIGURES = "events", "figures"


class Kind(StrEnum):
    """What happened to an event or a figure."""

    CHANGED = "changed"
    REMOVED = "removed"
    REPLACED = "replaced"  # a new figure says which old one it replaces; the old one may stay
    ADDED = "added"


class Mark(StrEnum):
    """What a change carries with it. The words complete "it has a ..."."""

    SOURCE = "new source"
    DOCUMENT = "new document"
    LATER = "later report date"
    REPLACES = "replacement"  # it names the figure that it replaces, or a new figure names it
    REVISION = "recorded revision"  # a new row among the revisions, with its date and reason
    INCOMPLETE = "revision without date or reason"
    WITH_EVENT = "removed event"  # a figure removed with its event, which is listed itself
    REVISED = "revised number"  # its value, or what it counts, differs: more than a remark or a spelling
    IDENTIFIED = "identifier"  # something identifies it; a row without a key can come and go unnoticed

    @property
    def bit(self) -> int:
        """The bit that stands for the mark where many are kept as one number."""
        return 1 << list(Mark).index(self)


Marks = frozenset[Mark]


def marks_of(bits: int) -> Marks:
    """The marks that a number stands for."""
    return frozenset(mark for mark in Mark if bits & mark.bit)


@dataclass(frozen=True, slots=True)
class Cell:
    """One column of a changed row. None is "not recorded"; texts of a withheld column are left out."""

    column: str  # the role, or the column's name where it has none
    before: str | None
    after: str | None
    withheld: bool = False


@dataclass(frozen=True, slots=True)
class Place:
    """Where a row stands in one state; `line` counts from 1."""

    table: str
    file: str | None
    line: int | None


@dataclass(frozen=True, slots=True)
class Revision:
    """A row among the revisions that is new in the new state."""

    before: str | None
    after: str | None
    date: str | None
    source: str | None
    reason: str | None


@dataclass(frozen=True, slots=True)
class Change:
    """One event or figure that is not what it was.

    `before` and `after` are a figure's value in words ("34", "at least 53"), empty where there is none. `replaces` is
    the identifier of the old figure that a new one replaces. `silent` is the policy's word.
    """

    relation: str
    kind: Kind
    key: Mapping[str, str | None]
    silent: bool
    marks: Marks
    event: str | None = None
    figure: str = ""  # the figure's role, such as `killed.children`
    before: str = ""
    after: str = ""
    replaces: str | None = None
    cells: tuple[Cell, ...] = ()
    revision: Revision | None = None
    old: Place | None = None
    new: Place | None = None


@dataclass(frozen=True, slots=True)
class Spread:
    """How far one column, or one figure, changed: `rows` of the `shared` in which it is recorded on either side.

    `alike` counts the largest group of these changes that are one and the same step. `silent` of them are silent.
    """

    relation: str
    column: str
    rows: int
    shared: int
    alike: int = 0
    silent: int = 0
    is_figure: bool = False
    before: str | None = None  # of one of the rows
    after: str | None = None


@dataclass(frozen=True, slots=True)
class Redefinition:
    """Something that the description says in another way, told once: a role moved, a type, a table that is gone."""

    relation: str
    column: str
    words: str


@dataclass(frozen=True, slots=True)
class Tally:
    """The exact counts of one relation. `shared` rows are in both states; `silent` maps a kind to how many are."""

    relation: str
    old_rows: int
    new_rows: int
    shared: int
    counts: Mapping[Kind, int]
    silent: Mapping[Kind, int]
    listed: int


@dataclass(frozen=True, slots=True)
class State:
    """One of the two states that are compared; `data_hash` is the sha256 of its data.

    `described_by` is the state whose description it is read by, as the user named that one; empty: its own.
    """

    shown: str
    name: str
    title: str
    release: str
    data_hash: str
    described_by: str = ""


@dataclass(frozen=True, slots=True)
class Comparison:
    """All that changed from the old state to the new one. `changes` are the first of them, the silent ones in front."""

    version: str
    old: State
    new: State
    tallies: tuple[Tally, ...]
    redefinitions: tuple[Redefinition, ...] = ()
    whole: tuple[Spread, ...] = ()  # columns and figures that changed as a whole, said once
    changes: tuple[Change, ...] = ()

    @property
    def silent(self) -> int:
        """How many changes nothing is recorded of; the gate shuts where there is one."""
        return sum(sum(t.silent.values()) for t in self.tallies) + sum(s.silent for s in self.whole)

    @property
    def empty(self) -> bool:
        """Whether nothing changed at all."""
        return not (self.redefinitions or self.whole or any(sum(t.counts.values()) for t in self.tallies))

    @property
    def truncated(self) -> bool:
        """Whether there are more changes than are listed."""
        return sum(t.listed for t in self.tallies) < sum(sum(t.counts.values()) for t in self.tallies)
