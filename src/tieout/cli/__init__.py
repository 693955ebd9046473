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
    from tieout.cli.app import app
    from tieout.cli.exit import Exit
    from tieout.cli.failure import tell

    screen.prepare()
    try:
        code = app(list(arguments) or ["--help"], prog_name="tieout", standalone_mode=False)
    except KeyboardInterrupt:
        code = Exit.INTERRUPTED
    except Exception as problem:
        code = tell(problem)
    screen.close()
    return int(code or Exit.FIT)
