"""Lines on a terminal: each is cut to the screen's width, so their number does not depend on the data."""

from __future__ import annotations

import io
from collections.abc import Iterable
from typing import TYPE_CHECKING

from tieout.reports.controls import legible

if TYPE_CHECKING:
    from rich.text import Text

_NARROWEST = 20


def drawn(lines: Iterable[Text], *, width: int, colour: bool) -> str:
    """The lines as text, each of at most `width` cells; no screen is taken to be narrower than 20."""
    from rich.console import Console

    screen = io.StringIO()
    width = max(width, _NARROWEST)
    console = Console(
        file=screen,
        width=width,
        force_terminal=colour,
        color_system="standard" if colour else None,
        highlight=False,
        markup=False,
        emoji=False,
        legacy_windows=False,
        _environ={},
    )
    for line in lines:
        line.truncate(width, overflow="ellipsis")
        console.print(line, no_wrap=True, crop=True, soft_wrap=False)
    return screen.getvalue()


def line(*parts: str | tuple[str, str]) -> Text:
    """A line of texts, and of texts with a style."""
    from rich.text import Text

    return Text.assemble(*parts, end="\n")


def safe(value: str) -> str:
    """Text that neither the terminal nor a build log acts on. It never stands at the start of a line."""
    return legible(value).replace("::", ": :").replace("##[", "## [")
