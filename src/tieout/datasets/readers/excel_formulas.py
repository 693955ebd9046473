"""Formulas that a workbook holds without the value they had: what wrote it never computed them."""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import IO
from xml.etree.ElementTree import Element, iterparse

FORMULA = re.compile(rb"<(\w+:)?f[\s>/]")
CHUNK = 1_000_000
OVERLAP = 40  # bytes of a chunk that are looked at again with the next
PLACE = re.compile(r"([A-Z]+)(\d+)")


def has_formulas(sheet: IO[bytes]) -> bool:
    """Whether a sheet's XML has any formula; most sheets of data have none, and this is quick to see."""
    tail = b""
    while chunk := sheet.read(CHUNK):
        if FORMULA.search(tail + chunk):
            return True
        tail = chunk[-OVERLAP:]
    return False


def without_value(sheet: IO[bytes]) -> dict[int, dict[int, str]]:
    """Row -> column -> formula, both counted from 1, of each formula in a sheet's XML that has no saved value.

    A formula whose value is the empty text has a value. Of a formula that several cells share, the file keeps the
    words in one of them; in the others it is "=".
    """
    found: dict[int, dict[int, str]] = {}
    for row, column, cell in _cells(sheet):
        parts = {_tag(part): part for part in cell}
        if "f" in parts and not _has_value(cell, parts.get("v")):
            found.setdefault(row, {})[column] = f"={parts['f'].text or ''}"
    return found


def _cells(sheet: IO[bytes]) -> Iterator[tuple[int, int, Element]]:
    """Each cell with its row and column; one that does not say where it stands is the next."""
    row = column = 0
    for event, element in iterparse(sheet, events=("start", "end")):  # noqa: S314 - openpyxl parses the same; expat bounds entities
        tag = _tag(element)
        if event == "start" and tag == "row":
            row, column = int(element.get("r") or row + 1), 0
        elif event == "end" and tag == "c":
            place = PLACE.fullmatch(element.get("r") or "")
            if place:
                row = int(place[2])
            column = _number(place[1]) if place else column + 1
            yield row, column, element
        elif event == "end" and tag == "row":
            element.clear()


def _has_value(cell: Element, value: Element | None) -> bool:
    return value is not None and (bool(value.text) or cell.get("t") == "str")


def _number(letters: str) -> int:
    number = 0
    for letter in letters:
        number = number * 26 + ord(letter) - ord("A") + 1
    return number


def _tag(element: Element) -> str:
    return element.tag.rpartition("}")[2]
