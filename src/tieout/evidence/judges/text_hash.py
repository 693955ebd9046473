"""Whether a document's text is the one whose hash was recorded, by the normalisation that is named.

Reads `text`, `text_hash`, `normalisation` and `file`.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from tieout.evidence.documents.keeping import Kept
from tieout.evidence.judges import Row, Said
from tieout.evidence.ties.links import text_kept
from tieout.evidence.ties.support import Support
from tieout.model.verdict import Verdict

if TYPE_CHECKING:
    from tieout.evidence.bench import Bench

UNDECIDED = {
    Kept.NOT_RECORDED: "no hash is recorded",
    Kept.NOT_A_HASH: "what is recorded is no sha256",
    Kept.NOT_HERE: f"{Kept.NOT_HERE}: the text is kept elsewhere",
    Kept.OTHERWISE_MADE: "the text differs, and may have been made of the file in another way",
}


def judge(row: Row, bench: Bench) -> Said:
    """Fail where the same normalisation gives another text; a text that is not here leaves it unknown."""
    kept = text_kept(Support.read(row))
    if kept is Kept.UNCHANGED:
        return Verdict.PASS, ""
    if kept is Kept.CHANGED:
        return Verdict.FAIL, "the text has another hash than was recorded"
    return Verdict.UNKNOWN, UNDECIDED[kept]
