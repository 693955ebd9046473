"""Words that single rules ask for, by name: `wording.yaml` of a language."""

from __future__ import annotations

from functools import cache

from tieout.evidence.language import word_lists


@cache
def wording(name: str, language: str = "en") -> frozenset[str]:
    """The words of one list."""
    return frozenset(word_lists("wording", language)[name])
