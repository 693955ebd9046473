"""A text that does not speak of a figure: in another language, no article at all, or simply silent."""

from __future__ import annotations

from collections.abc import Callable
from functools import cache
from importlib.util import find_spec

from tieout.evidence.claims.answer import answer
from tieout.evidence.claims.case import Case
from tieout.evidence.claims.verdict import FigureVerdict, Status
from tieout.evidence.figures.reading import share_of_known_words

_LEAST_WORDS = 12  # a shorter text is not judged by its language
_LEAST_SHARE = 0.25  # of listed words among the words of a text in this language
_LOOKED_AT = 4000  # code points
_LAST_LATIN = "\u024f"


def foreign(case: Case) -> FigureVerdict | None:
    """A text in a language that is not read, though a number in it may be."""
    if case.figures or not _is_other_language(case):
        return None
    return answer(case, Status.UNSUPPORTED, [], "the text is not in English")


def silent(case: Case) -> FigureVerdict:
    """The verdict where nothing was found."""
    junk = _junk(case.reading.text)
    if junk:
        return answer(case, Status.JUNK, [], f"the text is no article: {junk}")
    measure = case.claim.measure
    if case.claim.point != 0:
        part = f"; only its first {len(case.reading.folded.plain):,} signs were read" if case.reading.cut else ""
        return answer(case, Status.NOT_FOUND, [], f"the text does not speak of {measure}{part}")
    if measure in case.reading.spare:
        return answer(case, Status.AMBIGUOUS, [], f"the text speaks of {measure}, no count was read")
    return answer(case, Status.SILENT_ZERO, [], "the row says none; the text does not say so")


def _is_other_language(case: Case) -> bool:
    text = case.reading.text[:_LOOKED_AT]
    letters = "" if text.isascii() else [sign for sign in text if sign.isalpha()]
    if sum(sign <= _LAST_LATIN for sign in letters) * 2 < len(letters):
        return True
    words, known = share_of_known_words(text)
    return words >= _LEAST_WORDS and known < _LEAST_SHARE


def _junk(text: str) -> str | None:
    is_junk = _junk_reader()
    return is_junk(text) if is_junk else None


@cache
def _junk_reader() -> Callable[[str], str | None] | None:
    """What reads captures; the grammar works without it."""
    try:
        found = find_spec("tieout.evidence.documents.junk")
    except ModuleNotFoundError:
        return None
    if found is None:
        return None
    from tieout.evidence.documents.junk import is_junk

    return is_junk
