"""A release of data alone: files without a `dataset.yaml`, read as the description of another state says."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import replace
from pathlib import Path

from tieout.model.comparison import EVENTS, FIGURES
from tieout.model.dataset import Dataset, Table
from tieout.model.mistake import Mistake, Position

COMPARED = (EVENTS, FIGURES)
DEEPEST = 3  # folders below the one that is named in which files are looked for


def read_as(dataset: Dataset, place: Path, shown: str) -> Dataset:
    """The dataset with its files looked for in `place`, a folder or one file; its own `release` is no longer known.

    Tables of which no file is there are left out. One table of events or figures and one file of its ending that are
    left over belong together, for releases often carry their date in the name (`incidents-2026.csv`).

    Raises Mistake: not-a-dataset, which-dataset.
    """
    found = _of_file(dataset, place) if place.is_file() else _of_folder(dataset, place, shown)
    if found is None:
        files = [file for table in dataset.tables if table.relation in COMPARED for file in table.files]
        more = ", ..." if len(files) > 5 else ""
        what = "has no dataset.yaml, and holds no events or figures of the other's"
        help_ = f"'{dataset.name}' describes {', '.join(files[:5])}{more}"
        raise Mistake("not-a-dataset", what, at=Position(shown), help=help_)
    folder, tables = found
    return replace(dataset, folder=str(folder), tables=tables, release="")


def folders(top: Path) -> Iterator[list[Path]]:
    """The folder itself, those in it, those in these ..., without hidden ones; each level in order of names."""
    level = [top]
    for _ in range(DEEPEST + 1):
        yield level
        level = sorted(one for folder in level for one in folder.iterdir() if one.is_dir() and one.name[0] != ".")


Found = tuple[Path, tuple[Table, ...]]


def _of_file(dataset: Dataset, file: Path) -> Found | None:
    named = [table for table in dataset.tables if file.name in [Path(one).name for one in table.files]]
    table = named[0] if len(named) == 1 else _left_over([t for t in dataset.tables if not named], [file])
    return (file.parent, (_from(table, (file.name,)),)) if table and table.relation in COMPARED else None


def _of_folder(dataset: Dataset, top: Path, shown: str) -> Found | None:
    for level in folders(top):
        held = [(folder, tables) for folder in level if (tables := _held(dataset, folder))]
        if len(held) > 1:
            names = ", ".join(str(folder.relative_to(top)) for folder, _ in held[:5])
            what = f"holds {len(held)} folders with events or figures of '{dataset.name}'"
            raise Mistake("which-dataset", what, at=Position(shown), help=f"name one: {names}")
        if held:
            return held[0]
    return None


def _held(dataset: Dataset, folder: Path) -> tuple[Table, ...]:
    """The tables that a folder holds, if there are events or figures among them."""
    there = {table.name: [file for file in table.files if (folder / file).is_file()] for table in dataset.tables}
    taken = {folder / file for files in there.values() for file in files}
    files = [one for one in sorted(folder.iterdir()) if one.is_file() and one not in taken]
    left = _left_over([table for table in dataset.tables if not there[table.name]], files)
    if left:
        there[left.name] = [file.name for file in files if _alike(left, file)]
    tables = tuple(_from(table, tuple(there[table.name])) for table in dataset.tables if there[table.name])
    return tables if any(table.relation in COMPARED for table in tables) else ()


def _left_over(tables: Sequence[Table], files: Sequence[Path]) -> Table | None:
    """The one table of events or figures without its file, where there is one file that can be it."""
    waiting = [table for table in tables if table.relation in COMPARED]
    if len(waiting) != 1 or len(waiting[0].files) != 1:
        return None
    return waiting[0] if len([file for file in files if _alike(waiting[0], file)]) == 1 else None


def _alike(table: Table, file: Path) -> bool:
    return Path(table.files[0]).suffix.lower() == file.suffix.lower()


def _from(table: Table, files: tuple[str, ...]) -> Table:
    return replace(table, files=files, file_positions={file: table.place(file) for file in files})
