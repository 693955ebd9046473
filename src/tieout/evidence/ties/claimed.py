"""Which figures are a source's claim about an event, and of which sources nothing that is quoted can be found."""

from __future__ import annotations

from collections.abc import Callable, Iterable

from tieout.evidence.ties.support import Support
from tieout.model.tie import State

Pair = tuple[str, str]  # an event, and a source of it


def claim_of(support: Support) -> Pair | None:
    """The event and the source that a figure is a claim of; None for one without a number, or of something larger."""
    if not support.event or not support.source or not support.known or support.is_background:
        return None
    return support.event, support.source


def unfounded(supports: Iterable[Support], quoted: Callable[[Support], State]) -> frozenset[Pair]:
    """The events with each source whose quotes for the event are all absent from the documents that they name."""
    absent: set[Pair] = set()
    founded: set[Pair] = set()
    for support in supports:
        pair = claim_of(support)
        if pair is not None and pair not in founded:
            (absent if quoted(support) is State.BROKEN else founded).add(pair)
    return frozenset(absent - founded)
