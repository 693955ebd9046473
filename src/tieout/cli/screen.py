"""The screen: what is said on stdout and complained of on stderr. A reader who left does not stop the work."""

from __future__ import annotations

import io
import os
import shutil
import sys
from pathlib import Path
from typing import TextIO


def prepare() -> None:
    """Let both streams show what their encoding lacks as an escape instead of breaking."""
    for stream in (sys.stdout, sys.stderr):
        if isinstance(stream, io.TextIOWrapper):
            stream.reconfigure(errors="backslashreplace")


def say(text: str) -> None:
    """A line, or several, for the user."""
    _put(sys.stdout, text)


def complain(text: str) -> None:
    """A line about what went wrong."""
    _put(sys.stderr, text)


def close() -> None:
    """Hand over what is still held back. The interpreter would complain of a closed pipe while it ends."""
    _put(sys.stdout, "", end="")


def _put(stream: TextIO, text: str, end: str = "\n") -> None:
    try:
        stream.write(text + end)
        stream.flush()
    except BrokenPipeError:
        nowhere = os.open(os.devnull, os.O_WRONLY)
        os.dup2(nowhere, stream.fileno())
        os.close(nowhere)


def width() -> int:
    """Columns of the terminal; 120 where there is none."""
    return shutil.get_terminal_size(fallback=(120, 24)).columns


def colour() -> bool:
    """Whether stdout is a terminal that wants colour (https://no-color.org)."""
    return sys.stdout.isatty() and not os.environ.get("NO_COLOR") and os.environ.get("TERM") != "dumb"


def shown(path: Path) -> str:
    """A path as the user would type it: below the working directory without the way there."""
    resolved, here = path.resolve(), Path.cwd()
    return str(resolved.relative_to(here)) if resolved.is_relative_to(here) else str(resolved)
