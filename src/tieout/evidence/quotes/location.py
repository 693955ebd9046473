"""What is said of a quote: a status and a place, never a score."""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum

from tieout.evidence.quotes.nearest import Passage
from tieout.evidence.quotes.span import Span


class Status(StrEnum):
    """How a quote stands in its document."""

    EXACT = "exact"  # the words stand at the recorded place
    MOVED = "moved"  # the words stand at one other place, or at one that fits what is around them
    NORMALISED = "normalised"  # they do once spelling habits (quotation marks, dashes, white space ...) are folded
    AMBIGUOUS = "ambiguous"  # they stand at several places, and nothing says which is meant
    ABSENT = "absent"  # they stand nowhere
    NOT_VERIFIABLE = "not verifiable here"  # the text is not here; its hash and the offsets may be

    @property
    def found(self) -> bool:
        """Whether the words stand in the document, at a place that is known."""
        return self in (Status.EXACT, Status.MOVED, Status.NORMALISED)


@dataclass(frozen=True, slots=True)
class Location:
    """Where a quote was found. `span` is set when the status is exact, moved or normalised.

    `places` are the first occurrences of an ambiguous quote, `why` says in words what the status does not, and
    `nearest` is the passage of the document that is most like an absent quote.
    """

    status: Status
    span: Span | None = None
    places: tuple[Span, ...] = ()
    why: str = ""
    nearest: Passage | None = None

    @property
    def start(self) -> int | None:
        return self.span.start if self.span else None

    @property
    def end(self) -> int | None:
        return self.span.end if self.span else None
