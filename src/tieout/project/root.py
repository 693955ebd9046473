"""A project: a folder with datasets/, checks/, expectations/ and reports/; or one dataset's folder on its own."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path, PurePosixPath

from tieout.model.dataset import Dataset
from tieout.model.mistake import Mistake, Position, nearest
from tieout.model.suite import Policy, Suite
from tieout.project.catalog import HOUSE, Catalog, catalog
from tieout.project.dataset_file import read_dataset
from tieout.project.strays import refuse_strays
from tieout.project.suite_file import read_policy, read_suite


@dataclass(frozen=True, slots=True)
class Project:
    """The root of a project and the names of its datasets, in order."""

    root: Path
    names: tuple[str, ...]

    def folder(self, name: str) -> Path:
        """The folder of a dataset. Raises Mistake(unknown-dataset)."""
        if name not in self.names:
            help_ = nearest(name, self.names) or "tieout new dataset NAME writes one"
            raise Mistake("unknown-dataset", f"no dataset '{name}' in {self.root.name}/datasets", help=help_)
        return self.root / self.inside(name)

    def inside(self, name: str) -> PurePosixPath:
        """The folder of a dataset below the root; empty for a dataset on its own."""
        return PurePosixPath() if _alone(self.root) else PurePosixPath("datasets", name)

    def store(self, name: str) -> Path:
        """The DuckDB file that the build leaves."""
        return self.root / ".tieout" / f"{name}.duckdb"


@dataclass(frozen=True, slots=True)
class Brief:
    """All that an audit of one dataset needs to know before any data is read."""

    project: Project
    catalog: Catalog
    dataset: Dataset
    suite: Suite
    policy: Policy


def find(start: Path) -> Project:
    """The project that `start` lies in: the nearest folder upwards with described datasets, or ready for them.

    Where there is none, a folder with a `dataset.yaml` is a project of its own: all checks, no house rules.
    Raises Mistake(no-project).
    """
    root = root_of(start)
    if root:
        return load(root)
    what = f"no project here: neither {start.resolve()} nor any folder above it has a 'datasets' folder"
    raise Mistake("no-project", what, help="tieout init DIR writes one")


def root_of(start: Path) -> Path | None:
    """The root of that project, whether or not it can be read; None where there is none."""
    start = start.resolve()
    upwards = [start, *start.parents]
    return next(iter([f for f in upwards if _is_root(f)] or [f for f in upwards if _alone(f)]), None)


def _is_root(folder: Path) -> bool:
    described = any((folder / "datasets").glob("*/dataset.yaml"))
    return described or all((folder / name).is_dir() for name in ("datasets", "checks", "expectations"))


def _alone(folder: Path) -> bool:
    return (folder / "dataset.yaml").is_file()


def load(root: Path) -> Project:
    """The project at a root."""
    if _alone(root):
        return Project(root, (root.name,))
    names = sorted(path.parent.name for path in (root / "datasets").glob("*/dataset.yaml"))
    return Project(root, tuple(names))


def brief(project: Project, name: str) -> Brief:
    """Read everything that is written about one dataset. Raises Mistake at the first thing that is wrong."""
    alone = _alone(project.root)
    if not alone:
        refuse_strays(project.root, project.names)
    known = catalog(project.root)
    folder = project.folder(name)
    dataset = read_dataset(
        folder / "dataset.yaml",
        str(project.inside(name) / "dataset.yaml"),
        roles=known.roles,
        taxonomies=known.taxonomies,
    )
    expectations = project.root / "expectations"
    suite_path = expectations / f"{name}.yaml"
    if suite_path.exists():
        shown = f"expectations/{name}.yaml"
        suite = read_suite(suite_path, shown, packs=known.packs, checks=known.checks, vocabularies=known.vocabularies)
    else:
        suite = Suite(
            name, Position(f"expectations/{name}.yaml"), packs=tuple(p for p in known.packs if p != HOUSE or not alone)
        )
    gate = expectations / "gate.yaml"
    policy = read_policy(gate, "expectations/gate.yaml") if gate.exists() else Policy()
    return Brief(project, known, dataset, suite, policy)
