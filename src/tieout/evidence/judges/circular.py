"""Whether the sources of an event repeat one another in a circle, in the documents on that event.

Reads `sources` and `documents`, two lists side by side with an entry for each figure. A relay that names no document
is taken to hold always.
"""

from __future__ import annotations

from collections.abc import Collection, Iterator
from typing import TYPE_CHECKING

from tieout.evidence.judges import Row, Said
from tieout.evidence.relays import Cycle, RelayGraph
from tieout.model.verdict import Verdict

if TYPE_CHECKING:
    from tieout.evidence.bench import Bench

SHOWN = 10  # circles, and sources of one circle, that are told by name


def judge(row: Row, bench: Bench) -> Said:
    """Fail where a chain of relays leads back to a source that it has passed."""
    sources = {str(source) for source in row["sources"] or () if source is not None}
    documents = {str(document) for document in row["documents"] or () if document is not None}
    if not sources:
        return Verdict.UNKNOWN, "no figure of the event names a source"
    cycles = RelayGraph(_followed(sources, documents, bench)).cycles
    return (Verdict.FAIL, "; ".join(map(_told, cycles[:SHOWN]))) if cycles else (Verdict.PASS, "")


def _followed(sources: Collection[str], documents: Collection[str], bench: Bench) -> Iterator[tuple[str, str]]:
    """The relays that lead on from the sources, in these documents or in general."""
    seen, waiting = set(sources), list(sources)
    while waiting:
        source = waiting.pop()
        for relay in bench.relays_of.get(source, ()):
            if relay.document is not None and relay.document not in documents:
                continue
            yield source, relay.via
            if relay.via not in seen:
                seen.add(relay.via)
                waiting.append(relay.via)


def _told(cycle: Cycle) -> str:
    if len(cycle.members) <= SHOWN:
        return cycle.words
    return f"{' repeats '.join(cycle.path[:SHOWN])} ... in a circle of {len(cycle.members):,} sources"
