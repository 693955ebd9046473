"""What words say about a day: an interval, and what is wrong or open about it."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, datetime
from enum import StrEnum


class Flag(StrEnum):
    """A reason not to take the interval for settled."""

    AMBIGUOUS = "ambiguous"  # day and month could be exchanged, or two days fit; `readings` has them
    MISMATCH = "mismatch"  # the weekday and the date do not belong together
    BEYOND = "beyond"  # after the dateline
    IMPOSSIBLE = "impossible"  # no such day in the calendar
    UNSETTLED = "unsettled"  # counted from a day that may not be the dateline's, or too near to its clock
    UNREAD = "unread"  # no date in these words


@dataclass(frozen=True, slots=True)
class Dateline:
    """Where the writer stands in time: the day, and the hour where one is given."""

    day: date
    hour: float | None = None

    @classmethod
    def of(cls, moment: date | datetime) -> Dateline:
        if isinstance(moment, datetime):
            return cls(moment.date(), moment.hour + moment.minute / 60)
        return cls(moment)


@dataclass(frozen=True, slots=True)
class Reading:
    """An interval of days, both ends included. None is open: "until Sunday" has no first day."""

    first: date | None
    last: date | None
    flags: frozenset[Flag] = frozenset()
    readings: tuple[date, ...] = ()

    def flagged(self, *flags: Flag) -> Reading:
        return Reading(self.first, self.last, self.flags.union(flags), self.readings)


@dataclass(frozen=True, slots=True)
class When:
    """The days that an expression allows, no narrower than its words.

    `first` and `last` are both included; None is an open side, and both None is nothing resolved. `readings` lists
    the single days where only these are meant (05/06/2017). `span` holds code points, its end excluded.
    """

    words: str
    span: tuple[int, int]
    first: date | None
    last: date | None
    flags: frozenset[Flag] = frozenset()
    readings: tuple[date, ...] = ()

    @property
    def is_resolved(self) -> bool:
        return self.first is not None or self.last is not None

    @property
    def day(self) -> date | None:
        """The one day that is meant, or None: no day is made up from a month, a night or an ambiguous date."""
        return self.first if self.first == self.last and not self.flags else None

    def allows(self, day: date) -> bool | None:
        """Whether a recorded day can be the one these words mean; None where they resolve to nothing."""
        if not self.is_resolved:
            return None
        if self.readings:
            return day in self.readings
        return (self.first is None or self.first <= day) and (self.last is None or day <= self.last)
