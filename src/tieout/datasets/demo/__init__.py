"""A dataset of any size about a city that does not exist, with defects planted in it and a list of where.

The same events and seed give the same bytes. It is made for three ends: to show what an audit finds, to hold the
audit to it (`planted.csv` names check, file and line of every defect), and to measure it.
"""

from __future__ import annotations

import tempfile
from collections.abc import Callable
from pathlib import Path

from tieout.model.mistake import Mistake, Position


def generate(folder: Path, *, events: int, seed: int, progress: Callable[[str], None] | None = None) -> None:
    """Write a whole dataset folder: dataset.yaml, events, figures (five an event), documents, sources and planted.csv.

    Up to 1,000 events the documents' words are files below `documents/`, up to 100,000 a column, above there are none;
    nor are there evidence, relays and custody, which the smaller ones have.
    The folder is written aside and renamed; it must not be there yet, or be empty.

    Raises Mistake(too-few-events), Mistake(bad-seed), Mistake(already-there).
    """
    from tieout.datasets.demo.folder import write_folder

    if events < 1:
        raise Mistake("too-few-events", f"{events} events are no dataset", help="ask for one or more")
    if seed < 0:
        raise Mistake("bad-seed", f"the seed is {seed}", help="a seed is a whole number, zero or more")
    if folder.exists() and not (folder.is_dir() and not any(folder.iterdir())):
        help_ = "nothing was written; choose another name, or move it away"
        raise Mistake("already-there", "is there already", at=Position(str(folder)), help=help_)
    folder.parent.mkdir(parents=True, exist_ok=True)
    with tempfile.TemporaryDirectory(prefix=f".{folder.name}.", dir=folder.parent) as aside:
        whole = Path(aside) / folder.name
        whole.mkdir()
        write_folder(whole, events=events, seed=seed, progress=progress or _quiet)
        whole.replace(folder)


def _quiet(_: str) -> None:
    """Progress that nobody wants to see."""
