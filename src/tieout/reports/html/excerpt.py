"""Parts of documents that a report shows: the quoted words with some text around them, never the whole."""

from __future__ import annotations

from collections.abc import Iterable

AROUND = 240
Excerpt = tuple[int, str]  # offset in the document in characters, text


def excerpts(text: str, quotes: Iterable[str]) -> list[Excerpt]:
    """The windows around each quote's first occurrence, in order, those that touch joined into one.

    Quotes that the text does not hold give nothing.
    """
    windows = sorted(_window(text, start, len(quote)) for quote in set(quotes) if (start := text.find(quote)) >= 0)
    joined: list[tuple[int, int]] = []
    for start, end in windows:
        if joined and start <= joined[-1][1]:
            joined[-1] = (joined[-1][0], max(end, joined[-1][1]))
        else:
            joined.append((start, end))
    return [(start, text[start:end]) for start, end in joined]


def _window(text: str, start: int, length: int) -> tuple[int, int]:
    """From a word's beginning to a word's end, about `AROUND` characters to each side."""
    first, last = max(0, start - AROUND), min(len(text), start + length + AROUND)
    if first:
        space = text.find(" ", first, start)
        first = space + 1 if space >= 0 else first
    if last < len(text):
        space = text.rfind(" ", start + length, last)
        last = space if space >= 0 else last
    return first, last
