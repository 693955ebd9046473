"""The formats of a package: every module in it that has `FILE` and `render` is one, named after the module."""

from __future__ import annotations

import pkgutil
from collections.abc import Callable, Iterable
from dataclasses import dataclass
from importlib import import_module
from typing import Any, Generic, TypeVar

Rendered = TypeVar("Rendered")


@dataclass(frozen=True, slots=True)
class Format(Generic[Rendered]):
    """A way to write an audit, or a comparison, to a file called `file`."""

    name: str
    file: str
    render: Callable[[Rendered], str]


def formats_in(package: str, path: Iterable[str]) -> dict[str, Format[Any]]:
    """Every format of a package by name, in alphabetical order."""
    modules = {m.name: import_module(f"{package}.{m.name}") for m in pkgutil.iter_modules(path)}
    return {
        name: Format(name, module.FILE, module.render)
        for name, module in sorted(modules.items())
        if hasattr(module, "FILE") and hasattr(module, "render")
    }
