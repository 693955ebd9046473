"""The checks that can be reached from where the user stands: built-in ones, and the project's own if there is one."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

from tieout.model.mistake import Mistake, nearest

if TYPE_CHECKING:
    from collections.abc import Mapping

    from tieout.model.check import Check
    from tieout.project.catalog import Catalog


def reachable(here: Path) -> Catalog:
    """The catalog of the project that `here` lies in, or of the built-in packs alone. Raises Mistake."""
    from tieout.project.catalog import catalog
    from tieout.project.root import find

    try:
        root = find(here).root
    except Mistake:
        root = None
    return catalog(root)


def named(name: str, checks: Mapping[str, Check]) -> Check:
    """The check of that id or code, in capitals or not. Raises Mistake(unknown-check)."""
    for check in checks.values():
        if name.lower() in (check.id, check.code.lower()):
            return check
    codes = [check.code for check in checks.values()]
    known = codes if name.upper()[:3].isalpha() and name[-1:].isdigit() else [*checks, *codes]
    help_ = nearest(name.upper() if known is codes else name.lower(), known) or "tieout checks lists them all"
    raise Mistake("unknown-check", f"no check '{name}'", help=help_)
