"""The checks that can be reached from where the user stands: built-in ones, and the project's own if there is one."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

from tieout.model.mistake import Mistake

if TYPE_CHECKING:
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
