"""Columns of the page's data: values that repeat are stored once, which is what makes them small."""

from __future__ import annotations

from collections.abc import Sequence

Column = list[object] | dict[str, list[object]]


def interned(values: Sequence[object]) -> Column:
    """`{"of": distinct values, "at": index of each}` where values repeat, else the values themselves."""
    seen: dict[str, int] = {}
    of: list[object] = []
    at: list[object] = []
    for value in values:
        name = repr(value)
        if name not in seen:
            seen[name] = len(of)
            of.append(value)
        at.append(seen[name])
    return list(values) if len(of) * 2 > len(values) else {"of": of, "at": at}
