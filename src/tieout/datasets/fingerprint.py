"""What a built file was made from, so that it is made anew only when something changed."""

from __future__ import annotations

import hashlib
from collections.abc import Iterable
from functools import cache
from importlib.metadata import version
from pathlib import Path
from typing import TYPE_CHECKING

from tieout.datasets.files import FileFacts, read_through
from tieout.model.dataset import Dataset

if TYPE_CHECKING:
    import duckdb

# The code that says what a built file holds. Checks are no part of it: they are asked of what was built.
READING = ("datasets", "evidence/documents", "model/dataset.py", "plan/quote.py")

CREATE = """
CREATE TABLE main.built (
    tieout VARCHAR, description VARCHAR, path VARCHAR, size BIGINT, mtime_ns BIGINT, sha256 VARCHAR
)
"""


def record(con: duckdb.DuckDBPyConnection, dataset: Dataset, files: Iterable[FileFacts]) -> None:
    """Write `main.built`: one row for each file that was read or looked for."""
    con.execute(CREATE)
    told = (made_by(), description_hash(dataset))
    for file in files:
        values = [*told, file.path, file.size, file.mtime_ns, file.sha256]
        con.execute("INSERT INTO main.built VALUES (?, ?, ?, ?, ?, ?)", values)


def matches(con: duckdb.DuckDBPyConnection, dataset: Dataset) -> bool:
    """Whether `main.built` tells of the same tieout, the same description and the same files.

    A file of the same size and time counts as the same; of the same size and another time, its hash decides.
    """
    rows = con.execute("SELECT tieout, description, path, size, mtime_ns, sha256 FROM main.built").fetchall()
    told = (made_by(), description_hash(dataset))
    folder = Path(dataset.folder)
    return bool(rows) and all(row[:2] == told and _same(folder, FileFacts(*row[2:])) for row in rows)


@cache
def made_by() -> str:
    """The version of tieout, and a hash of the code that reads files, which changes under a developer's hands."""
    return f"{version('tieout')} {code_hash(Path(__file__).parents[1], READING)}"


def code_hash(package: Path, parts: Iterable[str]) -> str:
    """The sha256 of the Python files of a package, by what they hold; `parts` are its folders and files that count."""
    found = hashlib.sha256()
    for part in parts:
        path = package / part
        for file in sorted(path.rglob("*.py")) if path.is_dir() else [path]:
            content = hashlib.sha256(file.read_bytes()).hexdigest()
            found.update(f"{file.relative_to(package).as_posix()} {content}\n".encode())
    return found.hexdigest()


def description_hash(dataset: Dataset) -> str:
    """The sha256 of everything in the description that the build depends on."""
    return hashlib.sha256(repr((dataset.tables, dataset.sentinels)).encode("utf-8", "backslashreplace")).hexdigest()


def _same(folder: Path, file: FileFacts) -> bool:
    path = folder / file.path
    try:
        stat = path.stat()
    except (OSError, ValueError):
        return file.size is None
    if file.size is None or stat.st_size != file.size:
        return False
    return stat.st_mtime_ns == file.mtime_ns or read_through(path, file.path).sha256 == file.sha256
