"""The files of a dataset: found below its folder, measured and hashed."""

from __future__ import annotations

import hashlib
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path

from tieout.model.dataset import Dataset, Table
from tieout.model.mistake import Mistake, nearest

CHUNK = 500_000  # bytes; `readers/plain.py` relies on whole chunks of this size


@dataclass(frozen=True, slots=True)
class FileFacts:
    """What a file was when it was read; `path` is relative to the dataset's folder. A missing one has no size."""

    path: str
    size: int | None = None
    mtime_ns: int | None = None
    sha256: str | None = None


def located(dataset: Dataset, table: Table, file: str) -> Path:
    """The path of a table's file.

    Raises Mistake: "file-outside", "no-such-file", "not-a-file", "unreadable-file", "empty-file".
    """
    parts = Path(file)
    if parts.is_absolute() or ".." in parts.parts or "\0" in file:
        raise Mistake("file-outside", f"'{file}'", at=table.place(file), help="files lie below the dataset's folder")
    path = Path(dataset.folder) / parts
    if path.is_dir():
        raise Mistake("not-a-file", f"'{file}' is a folder", at=table.place(file), help="name the file in it")
    if not path.exists():
        raise Mistake(
            "no-such-file", f"'{file}' does not exist", at=table.place(file), help=_nearest_file(path, dataset)
        )
    if not path.is_file():
        raise Mistake("not-a-file", f"'{file}' is no regular file", at=table.place(file))
    try:
        with path.open("rb") as stream:
            if not stream.read(1):
                help_ = "the first line of a file names its columns"
                raise Mistake("empty-file", f"'{file}' is empty", at=table.place(file), help=help_)
    except OSError as error:
        raise Mistake("unreadable-file", f"'{file}' cannot be read: {error.strerror}", at=table.place(file)) from None
    return path


def read_through(path: Path, shown: str, watch: Callable[[bytes], None] | None = None) -> FileFacts:
    """Read a whole file once: its size, time and hash. `watch` sees every chunk; all but the last have CHUNK bytes."""
    digest = hashlib.sha256()
    size = 0
    with path.open("rb") as stream:
        mtime_ns = path.stat().st_mtime_ns
        while chunk := stream.read(CHUNK):
            digest.update(chunk)
            size += len(chunk)
            if watch is not None:
                watch(chunk)
    return FileFacts(shown, size, mtime_ns, digest.hexdigest())


def _nearest_file(path: Path, dataset: Dataset) -> str:
    folder = Path(dataset.folder)
    if not path.parent.is_dir():
        return f"there is no folder '{path.parent.relative_to(folder)}'"
    there = [str(p.relative_to(folder)) for p in path.parent.iterdir() if p.is_file()]
    return nearest(str(path.relative_to(folder)), there)
