"""Who repeats whom, and how many independent origins a claim really has."""

from tieout.evidence.relays.copies import near_copies
from tieout.evidence.relays.graph import Cycle, RelayGraph
from tieout.evidence.relays.independence import Bracket, Claim, independent_sources

__all__ = ["Bracket", "Claim", "Cycle", "RelayGraph", "independent_sources", "near_copies"]
