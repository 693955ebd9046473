"""Months and years that are written out: March 2011, in September, in 2015, from 2011 to 2013."""

from __future__ import annotations

import calendar
import re
from collections.abc import Callable
from datetime import date

from tieout.evidence.when.lexicon import BLANK, YEAR, Lexicon, any_of
from tieout.evidence.when.moment import Dateline, Reading

Reader = Callable[[re.Match[str], Dateline], Reading | None]
Form = tuple[re.Pattern[str], Reader]


def month_of(year: int, month: int) -> Reading:
    """All days of a month."""
    return Reading(date(year, month, 1), date(year, month, calendar.monthrange(year, month)[1]))


def year_of(year: int) -> Reading:
    """All days of a year."""
    return Reading(date(year, 1, 1), date(year, 12, 31))


def forms(lexicon: Lexicon) -> list[Form]:
    """Every form of a written month or year, with what reads it. A group `span` is the expression without its lead."""
    return _Periods(lexicon).forms()


class _Periods:
    def __init__(self, lexicon: Lexicon) -> None:
        self.lexicon = lexicon

    def forms(self) -> list[Form]:
        words = self.lexicon
        of = rf"(?:{BLANK}|-)(?:of{BLANK})?"
        within = rf"(?:{any_of([*words.edges, *words.early_late])}{of})?"
        lead_month, lead_year = (any_of(leads) + f"(?:{BLANK}|-)" for leads in (words.before_month, words.before_year))
        other = rf"(?:\s?(?:[-–]|{any_of([*words.ranges, *words.joins])})\s?(?P<other>{YEAR}))?"
        patterns: list[tuple[str, Reader]] = [
            (rf"(?<!\w){within}{words.month},?{BLANK}(?:of{BLANK})?(?P<year>{YEAR})(?!\w)", self._month),
            (rf"(?<![\w/.-])(?P<year>{YEAR})-(?P<number>0\d|1[0-2])(?!\w|[-/.]\d)", self._month),
            (rf"(?<!\w){lead_month}(?P<span>{words.month})(?!{BLANK}\d|\w)", self._bare_month),
            (rf"(?<!\w){lead_year}(?P<span>(?P<year>{YEAR}){other})(?!\w|[.,:/-]\d)", self._years),
            (rf"\A\s*(?P<span>(?P<year>{YEAR}){other})\s*\Z", self._years),
        ]
        return [(re.compile(pattern, re.IGNORECASE), read) for pattern, read in patterns]

    def _month(self, match: re.Match[str], _: Dateline) -> Reading | None:
        groups = match.groupdict()
        month = int(groups["number"]) if groups.get("number") else self.lexicon.month_number(match["month"])
        return None if month is None else month_of(int(match["year"]), month)

    def _bare_month(self, match: re.Match[str], dateline: Dateline) -> Reading | None:
        """The latest such month that has begun by the dateline."""
        name = match["month"]
        month = None if name.islower() else self.lexicon.month_number(name)
        return None if month is None else month_of(dateline.day.year - (month > dateline.day.month), month)

    def _years(self, match: re.Match[str], _: Dateline) -> Reading | None:
        first = int(match["year"])
        last = int(match["other"] or first)
        return Reading(year_of(first).first, year_of(last).last) if first <= last else None
