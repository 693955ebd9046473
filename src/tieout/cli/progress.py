"""How far a long run is: one line on stderr that comes and goes, on a terminal only."""

from __future__ import annotations

import os
import sys
from collections.abc import Callable, Iterator
from contextlib import contextmanager

from tieout.cli.interrupt import heed


@contextmanager
def progress(subject: str) -> Iterator[Callable[[str], None]]:
    """A function to call with what is being done now; where nobody watches, as in a build log, it shows nothing.

    It raises KeyboardInterrupt where the user asked to stop.
    """
    if not sys.stderr.isatty() or os.environ.get("TERM") == "dumb":
        yield lambda _: heed()
        return
    from rich.console import Console
    from rich.text import Text

    from tieout.reports.controls import legible

    def line(step: str) -> Text:
        return Text(legible(f"{subject}: {step}" if step else subject), overflow="ellipsis", no_wrap=True)

    with Console(stderr=True).status(line("")) as status:

        def show(step: str) -> None:
            heed()
            status.update(line(step))

        yield show
