"""Cells that DuckDB can hold and a report can show: no NUL, no half of a character pair, none endlessly long."""

from __future__ import annotations

from collections.abc import Sequence

from tieout.datasets import problems
from tieout.datasets.problems import Faults

LONGEST_CELL = 1_000_000  # characters


def shortened(
    cells: Sequence[str | None], columns: Sequence[str], line: int | None, faults: Faults
) -> list[str | None]:
    """The cells, each cut to LONGEST_CELL characters and noted where it is longer."""
    kept: list[str | None] = []
    for cell, column in zip(cells, columns, strict=False):
        if cell is not None and len(cell) > LONGEST_CELL:
            detail = f"cut to {LONGEST_CELL:,} characters"
            faults.add(problems.CELL_TOO_LONG, line, raw=cell, detail=detail, column=column)
            cell = cell[:LONGEST_CELL]  # noqa: PLW2901 - the cut cell takes the place of the long one
        kept.append(cell)
    return kept


def cleaned(cells: list[str | None], columns: Sequence[str], line: int | None, faults: Faults) -> list[str | None]:
    """The cells of a format that can hold any character: NULs and lone surrogates made visible, long ones cut."""
    for place, cell in enumerate(cells):
        if cell is None or (cell.isascii() and "\0" not in cell):
            continue
        cells[place] = _visible(cell, columns[place], line, faults)
    if any(cell is not None and len(cell) > LONGEST_CELL for cell in cells):
        return shortened(cells, columns, line, faults)
    return cells


def _visible(cell: str, column: str, line: int | None, faults: Faults) -> str:
    if "\0" in cell:
        cell = cell.replace("\0", "\\x00")
        faults.add(problems.NUL_BYTE, line, raw=cell, detail="shown as \\x00", column=column)
    try:
        cell.encode()
    except UnicodeEncodeError:
        cell = cell.encode("utf-8", "backslashreplace").decode()
        faults.add(problems.UNDECODABLE, line, raw=cell, detail="half of a character pair", column=column)
    return cell
