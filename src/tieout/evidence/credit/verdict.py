"""Who is credited with what a text says, how, and how far from a figure."""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum

Span = tuple[int, int]  # code points, the end excluded


class Level(StrEnum):
    """How a text speaks of a source, the strongest first."""

    CREDITED = "credited"
    THROUGH_PERSON = "credited through a person"
    RELAYED = "relayed"  # it passes on what somebody else says
    MENTIONED = "mentioned"  # named, blamed or accused, and credited with nothing
    ABSENT = "absent"

    @property
    def rank(self) -> int:
        """0 for the strongest."""
        return list(Level).index(self)


class Distance(StrEnum):
    """Where a credit stands, seen from a figure."""

    SAME_SENTENCE = "same sentence"
    ADJACENT = "adjacent"
    ELSEWHERE = "elsewhere"

    @property
    def rank(self) -> int:
        return list(Distance).index(self)


@dataclass(frozen=True, slots=True)
class Credit:
    """One place where a text credits or names somebody.

    `sources` are identifiers: several where an alias is ambiguous, none where nobody in the registry is meant ("medics
    said"). `scope` holds what is said by that voice, inside its sentence. `via` are the sources that pass it on.
    `denied` is whether the text says that it did not say so, or says otherwise.
    """

    sources: frozenset[str]
    level: Level
    cue: str
    words: str
    span: Span
    sentence: int
    scope: Span
    person: str = ""
    via: frozenset[str] = frozenset()
    blamed: bool = False
    denied: bool = False

    @property
    def speaks(self) -> bool:
        """Whether something is said by this voice itself."""
        return self.level in (Level.CREDITED, Level.THROUGH_PERSON)

    def governs(self, span: Span) -> bool:
        """Whether words at a span are said by this voice."""
        return self.speaks and self.scope[0] <= span[0] and span[1] <= self.scope[1]


@dataclass(frozen=True, slots=True)
class CreditVerdict:
    """What a text says of one source, seen from a figure where one is given.

    `credit` decides: the nearest that is more than a mention. `credits` are all of that source. `governs` says whether
    the figure is inside what the source is credited with; None without a figure.
    """

    source: str
    level: Level
    credit: Credit | None = None
    credits: tuple[Credit, ...] = ()
    distance: Distance | None = None
    governs: bool | None = None

    @property
    def cue(self) -> str:
        return self.credit.cue if self.credit else ""

    @property
    def person(self) -> str:
        return self.credit.person if self.credit else ""

    @property
    def via(self) -> frozenset[str]:
        return self.credit.via if self.credit else frozenset()

    @property
    def span(self) -> Span | None:
        return self.credit.span if self.credit else None
