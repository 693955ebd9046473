"""`tieout build`: files -> DuckDB."""

from __future__ import annotations

from pathlib import Path
from typing import Annotated

import typer

from tieout.cli.exit import Exit, worst
from tieout.cli.failure import tell
from tieout.cli.progress import progress
from tieout.cli.screen import say, shown


def build(
    which: Annotated[
        list[str] | None, typer.Argument(metavar="[NAME|PATH]...", help="Datasets; default: all of the project.")
    ] = None,
) -> Exit:
    """Read the files of datasets into DuckDB, as an audit does first."""
    from tieout.project.choosing import chosen

    codes = []
    for project, name in chosen(which or [], Path.cwd()):
        try:
            say(shown(_build(project.root, name)))
            codes.append(Exit.FIT)
        except Exception as problem:  # one dataset's failure does not stop the others
            codes.append(tell(problem))
    return worst(codes)


def _build(root: Path, name: str) -> Path:
    from tieout.auditing.auditor import build as run

    with progress(name) as step:
        return run(root, name, progress=step)
