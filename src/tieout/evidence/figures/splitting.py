"""Where sentences begin and end, fast. A missed border costs less than an invented one."""

from __future__ import annotations

import re
from collections.abc import Iterator
from functools import cache

from tieout.evidence.language import word_lists

LONGEST = 1500  # code points of a sentence; longer ones are cut at white space
WRAPPED = 55  # code points; a line at least this long may go on in the next

_BORDER = re.compile(  # it begins with a set of signs, by which the engine passes over all others
    r"""[.!?\n](?:(?<!\n)["')\]]{0,2}\s+(?=["'(\[]{0,2}[A-Z0-9$])|(?<=[a-z][a-z)]\.)(?=[A-Z][a-z])"""
    r"""|(?<=\n)(?:\s*\n\s*|[ \t]*(?=\S)))"""
)


def split(cased: str, language: str = "en") -> Iterator[tuple[int, int]]:
    """The places of every sentence of a folded text, in order, nothing left out but white space."""
    start = 0
    for border in _BORDER.finditer(cased):
        if _ends(cased, border, start, language):
            yield from _cut(cased, start, border.end())
            start = border.end()
    yield from _cut(cased, start, len(cased))


def _ends(cased: str, border: re.Match[str], start: int, language: str) -> bool:
    sign = cased[border.start()]
    if sign == "\n":
        following = cased[border.end() : border.end() + 1]
        return "\n" in border.group()[1:] or not (
            following.islower() or border.start() - _line(cased, border) > WRAPPED
        )
    if sign != ".":
        return True
    word = cased[max(start, border.start() - 12) : border.start()].rpartition(" ")[2]
    if len(word) <= 1 and not word.isdigit():
        return False
    return word.lower().lstrip("(\"'") not in _abbreviations(language)


def _line(cased: str, border: re.Match[str]) -> int:
    return cased.rfind("\n", max(0, border.start() - LONGEST), border.start()) + 1


def _cut(cased: str, start: int, end: int) -> Iterator[tuple[int, int]]:
    while end - start > LONGEST:
        at = cased.rfind(" ", start + LONGEST // 2, start + LONGEST)
        at = start + LONGEST if at < 0 else at
        yield start, at
        start = at
    if start < end:
        yield start, end


@cache
def _abbreviations(language: str) -> frozenset[str]:
    groups = word_lists("sentences", language)["abbreviations"]
    return frozenset(word for name, group in groups.items() if name != "months" for word in group) | {
        "u.s",
        "u.n",
        "u.k",
    }
