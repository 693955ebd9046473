"""`tieout init`: a project that audits at once."""

from __future__ import annotations

from pathlib import Path
from typing import Annotated

import typer

from tieout.cli.screen import say, shown


def init(folder: Annotated[Path, typer.Argument(metavar="[DIR]", help="Where to.")] = Path()) -> None:
    """Write a project with an example to audit. Nothing that exists is overwritten."""
    from tieout.scaffold.project import init as write

    written = write(folder)
    say(f"{len(written)} files in {shown(folder)}; README.md says what is where.")
    say("Next: " + ("tieout audit" if folder.resolve() == Path.cwd() else f"cd {shown(folder)} && tieout audit"))
