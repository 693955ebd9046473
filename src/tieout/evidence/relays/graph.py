"""The graph of relays: an edge leads from who repeats to whom they repeat, and a chain of them ends at a root.

Everything here is iterative and, but for the closure of every source, linear in the edges.
"""

from __future__ import annotations

from collections import deque
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from functools import cached_property


@dataclass(frozen=True, slots=True)
class Cycle:
    """Sources that repeat each other in a ring: `members` in order of name, `path` one shortest way round.

    The path begins and ends at the least member. Rings that share a source are one cycle.
    """

    members: tuple[str, ...]
    path: tuple[str, ...]

    @property
    def words(self) -> str:
        return " repeats ".join(self.path)


class RelayGraph:
    """Relays between sources, by identifier. Edges given twice count once."""

    def __init__(self, edges: Iterable[tuple[str, str]]) -> None:
        """`edges` are (source, via): the source repeats what the via says."""
        self.via: dict[str, set[str]] = {}
        for source, via in edges:
            self.via.setdefault(source, set()).add(via)
            self.via.setdefault(via, set())

    def reached(self, source: str) -> frozenset[str]:
        """Everyone whom a source repeats, directly or through others; itself only where it stands in a cycle."""
        found: set[str] = set()
        waiting = list(self.via.get(source, ()))
        while waiting:
            via = waiting.pop()
            if via not in found:
                found.add(via)
                waiting.extend(self.via[via])
        return frozenset(found)

    def _edges(self) -> Iterable[tuple[str, str]]:
        return ((source, via) for source, several in self.via.items() for via in several)

    @cached_property
    def cycles(self) -> tuple[Cycle, ...]:
        """Each cycle once, in order of its least member."""
        rings = [ring for ring in set(self._rings.values()) if len(ring) > 1 or self._repeats_itself(ring)]
        return tuple(Cycle(tuple(sorted(ring)), self._way_round(min(ring), ring)) for ring in sorted(rings, key=min))

    def roots(self, source: str) -> frozenset[str]:
        """Where the chains of a source end: sources that repeat nobody, and for an endless cycle its least member."""
        return frozenset(
            min(ring)
            for ring in {self._rings[one] for one in (source, *self.reached(source)) if one in self._rings}
            if self._is_end(ring)
        ) or frozenset({source})

    def _is_end(self, ring: frozenset[str]) -> bool:
        return all(self.via[one] <= ring for one in ring)

    def _repeats_itself(self, ring: frozenset[str]) -> bool:
        return any(one in self.via[one] for one in ring)

    def _way_round(self, start: str, ring: frozenset[str]) -> tuple[str, ...]:
        """A shortest path inside a ring from a member back to it, neighbours tried in order of name."""
        came_from: dict[str, str] = {}
        waiting = deque([start])
        while waiting:
            one = waiting.popleft()
            for via in sorted(self.via[one] & ring):
                if via == start:
                    return _path(came_from, start, one)
                if via not in came_from:
                    came_from[via] = one
                    waiting.append(via)
        raise AssertionError("a ring leads back to each of its members")

    @cached_property
    def _rings(self) -> Mapping[str, frozenset[str]]:
        """Strongly connected components by member (Kosaraju): most are a source on its own."""
        back: dict[str, set[str]] = {one: set() for one in self.via}
        for source, via in self._edges():
            back[via].add(source)
        rings: dict[str, frozenset[str]] = {}
        for start in reversed(self._finished()):
            if start in rings:
                continue
            ring, waiting = {start}, [start]
            while waiting:
                for source in back[waiting.pop()]:
                    if source not in rings and source not in ring:
                        ring.add(source)
                        waiting.append(source)
            rings.update(dict.fromkeys(ring, frozenset(ring)))
        return rings

    def _finished(self) -> list[str]:
        """Every source, in the order in which a depth-first walk leaves it."""
        order: list[str] = []
        seen: set[str] = set()
        for start in self.via:
            if start in seen:
                continue
            seen.add(start)
            walk = [(start, iter(self.via[start]))]
            while walk:
                one, following = walk[-1]
                unseen = next((via for via in following if via not in seen), None)
                if unseen is None:
                    order.append(one)
                    walk.pop()
                else:
                    seen.add(unseen)
                    walk.append((unseen, iter(self.via[unseen])))
        return order


def _path(came_from: Mapping[str, str], start: str, end: str) -> tuple[str, ...]:
    path = [start]
    while end != start:
        path.append(end)
        end = came_from[end]
    return (*reversed([*path[1:], start]), start) if len(path) > 1 else (start, start)
