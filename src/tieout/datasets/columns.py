"""The names of a file's columns: which are refused, how an empty one is called, how files of one table are joined."""

from __future__ import annotations

from collections.abc import Iterable, Sequence

from tieout.model.dataset import Table
from tieout.model.mistake import Mistake

RESERVED = ("_row", "_file", "_line", "_text")
LONGEST_NAME = 1_000


def named(header: Sequence[str | None], table: Table, file: str) -> tuple[str, ...]:
    """The column names that a header gives, without surrounding blanks; an empty one is named by its place.

    Raises Mistake("duplicate-column") for two names that DuckDB cannot tell apart, Mistake("reserved-column") for a
    name that tieout adds itself, Mistake("bad-header") for one too long to be a name.
    """
    names = tuple(_shown(cell) or f"column_{place}" for place, cell in enumerate(header, 1))
    seen: dict[str, str] = {}
    for name in names:
        if len(name) > LONGEST_NAME:
            what = f"a column name of {len(name):,} characters in '{file}'"
            raise Mistake("bad-header", what, at=table.at, help="the first line of a file names its columns")
        folded = fold(name)
        if folded in RESERVED:
            help_ = f"tieout adds {', '.join(RESERVED)} itself; rename the column in the file"
            raise Mistake("reserved-column", f"'{file}' has a column '{name}'", at=table.at, help=help_)
        if folded in seen:
            help_ = "names are compared without regard to capitals; rename one in the file"
            twice = f"'{name}' twice" if seen[folded] == name else f"'{seen[folded]}' and '{name}'"
            raise Mistake("duplicate-column", f"'{file}' has a column {twice}", at=table.at, help=help_)
        seen[folded] = name
    return names


def joined(headers: Iterable[Iterable[str]]) -> tuple[str, ...]:
    """The columns of several files by name, in the order in which they first appear."""
    found: dict[str, str] = {}
    for header in headers:
        for name in header:
            found.setdefault(fold(name), name)
    return tuple(found.values())


def places(columns: Sequence[str], wanted: Sequence[str]) -> list[int | None]:
    """For each wanted column its place in a file's columns, None where the file does not have it."""
    at = {fold(name): place for place, name in enumerate(columns)}
    return [at.get(fold(name)) for name in wanted]


def fold(name: str) -> str:
    """A name as DuckDB compares it: the capitals A to Z are the same as a to z, no others are."""
    return "".join(c.lower() if "A" <= c <= "Z" else c for c in name)


def _shown(cell: str | None) -> str:
    name = (cell or "").strip().lstrip("\ufeff").replace("\0", "\\x00")
    return name.encode("utf-8", "backslashreplace").decode()
