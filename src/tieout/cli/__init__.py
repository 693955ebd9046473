"""The command line: one module a command. Whatever is heavy is imported inside the commands."""

from __future__ import annotations

import sys
from collections.abc import Sequence
from typing import NoReturn


def main() -> NoReturn:
    """The command `tieout`."""
    sys.exit(run(sys.argv[1:]))


def run(arguments: Sequence[str]) -> int:
    """Run one command and return its exit code. Every problem becomes a message and a code here; nothing is raised."""
    from tieout.cli import screen
    from tieout.cli.exit import Exit
    from tieout.cli.interrupt import heed, noticed

    screen.prepare()
    with noticed():
        try:
            code = _run(arguments)
            heed()
        except KeyboardInterrupt:
            screen.complain("interrupted; every file is whole, as it was or as it is now")
            code = Exit.INTERRUPTED
    screen.close()
    return int(code or Exit.FIT)


def _run(arguments: Sequence[str]) -> int | None:
    from tieout.cli.app import app
    from tieout.cli.failure import tell

    try:
        code: int | None = app(list(arguments) or ["--help"], prog_name="tieout", standalone_mode=False)
    except Exception as problem:
        return tell(problem)
    return code
