"""Near copies told in plain Python, for the SQL to be held against.

Two texts are near copies where at least four fifths of the shorter one's runs of five words stand in the other.
Runs that very many texts share (a login page, a site's frame) say nothing and are left aside; texts of the same words
are put together first, so that a wire text is not lost because everybody printed it.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Mapping
from dataclasses import dataclass
from itertools import combinations

from tieout.evidence.relays.copies import COMMON, LEAST, RUN, SHORTEST

_WORD = re.compile(r"[^\W_]+")


@dataclass(frozen=True, slots=True)
class Copy:
    """Two documents, the lesser identifier first, and how much of the shorter stands in the other, up to 1."""

    one: str
    other: str
    contained: float


def near_copies(texts: Mapping[str, str]) -> tuple[Copy, ...]:
    """Pairs of near copies among a few texts, in order.

    Of texts with the same words the least identifier stands for all, and is paired with each.
    """
    by_words: dict[tuple[str, ...], list[str]] = {}
    for key in sorted(texts):
        words = tuple(_WORD.findall(texts[key].lower()))
        if words:
            by_words.setdefault(words, []).append(key)
    same = [Copy(keys[0], other, 1.0) for keys in by_words.values() for other in keys[1:]]
    return tuple(sorted([*same, *_contained({keys[0]: words for words, keys in by_words.items()})], key=_order))


def _order(copy: Copy) -> tuple[str, str]:
    return copy.one, copy.other


def _contained(words_of: Mapping[str, tuple[str, ...]]) -> list[Copy]:
    runs = {key: {words[at : at + RUN] for at in range(len(words) - RUN + 1)} for key, words in words_of.items()}
    texts_with = Counter(run for several in runs.values() for run in several)
    own = {key: {run for run in several if texts_with[run] <= COMMON} for key, several in runs.items()}
    found = []
    for one, other in combinations(sorted(key for key, several in own.items() if len(several) >= SHORTEST), 2):
        shared = len(own[one] & own[other]) / min(len(own[one]), len(own[other]))
        if shared >= LEAST:
            found.append(Copy(one, other, shared))
    return found
