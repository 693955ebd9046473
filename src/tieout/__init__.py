"""Tieout audits datasets of reported events: every figure tied to a named source and to the words that state it.

`tieout.audit("datasets/example-city-incidents")` audits one. Nothing heavy is imported before.
"""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from datetime import datetime

    from tieout.model.mistake import Mistake
    from tieout.notebook import ShownAudit

__version__ = "0.1.0"
__all__ = ["Mistake", "audit"]


def audit(path: str | Path = ".", *, now: datetime | None = None) -> ShownAudit:
    """Audit a dataset: its folder, its `dataset.yaml`, or the root of a project that has one dataset.

    `now` is the time of the audit (default: the clock); without a time zone it is in UTC. Raises Mistake.
    """
    from tieout import notebook

    return notebook.audit(Path(path), now=now)


def __getattr__(name: str) -> object:
    """`tieout.Mistake`, imported when it is asked for."""
    if name != "Mistake":
        raise AttributeError(f"module 'tieout' has no attribute '{name}'")
    from tieout.model.mistake import Mistake

    return Mistake
