"""The tie-out of a dataset: how many figures are tied, which links break, and how many sources are independent."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Iterable, Sequence

from tieout.evidence.support import Support
from tieout.evidence.tying import Tyer
from tieout.model.tie import Corroboration, Link, Relay, State, Tie, TieOut

SHOWN = 2_000  # ties that a report is given; those that do not hold come first


def tie_out(supports: Iterable[Support], tyer: Tyer, relays: Sequence[Relay], *, grammar: str = "") -> TieOut:
    """Tie every figure, count exactly, and keep the first ties for the report."""
    counts: dict[Link, Counter[State]] = {link: Counter() for link in Link}
    claims: dict[str, set[tuple[str, str | None]]] = defaultdict(set)
    figures = tied = 0
    loose: list[Tie] = []
    held: list[Tie] = []
    for support in supports:
        tie = tyer.read(support).tie
        figures += 1
        tied += tie.tied
        for link, state in tie.states.items():
            counts[link][state] += 1
        kept = held if tie.tied else loose
        if len(kept) < SHOWN:
            kept.append(tie)
        if support.event and support.source:
            claims[support.event].add((support.source, support.document))
    shown = sorted([*loose, *held][:SHOWN], key=lambda tie: tie.row)
    return TieOut(
        figures=figures,
        tied=tied,
        counts={link: {state: counts[link][state] for state in State} for link in Link},
        ties=tuple(shown),
        relays=tuple(relays),
        corroboration=_corroborated(claims, relays, {tie.event for tie in shown}),
        grammar=grammar,
    )


def _corroborated(
    claims: dict[str, set[tuple[str, str | None]]], relays: Sequence[Relay], shown: set[str | None]
) -> tuple[Corroboration, ...]:
    """The bracket of independent sources for each event that the report shows."""
    from tieout.evidence.relays import Claim, RelayGraph, independent_sources

    graph = RelayGraph((relay.source, relay.via) for relay in relays)
    found = []
    for event in sorted(event for event in claims if event in shown):
        bracket = independent_sources((Claim(source, document) for source, document in claims[event]), graph)
        found.append(Corroboration(event, bracket.named, bracket.lower, bracket.upper))
    return tuple(found)
