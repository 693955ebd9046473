"""The links of a tie that need no grammar: source, document, quote. Each is a state, and the words for it."""

from __future__ import annotations

import re
from collections.abc import Collection
from typing import TYPE_CHECKING

from tieout.evidence.ties.support import Support
from tieout.model.tie import State

if TYPE_CHECKING:
    from tieout.evidence.documents.keeping import Kept
    from tieout.evidence.quotes import Location, Status

Told = tuple[State, str]
QUOTED = 200  # characters of a document that are shown in words
KEPT_ELSEWHERE = "the document is kept elsewhere"
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
    """Whether the document is kept, is the one that was captured, and is the article; only a hash tells the second."""
    from tieout.evidence.documents.junk import NO_WORDS

    if support.document is None:
        return State.MISSING, "no document is recorded"
    if not support.kept:
        return State.BROKEN, f"{support.document} is not among the documents"
    from tieout.evidence.documents.keeping import Kept, file_kept

    kept = file_kept(support.hash, support.found_hash)
    if kept is Kept.CHANGED:
        return State.BROKEN, "the file is not the one that was captured: its hash differs"
    if support.text is None:
        return _without_text(support)
    of_text = text_kept(support)
    if of_text is Kept.CHANGED:
        return State.BROKEN, "the text is not the one in which places were counted: its hash differs"
    if junk == NO_WORDS:
        return State.UNTOLD, "no words could be read in it"
    if junk:
        return State.BROKEN, f"the capture is not the article: {junk}"
    return _told_unchanged(kept, of_text)


def _told_unchanged(of_file: Kept, of_text: Kept) -> Told:
    from tieout.evidence.documents.keeping import Kept

    if of_file is Kept.UNCHANGED:
        return State.HOLDS, "kept, with the hash that was recorded"
    if of_text is Kept.UNCHANGED:
        return State.HOLDS, "kept, with the hash of its text that was recorded"
    why = {
        Kept.OTHERWISE_MADE: "its text may have been made of the file in another way than the one that was hashed",
        Kept.NOT_HERE: "its file is not here to be compared with the hash that was recorded",
        Kept.NOT_A_HASH: "what was recorded is no sha256, so nobody can tell whether it is unchanged",
    }
    told = next((why[kept] for kept in why if kept in (of_file, of_text)), "")
    return State.UNTOLD, f"kept; {told or 'no hash was recorded, so nobody can tell whether it is unchanged'}"


def text_kept(support: Support) -> Kept:
    """What the recorded hash of the document's text says of the text that is here."""
    from tieout.evidence.documents import keeping

    return keeping.text_kept(support.text, support.text_hash, support.normalisation, support.file)


def _without_text(support: Support) -> Told:
    if support.withheld:
        return State.ELSEWHERE, KEPT_ELSEWHERE
    if not support.file:
        return State.MISSING, "its text is not kept"
    if support.found_hash is None:
        return State.MISSING, "its file is not here"
    return State.UNTOLD, "its file could not be read"


def told_quote(support: Support, location: Location | None, junk: str) -> Told:
    """Whether the quoted words stand in the document. What is no article says nothing of a quote that it lacks."""
    from tieout.evidence.quotes.location import Status

    if not support.quote:
        return _without_quote(support)
    if location is None:
        return State.MISSING, "there is no document to look in"
    status = location.status
    if status.found:
        return State.HOLDS, "the words stand in the document" + _where(support, status)
    if status is Status.AMBIGUOUS:
        return State.HOLDS, "the words stand in the document at several places"
    if status is Status.ABSENT:
        return _told_absent(support.quote, location, junk)
    return (State.ELSEWHERE, KEPT_ELSEWHERE) if support.withheld else (State.UNTOLD, location.why)


def _told_absent(quote: str, location: Location, junk: str) -> Told:
    if junk:
        return State.UNTOLD, f"what was captured is not the article: {junk}"
    if _EDITED.search(quote):
        return State.UNTOLD, "words of the quote are left out or put in"
    return State.BROKEN, "the words do not stand in the document" + _nearest(location)


def _without_quote(support: Support) -> Told:
    """What is left where no words are quoted: the place of a quote, in a text that is kept elsewhere or lacks it."""
    if support.quote_start is None or support.document is None:
        return State.MISSING, "no words are quoted"
    if support.withheld:
        return State.ELSEWHERE, "only the place of the words is recorded"
    if support.quote_end is None or support.text is None:
        return State.MISSING, "no words are quoted, only where they begin"
    place = f"{support.quote_start:,} to {support.quote_end:,}"
    if 0 <= support.quote_start < support.quote_end <= len(support.text):
        return State.UNTOLD, f"the recorded place, {place}, is longer than a quote"
    return State.BROKEN, f"the recorded place, {place}, is none of the {len(support.text):,} characters of the text"


def _where(support: Support, status: Status) -> str:
    from tieout.evidence.quotes.location import Status

    if status is Status.EXACT:
        return ", at the recorded place"
    if status is Status.NORMALISED:
        return ", with another spelling or spacing"
    return "" if support.quote_start is None else ", at another place than recorded"


def _nearest(location: Location) -> str:
    return f"; the nearest there: {location.nearest.text[:QUOTED]}" if location.nearest else ""
