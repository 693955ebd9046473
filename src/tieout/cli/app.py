"""All commands, and what they have in common."""

from __future__ import annotations

from typing import Annotated

import typer

from tieout import __version__
from tieout.cli.audit import audit
from tieout.cli.build import build
from tieout.cli.checks import checks
from tieout.cli.demo import demo
from tieout.cli.diff import diff
from tieout.cli.evidence import evidence
from tieout.cli.explain import explain
from tieout.cli.init import init
from tieout.cli.new import new
from tieout.cli.prove import prove

app = typer.Typer(
    help="Audits datasets of reported events: every figure tied to a named source and to the words that state it.",
    rich_markup_mode=None,  # rich would cost every start more than the rest of the command line
    pretty_exceptions_enable=False,
    context_settings={"help_option_names": ["-h", "--help"]},
)


def _version(wanted: bool) -> None:
    if wanted:
        typer.echo(f"tieout {__version__}")
        raise typer.Exit


@app.callback()
def tieout(
    version: Annotated[
        bool, typer.Option("--version", callback=_version, is_eager=True, help="Show the version and exit.")
    ] = False,
) -> None:
    """Audits datasets of reported events: every figure tied to a named source and to the words that state it."""


for command in (init, build, audit, diff, evidence, explain, checks, prove, demo):
    app.command()(command)
app.add_typer(new, name="new")
