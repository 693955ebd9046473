"""expectations/NAME.TABLE.json, as Great Expectations 1 writes it -> its expectations, each with its position."""

from __future__ import annotations

import json
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from tieout.expectations.store import first_line, shown
from tieout.model.mistake import Mistake, Position

_SPACE = " \t\r\n"


@dataclass(frozen=True, slots=True)
class Written:
    """One expectation as the file has it: its type, its arguments, and all its fields."""

    type: str
    kwargs: Mapping[str, Any]
    fields: Mapping[str, Any]
    at: Position


def read_expectations(path: Path) -> tuple[Written, ...]:
    """The expectations of a suite, in their order.

    Raises Mistake("broken-suite") where the file is no JSON or no suite; older suites (before 1.0) are named as such.
    """
    text = _text(path)
    suite = _parsed(text, path)
    listed = suite.get("expectations") if isinstance(suite, dict) else None
    if not isinstance(listed, list):
        raise _broken(path, text, 0, "no list of expectations", "expected what ExpectationSuite.to_json_dict() gives")
    places = tuple(_places(text))
    if not places:
        help_ = "write an expectation, or take the suite away: an empty one would pass whatever the data is"
        raise _broken(
            path, text, text.index('"expectations"'), "it has no expectation: there is nothing to check", help_
        )
    return tuple(_written(item, path, text, place) for item, place in zip(listed, places, strict=True))


def _text(path: Path) -> str:
    try:
        return path.read_text(encoding="utf-8-sig")
    except (OSError, UnicodeDecodeError) as reason:
        raise Mistake("broken-suite", f"cannot read it: {first_line(reason)}", at=Position(shown(path))) from reason


def _parsed(text: str, path: Path) -> Any:
    try:
        return json.loads(text)
    except json.JSONDecodeError as reason:
        at = Position(shown(path), reason.lineno, reason.colno)
        raise Mistake("broken-suite", f"this is not JSON: {reason.msg}", at=at) from reason
    except RecursionError as reason:
        raise Mistake("broken-suite", "it is nested too deeply", at=Position(shown(path))) from reason


def _written(item: Any, path: Path, text: str, place: int) -> Written:
    if not isinstance(item, dict):
        raise _broken(path, text, place, "an expectation is a map", "")
    kind, kwargs = item.get("type"), item.get("kwargs", {})
    if not isinstance(kind, str):
        old = "expectation_type" in item
        help_ = "this suite is older than Great Expectations 1.0: write it anew with that version" if old else ""
        raise _broken(path, text, place, "an expectation needs a `type`", help_)
    if not isinstance(kwargs, dict):
        raise _broken(path, text, place, f"the `kwargs` of '{kind}' are no map", "")
    return Written(kind, kwargs, item, _position(path, text, place))


def _broken(path: Path, text: str, place: int, what: str, help_: str) -> Mistake:
    return Mistake("broken-suite", what, at=_position(path, text, place), help=help_)


def _position(path: Path, text: str, place: int) -> Position:
    return Position(shown(path), text.count("\n", 0, place) + 1, place - text.rfind("\n", 0, place))


def _places(text: str) -> Iterator[int]:
    """Where each item of the outermost list `expectations` begins, in a text that is known to be JSON."""
    start = -1
    for key, value_at in _members(text):
        if key == "expectations":
            start = value_at
    decode = json.JSONDecoder().raw_decode
    place = _skip(text, start + 1)
    while text[place] != "]":
        yield place
        place = _skip(text, decode(text, place)[1], also=",")


def _members(text: str) -> Iterator[tuple[str, int]]:
    """The keys of the outermost map, and where their values begin."""
    decode = json.JSONDecoder().raw_decode
    place = _skip(text, text.index("{") + 1)
    while text[place] != "}":
        key, end = decode(text, place)
        value_at = _skip(text, end, also=":")
        yield key, value_at
        place = _skip(text, decode(text, value_at)[1], also=",")


def _skip(text: str, place: int, also: str = "") -> int:
    while text[place] in _SPACE or (also and text[place] == also):
        place += 1
    return place
