"""Which states of a dataset a user means: a dataset of the project, or a folder, file or archive anywhere.

A state has the description that lies with it. A release of data alone has none, and is read by that of the other state.
"""

from __future__ import annotations

from collections.abc import Collection, Sequence
from dataclasses import dataclass, replace
from pathlib import Path

from tieout.model.dataset import Dataset
from tieout.model.mistake import Mistake, Position, nearest
from tieout.project.archives import is_archive, unpack
from tieout.project.catalog import Catalog, catalog
from tieout.project.dataset_file import read_dataset
from tieout.project.release import COMPARED, folders, read_as
from tieout.project.root import Project, find

DESCRIPTION = "dataset.yaml"
BUILT = (".duckdb", ".db")
NO_DATASET = "a dataset is a folder with a dataset.yaml"


@dataclass(frozen=True, slots=True)
class Chosen:
    """A state to compare. `store` is the DuckDB file that a project keeps of it, None where no project does.

    `by` is the state that describes it, as the user named that one; empty where it describes itself.
    """

    shown: str  # as the user named it
    dataset: Dataset
    catalog: Catalog
    store: Path | None
    by: str = ""


@dataclass(frozen=True, slots=True)
class _Place:
    """Where a word leads: a folder or a file, and whose rules hold there."""

    shown: str
    path: Path
    project: Project | None

    def described(self) -> list[Path]:
        """The folders with a description that it leads to: its own, or those below."""
        if self.path.is_file():
            return [self.path.parent] if self.path.name == DESCRIPTION else []
        if (self.path / DESCRIPTION).is_file():
            return [self.path]
        return [one for level in folders(self.path) for one in level if (one / DESCRIPTION).is_file()]


def chosen_state(word: str, here: Path) -> Chosen:
    """The state that a word names, with its own description. A dataset's name counts before a path of its spelling.

    Raises Mistake: no-such-path, unknown-dataset, no-description, not-a-dataset, which-dataset, or what is wrong with
    the description.
    """
    place = _place(word, here, None)
    chosen = _own(place, here, ())
    if chosen is None:
        raise Mistake("not-a-dataset", "is no dataset", at=Position(word), help=NO_DATASET)
    return chosen


def chosen_states(words: Sequence[str], here: Path, *, aside: Path, by: str = "") -> tuple[Chosen, ...]:
    """The states that words name. Archives are unpacked below `aside`, and lie there as long as the states are used.

    What holds several datasets is taken for the one that another word names. What holds no description is read by that
    of `by`, or of the first that has one. Raises Mistake as `chosen_state` does, and as `unpack` and `read_as` do.
    """
    places = [_place(word, here, aside / str(number)) for number, word in enumerate(words)]
    lender = chosen_state(by, here) if by else None
    described = [place.described() for place in places]
    names = {found[0].name for found in described if len(found) == 1} | ({lender.dataset.name} if lender else set())
    owned = [_own(place, here, names) for place in places]
    lender = lender or next((chosen for chosen in owned if chosen), None)
    if lender is None:
        help_ = f"{NO_DATASET}; --described-by NAME lends the description of another"
        raise Mistake("not-a-dataset", "is no dataset", at=Position(words[0]), help=help_)
    states = [chosen or _lent(place, lender) for place, chosen in zip(places, owned, strict=True)]
    for place, state in zip(places, states, strict=True):
        if state.by and place.path.is_file():
            states = [_only(one, {table.relation for table in state.dataset.tables}) for one in states]
    return tuple(states)


def _place(word: str, here: Path, aside: Path | None) -> _Place:
    project = _project(here)
    if project and word in project.names:
        return _Place(word, project.folder(word), project)
    path = here / word
    if "\0" in word:
        raise _nothing(word, project)
    archive = next((one for one in (path, *path.parents) if is_archive(one) and one.is_file()), None)
    if archive is not None and aside is not None:
        return _unpacked(word, archive, path.relative_to(archive), aside, here)
    if not path.exists():
        raise _nothing(word, project)
    path = path.resolve()
    return _Place(word, path, _around(path, project))


def _unpacked(word: str, archive: Path, inner: Path, aside: Path, here: Path) -> _Place:
    """A folder or file within an archive, with the rules of the project that it holds, or lies in."""
    unpack(archive, aside, word)
    path = (aside / inner).resolve()
    if not path.is_relative_to(aside.resolve()) or not path.exists():
        raise Mistake("no-such-path", f"has no '{inner}' in it", at=Position(word))
    return _Place(word, path, _around(path, _project(archive.parent) or _project(here)))


def _around(path: Path, otherwise: Project | None) -> Project | None:
    """The project that a path lies in. A folder that is a project of its own has the rules of the `otherwise` one."""
    project = _project(path)
    return otherwise if project is None or (project.root / DESCRIPTION).is_file() else project


def _nothing(word: str, project: Project | None) -> Mistake:
    if project and not any(mark in word for mark in "/\\.\0"):
        what = f"no dataset '{word}' in {project.root.name}/datasets, and no such file or folder"
        return Mistake("unknown-dataset", what, help=nearest(word, project.names))
    return Mistake("no-such-path", "does not exist", at=Position(word))


def _own(place: _Place, here: Path, names: Collection[str]) -> Chosen | None:
    """The state by the description that lies with it; of several, the one of these `names`."""
    found = place.described()
    if place.path.suffix in BUILT and not found:
        help_ = "name the folder with the dataset.yaml that it was built from"
        raise Mistake("no-description", "does not say what its columns mean", at=Position(place.shown), help=help_)
    if len(found) > 1:
        alike = [folder for folder in found if folder.name in names]
        if len(alike) != 1:
            listed = ", ".join(str(one.relative_to(place.path)) for one in found[:5])
            what = f"holds {len(found)} datasets"
            raise Mistake("which-dataset", what, at=Position(place.shown), help=f"name one: {listed}")
        found = alike
    return _described(place, found[0], here) if found else None


def _described(place: _Place, folder: Path, here: Path) -> Chosen:
    """The dataset in a folder, with the rules and taxonomies of the project around it."""
    project = place.project or _project(folder)
    root = project.root if project else folder
    known = catalog(root)
    of_project = next((n for n in project.names if project.folder(n).resolve() == folder), None) if project else None
    kept = project.store(of_project) if project and of_project and root != folder else None
    path = folder / DESCRIPTION
    named = Path(place.shown) / path.relative_to(place.path)  # of an archive too, wherever it was unpacked
    name = str(path.relative_to(here) if path.is_relative_to(here) else named)
    anywhere = kept is None
    dataset = read_dataset(path, name, roles=known.roles, taxonomies=known.taxonomies, anywhere=anywhere)
    return Chosen(place.shown, dataset, known, kept)


def _lent(place: _Place, lender: Chosen) -> Chosen:
    dataset = read_as(lender.dataset, place.path, place.shown)
    return replace(lender, shown=place.shown, dataset=dataset, store=None, by=lender.shown)


def _only(state: Chosen, relations: Collection[str]) -> Chosen:
    """What is compared with one file: the tables of its relation, and those that speak of changes."""
    tables = tuple(t for t in state.dataset.tables if t.relation in relations or t.relation not in COMPARED)
    if tables == state.dataset.tables:
        return state
    return replace(state, dataset=replace(state.dataset, tables=tables), store=None)


def _project(start: Path) -> Project | None:
    try:
        return find(start)
    except Mistake:
        return None
