"""Numbers with their nouns: `1 finding`, `1,234 findings`."""

from __future__ import annotations


def counted(number: int, one: str, many: str = "") -> str:
    """The number and the noun that agrees with it; `many` is `one` with an s where it is not given."""
    return f"{number:,} {one if number == 1 else many or f'{one}s'}"
