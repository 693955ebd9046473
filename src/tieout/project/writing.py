"""Files are written whole: aside first, then renamed into place. A reader sees the old file or the new one."""

from __future__ import annotations

import os
from collections.abc import Iterable
from contextlib import suppress
from pathlib import Path

from tieout.model.mistake import Mistake, Position


def write(path: Path, text: str) -> None:
    """Write `text` as UTF-8, with the folders above it. What UTF-8 cannot say is written as an escape.

    Raises Mistake(cannot-write); whatever goes wrong, a file that was there before is untouched.
    """
    aside = path.with_name(f".{path.name}.{os.getpid()}.part")
    try:
        path.parent.mkdir(parents=True, exist_ok=True)
        aside.write_bytes(text.encode("utf-8", "backslashreplace"))
        aside.replace(path)
    except OSError as problem:
        reason = problem.strerror or type(problem).__name__
        raise Mistake("cannot-write", f"cannot be written: {reason}", at=Position(str(path))) from None
    finally:
        with suppress(OSError):
            aside.unlink(missing_ok=True)


def refuse_existing(paths: Iterable[Path]) -> None:
    """Raise Mistake(already-there) when one of the files is there: what a person wrote is never overwritten."""
    there = [path for path in paths if os.path.lexists(path)]
    if there:
        more = f" (and {len(there) - 1} more)" if len(there) > 1 else ""
        help_ = "nothing was written; choose another name, or move the file away"
        raise Mistake("already-there", f"is there already{more}", at=Position(str(there[0])), help=help_)
