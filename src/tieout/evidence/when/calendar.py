"""Dates that are written out: 26 November 2017, November 26, 26/11/2017, 2017-11-26, March 2011, in 2015."""

from __future__ import annotations

import calendar
import re
from collections.abc import Callable
from datetime import date, timedelta

from tieout.evidence.when.lexicon import BLANK, Lexicon, any_of, plainly
from tieout.evidence.when.moment import Dateline, Flag, Reading

Reader = Callable[[re.Match[str], Dateline], Reading | None]
Form = tuple[re.Pattern[str], Reader]

AHEAD = timedelta(days=31)  # a date without a year so little after the dateline may be announced rather than past
YEAR = r"(?:1[89]\d\d|20\d\d)"
NOT_INSIDE = r"(?<![\w/.-])"  # a number, a version or a path
NOT_BEFORE = r"(?!\w|[-/.]\d)"


def month_of(year: int, month: int) -> Reading:
    """All days of a month."""
    return Reading(date(year, month, 1), date(year, month, calendar.monthrange(year, month)[1]))


def year_of(year: int) -> Reading:
    """All days of a year."""
    return Reading(date(year, 1, 1), date(year, 12, 31))


def forms(lexicon: Lexicon) -> list[Form]:
    """Every form of a written date, with what reads it."""
    return _Calendar(lexicon).forms()


class _Calendar:
    def __init__(self, lexicon: Lexicon) -> None:
        self.lexicon = lexicon
        self.month = rf"(?P<month>{any_of(lexicon.months)})(?!\w)(?:\.(?=\s?[\d,]))?"
        self.ordinal = any_of(lexicon.ordinals)

    def forms(self) -> list[Form]:
        day = rf"(?P<day>\d{{1,2}})(?:{self.ordinal})?"
        other = rf"(?:{BLANK}?(?:[-–]|{any_of(self.lexicon.joins)}){BLANK}?(?P<other>\d{{1,2}})(?:{self.ordinal})?)?"
        of = rf"(?:{BLANK}|-)(?:of{BLANK})?"
        year = rf"(?:(?:,?{BLANK}|-)(?P<year>{YEAR})(?!\w|[.,]\d))?"
        before = rf"(?:{any_of(self.lexicon.before_month)})(?:{BLANK}|-)"
        within = any_of([*self.lexicon.edges, *self.lexicon.early_late])
        month_and_day = rf"{self.month}{BLANK}(?:the{BLANK})?{day}{other}(?!\w|[:.,]\d|%)"
        return [
            self._form(
                rf"{NOT_INSIDE}(?P<year>\d{{4}})(?P<sign>[-/.])(?P<month>\d\d?)(?P=sign)(?P<day>\d\d?)(?!\d|[-/.]\d)",
                self._ordered,
            ),
            self._form(
                rf"{NOT_INSIDE}(?P<a>\d\d?)(?P<sign>[-/.])(?P<b>\d\d?)(?P=sign)(?P<year>\d{{4}}){NOT_BEFORE}",
                self._numbered,
            ),
            self._form(rf"{NOT_INSIDE}(?P<a>\d\d?)/(?P<b>\d\d?)/(?P<year>\d\d){NOT_BEFORE}", self._numbered),
            self._form(rf"(?<![\w/.,-]){day}{other}{of}{self.month}{year}", self._worded),
            self._form(rf"(?<!\bin )(?<!\w){month_and_day}{year}", self._worded),
            self._form(
                rf"(?<!\w)(?:(?:{within})(?:{BLANK}|-)(?:of{BLANK})?)?{self.month},?{BLANK}(?:of{BLANK})?(?P<year>{YEAR})(?!\w)",
                self._month,
            ),
            self._form(rf"{NOT_INSIDE}(?P<year>{YEAR})-(?P<number>0\d|1[0-2]){NOT_BEFORE}", self._month),
            (re.compile(rf"(?<!\w){before}(?P<span>{self.month})(?!{BLANK}\d|\w)", re.IGNORECASE), self._bare_month),
            (
                re.compile(
                    rf"(?<!\w)(?:{any_of(self.lexicon.before_year)}){BLANK}(?P<span>{YEAR})(?!\w|[.,:/-]\d)",
                    re.IGNORECASE,
                ),
                self._year,
            ),
            (re.compile(rf"\A\s*(?P<span>{YEAR})\s*\Z"), self._year),
            self._beside_weekday(r"(?P<a>\d\d?)/(?P<b>\d\d?)(?![\w/])"),
            (
                re.compile(
                    rf"(?<!\w)on{BLANK}(?P<span>the{BLANK}(?P<day>\d\d?)(?:{self.ordinal}))(?=\s*(?:[,.;)]|\Z))",
                    re.IGNORECASE,
                ),
                self._nth,
            ),
        ]

    def _form(self, pattern: str, read: Reader) -> Form:
        """A date, and the weekday that may stand before or behind it."""
        weekday = any_of(self.lexicon.all_weekdays)
        before = rf"(?:(?<!\w)(?P<weekday>{weekday})(?!\w)[.,]?{BLANK}?\(?(?:the{BLANK})?)?"
        second = rf"(?P<weekday2>{weekday})(?!\w)(?!{BLANK}\d)"
        behind = rf"(?:\s?\({second}\)|\s?,\s?(?:a{BLANK})?{second.replace('weekday2', 'weekday3')})?"
        return re.compile(f"{before}{pattern}{behind}", re.IGNORECASE), read

    def _beside_weekday(self, pattern: str) -> Form:
        """Day and month alone are a date beside a weekday, or in brackets: elsewhere they are a fraction or a score."""
        weekday = any_of(self.lexicon.all_weekdays)
        named = rf"(?<!\w)(?P<weekday>{weekday})(?!\w)[.,]?{BLANK}?"
        return re.compile(rf"(?:{named}(?P<bracket>\()?|(?<=\()){pattern}(?(bracket)\))", re.IGNORECASE), self._numbered

    def _ordered(self, match: re.Match[str], dateline: Dateline) -> Reading:
        return self._checked(match, date(int(match["year"]), int(match["month"]), int(match["day"])))

    def _numbered(self, match: re.Match[str], dateline: Dateline) -> Reading | None:
        """Day and month in an order that only their size or the weekday can tell."""
        a, b = int(match["a"]), int(match["b"])
        year = match.groupdict().get("year")
        found = {
            _day(month, day, _full_year(year, dateline) if year else None, dateline) for day, month in ((a, b), (b, a))
        }
        days = sorted(day for day in found if day)
        if not days and len(year or "") == 2:
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
        month = self._month_number(match)
        if month is None:
            return None
        year = int(match["year"]) if match["year"] else None
        days = [int(day) for day in (match["day"], match["other"]) if day]
        if not all(1 <= day <= 31 for day in days):
            return None
        last = _without_year(month, days[-1], dateline) if year is None else [date(year, month, days[-1])]
        if len(days) == 1 and len(last) == 2:
            return Reading(last[0], last[1], frozenset({Flag.AMBIGUOUS}), tuple(last))
        first = date(last[0].year, month, days[0])
        if first > last[0]:
            raise ValueError("the days run backwards")
        return self._checked(match, first, last[0])

    def _month(self, match: re.Match[str], dateline: Dateline) -> Reading | None:
        groups = match.groupdict()
        month = int(groups["number"]) if groups.get("number") else self._month_number(match)
        return None if month is None else month_of(int(match["year"]), month)

    def _bare_month(self, match: re.Match[str], dateline: Dateline) -> Reading | None:
        """The latest such month that has begun by the dateline."""
        month = self._month_number(match, always_capitalised=True)
        if month is None:
            return None
        return month_of(dateline.day.year - (month > dateline.day.month), month)

    def _year(self, match: re.Match[str], dateline: Dateline) -> Reading:
        return year_of(int(match["span"]))

    def _nth(self, match: re.Match[str], dateline: Dateline) -> Reading:
        """The latest day of this number on or before the dateline."""
        number, day = int(match["day"]), dateline.day
        year, month = (day.year, day.month) if number <= day.day else _month_before(day)
        found = date(year, month, number)
        return Reading(found, found)

    def _checked(self, match: re.Match[str], first: date, last: date | None = None) -> Reading:
        found = Reading(first, last or first)
        return found if self._fits(match, first) or self._fits(match, last or first) else found.flagged(Flag.MISMATCH)

    def _fits(self, match: re.Match[str], day: date) -> bool:
        weekday = self._weekday(match)
        return weekday is None or day.weekday() == weekday

    def _weekday(self, match: re.Match[str]) -> int | None:
        groups = match.groupdict()
        name = groups.get("weekday") or groups.get("weekday2") or groups.get("weekday3")
        return self.lexicon.all_weekdays[plainly(name)] if name else None

    def _month_number(self, match: re.Match[str], *, always_capitalised: bool = False) -> int | None:
        """The month, unless it is written small and is another word then: "may 5 people"."""
        name = match["month"]
        guarded = always_capitalised or name.casefold() in self.lexicon.capitalised
        return None if guarded and name.islower() else self.lexicon.months[name.casefold()]


def _day(month: int, day: int, year: int | None, dateline: Dateline) -> date | None:
    try:
        return date(year, month, day) if year is not None else _without_year(month, day, dateline)[0]
    except ValueError:
        return None


def _without_year(month: int, day: int, dateline: Dateline) -> list[date]:
    """The latest such day on or before the dateline; and the one after it too, where that is near."""
    years = range(dateline.day.year - 8, dateline.day.year + 1)  # 29 February, at most eight years back
    past = [found for year in years if (found := _valid(year, month, day)) and found <= dateline.day]
    near = [
        found
        for year in (dateline.day.year, dateline.day.year + 1)
        if (found := _valid(year, month, day)) and dateline.day < found <= dateline.day + AHEAD
    ]
    if not past:
        raise ValueError("no such day")
    return [past[-1], *near]


def _valid(year: int, month: int, day: int) -> date | None:
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


def _month_before(day: date) -> tuple[int, int]:
    last = day.replace(day=1) - timedelta(days=1)
    return last.year, last.month
