"""Renderings of an audit as text. A renderer sees the audit alone: no file, no clock, no connection.

Every module here that has `FILE` and `render` is a format, named after the module. Adding a format
is adding a module.
"""

from __future__ import annotations

from tieout.model.audit import Audit
from tieout.reports.formats import Format, formats_in


def formats() -> dict[str, Format[Audit]]:
    """Every format by name, in alphabetical order."""
    return formats_in(__name__, __path__)
