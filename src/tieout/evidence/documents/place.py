"""Where a document's file lies: below the dataset's folder, and nowhere else."""

from __future__ import annotations

import re
from pathlib import Path

from tieout.evidence.documents.document import Kind, Unreadable

_ELSEWHERE = re.compile(r"[A-Za-z][A-Za-z0-9+.-]*:|[/\\~]")  # a scheme, a drive, an absolute path, somebody's home


def placed(path: str | Path, folder: Path | None) -> Path:
    """The path of a file that exists.

    Raises Unreadable for a path that leads out of the folder, by dots or by links, that is missing, or no file.
    """
    place = Path(path)
    if folder is not None:
        name = str(path).strip()
        if "\0" in name or _ELSEWHERE.match(name) or ".." in Path(name.replace("\\", "/")).parts:
            raise Unreadable(Kind.OUTSIDE, "leads out of the dataset's folder")
        place = (folder / name).resolve()
        if not place.is_relative_to(folder.resolve()):
            raise Unreadable(Kind.OUTSIDE, "leads out of the dataset's folder")
    if not place.exists():
        raise Unreadable(Kind.MISSING, "no such file")
    if not place.is_file():
        raise Unreadable(Kind.NOT_A_FILE, "is a folder or a device, not a file")
    return place
