"""What stands around a quote: enough to judge it by, never the whole document."""

from __future__ import annotations

from typing import NamedTuple

from tieout.evidence.quotes.span import Span
from tieout.evidence.quotes.text import Text


class Surroundings(NamedTuple):
    """A part of a document. `offset` is where it begins there; `quote` is the quote's span within the part."""

    offset: int
    text: str
    quote: Span


def surroundings(text: Text | str, span: tuple[int, int], width: int = 240) -> Surroundings:
    """The quote with at most `width` characters to each side, cut where a word begins or ends.

    Where the text has no white space within `width`, it is cut in the middle of a word.
    """
    whole = text.original if isinstance(text, Text) else text
    start, end = max(0, span[0]), min(len(whole), span[1])
    first, last = max(0, start - width), min(len(whole), end + width)
    if first and not whole[first - 1].isspace():
        first = _behind_space(whole, first, start)
    if last < len(whole) and not whole[last].isspace():
        last = _before_space(whole, end, last)
    return Surroundings(first, whole[first:last], Span(start - first, end - first))


def _behind_space(whole: str, first: int, start: int) -> int:
    return next((at + 1 for at in range(first, start) if whole[at].isspace()), first)


def _before_space(whole: str, end: int, last: int) -> int:
    return next((at for at in range(last - 1, end - 1, -1) if whole[at].isspace()), last)
