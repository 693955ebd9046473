"""Who repeats whom, as a graph: which relays go round in a circle, and in which layers the sources stand.

A source stands in a later layer than every source it repeats, and as near to them who repeat it as that allows.
"""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass

from tieout.model.tie import Relay

MOST = 30
"""Sources that a drawing holds: those with the most relays."""

MANY = 24
"""Arrows from which on those are left out that a longer way tells as well."""

Edge = tuple[str, str]  # who repeats, whom


Place = str | Edge
"""What stands in a layer: a source, or an edge that passes through on its way to a layer further back."""


@dataclass(frozen=True, slots=True)
class Graph:
    """Sources and the edges between them. `circular` are those that lead back to where they come from in one document.

    `layers` begin with sources who repeat nobody; `closing` are the edges that the layers cannot honour,
    without which no circle is left. `cut` counts the sources left out, `implied` the edges that a longer way tells.
    """

    layers: tuple[tuple[Place, ...], ...]
    edges: tuple[Edge, ...]
    circular: frozenset[Edge]
    closing: frozenset[Edge]
    cut: int
    implied: int = 0

    @property
    def sources(self) -> tuple[str, ...]:
        return tuple(place for layer in self.layers for place in layer if isinstance(place, str))


def graph(relays: Sequence[Relay], most: int = MOST) -> Graph:
    """The graph of the relays between all sources, or between the `most` with most of them."""
    edges = list(dict.fromkeys((relay.source, relay.via) for relay in relays))
    degree = Counter(source for edge in edges for source in dict.fromkeys(edge))
    kept = {source for source, _ in degree.most_common(most)}
    within = [edge for edge in edges if kept.issuperset(edge)]
    circular = circles(relays)
    shown = _reduced(within, circular) if len(within) > MANY else within
    behind = _behind(shown)
    closing = frozenset(edge for _, back in _left(behind) for edge in back)
    layers = _ordered(_layers({source: _without(closing, source, vias) for source, vias in behind.items()}))
    cut, implied = len(degree) - len(behind), len(within) - len(shown)
    return Graph(layers, tuple(shown), circular.intersection(shown), closing, cut, implied)


def _without(closing: frozenset[Edge], source: str, vias: Iterable[str]) -> list[str]:
    return [via for via in vias if (source, via) not in closing]


def circles(relays: Iterable[Relay]) -> frozenset[Edge]:
    """The edges from whose end a way leads back to their beginning, in one document.

    What is repeated in one document and the other way round in another is no circle. Relays that name no document hold
    in all of them.
    """
    always: dict[str, list[str]] = defaultdict(list)
    by_document: dict[str, list[Edge]] = defaultdict(list)
    for relay in relays:
        if relay.document is None:
            always[relay.source].append(relay.via)
        else:
            by_document[relay.document].append((relay.source, relay.via))
    found = _circular([(source, via) for source, vias in always.items() for via in vias])
    return found.union(*(_circular([*own, *_followed(own, always)]) for own in by_document.values()))


def _circular(edges: Sequence[Edge]) -> frozenset[Edge]:
    circle = _components(_behind(edges))
    return frozenset(edge for edge in edges if circle[edge[0]] == circle[edge[1]])


def _followed(own: Iterable[Edge], always: Mapping[str, Sequence[str]]) -> list[Edge]:
    """The relays of no document that lead on from those of one."""
    waiting = [source for edge in own for source in edge]
    seen: set[str] = set()
    found: list[Edge] = []
    while waiting:
        source = waiting.pop()
        if source not in seen:
            seen.add(source)
            found += [(source, via) for via in always.get(source, ())]
            waiting += always.get(source, ())
    return found


def _reduced(edges: Sequence[Edge], circular: frozenset[Edge]) -> list[Edge]:
    """The edges without those that a longer way tells as well, one after the other; what is circular stays."""
    behind = {source: set(vias) for source, vias in _behind(edge for edge in edges if edge not in circular).items()}
    shown = []
    for source, via in edges:
        if (source, via) not in circular:
            behind[source].discard(via)
            if _leads(behind, source, via):
                continue
            behind[source].add(via)
        shown.append((source, via))
    return shown


def _leads(behind: Mapping[str, Iterable[str]], start: str, end: str) -> bool:
    seen, waiting = {start}, [start]
    while waiting:
        for via in behind[waiting.pop()]:
            if via == end:
                return True
            if via not in seen:
                seen.add(via)
                waiting.append(via)
    return False


def _behind(edges: Iterable[Edge]) -> dict[str, list[str]]:
    """Every source with those it repeats."""
    behind: dict[str, list[str]] = {}
    for source, via in edges:
        behind.setdefault(source, []).append(via)
        behind.setdefault(via, [])
    return behind


def _components(behind: Mapping[str, Sequence[str]]) -> dict[str, str]:
    """A mark for every source, the same for those that reach each other; no other has it.

    Kosaraju's way: the order in which sources are left going forward, then what each reaches going backward.
    """
    ahead: dict[str, list[str]] = {source: [] for source in behind}
    for source, vias in behind.items():
        for via in vias:
            ahead[via].append(source)
    mark: dict[str, str] = {}
    for root in reversed([source for source, _ in _left(behind)]):
        waiting = [root]
        while waiting:
            source = waiting.pop()
            if source not in mark:
                mark[source] = root
                waiting += ahead[source]
    return mark


def _left(behind: Mapping[str, Sequence[str]]) -> list[tuple[str, tuple[Edge, ...]]]:
    """The sources in the order in which a search in depth leaves them, each with its edges to those it is still in."""
    left: list[tuple[str, tuple[Edge, ...]]] = []
    seen: set[str] = set()
    inside: set[str] = set()
    for root in behind:
        waiting = [(root, False)]
        while waiting:
            source, done = waiting.pop()
            if done:
                back = tuple((source, via) for via in behind[source] if via in inside)
                inside.discard(source)
                left.append((source, back))
            elif source not in seen:
                seen.add(source)
                inside.add(source)
                waiting.append((source, True))
                waiting += [(via, False) for via in reversed(behind[source]) if via not in seen]
    return left


def _layers(behind: Mapping[str, Sequence[str]]) -> list[dict[Place, list[Place]]]:
    """The sources by the length of the longest way behind them or more, each with what it leads to one layer back.

    `behind` has no circles.
    """
    depth: dict[str, int] = {}
    left = [source for source, _ in _left(behind)]  # whoever is repeated is left first
    for source in left:
        depth[source] = max((depth[via] + 1 for via in behind[source]), default=0)
    ahead: dict[str, list[str]] = defaultdict(list)
    for source in reversed(left):  # whoever repeats them stands already
        depth[source] = min((depth[other] - 1 for other in ahead[source]), default=depth[source])
        for via in behind[source]:
            ahead[via].append(source)
    layers: list[dict[Place, list[Place]]] = [{} for _ in range(max(depth.values(), default=-1) + 1)]
    for source, vias in behind.items():
        leads = layers[depth[source]].setdefault(source, [])
        for via in vias:
            passing = range(depth[via] + 1, depth[source])
            for layer in passing:
                layers[layer][source, via] = [via if layer == depth[via] + 1 else (source, via)]
            leads.append((source, via) if passing else via)
    return layers


def _ordered(layers: Sequence[Mapping[Place, Sequence[Place]]]) -> tuple[tuple[Place, ...], ...]:
    """Each layer sorted by the middle of what its places lead to, so that few edges cross."""
    ordered: list[tuple[Place, ...]] = []
    before: dict[Place, float] = {}
    for layer in layers:
        middle = {place: _mean([before[lead] for lead in leads]) for place, leads in layer.items()}
        row = sorted(layer, key=middle.__getitem__)
        before = {place: number - (len(row) - 1) / 2 for number, place in enumerate(row)}
        ordered.append(tuple(row))
    return tuple(ordered)


def _mean(heights: Sequence[float]) -> float:
    return sum(heights) / len(heights) if heights else 0.0
