"""`tieout prove`: whether every case of a page gets the verdict that the page states."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from tieout.cli.catalog import named, reachable
from tieout.cli.exit import Exit, worst
from tieout.cli.failure import tell
from tieout.cli.screen import say

if TYPE_CHECKING:
    from tieout.model.check import Check
    from tieout.project.catalog import Catalog


def prove(
    which: Annotated[
        list[str] | None, typer.Argument(metavar="[CODE|ID]...", help="Checks; default: the project's house rules.")
    ] = None,
) -> Exit:
    """Run the cases of checks; they are a check's tests."""
    from tieout.project.catalog import HOUSE

    known = reachable(Path.cwd())
    checks = [named(name, known.checks) for name in which or []]
    codes = []
    for check in checks or [check for check in known.checks.values() if check.pack == HOUSE]:
        try:
            codes.append(_prove(check, known))
        except Exception as problem:  # one check's failure does not stop the others
            codes.append(tell(problem))
    return worst(codes)


def _prove(check: Check, known: Catalog) -> Exit:
    from tieout.auditing.proving import prove as disagreements
    from tieout.reports.controls import legible

    wrong = disagreements(check, known)
    cases = sum(case.verdict is not None for table in check.page.cases for case in table.rows)
    say(f"{check.code} {legible(check.id)}: {cases - len(wrong)} of {cases} cases hold")
    for disagreement in wrong:
        say(f"  {legible(str(disagreement))}")
    return Exit.NOT_FIT if wrong else Exit.FIT
