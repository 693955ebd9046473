"""`tieout explain`: a check's rule and its page, on the terminal."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from tieout.cli.catalog import named, reachable
from tieout.cli.screen import colour, say, width

if TYPE_CHECKING:
    from tieout.model.check import Check

_WIDEST = 100  # longer lines are hard to read


def explain(name: Annotated[str, typer.Argument(metavar="CODE|ID", help="Such as CAS001.")]) -> None:
    """Show what a check says, why, and the cases that prove it."""
    check = named(name, reachable(Path.cwd()).checks)
    say(rendered(page(check), columns=min(width(), _WIDEST), colour=colour()))


def page(check: Check) -> str:
    """The check as Markdown: its rule, its parameters, and the sections of its page."""
    return "\n\n".join(_parts(check))


def _parts(check: Check) -> Iterator[str]:
    yield f"**{check.code} {check.id}**"
    yield f"{check.summary} *({check.severity.value}, pack {check.pack}, {check.at.file})*"
    yield "```\n" + "\n".join(_rule(check)) + "\n```"
    if check.parameters:
        yield "\n".join(f"- `{p.name}` (default {_value(p.default)}): {p.about}" for p in check.parameters.values())
    for heading, text in check.page.sections.items():
        yield f"## {heading}\n\n{text}"


def _rule(check: Check) -> Iterator[str]:
    yield f"over: {check.over}, each: {check.each.value}"
    if check.needs:
        yield "needs: " + ", ".join(text.text for text in check.needs)
    for word in ("applies", "holds", "doubtful", "offenders"):
        text = getattr(check, word)
        if text:
            yield f"{word}: " + "\n  ".join(text.text.strip().splitlines())


def _value(value: object) -> str:
    if value is None:
        return "none: the suite must set it"
    return ", ".join(map(str, value)) if isinstance(value, tuple) else str(value)


def rendered(markdown: str, *, columns: int, colour: bool) -> str:
    """Markdown set for a terminal of that many columns; nothing in it acts on the terminal."""
    import io

    from rich.console import Console
    from rich.markdown import Markdown

    from tieout.reports.controls import legible

    harmless = "\n".join(legible(line) for line in markdown.splitlines())
    out = io.StringIO()
    console = Console(
        file=out, width=columns, force_terminal=colour, color_system="standard" if colour else None, _environ={}
    )
    console.print(Markdown(harmless, hyperlinks=False))
    return "\n".join(line.rstrip() for line in out.getvalue().splitlines())
