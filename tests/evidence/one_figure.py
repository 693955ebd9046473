"""A figure that is tied at every link, to be changed: what tests of ties share."""

from __future__ import annotations

from tieout.evidence.ties.support import Support
from tieout.evidence.ties.tying import Reading, Tyer
from tieout.model.tie import Tie

QUOTE = "Twelve people were killed and 18 wounded"
TEXT = f"The pier gave way on Sunday. {QUOTE}, the Harbour Office said. It was the third time."
SOURCES = {
    "HO": ["Harbour Office of Harrow Quay", "the Harbour Office"],
    "VW": ["Valley Watch"],
    "FC": ["Fellbridge Courier"],
    "UN": ["unnamed source"],
    "NN": [],
}
GENERIC = frozenset({"unnamed", "source", "local"})
FULL = {
    "row": 0,
    "event": "E1",
    "measure": "killed",
    "best": 12.0,
    "quote": QUOTE,
    "source": "HO",
    "registered": True,
    "source_name": "Harbour Office of Harrow Quay",
    "document": "D1",
    "kept": True,
    "text": TEXT,
}
HASHED = {"hash": "a" * 64, "found_hash": "a" * 64}


def read(**changed: object) -> Reading:
    """The reading of a figure that is tied at every link, but for what is changed."""
    return Tyer(SOURCES, GENERIC).read(Support(**{**FULL, **changed}))  # type: ignore[arg-type] # fields by their names


def tie(**changed: object) -> Tie:
    return read(**changed).tie
