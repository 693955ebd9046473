"""`tieout demo`: an invented dataset of any size, with known defects."""

from __future__ import annotations

from pathlib import Path
from typing import Annotated

import typer

from tieout.cli.progress import progress
from tieout.cli.screen import say, shown


def demo(
    folder: Annotated[Path, typer.Argument(metavar="DIR", help="Folder to write; the dataset gets its name.")],
    events: Annotated[int, typer.Option(min=1, help="How many events; each has five figures.")] = 300,
    seed: Annotated[int, typer.Option(min=0, help="The same seed writes the same bytes.")] = 7,
) -> None:
    """Write an invented dataset; its planted.csv lists the defects."""
    from tieout.datasets.demo import generate

    with progress("demo") as step:
        generate(folder.resolve(), events=events, seed=seed, progress=step)
    say(f"{shown(folder)}: {events:,} events; planted.csv lists its defects.")
    say(f"Next: tieout audit {shown(folder)}")
