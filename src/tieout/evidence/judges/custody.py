"""Whether a step of custody follows on the one before it: numbered, dated, and with the file that was handed on.

Reads `step`, `at`, `before` and `after`; the same of the step before as `last_step`, `last_at` and `last_after`; and
`found_hash`, the sha256 of the file as it is now, of the last step of a document.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from tieout.evidence.documents.custody import Step, gaps_at, moment
from tieout.evidence.judges import Row, Said
from tieout.model.verdict import Verdict

if TYPE_CHECKING:
    from tieout.evidence.bench import Bench


def judge(row: Row, bench: Bench) -> Said:
    """Fail at every break of the chain that shows at this step."""
    if row["step"] is None:
        return Verdict.FAIL, "the step has no number"
    step = Step(row["step"], moment(row["at"]), row["before"] or None, row["after"] or None)
    earlier = None
    if row["last_step"] is not None:
        earlier = Step(row["last_step"], moment(row["last_at"]), None, row["last_after"] or None)
    found = gaps_at(step, earlier, sha256=row["found_hash"])
    return (Verdict.FAIL, "; ".join(gap.words for gap in found)) if found else (Verdict.PASS, "")
