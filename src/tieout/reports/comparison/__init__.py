"""Renderings of a comparison as text: on one screen, for programs, and for a comment on a pull request.

Every module here that has `FILE` and `render` is a format, named after the module.
"""

from __future__ import annotations

import pkgutil
from collections.abc import Callable
from dataclasses import dataclass
from importlib import import_module

from tieout.model.comparison import Comparison


@dataclass(frozen=True, slots=True)
class Format:
    """A way to write a comparison to a file called `file`."""

    name: str
    file: str
    render: Callable[[Comparison], str]


def formats() -> dict[str, Format]:
    """Every format by name, in alphabetical order."""
    modules = {m.name: import_module(f"{__name__}.{m.name}") for m in pkgutil.iter_modules(__path__)}
    return {
        name: Format(name, module.FILE, module.render)
        for name, module in sorted(modules.items())
        if hasattr(module, "FILE") and hasattr(module, "render")
    }
