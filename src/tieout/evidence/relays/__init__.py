"""Who repeats whom, and how many independent origins a claim really has.

The functions here serve small graphs; `sql` says the same for whole datasets.
"""

from tieout.evidence.relays.copies import Copy, near_copies
from tieout.evidence.relays.graph import Cycle, RelayGraph
from tieout.evidence.relays.independence import Bracket, Claim, independent_sources
from tieout.evidence.relays.order import Document, Relay, TooEarly, too_early

__all__ = [
    "Bracket",
    "Claim",
    "Copy",
    "Cycle",
    "Document",
    "Relay",
    "RelayGraph",
    "TooEarly",
    "independent_sources",
    "near_copies",
    "too_early",
]
