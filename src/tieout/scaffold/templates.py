"""The files that are written for a user: each kind is a folder of them, in the shape in which they come to lie."""

from __future__ import annotations

from collections.abc import Mapping
from importlib.resources import files
from importlib.resources.abc import Traversable
from pathlib import Path
from string import Template

from tieout.project.writing import refuse_existing, write


class _Blank(Template):
    """`@{name}` is filled in: unlike `$` and braces, `@{` means nothing in YAML, Markdown or a check's language."""

    delimiter = "@"
    pattern = r"@(?:\{(?P<braced>[a-z]+)\}|(?P<escaped>(?!))|(?P<named>(?!))|(?P<invalid>(?!)))"  # type: ignore[assignment]  # typed as the compiled form


def texts(kind: str, fill: Mapping[str, str]) -> dict[str, str]:
    """Path below the target -> text, for the templates of a kind (`project`, `check`, `dataset`).

    A name that begins with `dot-` gets its dot back: as `.gitignore` it would act on this repository.
    """
    found = _walk(files(__package__) / "templates" / kind, "")
    return {path: _Blank(text).substitute(fill) for path, text in sorted(found.items())}


def _walk(folder: Traversable, above: str) -> dict[str, str]:
    found: dict[str, str] = {}
    for entry in folder.iterdir():
        name = above + ("." + entry.name.removeprefix("dot-") if entry.name.startswith("dot-") else entry.name)
        if entry.is_dir():
            found |= _walk(entry, name + "/")
        else:
            found[name] = entry.read_text(encoding="utf-8")
    return found


def place(root: Path, content: Mapping[str, str]) -> list[Path]:
    """Write new files below `root`, all or, when one of them is there already, none. Returns their paths.

    Raises Mistake: already-there, cannot-write.
    """
    targets = {root / path: text for path, text in content.items()}
    refuse_existing(targets)
    for path, text in targets.items():
        write(path, text)
    return list(targets)
