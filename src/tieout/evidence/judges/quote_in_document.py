"""Whether quoted words stand in the document, whole: no number and no word of the document is cut in two.

Reads of rows that are no figures `document`, `text`, `quote`, and where they are recorded `quote_start`, `quote_end`,
`quote_prefix` and `quote_suffix`.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from tieout.evidence.judges import Row, Said
from tieout.evidence.ties.support import Support
from tieout.model.tie import State
from tieout.model.verdict import Verdict

if TYPE_CHECKING:
    from tieout.evidence.bench import Bench

OF_STATE = {State.HOLDS: Verdict.PASS, State.BROKEN: Verdict.FAIL}


def judge(row: Row, bench: Bench) -> Said:
    """Fail where they stand nowhere; a text that is not here, and words left out, leave it unknown."""
    state, words = bench.tyer.quoted(Support.read(row))
    return OF_STATE.get(state, Verdict.UNKNOWN), words
