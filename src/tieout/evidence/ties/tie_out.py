"""The tie-out of a dataset: how many figures are tied, which links break, and how many sources are independent."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Collection, Iterable, Mapping
from typing import TYPE_CHECKING

from tieout.evidence.bench import Bench
from tieout.evidence.ties.beside import Beside, beside_each_other
from tieout.evidence.ties.claimed import claim_of
from tieout.evidence.ties.support import Support
from tieout.model.tie import Corroboration, Link, State, TieOut

if TYPE_CHECKING:
    from tieout.evidence.relays import Claim

SHOWN = 2_000  # ties that a report is given; those that do not hold come first


def tie_out(supports: Iterable[Support], bench: Bench) -> TieOut:
    """Tie every figure, count exactly, and keep the first ties for the report."""
    from tieout.evidence.claims.verdict import GRAMMAR
    from tieout.evidence.relays import Claim

    counts: dict[Link, Counter[State]] = {link: Counter() for link in Link}
    claims: dict[str, set[Claim]] = defaultdict(set)
    figures = tied = background = 0
    loose: list[Beside] = []
    held: list[Beside] = []
    for support in supports:
        reading = bench.tyer.read(support)
        tie = reading.tie
        figures += 1
        tied += tie.tied
        background += support.is_background
        for link, state in tie.states.items():
            counts[link][state] += 1
        kept = held if tie.tied else loose
        if len(kept) < SHOWN:
            kept.append(Beside.of(tie, support, reading.bounds))
        claimed = claim_of(support)
        if claimed is not None:
            claims[claimed[0]].add(Claim(claimed[1], support.document))
    listed = sorted([*loose, *held][:SHOWN], key=lambda one: (one.tie.table, one.tie.row))
    shown = beside_each_other(listed)
    documents = dict.fromkeys(tie.document or "" for tie in shown)
    return TieOut(
        figures=figures,
        tied=tied,
        background=background,
        counts={link: {state: counts[link][state] for state in State} for link in Link},
        ties=tuple(shown),
        relays=tuple(bench.relayed),
        corroboration=_corroborated(claims, bench, {tie.event for tie in shown}),
        credits=tuple(one for document in documents for one in bench.tyer.crediting.heard.get(document, ())),
        grammar=GRAMMAR,
    )


def _corroborated(
    claims: Mapping[str, Collection[Claim]], bench: Bench, shown: Collection[str | None]
) -> tuple[Corroboration, ...]:
    """The bracket of independent sources for each event that the report shows."""
    found = []
    for event in sorted(event for event in claims if event in shown):
        bracket = bench.bracket([claim for claim in claims[event] if (event, claim.source) not in bench.unfounded])
        found.append(Corroboration(event, bracket.named, bracket.lower, bracket.upper))
    return tuple(found)
