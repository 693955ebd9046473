"""A document's text, folded once for every quote that is sought in it, with the way back to the original.

Folding removes what typing, typesetting and copying change without changing the words: quotation marks, dashes, runs
of white space, soft hyphens, zero-width and direction marks, and compatibility characters (Unicode NFKC). Raised and
circled digits and fractions are left alone: "10²" must not become "102". Case and spelling stay.
"""

from __future__ import annotations

import re
import unicodedata
from bisect import bisect_left, bisect_right
from functools import cached_property, lru_cache

from tieout.evidence.quotes.span import Span

_SINGLE, _DOUBLE, _DASHES = "‘’‚‛′´`ʼ‹›", "“”„‟″«»", "‐‑‒–—―−﹘﹣"
SPELLING = (
    dict.fromkeys(map(ord, _SINGLE), "'")
    | dict.fromkeys(map(ord, _DOUBLE), '"')
    | dict.fromkeys(map(ord, _DASHES), "-")
)
HIDDEN = "\u00ad\u034f\u061c\u180e\u200b-\u200f\u202a-\u202e\u2060-\u2064\u2066-\u206f\ufe00-\ufe0f\ufeff"
_MOST_MARKS = 30  # of one letter; the limit that Unicode sets for streams, and it keeps composing linear


class Text:
    """A text and its folded form. Make one for each document, and hand it to every `locate`."""

    def __init__(self, original: str) -> None:
        self.original = original

    @cached_property
    def folded(self) -> Folded:
        """The folded form; made when first asked for."""
        return Folded(self.original)


class Folded:
    """A folded text that knows which original characters each of its passages stands for."""

    def __init__(self, original: str) -> None:
        kept: list[str] = []
        # Where folding changed something: place and length in the folded text, place and length in the original.
        self._places: list[int] = []
        self._changes: list[tuple[int, int, int]] = []
        done = length = 0
        for match in _changeable(original).finditer(original):
            start, old = match.start(), match.group()
            new = _folded(old)
            if new == old:
                continue
            kept += (original[done:start], new)
            length += start - done
            self._places.append(length)
            self._changes.append((len(new), start, len(old)))
            length += len(new)
            done = match.end()
        kept.append(original[done:])
        self.text = "".join(kept)

    def span(self, start: int, end: int) -> Span | None:
        """The original characters behind a passage; None where it begins or ends within what was one character."""
        first, last = self._start(start), self._end(end)
        return None if first is None or last is None else Span(first, last)

    def _start(self, place: int) -> int | None:
        at = bisect_right(self._places, place) - 1
        if at < 0:
            return place
        length, original, original_length = self._changes[at]
        offset = place - self._places[at]
        if offset >= length:
            return original + original_length + offset - length
        return original if offset == 0 else None

    def _end(self, place: int) -> int | None:
        at = bisect_left(self._places, place) - 1
        if at < 0:
            return place
        length, original, original_length = self._changes[at]
        offset = place - self._places[at]
        return original + original_length + offset - length if offset >= length else None


def fold(text: str) -> str:
    """A text in the form in which quotes are compared, without white space at its ends."""
    return Folded(text).text.strip()


def _changeable(text: str) -> re.Pattern[str]:
    """Matches every passage of this text that folding may change, and as little else as can be."""
    parts = [rf"[\s{HIDDEN}]{{2,}}", rf"[^\S ]|[{HIDDEN}]"]
    if not text.isascii():
        distinct = set(text)
        changing = [c for c in distinct if _spelled(c) != c and not c.isspace()]
        joining = [c for c in distinct if _joins(c)]
        if joining:
            parts.append(rf"\S?[{_class(joining)}]{{1,{_MOST_MARKS}}}")
        if changing:
            parts.append(f"[{_class(changing)}]")
    elif "`" in text:
        parts.append("`")
    return re.compile("|".join(parts))


def _class(characters: list[str]) -> str:
    return "".join(map(re.escape, sorted(characters)))


@lru_cache(maxsize=65536)
def _joins(character: str) -> bool:
    """Whether a character may become one with the one before it: a mark, or the rest of a Korean syllable."""
    return unicodedata.category(character)[0] == "M" or "\u1160" <= character <= "\u11ff"


def _folded(piece: str) -> str:
    if piece.isspace():
        return " "
    bare = _HIDDEN.sub("", piece)
    if not bare:
        return ""
    return " " if bare.isspace() else _spelled(bare)


@lru_cache(maxsize=65536)
def _spelled(piece: str) -> str:
    plain = piece.translate(SPELLING)
    if any(unicodedata.category(c) == "No" for c in plain):
        return plain
    return unicodedata.normalize("NFKC", plain)


_HIDDEN = re.compile(f"[{HIDDEN}]")
