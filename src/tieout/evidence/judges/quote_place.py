"""Whether a quote stands at one place of its document, and at the recorded one where a place is recorded."""

from __future__ import annotations

from typing import TYPE_CHECKING

from tieout.evidence.judges import Row, Said
from tieout.evidence.quotes.location import Location, Status
from tieout.evidence.ties.support import Support
from tieout.model.tie import Link
from tieout.model.verdict import Verdict

if TYPE_CHECKING:
    from tieout.evidence.bench import Bench


def judge(row: Row, bench: Bench) -> Said:
    """Fail at several places, or at another than is recorded; a quote that is not found has no place to judge."""
    support = Support.read(row)
    reading = bench.tyer.read(support)
    location = reading.location
    if location is not None and location.status is Status.AMBIGUOUS:
        return Verdict.FAIL, f"{location.why}, and nothing recorded says which is meant"
    if location is None or not location.status.found:
        return Verdict.UNKNOWN, reading.tie.words[Link.QUOTE]
    if _is_elsewhere(support, location):
        return Verdict.FAIL, f"the words stand from {location.start} to {location.end}, not {_recorded(support)}"
    return Verdict.PASS, ""


def _is_elsewhere(support: Support, location: Location) -> bool:
    ends = (support.quote_start, location.start), (support.quote_end, location.end)
    return any(recorded is not None and recorded != found for recorded, found in ends)


def _recorded(support: Support) -> str:
    ends = (("from", support.quote_start), ("to", support.quote_end))
    return " ".join(f"{word} {place}" for word, place in ends if place is not None)
