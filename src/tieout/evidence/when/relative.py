"""Days told from the dateline: today, yesterday evening, on Sunday, last week, two days ago, overnight."""

from __future__ import annotations

import re
from datetime import date, timedelta

from tieout.evidence.when.lexicon import BLANK, Lexicon, any_of, plainly
from tieout.evidence.when.moment import Dateline, Flag, Reading
from tieout.evidence.when.periods import Form, month_of, year_of

DAY = timedelta(days=1)
WEEK = timedelta(days=7)


def forms(lexicon: Lexicon) -> list[Form]:
    """Every form of a relative date, with what reads it."""
    return [*_Days(lexicon).forms(), *_Spans(lexicon).forms(), *_Weekdays(lexicon).forms()]


def _day(day: date) -> Reading:
    return Reading(day, day)


def _compiled(pattern: str) -> re.Pattern[str]:
    return re.compile(rf"(?<![\w-]){pattern}(?![\w-])", re.IGNORECASE)


class _Days:
    """Single days counted from the dateline, and nights, which have two."""

    def __init__(self, lexicon: Lexicon) -> None:
        self.lexicon = lexicon

    def forms(self) -> list[Form]:
        words = self.lexicon
        part = rf"(?P<part>{any_of(words.parts)})"
        early = rf"(?:{any_of(words.early_late)}{BLANK})?"
        at_part = rf"(?:(?P<earlier_part>{any_of(words.parts)}){BLANK}(?:on{BLANK})?)?"
        return [
            (_compiled(rf"{any_of(words.this_day)}{BLANK}(?:at{BLANK})?{part}"), self._this_part),
            (
                _compiled(rf"{at_part}{early}(?P<day>{any_of(words.days)})(?:{BLANK}(?:at{BLANK})?{part})?(?:['’]s)?"),
                self._counted,
            ),
            (_compiled(rf"(?P<day>{any_of(words.leaning)})"), self._leaning),
            (_compiled(any_of(words.tonight)), self._tonight),
            (_compiled(any_of(words.nights)), self._night),
        ]

    def _this_part(self, match: re.Match[str], dateline: Dateline) -> Reading:
        return self._placed(dateline.day, match["part"], dateline)

    def _counted(self, match: re.Match[str], dateline: Dateline) -> Reading:
        day = dateline.day + self.lexicon.days[plainly(match["day"])] * DAY
        return self._placed(day, match["part"] or match["earlier_part"], dateline)

    def _placed(self, day: date, part: str | None, dateline: Dateline) -> Reading:
        """A part of the dateline's own day: not begun is beyond; not over may have been written the day before."""
        if not part or day != dateline.day or dateline.hour is None:
            return _day(day)
        begins, ends = self.lexicon.parts[part.casefold()]
        if dateline.hour < begins:
            return _day(day).flagged(Flag.BEYOND)
        return Reading(day - DAY, day, frozenset({Flag.UNSETTLED})) if dateline.hour < ends else _day(day)

    def _leaning(self, match: re.Match[str], dateline: Dateline) -> Reading:
        days = self.lexicon.leaning[plainly(match["day"])]
        if days > 0 or self.lexicon.anchored(match):
            return Reading(None, None, frozenset({Flag.UNSETTLED}))
        return _day(dateline.day + days * DAY).flagged(Flag.UNSETTLED)

    def _tonight(self, match: re.Match[str], dateline: Dateline) -> Reading:
        begins, _ = self.lexicon.parts["evening"]
        found = _day(dateline.day)
        return found.flagged(Flag.BEYOND) if dateline.hour is not None and dateline.hour < begins else found

    def _night(self, match: re.Match[str], dateline: Dateline) -> Reading:
        return Reading(dateline.day - DAY, dateline.day)


class _Spans:
    """Weeks, months and years, and counts of them. What is told in weeks is not known to the day."""

    def __init__(self, lexicon: Lexicon) -> None:
        self.lexicon = lexicon

    def forms(self) -> list[Form]:
        words = self.lexicon
        count = rf"(?P<count>\d{{1,3}}|{any_of([*words.numbers, *words.vague])})"
        unit = rf"(?P<unit>{any_of(words.units)})"
        early = rf"(?:(?P<edge>{any_of(['earlier', *words.early_late, *words.leaning_ago])}){BLANK})?"
        turn = rf"(?P<turn>{any_of(words.turns)})"
        ago = rf"(?P<ago>{any_of(words.ago)})|(?P<leaning>{any_of(words.leaning_ago)})|{any_of(words.later)}"
        return [
            (_compiled(rf"{count}{BLANK}{unit}{BLANK}(?:{ago})"), self._ago),
            (_compiled(rf"{any_of(words.past)}{BLANK}{count}{BLANK}{unit}"), self._past),
            (_compiled(rf"{early}{turn}{BLANK}(?P<period>{any_of(words.periods)})"), self._period),
            (_compiled(any_of(words.weekends)), lambda _, dateline: self._weekend(0, dateline)),
        ]

    def _ago(self, match: re.Match[str], dateline: Dateline) -> Reading:
        unit = self.lexicon.units[match["unit"].casefold()]
        least, most = self.lexicon.count(match["count"])
        if not match["ago"] and (not match["leaning"] or self.lexicon.anchored(match)):
            return Reading(None, None, frozenset({Flag.UNSETTLED}))
        if unit == "hour":
            found = self._hours(least, most, dateline)
        else:
            ends = [_around(dateline.day, -n, unit) for n in (least, most)]
            found = Reading(min(end[0] for end in ends), max(end[1] for end in ends))
        return found if match["ago"] and least == most else found.flagged(Flag.UNSETTLED)

    def _hours(self, least: int, most: int, dateline: Dateline) -> Reading:
        """Hours ago. Without a clock an hour ago may have been yesterday."""
        earliest, latest = (0.0, 24.0) if dateline.hour is None else (dateline.hour, dateline.hour)
        first, last = int((earliest - most) // 24), int((latest - least) // 24)
        return Reading(dateline.day + first * DAY, dateline.day + min(last, 0) * DAY)

    def _past(self, match: re.Match[str], dateline: Dateline) -> Reading:
        """Up to the dateline, as in "in the past three days"."""
        unit = self.lexicon.units[match["unit"].casefold()]
        _, most = self.lexicon.count(match["count"])
        if unit == "hour":
            return Reading(self._hours(most, most, dateline).first, dateline.day)
        return Reading(_around(dateline.day, -most, unit)[0], dateline.day)

    def _period(self, match: re.Match[str], dateline: Dateline) -> Reading:
        period = self.lexicon.periods[match["period"].casefold()]
        steps = self.lexicon.turns[match["turn"].casefold()]
        if period == "weekend":
            return self._weekend(steps, dateline)
        first, last = _whole(dateline.day, steps, period)
        if match["turn"].casefold() in self.lexicon.running:
            return Reading(dateline.day - WEEK if period == "week" else first, dateline.day)
        return Reading(first, min(last, dateline.day) if match["edge"] and first <= dateline.day else last)

    def _weekend(self, steps: int, dateline: Dateline) -> Reading:
        """The latest Saturday that has come, and its Sunday; within one, "last" may mean it or the one before."""
        saturday = dateline.day - (dateline.day.weekday() - 5) % 7 * DAY
        if steps > 0:
            saturday += WEEK
        if steps < 0 and dateline.day.weekday() >= 5:
            return Reading(saturday - WEEK, saturday + DAY, frozenset({Flag.UNSETTLED}))
        return Reading(saturday, saturday + DAY)


def _whole(day: date, steps: int, period: str) -> tuple[date, date]:
    """The first and last day of the week (from Monday), month or year that lies `steps` from a day's own."""
    if period == "week":
        monday = day - day.weekday() * DAY + steps * WEEK
        return monday, monday + 6 * DAY
    months = day.year * 12 + day.month - 1 + steps
    found = year_of(day.year + steps) if period == "year" else month_of(months // 12, months % 12 + 1)
    assert found.first is not None  # noqa: S101 - a whole period has both ends
    assert found.last is not None  # noqa: S101
    return found.first, found.last


def _around(day: date, count: int, unit: str) -> tuple[date, date]:
    """A day, or the days that a count of weeks may mean, or the whole month or year."""
    if unit == "day":
        return day + count * DAY, day + count * DAY
    if unit == "week":
        return day + count * WEEK - 3 * DAY, day + count * WEEK + 3 * DAY
    return _whole(day, count, unit)


class _Weekdays:
    """The latest such day on or before the dateline."""

    def __init__(self, lexicon: Lexicon) -> None:
        self.lexicon = lexicon

    def forms(self) -> list[Form]:
        words = self.lexicon
        parts = any_of(words.parts)
        before = rf"(?:(?P<before>{parts}){BLANK}(?:on|of){BLANK}(?:the{BLANK})?)?"
        overnight = rf"(?:(?P<overnight>{any_of(words.nights)}){BLANK}(?:(?:on|from){BLANK})?)?"
        turn = rf"(?:(?P<recurring>{any_of(words.recurring)}){BLANK})?(?:(?P<turn>{any_of(words.turns)}){BLANK})?"
        day, name = any_of(words.weekdays), any_of(words.newspapers)
        joined = rf"(?:{BLANK}?(?:[-–]|{any_of(words.joins)}){BLANK}?(?P<other>{day}))"
        behind = rf"(?:{BLANK}(?:at{BLANK})?(?P<part>{parts}))?"
        return [
            (
                _compiled(rf"{overnight}{before}{turn}(?P<day>{day})(?:['’]s)?{joined}?{behind}(?!{BLANK}{name})"),
                self._weekday,
            )
        ]

    def _weekday(self, match: re.Match[str], dateline: Dateline) -> Reading | None:
        if match["recurring"]:
            return None
        turn = self.lexicon.turns.get((match["turn"] or "").casefold())
        if match["other"]:
            last = self._latest(match["other"], dateline.day)
            return Reading(self._latest(match["day"], last), last)
        if turn == 1:
            return _day(self._latest(match["day"], dateline.day) + WEEK)
        day = self._latest(match["day"], dateline.day - DAY if turn == -1 else dateline.day)
        if turn == 0 and day != dateline.day:
            return Reading(day, day + WEEK, frozenset({Flag.AMBIGUOUS}), (day, day + WEEK))
        if match["overnight"]:
            return Reading(day - DAY, min(day + DAY, dateline.day))
        return self._not_begun(day, match["part"] or match["before"], dateline)

    def _latest(self, name: str, day: date) -> date:
        return day - (day.weekday() - self.lexicon.weekdays[plainly(name)]) % 7 * DAY

    def _not_begun(self, day: date, part: str | None, dateline: Dateline) -> Reading:
        """Under a Monday morning's dateline "Monday night" is the one to come, or that of the week before."""
        if part and day == dateline.day and dateline.hour is not None:
            begins, _ = self.lexicon.parts[part.casefold()]
            if dateline.hour < begins:
                return Reading(day - WEEK, day, frozenset({Flag.BEYOND, Flag.AMBIGUOUS}), (day - WEEK, day))
        return _day(day)
