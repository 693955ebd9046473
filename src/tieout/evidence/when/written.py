"""Days that are written out: 26 November 2017, November 26, 26-27 November, 26/11/2017, 2017-11-26."""

from __future__ import annotations

import re
from datetime import date, timedelta

from tieout.evidence.when.lexicon import BLANK, YEAR, Lexicon, any_of, plainly
from tieout.evidence.when.moment import Dateline, Flag, Reading
from tieout.evidence.when.periods import Form, Reader

AHEAD = timedelta(days=31)  # a date without a year so little after the dateline may be announced rather than past
LEAP_YEARS = 8  # back to the last 29 February, over a century's end
NOT_INSIDE = r"(?<![\w/.-])"  # a number, a version or a path
NOT_BEFORE = r"(?!\w|[-/.]\d)"


def forms(lexicon: Lexicon) -> list[Form]:
    """Every form of a written day, with what reads it."""
    written = _Written(lexicon)
    return [*written.in_digits(), *written.in_words()]


class _Written:
    def __init__(self, lexicon: Lexicon) -> None:
        self.lexicon = lexicon
        self.weekday = any_of(lexicon.all_weekdays)
        self.ordinal = any_of(lexicon.ordinals)

    def in_digits(self) -> list[Form]:
        """ISO dates, and day and month in either order with a year, a weekday or brackets."""
        two = rf"{NOT_INSIDE}(?P<a>\d\d?)"
        named = rf"(?<!\w)(?P<weekday>{self.weekday})(?!\w)[.,]?{BLANK}?"
        beside = rf"(?:{named}(?P<bracket>\()?|(?<=\())(?P<a>\d\d?)/(?P<b>\d\d?)(?![\w/])(?(bracket)\))"
        iso = r"(?P<year>\d{4})(?P<sign>[-/.])(?P<month>\d\d?)(?P=sign)(?P<day>\d\d?)(?!\d|[-/.]\d)"
        return [
            self._form(NOT_INSIDE + iso, self._ordered),
            self._form(rf"{two}(?P<sign>[-/.])(?P<b>\d\d?)(?P=sign)(?P<year>\d{{4}}){NOT_BEFORE}", self._numbered),
            self._form(rf"{two}/(?P<b>\d\d?)/(?P<year>\d\d){NOT_BEFORE}", self._numbered),
            (re.compile(beside, re.IGNORECASE), self._numbered),
        ]

    def in_words(self) -> list[Form]:
        """Day and month in words, one day or two; "in May 5 people" is no date."""
        month = self.lexicon.month
        day = rf"(?P<day>\d{{1,2}})(?:{self.ordinal})?"
        join = rf"{BLANK}?(?:[-–]|{any_of(self.lexicon.joins)}){BLANK}?"
        other = rf"(?:{join}(?P<other>\d{{1,2}})(?:{self.ordinal})?)?"
        year = rf"(?:(?:,?{BLANK}|-)(?P<year>{YEAR})(?!\w|[.,]\d))?"
        closed = r"(?=\s*(?:[,.;)]|\Z))"
        nth = rf"(?<!\w)on{BLANK}(?P<span>the{BLANK}(?P<day>\d\d?)(?:{self.ordinal})){closed}"
        return [
            self._form(rf"(?<![\w/.,-]){day}{other}(?:{BLANK}|-)(?:of{BLANK})?{month}{year}", self._worded),
            self._form(
                rf"(?<!\bin )(?<!\w){month}{BLANK}(?:the{BLANK})?{day}{other}(?!\w|[:.,]\d|%){year}", self._worded
            ),
            (re.compile(nth, re.IGNORECASE), self._nth),
        ]

    def _form(self, pattern: str, read: Reader) -> Form:
        """A date, and the weekday that may stand before it, with a part of the day, or behind it."""
        part = rf"(?:{BLANK}{any_of(self.lexicon.parts)})?"
        before = rf"(?:(?<!\w)(?P<weekday>{self.weekday})(?!\w){part}[.,]?{BLANK}?\(?(?:the{BLANK})?)?"
        last = rf"{self.weekday})(?!\w)(?!{BLANK}\d)"
        behind = rf"(?:\s?\((?P<weekday2>{last}\)|\s?,\s?(?:a{BLANK})?(?P<weekday3>{last})?"
        return re.compile(f"{before}{pattern}{behind}", re.IGNORECASE), read

    def _ordered(self, match: re.Match[str], dateline: Dateline) -> Reading:
        return self._checked(match, date(int(match["year"]), int(match["month"]), int(match["day"])))

    def _numbered(self, match: re.Match[str], dateline: Dateline) -> Reading | None:
        """Day and month in an order that only their size or the weekday can tell."""
        a, b = int(match["a"]), int(match["b"])
        year = match.groupdict().get("year") or ""
        full = _full_year(year, dateline) if year else None
        days = sorted({day for day in (_valid(full, b, a, dateline), _valid(full, a, b, dateline)) if day})
        if not days and len(year) == 2:
            return None  # 24/48/72 hours
        if not days:
            raise ValueError("no order of the two makes a day")
        if len(days) == 1:
            return self._checked(match, days[0])
        fitting = [day for day in days if self._fits(match, day)]
        if len(fitting) == 1 and self._weekday(match) is not None:
            return Reading(fitting[0], fitting[0])
        flags = {Flag.AMBIGUOUS} if fitting else {Flag.AMBIGUOUS, Flag.MISMATCH}
        return Reading(days[0], days[-1], frozenset(flags), tuple(days))

    def _worded(self, match: re.Match[str], dateline: Dateline) -> Reading | None:
        """A day and a month in words; two days of one month are an interval."""
        month = self.lexicon.month_number(match["month"])
        days = [int(day) for day in (match["day"], match["other"]) if day]
        if month is None or not all(1 <= day <= 31 for day in days):
            return None
        year = int(match["year"]) if match["year"] else None
        ends = [date(year, month, days[-1])] if year is not None else _without_year(month, days[-1], dateline)
        if len(days) == 1 and len(ends) == 2:
            return Reading(ends[0], ends[1], frozenset({Flag.AMBIGUOUS}), tuple(ends))
        first = date(ends[0].year, month, days[0])
        if first > ends[0]:
            raise ValueError("the days run backwards")
        return self._checked(match, first, ends[0])

    def _nth(self, match: re.Match[str], dateline: Dateline) -> Reading:
        """The latest day of this number on or before the dateline."""
        number, day = int(match["day"]), dateline.day
        end = day if number <= day.day else day.replace(day=1) - timedelta(days=1)
        found = end.replace(day=number)
        return Reading(found, found)

    def _checked(self, match: re.Match[str], first: date, last: date | None = None) -> Reading:
        """The days, flagged where a weekday is given and belongs to neither end."""
        found = Reading(first, last or first)
        fits = self._fits(match, first) or self._fits(match, last or first)
        return found if fits else found.flagged(Flag.MISMATCH)

    def _fits(self, match: re.Match[str], day: date) -> bool:
        weekday = self._weekday(match)
        return weekday is None or day.weekday() == weekday

    def _weekday(self, match: re.Match[str]) -> int | None:
        groups = match.groupdict()
        name = groups.get("weekday") or groups.get("weekday2") or groups.get("weekday3")
        return self.lexicon.all_weekdays[plainly(name)] if name else None


def _valid(year: int | None, month: int, day: int, dateline: Dateline) -> date | None:
    """The day, or without a year the latest such; None where the calendar has none."""
    try:
        return date(year, month, day) if year is not None else _without_year(month, day, dateline)[0]
    except ValueError:
        return None


def _without_year(month: int, day: int, dateline: Dateline) -> list[date]:
    """The latest such day on or before the dateline; and the one after it too, where that is near."""
    this = dateline.day.year
    days = [found for year in range(max(1, this - LEAP_YEARS), this + 2) if (found := _in_year(year, month, day))]
    past = [found for found in days if found <= dateline.day]
    near = [found for found in days if timedelta(0) < found - dateline.day <= AHEAD]
    if not past:
        raise ValueError("no such day")
    return [past[-1], *near]


def _in_year(year: int, month: int, day: int) -> date | None:
    try:
        return date(year, month, day)
    except ValueError:
        return None


def _full_year(text: str, dateline: Dateline) -> int:
    """A year of two digits lies in the hundred years that end a year after the dateline."""
    year = int(text)
    if len(text) > 2:
        return year
    century = dateline.day.year // 100 * 100
    return century + year if century + year <= dateline.day.year + 1 else century - 100 + year
