"""JSON values as text: numbers exactly as written, nested values as JSON, no duplicate key hidden."""

from __future__ import annotations

import json
from collections.abc import Collection
from typing import Any

from tieout.datasets.columns import fold

Fields = dict[str, Any]  # any JSON value under each key


class _WrittenNumber(float):
    """A fraction that remembers its digits: 1.10 stays "1.10"."""

    written: str

    def __new__(cls, text: str) -> _WrittenNumber:
        number = super().__new__(cls, text)
        number.written = text
        return number


def _pairs(pairs: list[tuple[str, Any]]) -> Fields:
    """An object's fields; a key that stands twice keeps both values, the later under a numbered name."""
    fields: Fields = {}
    for key, value in pairs:
        name, place = key, 2
        while name in fields:
            name, place = f"{key}_{place}", place + 1
        fields[name] = value
    return fields


DECODER = json.JSONDecoder(parse_float=_WrittenNumber, object_pairs_hook=_pairs)


def fields_of(value: Any) -> Fields | None:
    """The fields of an object, None of anything else. Names that differ in capitals alone are told apart too."""
    if not isinstance(value, dict):
        return None
    if len({fold(key) for key in value}) == len(value):
        return value
    fields: Fields = {}
    taken: set[str] = set()
    for key, one in value.items():
        name = _free(key, taken)
        taken.add(fold(name))
        fields[name] = one
    return fields


def _free(key: str, taken: Collection[str]) -> str:
    name, place = key, 2
    while fold(name) in taken:
        name, place = f"{key}_{place}", place + 1
    return name


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
