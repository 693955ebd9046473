"""`tieout new`: a check or a dataset to fill in."""

from __future__ import annotations

from collections.abc import Iterable
from pathlib import Path
from typing import Annotated

import typer

from tieout.cli.screen import say, shown

new = typer.Typer(help="Write a check or a dataset to fill in.", rich_markup_mode=None)


@new.command()
def check(
    name: Annotated[str, typer.Argument(metavar="FAMILY/DEFECT", help="Such as dates/week-without-reports.")],
) -> None:
    """Write a house rule and its page. As written its cases hold."""
    from tieout.project.catalog import catalog
    from tieout.project.root import find
    from tieout.scaffold.check import new_check

    root = find(Path.cwd()).root
    used = {check.id: check.code for check in catalog(root).checks.values()}
    _list(new_check(root, name, used))
    say(f"Next: tieout prove {name.rpartition('/')[2]}")


@new.command()
def dataset(name: Annotated[str, typer.Argument(help="Such as river-bridge.")]) -> None:
    """Write a dataset with a few rows, and its suite. As written it audits."""
    from tieout.project.root import find
    from tieout.scaffold.dataset import new_dataset

    _list(new_dataset(find(Path.cwd()).root, name))
    say(f"Next: tieout audit {name}")


def _list(paths: Iterable[Path]) -> None:
    for path in paths:
        say(shown(path))
