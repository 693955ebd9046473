"""The links of a tie that need no grammar: source, document, quote. Each is a state, and the words for it."""

from __future__ import annotations

import re
from collections.abc import Collection
from typing import TYPE_CHECKING

from tieout.evidence.support import Support
from tieout.model.tie import State

if TYPE_CHECKING:
    from tieout.evidence.quotes import Location, Status

Told = tuple[State, str]
QUOTED = 200  # characters of a document that are shown in words
_SHA256 = re.compile("[0-9a-f]{64}")
_EDITED = re.compile(r"\.\.\.|…|\[")


def told_source(support: Support, generic: Collection[str]) -> Told:
    """Whether the figure names a source that the register knows by a name; `generic` are words that name nobody."""
    if support.source is None:
        return State.MISSING, "no source is recorded"
    if not support.registered:
        return State.BROKEN, f"{support.source} is not in the register of sources"
    name = (support.source_name or "").strip()
    if not name:
        return State.BROKEN, f"the register gives {support.source} no name"
    if names_nobody(name, generic):
        return State.BROKEN, f"'{name}' names nobody"
    return State.HOLDS, name


def names_nobody(name: str, generic: Collection[str]) -> bool:
    """Whether a name is made of words that name nobody: "unnamed source"."""
    words = "".join(sign if sign.isalnum() else " " for sign in name.lower()).split()
    return " ".join(words) in generic or all(word in generic for word in words)


def told_capture(support: Support, location: Location | None) -> str:
    """What was captured instead of the article ("login wall"), or an empty text.

    A text in which the quote does stand is not called junk: a short post above a login wall is still the post.
    """
    from tieout.evidence.documents.junk import is_junk

    if support.text is None or (location and location.status.found):
        return ""
    return is_junk(support.text) or ""


def told_document(support: Support, junk: str) -> Told:
    """Whether the document is kept, is the one that was captured, and is the article."""
    from tieout.evidence.documents.junk import NO_WORDS

    if support.document is None:
        return State.MISSING, "no document is recorded"
    if not support.kept:
        return State.BROKEN, f"{support.document} is not among the documents"
    recorded = (support.hash or "").strip().lower().removeprefix("sha256:")
    if _SHA256.fullmatch(recorded) and support.found_hash and recorded != support.found_hash:
        return State.BROKEN, "the file is not the one that was captured: its hash differs"
    if support.text is None and recorded:
        return State.UNTOLD, "its text is not here, only its hash"
    if support.text is None:
        return State.MISSING, "its text is not kept"
    if junk == NO_WORDS:
        return State.UNTOLD, "no words could be read in it"
    if junk:
        return State.BROKEN, f"the capture is not the article: {junk}"
    return State.HOLDS, "kept, with the hash that was recorded" if recorded == support.found_hash else "kept"


def told_quote(support: Support, location: Location | None, junk: str) -> Told:
    """Whether the quoted words stand in the document. What is no article says nothing of a quote that it lacks."""
    from tieout.evidence.quotes.location import Status

    if not support.quote:
        return State.MISSING, "no words are quoted"
    if location is None:
        return State.MISSING, "there is no document to look in"
    status = location.status
    if status.found:
        return State.HOLDS, "the words stand in the document" + _where(support, status)
    if status is Status.AMBIGUOUS:
        return State.HOLDS, "the words stand in the document at several places"
    if status is Status.ABSENT and junk:
        return State.UNTOLD, f"what was captured is not the article: {junk}"
    if status is Status.ABSENT and _EDITED.search(support.quote):
        return State.UNTOLD, "words of the quote are left out or put in"
    if status is Status.ABSENT:
        return State.BROKEN, "the words do not stand in the document" + _nearest(location)
    return State.UNTOLD, location.why or status.value


def _where(support: Support, status: Status) -> str:
    from tieout.evidence.quotes.location import Status

    if status is Status.EXACT:
        return ", at the recorded place"
    if status is Status.NORMALISED:
        return ", with another spelling or spacing"
    return "" if support.quote_start is None else ", at another place than recorded"


def _nearest(location: Location) -> str:
    return f"; the nearest there: {location.nearest.text[:QUOTED]}" if location.nearest else ""
