"""Whether the sources of an event repeat one another in a circle, in the documents on that event.

Reads `sources` and `documents`, two lists side by side with an entry for each figure. A relay that names no document
is taken to hold always.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from tieout.evidence.judges import Row, Said
from tieout.evidence.relays import Cycle
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
    cycles = bench.chains(sources, documents).cycles
    return (Verdict.FAIL, "; ".join(map(_told, cycles[:SHOWN]))) if cycles else (Verdict.PASS, "")


def _told(cycle: Cycle) -> str:
    if len(cycle.members) <= SHOWN:
        return cycle.words
    return f"{' repeats '.join(cycle.path[:SHOWN])} ... in a circle of {len(cycle.members):,} sources"
