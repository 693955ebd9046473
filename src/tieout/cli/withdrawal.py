"""Takes back the report of a dataset whose audit is refused: what it says of the dataset, nobody knows any more."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path

from tieout.cli.screen import complain, shown
from tieout.model.mistake import Mistake

# What was asked for does not exist: that says nothing against the reports of what does.
_MISNAMED = frozenset({"no-project", "unknown-dataset", "no-such-path", "not-a-dataset"})


def withdraw(folder: Path) -> None:
    """Remove the files of a dataset's report, every format's, and say so. Whatever else lies there stays."""
    from tieout.reports import formats
    from tieout.reports.controls import legible

    there = [path for each in formats().values() if (path := folder / each.file).is_file() or path.is_symlink()]
    try:
        for path in there:
            path.unlink()
    except OSError as problem:
        complain(f"  warning: the old report in {legible(shown(folder))} is out of date and stays: {problem.strerror}")
        return
    if there:
        complain(f"  note: the old report in {legible(shown(folder))} is out of date and was removed")


def withdraw_asked(which: Sequence[str], here: Path, output: Path | None, mistake: Mistake) -> None:
    """The same for all the datasets that were asked for, where the project as a whole cannot be read."""
    from tieout.project.root import root_of

    root = root_of(here)
    if root is None or mistake.code in _MISNAMED:
        return
    for folder in sorted((root / "datasets").glob("*/")):
        if not which or folder.name in which:
            withdraw((output or root / "reports") / folder.name)
