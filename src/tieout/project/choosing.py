"""Which datasets a user means: names, folders, `dataset.yaml` files, or nothing at all for every one."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path

from tieout.model.mistake import Mistake, Position, nearest
from tieout.project.root import Project, find
from tieout.project.strays import refuse_strays

Choice = tuple[Project, str]


def chosen(words: Sequence[str], here: Path) -> list[Choice]:
    """The datasets that the words name, each once, in that order; all of the project's where there are no words.

    A dataset's name counts before a path of the same spelling.
    Raises Mistake: no-project, unknown-dataset, no-such-path, not-a-dataset, nothing-to-check.
    """
    if not words:
        return _all(find(here))
    choices = [choice for word in words for choice in _named(word, here)]
    return list({(project.root, name): (project, name) for project, name in choices}.values())


def _named(word: str, here: Path) -> list[Choice]:
    path = here / word
    looks_like_a_path = "/" in word or "\\" in word or word.startswith(".")
    if not looks_like_a_path:
        project = _project(here)
        if project and word in project.names:
            return [(project, word)]
    if "\0" not in word and path.exists():
        project, names = at_path(path)
        return [(project, name) for name in names]
    if looks_like_a_path:
        raise Mistake("no-such-path", "does not exist", at=Position(word))
    find(here).folder(word)
    raise AssertionError("a name that is not in the project is refused above")


def _project(here: Path) -> Project | None:
    try:
        return find(here)
    except Mistake:
        return None


def _all(project: Project) -> list[Choice]:
    if not project.names:
        refuse_strays(project.root, project.names)
        what = f"the project {project.root} has no datasets"
        raise Mistake("nothing-to-check", what, help="tieout new dataset NAME writes one")
    return [(project, name) for name in project.names]


def at_path(path: Path) -> tuple[Project, tuple[str, ...]]:
    """The project that a path lies in, and its datasets there: all at the project's root, else the one.

    Raises Mistake: no-project, no-such-path, not-a-dataset, nothing-to-check.
    """
    if not path.exists():
        raise Mistake("no-such-path", "does not exist", at=Position(str(path)))
    folder = path.resolve()
    folder = folder.parent if folder.is_file() else folder
    project = find(folder)
    if folder in (project.root, project.root / "datasets"):
        return project, tuple(name for _, name in _all(project))
    for name in project.names:
        if project.folder(name).resolve() in (folder, *folder.parents):
            return project, (name,)
    help_ = nearest(path.name, project.names) or "a dataset is a folder with a dataset.yaml"
    raise Mistake("not-a-dataset", "is no dataset", at=Position(str(path)), help=help_)
