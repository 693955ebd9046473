"""Messages as patterns over their row: most of their words are the check's, the rest the row's own cells.

Thousands of messages of one check share a pattern, so the page stores each pattern once.
"""

from __future__ import annotations

import re
from collections.abc import Sequence

Pattern = str | list[str | int]
"""The text itself, or its pieces in order: texts, and numbers of the row's cells."""

_TOKEN = re.compile(r"[\w.\-]+|[^\w.\-]+")


def pattern(text: str, cells: Sequence[str | None], first: Sequence[int] = ()) -> Pattern:
    """The text with each word that is a whole cell replaced by the cell's number; `first` win over others."""
    number: dict[str, int] = {}
    for position in (*first, *range(len(cells))):
        cell = cells[position]
        if cell:
            number.setdefault(cell, position)
    pieces: list[str | int] = []
    for token in _TOKEN.findall(text):
        position = number.get(token)
        if position is not None:
            pieces.append(position)
        elif pieces and isinstance(pieces[-1], str):
            pieces[-1] += token
        else:
            pieces.append(token)
    return pieces if any(isinstance(piece, int) for piece in pieces) else text


def worded(wording: Pattern, cells: Sequence[str | None]) -> str:
    """The text that a pattern stands for, in a row."""
    if isinstance(wording, str):
        return wording
    return "".join(cells[piece] or "" if isinstance(piece, int) else piece for piece in wording)
