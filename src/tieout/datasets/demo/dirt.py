"""Damage that no SQL can write: cells too few and too many, bytes that are no text, a file cut short."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from pathlib import Path

Damage = Callable[[bytes], bytes]
"""A line without its line end -> the damaged line. A file's cells hold no commas, so that a comma ends a cell."""


def _cell_dropped(line: bytes) -> bytes:
    return line[: line.rindex(b",")]


def _cell_added(line: bytes) -> bytes:
    return line + b",copied twice"


def _in_the_last_cell(line: bytes, byte: bytes) -> bytes:
    return line + b" illegible " + byte


DAMAGE: Mapping[str, Damage] = {
    "cell dropped": _cell_dropped,
    "cell added": _cell_added,
    # 0x81 means nothing, neither in UTF-8 nor in cp1252.
    "stray byte": lambda line: _in_the_last_cell(line, b"\x81"),
    "nul byte": lambda line: _in_the_last_cell(line, b"\x00"),
    "cell flooded": lambda line: line + b" and so on" * 120_000,
    "cut short": lambda line: _cell_dropped(line)[:-1],
}


def damage(file: Path, lines: Mapping[int, str]) -> None:
    """Damage lines of a file: physical line, from 1 -> a kind of `DAMAGE`. A line cut short loses its line end too."""
    aside = file.with_suffix(".part")
    with file.open("rb") as whole, aside.open("wb") as damaged:
        for number, line in enumerate(whole, start=1):
            kind = lines.get(number)
            if kind is None:
                damaged.write(line)
            else:
                damaged.write(DAMAGE[kind](line.rstrip(b"\n")) + (b"" if kind == "cut short" else b"\n"))
    aside.replace(file)
