"""Whether an address can be that of an archived copy of a document, by what it says of its time and its page.

Reads `archive`, `address`, `published` and `today`, the day of the audit.
"""

from __future__ import annotations

from datetime import UTC, date, datetime, time
from typing import TYPE_CHECKING

from tieout.evidence.documents.archive import doubts
from tieout.evidence.judges import Row, Said
from tieout.model.verdict import Verdict

if TYPE_CHECKING:
    from tieout.evidence.bench import Bench

UNTOLD = frozenset({"service", "own-address"})  # not known here; and what archive-is-own-page looks after


def judge(row: Row, bench: Bench) -> Said:
    """Fail where the address rules itself out; an archive that is not known here leaves it unknown."""
    archive, address, published = (row.get(name) for name in ("archive", "address", "published"))
    if not archive:
        return Verdict.UNKNOWN, "no archived copy is recorded"
    day = published if isinstance(published, date) else None
    found = doubts(str(archive), address=str(address) if address else None, published=day, now=_now(row.get("today")))
    ruled_out = [doubt.words for doubt in found if doubt.kind not in UNTOLD]
    if ruled_out:
        return Verdict.FAIL, "; ".join(ruled_out)
    return (Verdict.UNKNOWN, "; ".join(doubt.words for doubt in found)) if found else (Verdict.PASS, "")


def _now(today: object) -> datetime | None:
    return datetime.combine(today, time(), UTC) if isinstance(today, date) else None
