"""Whether enough independent sources stand behind an event, by the lower end of the bracket.

Reads `sources` and `documents`, two lists side by side with an entry for each figure, and `least`. Where `event` is
read too, a source whose every quote for that event is absent from its document counts for nothing.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from tieout.evidence.judges import Row, Said
from tieout.evidence.relays import Claim
from tieout.model.verdict import Verdict

if TYPE_CHECKING:
    from tieout.evidence.bench import Bench


def judge(row: Row, bench: Bench) -> Said:
    """Fail below `least` origins; an event whose figures name no source is unknown."""
    pairs = zip(row["sources"] or (), row["documents"] or (), strict=True)
    claims = [Claim(str(source), document and str(document)) for source, document in pairs if source is not None]
    if not claims:
        return Verdict.UNKNOWN, "no figure of the event gives a number and names a source"
    event = row.get("event")
    founded = [claim for claim in claims if event is None or (str(event), claim.source) not in bench.unfounded]
    bracket = bench.bracket(founded)
    if not bracket.named and len(founded) == len(claims):
        return Verdict.UNKNOWN, "no source of the event has a name"
    words = f"{_counted(bracket.named, 'source')} of {_counted(bracket.lower, 'independent origin')}"
    if bracket.upper > bracket.lower:
        words += f", {bracket.upper} at most"
    if len(founded) < len(claims):
        left_out = len({claim.source for claim in claims}) - len({claim.source for claim in founded})
        words += f"; {_counted(left_out, 'source')} left out, whose quotes stand in none of their documents"
    return (Verdict.FAIL if bracket.lower < row["least"] else Verdict.PASS), words


def _counted(number: int, what: str) -> str:
    return f"{number:,} {what}" + ("" if number == 1 else "s")
