"""What went wrong -> one message on stderr and an exit code. Nobody is shown a traceback who did not ask for it."""

from __future__ import annotations

import os
import traceback

import typer

from tieout.cli.exit import Exit
from tieout.cli.interrupt import heed
from tieout.cli.screen import complain
from tieout.model.mistake import Mistake, Position, nearest

DEBUG = "TIEOUT_DEBUG"


def tell(problem: Exception) -> Exit:
    """Complain of a problem. A user's mistake, and what the machine refuses, are told as such; the rest are defects.

    Raises KeyboardInterrupt where the user asked to stop: the problem is how a library took that.
    """
    heed()
    if os.environ.get(DEBUG):
        complain("".join(traceback.format_exception(problem)).rstrip())
    if isinstance(problem, typer.TyperException):
        problem = _misuse(problem)
    if isinstance(problem, OSError):
        problem = _refused(problem)
    if isinstance(problem, Mistake):
        complain(worded(problem))
        return Exit.MISUSE
    complain(worded(_defect(problem)))
    return Exit.UNEVALUATED


def worded(mistake: Mistake) -> str:
    """The mistake as text that no terminal and no build log acts on: names in it come from files and arguments."""
    from tieout.reports.controls import legible

    at = Position(legible(mistake.at.file), mistake.at.line, mistake.at.column) if mistake.at else None
    return str(Mistake(mistake.code, legible(mistake.what), at=at, help=legible(mistake.help)))


def _misuse(problem: typer.TyperException) -> Mistake:
    """Typer's own complaint (an unknown command, an option without its value) in the form of all others."""
    message = problem.format_message().rstrip(".").replace("Value error, ", "")  # pydantic's words
    context = getattr(problem, "ctx", None)
    command = context.command_path if context else "tieout"
    help_ = f"{command} --help"
    if message.startswith("No such command") and context:
        name = message.split("'")[1] if "'" in message else ""
        message = f"no command '{name}'"
        help_ = nearest(name, context.command.commands) or help_
    return Mistake("usage", message[:1].lower() + message[1:], help=help_)


def _refused(problem: OSError) -> Mistake:
    """What the machine refuses: a folder that may not be written, a full disk."""
    at = Position(str(problem.filename)) if problem.filename else None
    words = problem.strerror or str(problem) or type(problem).__name__
    return Mistake("system", f"the system says: {words}", at=at)


def _defect(problem: Exception) -> Mistake:
    what = f"{type(problem).__name__}: {problem}"
    return Mistake("internal", what, help=f"this is a defect of tieout; {DEBUG}=1 shows where it happened")
