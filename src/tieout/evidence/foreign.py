"""Texts that are not in a language read here. Nothing is held against a dataset for what such a text does not say."""

from __future__ import annotations

from tieout.evidence.language import languages

_LOOKED_AT = 4_000  # code points
_LAST_LATIN = "\u024f"


def foreign(text: str, stated: str | None = None) -> str:
    """Why a text cannot be read here, or an empty text where it can.

    `stated` is the language as the dataset records it: a code ("en", "eng", "en-GB") or a name that begins with one.
    A text in another script is foreign whatever is stated.
    """
    language = (stated or "").strip().lower()
    if language and language[:2] not in languages():
        return f"the document is in another language ({language[:20]})"
    letters = [sign for sign in text[:_LOOKED_AT] if sign.isalpha()]
    if sum(sign <= _LAST_LATIN for sign in letters) * 2 < len(letters):
        return "the document is in another script"
    return ""
