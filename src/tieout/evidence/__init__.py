"""Ties figures to the words that state them: numbers in words, quotes in documents, credit, relays.

`check_figure` says whether a text states a figure, `read_figures` reads all figures of a text. Nothing is imported
before it is asked for.
"""

from __future__ import annotations

from importlib import import_module
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from tieout.evidence.check import check_figure
    from tieout.evidence.confirm import confirming
    from tieout.evidence.conventions import Conventions
    from tieout.evidence.stated import StatedFigure, read_figures
    from tieout.evidence.verdict import Agreement, Axis, FigureVerdict, Span, Status

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
    "Agreement": "verdict",
    "Axis": "verdict",
    "Conventions": "conventions",
    "FigureVerdict": "verdict",
    "Span": "verdict",
    "StatedFigure": "stated",
    "Status": "verdict",
    "check_figure": "check",
    "confirming": "confirm",
    "read_figures": "stated",
}


def __getattr__(name: str) -> Any:
    if name not in _HOMES:
        raise AttributeError(f"module 'tieout.evidence' has no attribute '{name}'")
    return getattr(import_module(f"tieout.evidence.{_HOMES[name]}"), name)
