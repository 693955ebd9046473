"""Characters that would act instead of being read: they are shown by their number, never passed on."""

from __future__ import annotations

import re
from collections.abc import Iterator

# Controls, zero-width and bidirectional marks, line separators, tags, and halves of surrogate pairs.
_ACTING = re.compile(
    "[\x00-\x1f\x7f-\x9f\xad\u061c\u115f\u1160\u180e\u200b-\u200f\u2028-\u202e\u2060-\u206f\u3164"
    "\ud800-\udfff\ufeff\ufff9-\ufffb\U000e0000-\U000e007f]"
)


def pieces(text: str) -> Iterator[tuple[str, bool]]:
    """The text in order, cut into (plain text, False) and (`U+202E`, True) for each character that acts."""
    end = 0
    for match in _ACTING.finditer(text):
        if match.start() > end:
            yield text[end : match.start()], False
        yield f"U+{ord(match[0]):04X}", True
        end = match.end()
    if end < len(text):
        yield text[end:], False


def legible(text: str) -> str:
    """The text on one line, every acting character replaced by its number."""
    return "".join(part for part, _ in pieces(text))


def escaped(json: str) -> str:
    """JSON text in which every acting character, which only texts can hold, is written as an escape.

    The layout's own line breaks stay.
    """
    return _ACTING.sub(_escape, json)


def _escape(match: re.Match[str]) -> str:
    if match[0] == "\n":
        return "\n"
    units = match[0].encode("utf-16-be", "surrogatepass").hex()
    return "".join(f"\\u{units[i : i + 4]}" for i in range(0, len(units), 4))
