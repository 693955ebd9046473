"""A text that does not speak of a figure: in another language, no article at all, or simply silent."""

from __future__ import annotations

from tieout.evidence.claims.answer import answer
from tieout.evidence.claims.case import Case
from tieout.evidence.claims.verdict import FigureVerdict, Status
from tieout.evidence.documents.junk import is_junk
from tieout.evidence.figures.reading import share_of_known_words
from tieout.evidence.foreign import foreign as why_foreign
from tieout.evidence.foreign import has_words_of_others

_LEAST_WORDS = 12  # of a text that is judged by how few of its words are listed
_SURELY = 0.4  # of its words: a text in this language
_LEAST_SHARE = 0.25  # of listed words among the words of a text in this language
_LOOKED_AT = 4000  # code points


def foreign(case: Case) -> FigureVerdict | None:
    """A text in a language that is not read, though a number in it may be."""
    if case.figures or not _is_other_language(case):
        return None
    return answer(case, Status.UNSUPPORTED, [], "the text is not in English")


def silent(case: Case) -> FigureVerdict:
    """The verdict where nothing was found."""
    junk = is_junk(case.reading.text)
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
    """By its script or its small words; a long text also by how few of its words are listed, a short one by none."""
    text = case.reading.text[:_LOOKED_AT]
    words, known = share_of_known_words(text)
    if known > _SURELY:
        return False
    if why_foreign(text):
        return True
    if words >= _LEAST_WORDS:
        return known < _LEAST_SHARE
    return known == 0 and has_words_of_others(text)
