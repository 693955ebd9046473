"""The bench of one audit: what its judges share."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Callable, Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass
from functools import cached_property
from typing import TYPE_CHECKING

from tieout.evidence.ties.tying import Tyer
from tieout.model.tie import Relay

if TYPE_CHECKING:
    from tieout.evidence.relays import Bracket, Claim, RelayGraph
    from tieout.evidence.ties.claimed import Pair
    from tieout.evidence.ties.support import Support

Copies = Sequence[tuple[str, str]]  # pairs of documents with nearly the same words


@dataclass
class Bench:
    """One tyer for all judges, so that each figure is read once; what else it reads, it reads when first needed."""

    tyer: Tyer
    read_relays: Callable[[], Sequence[Relay]] = tuple
    read_copies: Callable[[], Copies] = tuple
    read_supports: Callable[[], Iterable[Support]] = tuple

    @cached_property
    def relayed(self) -> Sequence[Relay]:
        """Who repeats whom, as the dataset records it."""
        return self.read_relays()

    @cached_property
    def relays_of(self) -> Mapping[str, Sequence[Relay]]:
        """Source -> the relays in which it repeats others."""
        found: dict[str, list[Relay]] = defaultdict(list)
        for relay in self.relayed:
            found[relay.source].append(relay)
        return dict(found)

    @cached_property
    def copies(self) -> Mapping[str, frozenset[str]]:
        """Document -> those with nearly the same words."""
        found: dict[str, set[str]] = defaultdict(set)
        for one, other in self.read_copies():
            found[one].add(other)
            found[other].add(one)
        return {document: frozenset(others) for document, others in found.items()}

    @cached_property
    def unfounded(self) -> frozenset[Pair]:
        """Events with each source whose every quote for the event stands nowhere in its document."""
        from tieout.evidence.ties.claimed import unfounded

        return unfounded(self.read_supports(), lambda support: self.tyer.quoted(support)[0])

    def chains(self, sources: Collection[str], documents: Collection[str | None]) -> RelayGraph:
        """Whom these sources repeat in these documents, directly or through others.

        A relay that names no document holds always; one that does holds in that alone. Where None is among the
        documents, it is open in which the sources speak, and every relay is followed.
        """
        from tieout.evidence.relays import RelayGraph

        edges: list[tuple[str, str]] = []
        seen, waiting = set(sources), list(sources)
        while waiting:
            for relay in self.relays_of.get(waiting.pop(), ()):
                if relay.document is None or relay.document in documents or None in documents:
                    edges.append((relay.source, relay.via))
                    waiting.extend({relay.via} - seen)
                    seen.add(relay.via)
        return RelayGraph(edges)

    def bracket(self, claims: Collection[Claim]) -> Bracket:
        """How many independent sources stand behind the claims of one event. A source without a name is none."""
        from tieout.evidence.relays import independent_sources

        named = [claim for claim in claims if claim.source and not self.tyer.is_nameless(claim.source)]
        documents = {claim.document for claim in named if claim.document in self.copies}
        copies = [(one, other) for one in documents if one for other in self.copies[one] & documents if one < other]
        known: Collection[str | None] = {claim.document for claim in claims if claim.document}
        chains = self.chains({str(claim.source) for claim in named}, known or (None,))
        return independent_sources(named, chains, copies)
