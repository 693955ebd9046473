"""How far a long run is: one line on stderr that comes and goes, on a terminal only."""

from __future__ import annotations

import os
import sys
from collections.abc import Callable, Iterator
from contextlib import contextmanager


@contextmanager
def progress(subject: str) -> Iterator[Callable[[str], None] | None]:
    """A function to call with what is being done now; None where nobody watches, as in a build log."""
    if not sys.stderr.isatty() or os.environ.get("TERM") == "dumb":
        yield None
        return
    from rich.console import Console
    from rich.text import Text

    from tieout.reports.controls import legible

    def line(step: str) -> Text:
        return Text(legible(f"{subject}: {step}" if step else subject), overflow="ellipsis", no_wrap=True)

    with Console(stderr=True).status(line("")) as status:
        yield lambda step: status.update(line(step))
