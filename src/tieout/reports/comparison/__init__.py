"""Renderings of a comparison as text: on one screen, for programs, and for a comment on a pull request.

Every module here that has `FILE` and `render` is a format, named after the module.
"""

from __future__ import annotations

from tieout.model.comparison import Comparison
from tieout.reports.formats import Format, formats_in


def formats() -> dict[str, Format[Comparison]]:
    """Every format by name, in alphabetical order."""
    return formats_in(__name__, __path__)
