"""A text that does not speak of a figure: in another language, no article at all, or simply silent."""

from __future__ import annotations

from collections.abc import Callable
from functools import cache
from importlib.util import find_spec

from tieout.evidence.answer import answer
from tieout.evidence.case import Case
from tieout.evidence.verdict import FigureVerdict, Status

_LEAST_WORDS = 12  # a shorter text is not judged by its language
_LEAST_SHARE = 0.06  # of small words among the words of a text in this language
_LOOKED_AT = 4000  # code points
_LAST_LATIN = "\u024f"


def silent(case: Case, text: str) -> FigureVerdict:
    """The verdict where nothing was found."""
    if _is_other_language(case, text):
        return answer(case, Status.UNSUPPORTED, [], "the text is not in English")
    junk = _junk(text)
    if junk:
        return answer(case, Status.JUNK, [], f"the text is no article: {junk}")
    measure = case.claim.measure
    if case.claim.point != 0:
        return answer(case, Status.NOT_FOUND, [], f"the text does not speak of {measure}")
    if measure in case.reading.spare:
        return answer(case, Status.AMBIGUOUS, [], f"the text speaks of {measure}, no count was read")
    return answer(case, Status.SILENT_ZERO, [], "the row says none; the text does not say so")


def _is_other_language(case: Case, text: str) -> bool:
    letters = [sign for sign in text[:_LOOKED_AT] if sign.isalpha()]
    if sum(sign <= _LAST_LATIN for sign in letters) * 2 < len(letters):
        return True
    reading = case.reading
    return reading.words >= _LEAST_WORDS and reading.small_words < _LEAST_SHARE * reading.words


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
