"""Who repeats whom, as a graph: which relays go round in a circle, and in which layers the sources stand.

A source stands in a later layer than every source it repeats, so that those who repeat nobody are in the first.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass

from tieout.model.tie import Relay

MOST = 30
"""Sources that a drawing holds: those with the most relays."""

Edge = tuple[str, str]  # who repeats, whom


Place = str | Edge
"""What stands in a layer: a source, or an edge that passes through on its way to a layer further back."""


@dataclass(frozen=True, slots=True)
class Graph:
    """Sources and the edges between them. `circular` are the edges that lead back to where they come from.

    `layers` begin with the sources who repeat nobody; `closing` are the edges that the layers cannot honour,
    without which no circle is left. `cut` counts the sources left out.
    """

    layers: tuple[tuple[Place, ...], ...]
    edges: tuple[Edge, ...]
    circular: frozenset[Edge]
    closing: frozenset[Edge]
    cut: int

    @property
    def sources(self) -> tuple[str, ...]:
        return tuple(place for layer in self.layers for place in layer if isinstance(place, str))


def graph(relays: Sequence[Relay], most: int = MOST) -> Graph:
    """The graph of the relays between all sources, or between the `most` with most of them."""
    edges = list(dict.fromkeys((relay.source, relay.via) for relay in relays))
    degree = Counter(source for edge in edges for source in dict.fromkeys(edge))
    kept = {source for source, _ in degree.most_common(most)}
    shown = [edge for edge in edges if kept.issuperset(edge)]
    behind = _behind(shown)
    closing = frozenset(edge for _, back in _left(behind) for edge in back)
    layers = _ordered(_layers({source: _without(closing, source, vias) for source, vias in behind.items()}))
    return Graph(layers, tuple(shown), circles(edges).intersection(shown), closing, len(degree) - len(behind))


def _without(closing: frozenset[Edge], source: str, vias: Iterable[str]) -> list[str]:
    return [via for via in vias if (source, via) not in closing]


def circles(edges: Iterable[Edge]) -> frozenset[Edge]:
    """The edges from whose end a way leads back to their beginning."""
    edges = list(edges)
    circle = _components(_behind(edges))
    return frozenset(edge for edge in edges if circle[edge[0]] == circle[edge[1]])


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
    """The sources by the length of the longest way behind them, each with what it leads to in the layer before.

    `behind` has no circles.
    """
    depth: dict[str, int] = {}
    for source, _ in _left(behind):  # whoever is repeated is left first
        depth[source] = max((depth[via] + 1 for via in behind[source]), default=0)
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
