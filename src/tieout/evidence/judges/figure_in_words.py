"""Whether the quoted words state the number of the row, for its measure and population."""

from __future__ import annotations

from typing import TYPE_CHECKING

from tieout.evidence.claims.verdict import Status
from tieout.evidence.judges import Row, Said
from tieout.evidence.ties.support import Support
from tieout.model.tie import Link
from tieout.model.verdict import Verdict

if TYPE_CHECKING:
    from tieout.evidence.bench import Bench


def judge(row: Row, bench: Bench) -> Said:
    """Fail only where the words contradict the row; words that do not state its number leave it unknown."""
    reading = bench.tyer.read(Support.read(row))
    words = reading.tie.words[Link.WORDS]
    if reading.verdict is None:
        return Verdict.UNKNOWN, words
    if reading.verdict.is_stated:
        return Verdict.PASS, words
    return (Verdict.FAIL if reading.verdict.status is Status.CONTRADICTED else Verdict.UNKNOWN), words
