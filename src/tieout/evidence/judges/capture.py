"""Whether a document's text is the article, and no login wall, error page or request to prove oneself human.

Reads `text` and `language`.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from tieout.evidence.documents.junk import NO_WORDS, is_junk
from tieout.evidence.foreign import foreign
from tieout.evidence.judges import Row, Said
from tieout.model.verdict import Verdict

if TYPE_CHECKING:
    from tieout.evidence.bench import Bench


def judge(row: Row, bench: Bench) -> Said:
    """Fail where little is left of a text besides the phrases of such a page."""
    text = row.get("text")
    if text is None:
        return Verdict.UNKNOWN, "the text is not kept"
    junk = is_junk(str(text))
    if junk == NO_WORDS:
        return Verdict.UNKNOWN, "no words could be read"
    if junk:
        return Verdict.FAIL, junk
    why = foreign(str(text), row.get("language"))
    return (Verdict.UNKNOWN, why) if why else (Verdict.PASS, "")
