"""Messages as patterns over their row: most of their words are the check's, the rest the row's own cells.

Thousands of messages of one check share a pattern, so the page stores each pattern once.
"""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence

Pattern = str | list[str | int]
"""The text itself, or its pieces in order: texts, and numbers of the row's cells."""

_TOKEN = re.compile(r"[\w.\-]+|[^\w.\-]+")


def pattern(text: str, number: Mapping[str, int]) -> Pattern:
    """The text with each word that is a whole cell replaced by the cell's number."""
    pieces: list[str | int] = []
    plain = 0  # where the text that no cell gives begins
    for match in _TOKEN.finditer(text):
        position = number.get(match[0])
        if position is not None:
            if plain < match.start():
                pieces.append(text[plain : match.start()])
            pieces.append(position)
            plain = match.end()
    if not pieces:
        return text
    return [*pieces, text[plain:]] if plain < len(text) else pieces


def worded(wording: Pattern, cells: Sequence[str | None]) -> str:
    """The text that a pattern stands for, in a row."""
    if isinstance(wording, str):
        return wording
    return "".join(cells[piece] or "" if isinstance(piece, int) else piece for piece in wording)
