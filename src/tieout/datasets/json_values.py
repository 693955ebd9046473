"""JSON values as text: numbers exactly as written, nested values as JSON, no duplicate key hidden."""

from __future__ import annotations

import json
from typing import Any


class _WrittenNumber(float):
    """A fraction that remembers its digits: 1.10 stays "1.10"."""

    written: str

    def __new__(cls, text: str) -> _WrittenNumber:
        number = super().__new__(cls, text)
        number.written = text
        return number


def _pairs(pairs: list[tuple[str, Any]]) -> dict[str, Any]:
    """An object's fields; a key that stands twice keeps both values, the later under a numbered name."""
    fields: dict[str, Any] = {}
    for key, value in pairs:
        name, place = key, 2
        while name in fields:
            name, place = f"{key}_{place}", place + 1
        fields[name] = value
    return fields


DECODER = json.JSONDecoder(parse_float=_WrittenNumber, object_pairs_hook=_pairs)
DEEPEST = 500  # lists and objects within each other: Python reads some more, and cannot write all that it reads


def decoded(text: str, at: int = 0) -> tuple[Any, int]:
    """The value that begins at a place in a text, and where it ends. Raises ValueError where there is none."""
    try:
        value, end = DECODER.raw_decode(text, at)
    except RecursionError:
        raise ValueError("nested too deeply") from None
    if text.count("[", at, end) + text.count("{", at, end) > DEEPEST and _is_deep(value):
        raise ValueError("nested too deeply")
    return value, end


def _is_deep(value: Any) -> bool:
    layer = [value]
    for _ in range(DEEPEST):
        inner = [one.values() if isinstance(one, dict) else one for one in layer if isinstance(one, dict | list)]
        layer = [each for values in inner for each in values]
    return bool(layer)


def as_text(value: Any) -> str | None:
    """A value as the text of a cell; null is None."""
    match value:
        case None | str():
            return value
        case bool():
            return "true" if value else "false"
        case _WrittenNumber():
            return value.written
        case _:
            return json.dumps(value, ensure_ascii=False)
