"""Figures of other events, of many events, or of none: "since 2011", "brings the total to", "threatened to kill"."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass
from functools import cache

from tieout.evidence.figures.quantity import Quantity
from tieout.evidence.language import word_lists

_NEAR = 60
_REACH = 160  # code points that a clause may reach
_CLAUSE = re.compile(r"[;:]|\.\s|, (?:while|but|whereas|which|bringing)\b")


@dataclass(frozen=True, slots=True)
class Cues:
    """Wording that sets a figure apart, as compiled patterns."""

    before: re.Pattern[str]
    after: re.Pattern[str]
    unreal: re.Pattern[str]
    denied: re.Pattern[str]
    elsewhere: re.Pattern[str]
    several: re.Pattern[str]
    own_death: re.Pattern[str]
    in_turn: re.Pattern[str]
    excepted: re.Pattern[str]
    unread: re.Pattern[str]
    bodies_found: re.Pattern[str]


@cache
def cues(language: str = "en") -> Cues:
    """The cues of a language."""
    lists = word_lists("cues", language)
    before, after = ("|".join(lists["background"][side]) for side in ("before", "after"))
    names = (
        "unreal",
        "denied",
        "elsewhere",
        "several events",
        "own death",
        "killed in turn",
        "except",
        "unread",
        "bodies found",
    )
    rest = (re.compile("".join(lists[name].split("\n")).replace("  |", "|").replace(" |", "|")) for name in names)
    return Cues(re.compile(before), re.compile(after), *rest)


def mark_background(plain: str, counts: Sequence[Quantity]) -> None:
    """Mark the figures of a sentence that its wording sets apart."""
    known = cues()
    bound = sorted((quantity for quantity in counts if quantity.measure), key=lambda quantity: quantity.start)
    for number, quantity in enumerate(bound):
        start = bound[number - 1].end if number else max(0, quantity.start - _REACH)
        end = bound[number + 1].start if number + 1 < len(bound) else quantity.end + _REACH
        lead = _clause_before(plain[max(start, quantity.start - _REACH) : quantity.start])
        tail = _clause_after(plain[quantity.end : min(end, quantity.end + _REACH)])
        found = known.before.search(lead) or known.after.search(tail)
        if found:
            quantity.background = found.group().strip()
        quantity.unreal = _ends(known.unreal, plain, quantity.trigger[0]) or _ends(known.denied, plain, quantity.start)


def _ends(cue: re.Pattern[str], plain: str, at: int) -> bool:
    """Whether a cue stands right before a place."""
    return bool(cue.search(plain[max(0, at - _NEAR) : at]))


def _clause_before(lead: str) -> str:
    *_, last = _CLAUSE.split(lead)
    return last if last.strip() else lead


def _clause_after(tail: str) -> str:
    return _CLAUSE.split(tail, maxsplit=1)[0]
