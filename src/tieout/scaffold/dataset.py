"""A dataset to fill in: its description, a few rows, and the suite that it is held to."""

from __future__ import annotations

from pathlib import Path

from tieout.scaffold.naming import checked
from tieout.scaffold.templates import place, texts


def new_dataset(root: Path, name: str) -> list[Path]:
    """Write `datasets/NAME/` and `expectations/NAME.yaml`. Returns the paths written.

    Raises Mistake: bad-name, already-there, cannot-write.
    """
    checked("a dataset", name)
    fill = {"name": name, "title": name.replace("-", " ").capitalize()}
    return place(root, {path.replace("NAME", name): text for path, text in texts("dataset", fill).items()})
