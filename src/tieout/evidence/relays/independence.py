"""How many independent sources stand behind one event's claims, as a bracket.

Claims that share a root are not independent of each other. The largest set of claims with separate roots is hard to
compute; it lies between the connected components of claims and roots, and the number of sources or of roots.
"""

from __future__ import annotations

from collections.abc import Iterable, Set
from dataclasses import dataclass
from itertools import product

from tieout.evidence.relays.graph import RelayGraph


@dataclass(frozen=True, slots=True)
class Claim:
    """A source's statement about an event; no source is one that nobody named."""

    source: str | None
    document: str | None = None


@dataclass(frozen=True, slots=True)
class Bracket:
    """Named sources and distinct roots of one event's claims, and the bounds on the independent ones among them."""

    named: int
    roots: int
    lower: int

    @property
    def upper(self) -> int:
        return min(self.named, self.roots)


def independent_sources(claims: Iterable[Claim], graph: RelayGraph, copies: Iterable[tuple[str, str]] = ()) -> Bracket:
    """The bracket of one event. Claims without a source count for nothing.

    `copies` are pairs of documents with nearly the same words. A claim in one is no independent report beside a claim
    in the other, whomever they credit, so that the lower bound can only fall.
    """
    roots_of: dict[str, frozenset[str]] = {}
    sources_in: dict[str, set[str]] = {}
    for claim in claims:
        if claim.source is None:
            continue
        roots_of.setdefault(claim.source, graph.roots(claim.source))
        if claim.document is not None:
            sources_in.setdefault(claim.document, set()).add(claim.source)
    groups = _Groups()
    for roots in roots_of.values():
        groups.join(roots)
    for one, other in copies:
        for pair in _told_twice(sources_in.get(one, set()), sources_in.get(other, set())):
            groups.join(root for source in pair for root in roots_of[source])
    distinct = frozenset(root for roots in roots_of.values() for root in roots)
    return Bracket(len(roots_of), len(distinct), len({groups.head(root) for root in distinct}))


def _told_twice(one: Set[str], other: Set[str]) -> Iterable[tuple[str, str]]:
    """Pairs of sources whose claims a copy makes one. Two sources that both documents name stay apart."""
    for source, second in product(one, other):
        if source != second and not (source in other and second in one):
            yield source, second


class _Groups:
    """Names joined into groups, each known by one of its members."""

    def __init__(self) -> None:
        self._above: dict[str, str] = {}

    def head(self, name: str) -> str:
        while (above := self._above.setdefault(name, name)) != name:
            self._above[name] = self._above[above]
            name = above
        return name

    def join(self, names: Iterable[str]) -> None:
        heads = {self.head(name) for name in names}
        self._above.update(dict.fromkeys(heads, min(heads)))
