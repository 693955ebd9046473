"""Whether a text holds characters that nobody sees, and that make it read otherwise than it is written.

Reads `text`.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from tieout.evidence.documents.hidden import hidden
from tieout.evidence.judges import Row, Said
from tieout.model.verdict import Verdict

if TYPE_CHECKING:
    from tieout.evidence.bench import Bench


def judge(row: Row, bench: Bench) -> Said:
    """Fail at the kinds that mislead; what a language or an emoji needs is passed over."""
    text = row.get("text")
    if text is None:
        return Verdict.UNKNOWN, "the text is not kept"
    found = hidden(str(text))
    return (Verdict.FAIL, "; ".join(kind.words for kind in found)) if found else (Verdict.PASS, "")
