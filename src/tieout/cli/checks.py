"""`tieout checks`: every check there is, and every role that a check may name."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from tieout.cli.catalog import reachable
from tieout.cli.screen import say

if TYPE_CHECKING:
    from tieout.project.catalog import Catalog


def checks(
    roles: Annotated[bool, typer.Option("--roles", help="List what a column can mean.")] = False,
    write: Annotated[
        bool, typer.Option("--write", help="Write docs/checks/ and checks/README.md of the project.")
    ] = False,
) -> None:
    """List the checks by pack."""
    from tieout.reports.controls import legible

    known = reachable(Path.cwd())
    if write:
        _write(known)
        return
    for line in _roles(known) if roles else _checks(known):
        say(legible(line))


def _write(known: Catalog) -> None:
    from tieout.project.documentation import documents
    from tieout.project.root import find
    from tieout.project.writing import write

    root = find(Path.cwd()).root
    pages = documents(known)
    for path, text in pages.items():
        write(root / path, text)
    say(f"{len(pages)} pages written; the index is checks/README.md")


def _checks(known: Catalog) -> Iterator[str]:
    for pack in known.packs.values():
        inside = sorted((check for check in known.checks.values() if check.pack == pack.id), key=lambda c: c.code)
        rows = [(check.code, check.severity.value, check.id, check.summary) for check in inside]
        yield from _listed(f"{pack.id}: {pack.about}", rows)
    yield "tieout explain CODE shows one with its page."


def _roles(known: Catalog) -> Iterator[str]:
    for relation in dict.fromkeys(role.relation for role in known.roles.values()):
        inside = [role for role in known.roles.values() if role.relation == relation]
        rows = [(role.name, role.type.value, role.about) for role in inside]
        yield from _listed(relation, rows)


def _listed(title: str, rows: Iterable[tuple[str, ...]]) -> Iterator[str]:
    """A title and rows in columns, one line each, so that `grep` finds the whole of it."""
    rows = list(rows)
    if not rows:
        return
    widths = [max(len(cell) for cell in column) for column in zip(*rows, strict=True)]
    yield title
    for row in rows:
        yield "  " + "  ".join(cell.ljust(size) for cell, size in zip(row, widths, strict=True)).rstrip()
    yield ""
