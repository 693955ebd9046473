"""`tieout audit`: datasets -> reports and an exit code."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import UTC, datetime
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from tieout.cli.exit import Exit, worst
from tieout.cli.failure import tell
from tieout.cli.interrupt import heed, held
from tieout.cli.judge import FailOn, decided, judge
from tieout.cli.progress import progress
from tieout.cli.screen import colour, say, shown, width
from tieout.cli.withdrawal import withdraw, withdraw_asked
from tieout.model.mistake import Mistake, nearest

if TYPE_CHECKING:
    from tieout.model.audit import Audit
    from tieout.project.choosing import Choice
    from tieout.reports.formats import Format

DEFAULT_FORMATS = "html,json,csv,ties"


def audit(
    which: Annotated[
        list[str] | None, typer.Argument(metavar="[NAME|PATH]...", help="Datasets; default: all of the project.")
    ] = None,
    formats: Annotated[
        str, typer.Option("--format", metavar="NAME,...", help="Formats of the report: html, json, csv, ties.")
    ] = DEFAULT_FORMATS,
    output: Annotated[
        Path | None, typer.Option(metavar="DIR", help="Write DIR/NAME/; default: the project's reports/NAME/.")
    ] = None,
    fail_on: Annotated[FailOn, typer.Option(help="What makes the exit code 1; see docs/exit-codes.md.")] = FailOn.ERROR,
    now: Annotated[
        str | None, typer.Option(metavar="ISO-TIME", help="Time of the audit, UTC unless it says; default: the clock.")
    ] = None,
) -> Exit:
    """Audit datasets: write reports, say whether they are fit."""
    moment, wanted = moment_of(now), formats_of(formats)
    codes = []
    for project, name in _asked(which or [], output):
        folder = (output or project.root / "reports") / name
        try:
            result = _run(project.root, name, moment)
            _report(result, folder, wanted)
        except Exception as problem:  # one dataset's failure does not stop the others
            codes.append(tell(problem))
            withdraw(folder)
            continue
        codes.append(judge(result, fail_on))
        if not decided(result):
            help_ = "the report says what each check lacks"
            tell(Mistake("nothing-to-check", f"no check could decide anything about '{name}'", help=help_))
    return worst(codes)


def _asked(which: Sequence[str], output: Path | None) -> Sequence[Choice]:
    """The datasets that are meant. Where the project cannot be read, no old report of them goes on speaking."""
    from tieout.project.choosing import chosen

    try:
        return chosen(which, Path.cwd())
    except Mistake as mistake:
        withdraw_asked(which, Path.cwd(), output, mistake)
        raise


def _run(root: Path, name: str, moment: datetime) -> Audit:
    from tieout.auditing.auditor import run

    with progress(name) as step:
        result = run(root, name, now=moment, progress=step)
    heed()  # before it is written: a check may have broken for the interrupt alone
    return result


def _report(result: Audit, folder: Path, wanted: Sequence[Format[Audit]]) -> None:
    """Render everything before anything is written, so that the files of one report belong together."""
    from tieout.project.writing import write
    from tieout.reports import terminal
    from tieout.reports.controls import legible

    texts = {folder / each.file: each.render(result) for each in wanted}
    with held():
        for path, text in texts.items():
            write(path, text)
    say(terminal.render(result, width=width(), colour=colour(), report=None).rstrip("\n"))
    say(f"\n  Report  {legible(shown(next(iter(texts))))}\n")  # whole, however long: it is there to be opened


def moment_of(now: str | None) -> datetime:
    """The time of the audit in UTC. Raises Mistake(bad-time)."""
    if now is None:
        return datetime.now(UTC)
    try:
        moment = datetime.fromisoformat(now)
        return moment.astimezone(UTC) if moment.tzinfo else moment.replace(tzinfo=UTC)
    except (ValueError, OverflowError):
        help_ = "expected an ISO time: 2026-11-23T12:00:00Z"
        raise Mistake("bad-time", f"--now is '{now}'", help=help_) from None


def formats_of(words: str) -> list[Format[Audit]]:
    """The formats named in a list with commas, in that order. Raises Mistake(unknown-format)."""
    from tieout.reports import formats

    known = formats()
    names = list(dict.fromkeys(word.strip() for word in words.split(",") if word.strip()))
    for name in names or [words]:
        if name not in known:
            raise Mistake("unknown-format", f"--format names '{name}'", help=nearest(name, known))
    return [known[name] for name in names]
