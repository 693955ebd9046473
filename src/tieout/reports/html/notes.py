"""What is told of an event in words, besides its figures: its day as worded, who is credited, who repeats whom."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from datetime import date

from tieout.model.tie import Credited, Dated, Relay
from tieout.reports.html.ties import Event

Note = tuple[str, ...]  # pieces of a sentence: the page's own words, then the data's, and so on in turn

NO_FIGURE = "not recorded"  # the value of a figure without a number
_LEVELS = {
    "credited": " is credited",
    "credited through a person": " is credited through a person",
    "relayed": " relays what others say",
}


def notes(event: Event, names: Mapping[str, str | None]) -> list[Note]:
    """The notes of an event, relays last. `names` are the sources' names by their id."""
    return [*told(event, names), *(_relayed(relay, names) for relay in event.relays)]


def told(event: Event, names: Mapping[str, str | None]) -> list[Note]:
    """What is told of its day, and of who is credited in its documents where the links of its figures do not say it."""
    credited = (one for one in event.credits if not _in_links(one, event, names))
    return [*map(_dated, event.dates), *(_credited(one, event, names) for one in credited)]


def _in_links(one: Credited, event: Event, names: Mapping[str, str | None]) -> bool:
    """Whether the links say it: a source by itself credited with its figures; or it is named for nothing."""
    states = any(_values(one, event, names.get(one.source) or one.source))
    return one.level == "mentioned" or (one.level == "credited" and not one.via and states)


def _dated(one: Dated) -> Note:
    parts = ["The day as worded: ‘", one.words, "’"]
    if one.written:
        _add(parts, ", written ", one.written, "")
    unresolved = f", is not resolved to a day: {_days(one)}. No day is made up."
    parts[-1] += f": {_day(one.first)}." if one.settled else unresolved
    return tuple(parts)


def _days(one: Dated) -> str:
    if one.first is None and one.last is None:
        return "the words allow no day to be told"
    if one.first is None:
        return f"the words allow any day up to {_day(one.last)}"
    if one.last is None:
        return f"the words allow any day from {_day(one.first)}"
    between = "or" if (one.last - one.first).days == 1 else "to"
    return f"the words allow {_day(one.first)} {between} {_day(one.last)}"


def _day(day: date | None) -> str:
    return f"{day.day} {day:%B %Y}" if day else "open"


def _credited(one: Credited, event: Event, names: Mapping[str, str | None]) -> Note:
    def name(source: str) -> str:
        return names.get(source) or source

    parts: list[str] = ["", name(one.source), _LEVELS.get(one.level, " is named")]
    if one.person:
        _add(parts, " (", one.person, ")")
    elif one.cue and one.level == "credited":
        _add(parts, " (‘", one.cue, "’)")
    for number, via in enumerate(one.via):
        _add(parts, " and " if number else ", relayed by ", name(via), "")
    _add(parts, " in ", one.document, "")
    if one.level.startswith("credited"):
        values = list(_values(one, event, name(one.source)))
        for number, value in enumerate(values):
            _add(parts, ", " if number else ", with ", value, "")
        parts[-1] += "" if values else ", with a claim of its own and no figure"
    parts[-1] += "."
    return tuple(parts)


def _add(parts: list[str], before: str, text: str, after: str) -> None:
    """One more text of the data, between two pieces of the page's words."""
    parts[-1] += before
    parts += [text, after]


def _values(one: Credited, event: Event, name: str) -> Iterator[str]:
    """The figures that the dataset takes from this document in the name of this source."""
    for tie in event.ties:
        if tie.document == one.document and tie.source in (one.source, name) and tie.value != NO_FIGURE:
            yield f"{tie.figure}: {tie.value}"


def _relayed(relay: Relay, names: Mapping[str, str | None]) -> Note:
    who, whom = (names.get(source) or source for source in (relay.source, relay.via))
    return ("", who, " repeats ", whom, *((", in ", relay.document, ".") if relay.document else (".",)))
