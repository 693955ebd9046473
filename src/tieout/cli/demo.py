"""`tieout demo`: an invented dataset of any size, with known defects."""

from __future__ import annotations

import tempfile
from pathlib import Path
from typing import Annotated

import typer

from tieout.cli.progress import progress
from tieout.cli.screen import say, shown
from tieout.model.mistake import Mistake, Position


def demo(
    folder: Annotated[Path, typer.Argument(metavar="DIR", help="Folder to write; the dataset gets its name.")],
    events: Annotated[int, typer.Option(min=1, help="How many events; each has five figures.")] = 300,
    seed: Annotated[int, typer.Option(min=0, help="The same seed writes the same bytes.")] = 7,
) -> None:
    """Write an invented dataset; its planted.csv lists the defects."""
    from tieout.datasets.demo import generate

    target = folder.resolve()
    if target.exists():
        raise Mistake("already-there", "is there already", at=Position(str(folder)), help="name a new folder")
    try:
        target.parent.mkdir(parents=True, exist_ok=True)
        # Made aside and renamed: an interrupted run leaves no half of a dataset behind.
        with tempfile.TemporaryDirectory(dir=target.parent, prefix=".tieout-demo-") as aside, progress("demo") as step:
            made = Path(aside) / target.name
            made.mkdir()
            generate(made, events=events, seed=seed, progress=step)
            made.rename(target)
    except OSError as problem:
        what = f"cannot be written: {problem.strerror or problem}"
        raise Mistake("cannot-write", what, at=Position(str(folder))) from None
    say(f"{shown(target)}: {events:,} events")
