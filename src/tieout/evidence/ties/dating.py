"""The day of an event as worded, resolved against when the words were written; no day is made up."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from datetime import date, datetime

from tieout.evidence.when import When, find
from tieout.model.tie import Dated

LONGEST = 200  # characters of a cell that is read for days
_ANY = (
    date(2190, 1, 1),
    date(2207, 8, 15),
)  # two days of writing after every day told; what both read alike needs none

Row = Sequence[str | None]


def dated(rows: Iterable[Row]) -> Iterator[Dated]:
    """What the words of each event say of its day: rows of event, words, and when these were written."""
    for event, words, written in rows:
        said = (words or "").strip()
        if event is None or not said:
            continue
        found = _found(said[:LONGEST], _moment(written))
        for one in found:
            yield Dated(event, one.words, written, one.first, one.last, settled=one.day is not None)
        if not found:
            yield Dated(event, said[:LONGEST], written, None, None, settled=False)


def _found(words: str, written: date | None) -> Sequence[When]:
    if written is not None:
        return find(words, written)
    one, other = (find(words, day) for day in _ANY)
    return [first for first, second in zip(one, other, strict=False) if first == second]


def _moment(written: str | None) -> date | None:
    """The day, with the hour where one is given: it decides whether "this morning" can have been the day before."""
    try:
        moment = datetime.fromisoformat((written or "").strip())
    except ValueError:
        return None
    return moment if len((written or "").strip()) > len("2017-11-27") else moment.date()
