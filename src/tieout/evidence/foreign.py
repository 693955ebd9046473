"""Texts that are not in a language read here. Nothing is held against a dataset for what such a text does not say."""

from __future__ import annotations

import re
import unicodedata
from collections import Counter
from collections.abc import Mapping
from functools import cache

from tieout.evidence.language import LANGUAGES, languages

_LOOKED_AT = 4_000  # code points
_LAST_LATIN = "\u024f"
_WORD = re.compile(r"[^\W\d_]+")
_LEAST = 3  # different small words of another language
_TIMES = 2  # as many of them as of English ones, at least
_SHOWN = 4  # words by which a language is told


def foreign(text: str, stated: str | None = None) -> str:
    """Why a text cannot be read here, or an empty text where it can.

    `stated` is the language as the dataset records it: a code ("en", "eng", "en-GB") or a name that begins with one.
    A text in another script, or with the small words of another language, is foreign whatever is stated.
    """
    language = (stated or "").strip().lower()
    if language and language[:2] not in languages():
        return f"the document is in another language ({language[:20]})"
    beginning = text[:_LOOKED_AT]
    return _by_script(beginning) or _by_words(beginning)


def has_words_of_others(text: str) -> bool:
    """Whether a short text has a small word of another language and none of English."""
    found = set(_WORD.findall(unicodedata.normalize("NFC", text[:_LOOKED_AT]).lower()))
    english, others = _small_words()
    return found.isdisjoint(english) and any(not found.isdisjoint(words) for words in others.values())


def _by_script(text: str) -> str:
    letters = "" if text.isascii() else [sign for sign in text if sign.isalpha()]
    others = [sign for sign in letters if sign > _LAST_LATIN]
    if len(others) * 2 <= len(letters):
        return ""
    script, _ = Counter(unicodedata.name(sign, "unknown").split()[0] for sign in others).most_common(1)[0]
    return f"the document is in another script ({script if len(script) < 4 else script.capitalize()})"


def _by_words(text: str) -> str:
    """The language whose small words a text has, where it has few English ones."""
    found = Counter(_WORD.findall(unicodedata.normalize("NFC", text).lower()))
    english, others = _small_words()
    told = {language: [word for word in words if word in found] for language, words in others.items()}
    language, words = max(told.items(), key=lambda one: sum(found[word] for word in one[1]))
    times = sum(found[word] for word in words)
    if len(words) < _LEAST or times < _TIMES * sum(found[word] for word in english):
        return ""
    shown = ", ".join(f"'{word}'" for word in sorted(words, key=lambda word: -found[word])[:_SHOWN])
    return f"the document is in another language ({language}, by {shown})"


@cache
def _small_words() -> tuple[tuple[str, ...], Mapping[str, tuple[str, ...]]]:
    import yaml

    lists = yaml.safe_load((LANGUAGES / "others.yaml").read_text(encoding="utf-8"))
    return tuple(lists["English"]), {name: tuple(words) for name, words in lists["languages"].items()}
