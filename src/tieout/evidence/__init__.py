"""Ties figures to the words that state them: numbers in words, quotes in documents, credit, relays.

`check_figure` says whether a text states a figure, `read_figures` reads all figures of a text. Nothing is imported
before it is asked for.
"""

from __future__ import annotations

from importlib import import_module
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from tieout.evidence.claims.check import check_figure
    from tieout.evidence.claims.confirm import confirming
    from tieout.evidence.claims.conventions import Conventions
    from tieout.evidence.claims.stated import StatedFigure, read_figures
    from tieout.evidence.claims.verdict import Agreement, Axis, FigureVerdict, Span, Status

__all__ = [
    "Agreement",
    "Axis",
    "Conventions",
    "FigureVerdict",
    "Span",
    "StatedFigure",
    "Status",
    "check_figure",
    "confirming",
    "read_figures",
]

_HOMES = {
    "Agreement": "claims.verdict",
    "Axis": "claims.verdict",
    "Conventions": "claims.conventions",
    "FigureVerdict": "claims.verdict",
    "Span": "claims.verdict",
    "StatedFigure": "claims.stated",
    "Status": "claims.verdict",
    "check_figure": "claims.check",
    "confirming": "claims.confirm",
    "read_figures": "claims.stated",
}


def __getattr__(name: str) -> Any:
    if name not in _HOMES:
        raise AttributeError(f"module 'tieout.evidence' has no attribute '{name}'")
    return getattr(import_module(f"tieout.evidence.{_HOMES[name]}"), name)
