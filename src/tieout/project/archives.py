"""Archives of releases: told by their ending, and unpacked aside. What they hold is hostile until it is out.

Only regular files come out, below the folder that is meant for them and up to a size in all; links, devices and
whatever else an archive may hold are left in it.
"""

from __future__ import annotations

import shutil
import tarfile
import zipfile
import zlib
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path, PurePosixPath
from typing import IO

from tieout.model.mistake import Mistake, Position

TARS = (".tar", ".tar.gz", ".tgz", ".tar.bz2", ".tbz2", ".tar.xz", ".txz")
ENDINGS = (".zip", *TARS)
MOST_BYTES = 16 << 30
MOST_FILES = 200_000
CHUNK = 1 << 20

# What the two libraries raise on archives that are cut, damaged, encrypted or no archives at all.
_DAMAGED = (zipfile.BadZipFile, tarfile.TarError, zlib.error, EOFError, RuntimeError, NotImplementedError, ValueError)


def is_archive(path: Path) -> bool:
    """Whether the name says so."""
    return path.name.lower().endswith(ENDINGS)


def unpack(archive: Path, folder: Path, shown: str, *, most: int = MOST_BYTES) -> None:
    """Write the files of an archive below a folder, at most `most` bytes of them.

    Raises Mistake: not-an-archive, archive-too-large, file-outside.
    """
    written = 0
    try:
        with _opened(archive) as files:
            for number, (name, stream) in enumerate(files):
                target = folder / _inside(name, shown)
                target.parent.mkdir(parents=True, exist_ok=True)
                with stream, target.open("xb") as out:
                    while chunk := stream.read(CHUNK):
                        written += len(chunk)
                        if written > most or number >= MOST_FILES:
                            raise _too_large(shown, most)
                        out.write(chunk)
    except _DAMAGED as problem:
        raise _damaged(shown, str(problem)) from None
    except OSError as problem:
        # A member below another that is a file, or twice there; and gzip says OSError of what is not its own.
        shutil.rmtree(folder, ignore_errors=True)
        raise _damaged(shown, problem.strerror or str(problem)) from None


@contextmanager
def _opened(archive: Path) -> Iterator[Iterator[tuple[str, IO[bytes]]]]:
    """Its regular files, each with its name and its bytes."""
    if archive.name.lower().endswith(".zip"):
        with zipfile.ZipFile(archive) as packed:
            members = [m for m in packed.infolist() if not m.is_dir() and not _is_link(m)]
            yield ((member.filename, packed.open(member)) for member in members)
        return
    with tarfile.open(archive) as tar:
        yield ((m.name, stream) for m in tar if m.isreg() and (stream := tar.extractfile(m)) is not None)


def _is_link(member: zipfile.ZipInfo) -> bool:
    return (member.external_attr >> 16) & 0o170000 == 0o120000


def _inside(name: str, shown: str) -> PurePosixPath:
    path = PurePosixPath(name)
    if path.is_absolute() or ".." in path.parts or "\\" in name or "\0" in name or not path.parts:
        what = f"holds a file that would lie outside of it: '{name}'"
        raise Mistake("file-outside", what, at=Position(shown), help="nothing was read; unpack it yourself")
    return path


def _too_large(shown: str, most: int) -> Mistake:
    what = f"holds more than {most >> 20:,} MB or {MOST_FILES:,} files"
    return Mistake("archive-too-large", what, at=Position(shown), help="unpack it yourself, and name the folder")


def _damaged(shown: str, reason: str) -> Mistake:
    return Mistake("not-an-archive", f"cannot be unpacked: {reason}", at=Position(shown))
