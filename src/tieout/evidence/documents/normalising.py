"""How a document's file becomes the text that offsets count in, by name.

- `raw`: the characters of the file as decoded, without a byte order mark. Of an HTML page that is its source, of a PDF
  the text of its pages, each ended by a form feed.
- `wa1`: the text as Web Annotation counts it: tags removed, character references decoded, white space normalised.
  Every paragraph is one line: runs of white space in it are one space, and one line feed stands between two. A
  paragraph is an HTML block, or in plain text what empty lines set apart. What a page does not show (scripts, styles,
  templates, the title of the window) is not part of it.

A hash of a text is the sha256 of its UTF-8 bytes. Half of a surrogate pair counts as its three bytes.
"""

from __future__ import annotations

import hashlib
from collections.abc import Iterable
from itertools import groupby

RAW, WA1 = "raw", "wa1"
NAMES = (RAW, WA1)


def wa1(text: str) -> str:
    """A plain text normalised as `wa1`."""
    lines = ((line, not line.strip()) for line in text.splitlines())
    paragraphs = (" ".join(line for line, _ in group) for empty, group in groupby(lines, _is_empty) if not empty)
    return joined(paragraphs)


def joined(paragraphs: Iterable[str]) -> str:
    """Paragraphs as `wa1` writes them; empty ones are left out."""
    normalised = (" ".join(paragraph.split()) for paragraph in paragraphs)
    return "\n".join(paragraph for paragraph in normalised if paragraph)


def text_sha256(text: str) -> str:
    """The hash of a text, lower-case hexadecimal."""
    return hashlib.sha256(text.encode("utf-8", "surrogatepass")).hexdigest()


def _is_empty(line: tuple[str, bool]) -> bool:
    return line[1]
