"""Where the words of a YAML text stand in its file: folding makes one line of several, escapes one letter of two."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence

Place = tuple[int, int, int]  # offset in the text; line and column in the file, from 0

ESCAPES = {"'": re.compile(r"'(?=')"), '"': re.compile(r"\\(?:x..|u.{4}|U.{8}|.|$)")}


def places(text: str, source: Sequence[str], first: int, column: int, style: str) -> Iterator[Place]:
    """Where what is written in one piece begins in `text`: each line, and what stands behind an escape.

    `source` are the lines that the text is written on, without what stands before and behind it; the first is the
    file's line `first`, and the text begins there at `column`. What is not found as it is written is left out.
    """
    end = escaped = 0
    for number, line in enumerate(source):
        for start, piece, escapes in _pieces(line, style):
            escaped += escapes
            found = text.find(piece, end) if piece else -1
            if found < 0 or len("".join(text[end:found].split())) > escaped:
                continue
            yield found, first + number, start + (0 if number else column)
            end, escaped = found + len(piece), 0


def _pieces(line: str, style: str) -> Iterator[tuple[int, str, int]]:
    """What stands between a line's escapes, without blanks around it: where, what, and whether behind an escape."""
    escapes = [match.span() for match in ESCAPES[style].finditer(line)] if style in ESCAPES else []
    start = 0
    for place, (escape, after) in enumerate([*escapes, (len(line), len(line))]):
        piece = line[start:escape].strip()
        yield line.index(piece, start), piece, min(place, 1)
        start = after
