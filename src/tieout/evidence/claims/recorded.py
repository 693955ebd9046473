"""Texts with the figures that a dataset records of them, from a CSV or JSON Lines file of the user."""

from __future__ import annotations

import csv
import json
from collections.abc import Iterator, Mapping
from pathlib import Path
from typing import Any

from tieout.evidence.claims.reliability import Recorded
from tieout.model.figure import Bounds
from tieout.model.mistake import Mistake, Position

_COLUMNS = ("text", "measure", "population", "lower", "best", "upper")
_LONGEST_CELL = 50_000_000  # characters


def read_recorded(path: Path) -> Iterator[Recorded]:
    """The rows of a file with the columns text, measure and at least one of lower, best, upper; population is optional.

    Raises Mistake with file and line for a file that cannot be read so.
    """
    rows = _json_lines(path) if path.suffix.lower() in (".jsonl", ".ndjson") else _csv(path)
    for line, row in rows:
        at = Position(str(path), line)
        missing = [name for name in ("text", "measure") if not row.get(name)]
        if missing:
            raise Mistake("no-column", f"the row has no '{missing[0]}'", at=at, help=f"columns: {', '.join(_COLUMNS)}")
        bounds = Bounds(*(_number(row.get(name), name, at) for name in ("lower", "best", "upper")))
        if not bounds.known:
            raise Mistake("no-figure", "the row has neither lower, best nor upper", at=at)
        yield Recorded(str(row["text"]), str(row["measure"]), str(row.get("population") or "any"), bounds)


def _csv(path: Path) -> Iterator[tuple[int, Mapping[str, Any]]]:
    csv.field_size_limit(_LONGEST_CELL)
    with path.open(encoding="utf-8-sig", errors="replace", newline="") as file:
        reader = csv.DictReader(file)
        try:
            for row in reader:
                yield reader.line_num, row
        except csv.Error as problem:
            raise Mistake("csv", f"no CSV: {problem}", at=Position(str(path), reader.line_num)) from None


def _json_lines(path: Path) -> Iterator[tuple[int, Mapping[str, Any]]]:
    with path.open(encoding="utf-8-sig", errors="replace") as file:
        for number, line in enumerate(file, start=1):
            if not line.strip():
                continue
            try:
                row = json.loads(line)
            except (ValueError, RecursionError):
                row = None
            if not isinstance(row, dict):
                raise Mistake("json-lines", "the line is no JSON object", at=Position(str(path), number))
            yield number, row


def _number(value: Any, name: str, at: Position) -> float | None:
    if value is None or value == "":
        return None
    try:
        number = float(value)
    except (TypeError, ValueError):
        number = float("nan")
    if not 0 <= number < float("inf"):
        raise Mistake("number", f"'{name}' is no count: {str(value)[:40]!r}", at=at)
    return number
