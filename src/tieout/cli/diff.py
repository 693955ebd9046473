"""`tieout diff`: two states of a dataset -> what changed, and an exit code that says whether any of it is silent."""

from __future__ import annotations

from collections.abc import Sequence
from enum import StrEnum
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import TYPE_CHECKING, Annotated

import typer

from tieout.cli.exit import Exit
from tieout.cli.progress import progress
from tieout.cli.screen import colour, say, shown, width
from tieout.model.mistake import Mistake, nearest

if TYPE_CHECKING:
    from tieout.model.comparison import Comparison

TERMINAL = "terminal"


class FailOn(StrEnum):
    """What makes the exit code 1."""

    ERROR = "error"  # a silent revision, or an identifier that is removed without a word
    NEVER = "never"


def diff(
    old: Annotated[
        str, typer.Argument(metavar="OLD", help="Dataset or release as it was: name, folder, archive, file.")
    ],
    new: Annotated[str, typer.Argument(metavar="NEW", help="The same as it is now.")],
    formats: Annotated[
        str, typer.Option("--format", metavar="NAME,...", help="terminal, html, json, markdown.")
    ] = TERMINAL,
    output: Annotated[
        Path | None,
        typer.Option(metavar="DIR", help="Write diff.html, diff.json, diff.md to DIR; default: the screen."),
    ] = None,
    described_by: Annotated[
        str, typer.Option(metavar="NAME", help="Dataset whose description reads a release that has none.")
    ] = "",
    fail_on: Annotated[FailOn, typer.Option(help="What makes the exit code 1; see docs/diff.md.")] = FailOn.ERROR,
) -> Exit:
    """Say what changed between two states, and whether each change carries a source, a date or a reason."""
    from tieout.auditing.comparing import compare
    from tieout.project.state import chosen_states

    wanted = _formats_of(formats)
    with TemporaryDirectory(prefix="tieout-") as aside, progress(f"{old} -> {new}") as step:
        states = chosen_states((old, new), Path.cwd(), aside=Path(aside), by=described_by)
        comparison = compare(states[0], states[1], progress=step)
    _report(comparison, wanted, output)
    return Exit.NOT_FIT if comparison.silent and fail_on is FailOn.ERROR else Exit.FIT


def _report(comparison: Comparison, wanted: Sequence[str], output: Path | None) -> None:
    """Render everything before anything is written. What has no folder goes to the screen, in the order asked for."""
    from tieout.project.writing import write
    from tieout.reports.comparison import formats
    from tieout.reports.comparison.terminal import draw
    from tieout.reports.controls import legible

    known = formats()
    screen = draw(comparison, width=width(), colour=colour()).rstrip("\n")
    texts = [(name, screen if name == TERMINAL else known[name].render(comparison)) for name in wanted]
    for name, text in texts:
        if output is None or name == TERMINAL:
            say(text.rstrip("\n"))
            continue
        path = output / known[name].file
        write(path, text)
        say(f"  {legible(shown(path))}")


def _formats_of(words: str) -> list[str]:
    """The formats named in a list with commas, each once. Raises Mistake(unknown-format)."""
    from tieout.reports.comparison import formats

    known = [TERMINAL, *formats()]
    names = list(dict.fromkeys(word.strip() for word in words.split(",") if word.strip()))
    for name in names or [words]:
        if name not in known:
            raise Mistake("unknown-format", f"--format names '{name}'", help=nearest(name, known))
    return names
