"""Whether the document credits the recorded source with the figure."""

from __future__ import annotations

from typing import TYPE_CHECKING

from tieout.evidence.judges import Row, Said
from tieout.evidence.ties.support import Support
from tieout.model.tie import Link, State
from tieout.model.verdict import Verdict

if TYPE_CHECKING:
    from tieout.evidence.bench import Bench

OF_STATE = {State.HOLDS: Verdict.PASS, State.BROKEN: Verdict.FAIL}


def judge(row: Row, bench: Bench) -> Said:
    """Fail only where the document never names the source."""
    tie = bench.tyer.read(Support.read(row)).tie
    return OF_STATE.get(tie.states[Link.CREDIT], Verdict.UNKNOWN), tie.words[Link.CREDIT]
