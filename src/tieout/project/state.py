"""Which state of a dataset a user means: a dataset of the project, or a folder anywhere that holds a `dataset.yaml`."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path

from tieout.model.dataset import Dataset
from tieout.model.mistake import Mistake, Position, nearest
from tieout.project.catalog import Catalog, catalog
from tieout.project.dataset_file import read_dataset
from tieout.project.root import Project, find

DESCRIPTION = "dataset.yaml"
BUILT = (".duckdb", ".db")
DEEPEST = 3  # folders below the one that is named in which a description is looked for


@dataclass(frozen=True, slots=True)
class Chosen:
    """A state to compare. `store` is the DuckDB file that a project keeps of it, None where no project does."""

    shown: str  # as the user named it
    dataset: Dataset
    catalog: Catalog
    store: Path | None


def chosen_state(word: str, here: Path) -> Chosen:
    """The state that a word names. A dataset's name counts before a path of the same spelling.

    Raises Mistake: no-such-path, unknown-dataset, no-description, not-a-dataset, which-dataset, or what is wrong with
    the description.
    """
    project = _project(here)
    if project and word in project.names:
        return _described(word, project.folder(word), project, here)
    path = here / word
    if "\0" in word or not path.exists():
        raise _nothing(word, project)
    folder = _folder(path, word)
    return _described(word, folder, _project(folder), here)


def _nothing(word: str, project: Project | None) -> Mistake:
    if project and not any(mark in word for mark in "/\\.\0"):
        what = f"no dataset '{word}' in {project.root.name}/datasets, and no such file or folder"
        return Mistake("unknown-dataset", what, help=nearest(word, project.names))
    return Mistake("no-such-path", "there is no such file or folder", at=Position(word))


def _folder(path: Path, word: str) -> Path:
    """The folder of the one description that a path leads to."""
    if path.is_file() and path.name != DESCRIPTION:
        if path.suffix in BUILT:
            help_ = "name the folder with the dataset.yaml that it was built from"
            raise Mistake("no-description", "does not say what its columns mean", at=Position(word), help=help_)
        raise Mistake(
            "not-a-dataset", "is no dataset", at=Position(word), help="a dataset is a folder with a dataset.yaml"
        )
    folder = (path.parent if path.is_file() else path).resolve()
    if (folder / DESCRIPTION).is_file():
        return folder
    below = sorted(found for depth in range(1, DEEPEST + 1) for found in folder.glob("*/" * depth + DESCRIPTION))
    seen = [found.parent for found in below if not any(p.startswith(".") for p in found.relative_to(folder).parts)]
    if len(seen) == 1:
        return seen[0]
    if seen:
        names = ", ".join(str(one.relative_to(folder)) for one in seen[:5])
        what = f"holds {len(seen)} datasets"
        raise Mistake("which-dataset", what, at=Position(word), help=f"name one: {names}")
    raise Mistake("not-a-dataset", "is no dataset", at=Position(word), help="a dataset is a folder with a dataset.yaml")


def _described(shown: str, folder: Path, project: Project | None, here: Path) -> Chosen:
    """The dataset in a folder, with the rules and taxonomies of the project around it."""
    root = project.root if project else folder
    known = catalog(root)
    of_project = next((n for n in project.names if project.folder(n).resolve() == folder), None) if project else None
    kept = project.store(of_project) if project and of_project and root != folder else None
    path = folder / DESCRIPTION
    name = str(path.relative_to(here)) if path.is_relative_to(here) else str(path)
    anywhere = kept is None
    dataset = read_dataset(path, name, roles=known.roles, taxonomies=known.taxonomies, anywhere=anywhere)
    return Chosen(shown, dataset, known, kept)


def _project(start: Path) -> Project | None:
    try:
        return find(start)
    except Mistake:
        return None
