"""The checks that can be reached from where the user stands: built-in ones, and the project's own if there is one."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

from tieout.model.mistake import Mistake, nearest

if TYPE_CHECKING:
    from collections.abc import Mapping

    from tieout.model.check import Check
    from tieout.project.catalog import Catalog


MOST_NAMED = 20  # codes in one message


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
    """The check of that id or code, in capitals or not. Raises Mistake(unknown-check) and names what comes nearest."""
    for check in checks.values():
        if name.lower() in (check.id, check.code.lower()):
            return check
    raise Mistake("unknown-check", f"no check '{name}'", help=_near(name, checks) or "tieout checks lists them all")


def _near(name: str, checks: Mapping[str, Check]) -> str:
    """The codes that begin so, else the one code or id that is spelt most like it."""
    codes = sorted(check.code for check in checks.values())
    begun = [code for code in codes if name and code.startswith(name.upper())]
    if 0 < len(begun) <= MOST_NAMED:
        return f"codes that begin so: {', '.join(begun)}"
    is_code = name.upper()[:3].isalpha() and name[-1:].isdigit()
    return nearest(name.upper(), codes) if is_code else nearest(name.lower(), [*checks, *codes])
