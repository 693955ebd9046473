"""What of an audit's ties the page lists, worst first, and what rests together: the figures of one event."""

from __future__ import annotations

import math
from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass
from functools import cached_property
from typing import TypeVar

from tieout.model.tie import Corroboration, Credited, Dated, Relay, State, Tie, TieOut

MOST = 2_000
"""Ties that a page holds; those that do not hold come first, and the page says how many it leaves out."""

Item = TypeVar("Item")
_WORST_FIRST = (State.BROKEN, State.MISSING, State.UNTOLD, State.ELSEWHERE, State.HOLDS)


@dataclass(frozen=True, slots=True)
class Event:
    """An event with its listed ties, its corroboration, the relays behind its sources, who is credited, its days."""

    id: str
    ties: tuple[Tie, ...]
    corroboration: Corroboration | None
    relays: tuple[Relay, ...]
    credits: tuple[Credited, ...] = ()
    dates: tuple[Dated, ...] = ()

    @property
    def tied(self) -> int:
        return sum(tie.tied for tie in self.ties)

    @property
    def support(self) -> tuple[float, ...]:
        """How well it is supported, for sorting; an event of which no bracket is known comes last."""
        bracket = self.corroboration
        return (bracket.least, bracket.most, bracket.named) if bracket else (math.inf,)


@dataclass(frozen=True)
class TieListing:
    """The ties of the page, those with the gravest state first and otherwise in the order of the audit."""

    tie_out: TieOut
    ties: tuple[Tie, ...]

    @property
    def cut(self) -> int:
        """Figures that exist but are not in this page."""
        return max(0, self.tie_out.figures - len(self.ties))

    @cached_property
    def events(self) -> tuple[Event, ...]:
        """The events of the listed ties, those with fewest independent origins first."""
        brackets = {bracket.event: bracket for bracket in self.tie_out.corroboration}
        ties: dict[str, list[Tie]] = {}
        for tie in self.ties:
            if tie.event is not None:
                ties.setdefault(tie.event, []).append(tie)
        relays = _Relays(self.tie_out.relays)
        dates = _grouped(self.tie_out.dates, lambda one: one.event)
        credits_in = _grouped(self.tie_out.credits, lambda one: one.document)
        events = []
        for name, its in ties.items():
            documents = dict.fromkeys(tie.document or "" for tie in its)
            credited = tuple(one for document in documents for one in credits_in.get(document, ()))
            days = tuple(dates.get(name, ()))
            events.append(Event(name, tuple(its), brackets.get(name), relays.behind(its), credited, days))
        return tuple(sorted(events, key=lambda event: event.support))


def tie_listing(tie_out: TieOut) -> TieListing:
    """Choose what the page lists."""
    return TieListing(tie_out, tuple(sorted(tie_out.ties, key=_gravity)[:MOST]))


def _grouped(items: Iterable[Item], by: Callable[[Item], str]) -> dict[str, list[Item]]:
    found: dict[str, list[Item]] = {}
    for item in items:
        found.setdefault(by(item), []).append(item)
    return found


def _gravity(tie: Tie) -> int:
    return min(_WORST_FIRST.index(state) for state in tie.states.values())


class _Relays:
    """Finds the relays that concern an event."""

    def __init__(self, relays: Sequence[Relay]) -> None:
        self._all = relays
        self._in_document: dict[str, list[int]] = {}
        self._of_source: dict[str, list[tuple[int, str]]] = {}
        for number, relay in enumerate(relays):
            if relay.document is not None:
                self._in_document.setdefault(relay.document, []).append(number)
            else:
                self._of_source.setdefault(relay.source, []).append((number, relay.via))

    def behind(self, ties: Iterable[Tie]) -> tuple[Relay, ...]:
        """Those recorded in a document of the ties, and those of no document that start from one of their sources."""
        found: set[int] = set()
        waiting: list[str] = []
        for tie in ties:
            found.update(self._in_document.get(tie.document or "", ()))
            waiting.append(tie.source or "")
        seen = set(waiting)
        while waiting:
            for number, via in self._of_source.get(waiting.pop(), ()):
                found.add(number)
                if via not in seen:
                    seen.add(via)
                    waiting.append(via)
        return tuple(self._all[number] for number in sorted(found))
