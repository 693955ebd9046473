"""A passage of a text."""

from __future__ import annotations

from typing import NamedTuple


class Span(NamedTuple):
    """A passage by code points of the text as given, end exclusive."""

    start: int
    end: int
