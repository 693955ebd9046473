"""From words to `When`: every expression of a text, or the one that a cell holds."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import replace
from datetime import date, datetime, timedelta
from functools import cache

from tieout.evidence.when import periods, relative, written
from tieout.evidence.when.lexicon import BLANK, Lexicon, any_of, lexicon
from tieout.evidence.when.moment import Dateline, Flag, Reading, When
from tieout.evidence.when.periods import Form

LOOK_BACK = 60  # code points before a date in which "since the beginning of" may stand
AROUND = 80  # code points to both sides of a date word within which its whole expression stands
WEEK = timedelta(days=6)  # from a week's last day back to its first
LONGEST = 200  # code points of a cell that is read as one expression
NUMBERS = r"\d{4}|\d[/.-]\d"


def find(text: str, dateline: date | datetime, language: str = "en") -> tuple[When, ...]:
    """Every date expression of a text, in order, resolved against the day it was written.

    Where two forms begin at one place the longer wins. Raises Mistake("unknown-language").
    """
    desk = Dateline.of(dateline)
    grammar = _grammar(language)
    found: list[When] = []
    for start, end, reading in grammar.readings(text, desk):
        one = When(text[start:end], (start, end), reading.first, reading.last, reading.flags, reading.readings)
        if found and (joined := grammar.joined(text, found[-1], one)):
            found[-1] = joined
        else:
            found.append(one)
    return tuple(_flagged(grammar.opened(text, one, desk), desk) for one in found)


def resolve(words: str, dateline: date | datetime, language: str = "en") -> When:
    """What one expression says, as an interval; flag `unread` where it says nothing, or more than one thing.

    Raises Mistake("unknown-language").
    """
    found = find(words[:LONGEST], dateline, language)
    if len(found) == 1 and len(words) <= LONGEST:
        return found[0]
    return When(words, (0, len(words)), None, None, frozenset({Flag.UNREAD}))


def _flagged(one: When, dateline: Dateline) -> When:
    """An interval that lies behind the dateline altogether is beyond it."""
    beyond = one.first is not None and one.first > dateline.day
    return replace(one, flags=one.flags | {Flag.BEYOND}) if beyond else one


class _Grammar:
    """The forms of one language."""

    def __init__(self, words: Lexicon) -> None:
        self.forms: list[Form] = [*written.forms(words), *periods.forms(words), *relative.forms(words)]
        self.trigger = re.compile(
            rf"(?<!\w){any_of(words.triggers)}(?!\w)|{NUMBERS}|\d{any_of(words.ordinals)}", re.IGNORECASE
        )
        edges = rf"(?:the{BLANK})?(?:{any_of(words.edges)}{BLANK}of{BLANK})?(?:the{BLANK})?"
        early = rf"(?:{any_of(words.early_late)}{BLANK})?"
        opens = {"since": words.since, "until": words.until, "week": words.week_ending}
        opening = "(?:" + "|".join(f"(?P<{name}>{any_of(several)})" for name, several in opens.items()) + ")"
        self.part = re.compile(rf"{any_of(words.parts)}(?!\w)", re.IGNORECASE)
        self.opening = re.compile(rf"(?<!\w){opening}{BLANK}{edges}{early}\Z", re.IGNORECASE)
        self.between = re.compile(rf"\s?(?:[-–]|{any_of(words.ranges)})\s?", re.IGNORECASE)

    def readings(self, text: str, dateline: Dateline) -> Iterator[tuple[int, int, Reading]]:
        """Expressions that do not overlap, from left to right."""
        reached = 0
        for start, end, number, match in sorted(self._matches(text), key=lambda found: (found[0], -found[1], found[2])):
            if start < reached:
                continue
            reading = _read(self.forms[number], match, dateline)
            if reading:
                yield start, end, reading
                reached = end

    def _matches(self, text: str) -> Iterator[tuple[int, int, int, re.Match[str]]]:
        for begins, ends in self._windows(text):
            for number, (pattern, _) in enumerate(self.forms):
                inner = "span" if "span" in pattern.groupindex else 0
                for match in pattern.finditer(text, begins, ends):
                    yield (*match.span(inner), number, match)

    def _windows(self, text: str) -> Iterator[tuple[int, int]]:
        """Stretches around the words without which no form can match; most of a text has none."""
        begins = ends = 0
        for match in self.trigger.finditer(text):
            if match.start() - AROUND > ends:
                if ends:
                    yield begins, ends
                begins = max(0, match.start() - AROUND)
            ends = match.end() + AROUND
        if ends:
            yield begins, ends

    def joined(self, text: str, first: When, last: When) -> When | None:
        """Two dates as one interval, as in "26 November to 3 December"; one without a year takes the other's."""
        if last.span[0] - first.span[1] > 12 or not self.between.fullmatch(text, first.span[1], last.span[0]):
            return None
        if first.first is None or last.last is None or first.flags | last.flags:
            return None
        begins = first.first
        if begins > last.last:
            again = list(self.readings(first.words, Dateline(last.last)))
            begins = again[0][2].first or begins if len(again) == 1 else begins
        if begins > last.last:
            return None
        span = (first.span[0], last.span[1])
        return When(text[span[0] : span[1]], span, begins, last.last)

    def opened(self, text: str, one: When, dateline: Dateline) -> When:
        """A date behind an opening word: "since Sunday" goes on to the dateline, "until Sunday" has no first day.

        "Before dawn on Sunday" is Sunday.
        """
        begins = max(0, one.span[0] - LOOK_BACK)
        match = self.opening.search(text[begins : one.span[0]])
        if not match or not one.is_resolved or self.part.match(one.words):
            return one
        span = (begins + match.start(), one.span[1])
        wide = replace(one, words=text[span[0] : span[1]], span=span, readings=())
        if match["until"]:
            return replace(wide, first=None)
        if match["week"]:
            return replace(wide, first=one.last - WEEK) if one.last else one
        return replace(wide, last=dateline.day) if one.first and one.first <= dateline.day else one


def _read(form: Form, match: re.Match[str], dateline: Dateline) -> Reading | None:
    """A match that is a date by its form but by no calendar is impossible, not absent."""
    try:
        return form[1](match, dateline)
    except (ValueError, OverflowError):
        return Reading(None, None, frozenset({Flag.IMPOSSIBLE}))


@cache
def _grammar(language: str) -> _Grammar:
    return _Grammar(lexicon(language))
