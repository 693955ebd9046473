"""Renderings of an audit as text. A renderer sees the audit alone: no file, no clock, no connection.

Every module here that has `FILE` and `render` is a format, named after the module. Adding a format
is adding a module.
"""

from __future__ import annotations

import pkgutil
from collections.abc import Callable
from dataclasses import dataclass
from importlib import import_module

from tieout.model.audit import Audit


@dataclass(frozen=True, slots=True)
class Format:
    """A way to write an audit to a file called `file`."""

    name: str
    file: str
    render: Callable[[Audit], str]


def formats() -> dict[str, Format]:
    """Every format by name, in alphabetical order."""
    modules = {m.name: import_module(f"{__name__}.{m.name}") for m in pkgutil.iter_modules(__path__)}
    return {
        name: Format(name, module.FILE, module.render)
        for name, module in sorted(modules.items())
        if hasattr(module, "FILE") and hasattr(module, "render")
    }
