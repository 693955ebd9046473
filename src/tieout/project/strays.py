"""Files and folders that nothing would read, for their names are not those that are looked for."""

from __future__ import annotations

from collections.abc import Collection, Iterable
from pathlib import Path

from tieout.model.mistake import Mistake, Position, nearest

DESCRIPTION = "dataset.yaml"
GATE = "gate.yaml"


def refuse_strays(root: Path, names: Collection[str]) -> None:
    """Raise Mistake at a folder without a description, and at expectations of no dataset.

    `names` are the datasets of the project. Hidden files and those of other kinds are not looked at.
    """
    for folder in _shown(root / "datasets"):
        if folder.is_dir() and not (folder / DESCRIPTION).exists():
            raise _not_described(folder)
    for file in _shown(root / "expectations"):
        if file.is_file() and file.suffix in (".yaml", ".yml", ".py", ".json") and not _belongs(file.name, names):
            raise _of_no_dataset(file.name, names)


def refuse_other_ending(paths: Iterable[Path], root: Path) -> None:
    """Raise Mistake at the first file that ends in .yml: only .yaml is read."""
    for path in sorted(paths):
        at = Position(path.relative_to(root).as_posix())
        raise Mistake("not-read", "ends in .yml, which is not read", at=at, help=f"did you mean '{path.stem}.yaml'?")


def _shown(folder: Path) -> list[Path]:
    found = folder.iterdir() if folder.is_dir() else ()
    return sorted(path for path in found if not path.name.startswith((".", "_")))


def _not_described(folder: Path) -> Mistake:
    at = Position(f"datasets/{folder.name}")
    other = (folder / DESCRIPTION).with_suffix(".yml").is_file()
    help_ = "its dataset.yml is not read: did you mean 'dataset.yaml'?" if other else "write one, or move the folder"
    return Mistake("no-description", "has no dataset.yaml, so it is no dataset", at=at, help=help_)


def _belongs(file: str, names: Collection[str]) -> bool:
    if file == GATE:
        return True
    return any(
        file in (f"{name}.yaml", f"{name}.py") or (file.startswith(f"{name}.") and file.endswith(".json"))
        for name in names
    )


def _of_no_dataset(file: str, names: Collection[str]) -> Mistake:
    stem, _, ending = file.partition(".")
    at = Position(f"expectations/{file}")
    if ending == "yml":
        return Mistake("not-read", "ends in .yml, which is not read", at=at, help=f"did you mean '{stem}.yaml'?")
    return Mistake("unknown-dataset", f"there is no dataset '{stem}'", at=at, help=nearest(stem, names))
