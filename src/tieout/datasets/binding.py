"""The columns that a description binds, held against those that each file has: a slip is refused, a gap is noted."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from tieout.datasets import columns
from tieout.datasets.columns import fold
from tieout.datasets.problems import MISSING_COLUMN, Faults, Problems
from tieout.model.dataset import Table
from tieout.model.mistake import Mistake, Position, nearest, resembles

Heads = Sequence[tuple[str, Sequence[str]]]  # each file of a table with the columns it has
Lacking = list[tuple[str, str]]  # a file, and a column that it lacks and another file of the table has


def bound(table: Table) -> dict[str, Position]:
    """Every column that the description names, in any way, and where it does."""
    return {column: table.positions.get(column, table.at) for column in _named(table)}


def lacking(table: Table, heads: Heads) -> Lacking:
    """Which bound columns some of the files lack, as files of several years may.

    Raises Mistake("unknown-column") at a bound column that no file has, and at a file that lacks one and has in its
    place a name like it, which neither the description nor a file with the right name knows: a slip of the pen would
    leave the column of that file empty in silence.
    """
    joined = columns.joined(names for _, names in heads)
    found: Lacking = []
    for column, at in bound(table).items():
        if column not in joined:
            files = ", ".join(f"'{file}'" for file in table.files)
            raise Mistake("unknown-column", f"no column '{column}' in {files}", at=at, help=nearest(column, joined))
        for file, names in heads:
            if fold(column) not in map(fold, names):
                _refuse_slip(table, heads, file, names, column)
                found.append((file, column))
    return found


def note_lacking(problems: Problems, table: Table, found: Lacking) -> None:
    """Note each column that a file lacks: its cells are unknown."""
    for file, column in found:
        detail = "other files of the table have it; it is unknown in every row of this one"
        Faults(problems, table, file).add(MISSING_COLUMN, None, detail=detail, column=column, in_row=False)


def _refuse_slip(table: Table, heads: Heads, file: str, names: Sequence[str], column: str) -> None:
    having = [others for _, others in heads if fold(column) in map(fold, others)]
    known = {fold(name) for others in having for name in others} | set(map(fold, bound(table)))
    strange = [name for name in names if fold(name) not in known]
    if resembles(column, strange):
        what = f"no column '{column}' in '{file}', although other files of '{table.name}' have it"
        raise Mistake("unknown-column", what, at=table.place(file), help=nearest(column, strange))


def _named(table: Table) -> Iterator[str]:
    yield from table.roles.values()
    for figure in table.figures.values():
        yield from figure.columns
    for named in (table.key, table.types, table.formats, table.withheld):
        yield from named
