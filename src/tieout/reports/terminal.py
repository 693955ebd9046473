"""The audit on one screen: verdict, why, the worst checks with an example each, what was not evaluated.

Every line is cut to the terminal's width, so the number of lines does not depend on the data.
"""

from __future__ import annotations

import io
from collections.abc import Iterator
from typing import TYPE_CHECKING

from tieout.model.audit import Audit, Finding
from tieout.model.tie import TieOut
from tieout.model.verdict import Severity
from tieout.reports.controls import legible
from tieout.reports.summary import CheckSummary, Summary, summarise

if TYPE_CHECKING:
    from rich.text import Text

_REASONS = 3
_CHECKS = 4
_UNEVALUATED = 3
_NARROWEST = 20

_STYLES = {Severity.ERROR: "red", Severity.WARNING: "yellow", Severity.NOTE: "cyan"}


def render(audit: Audit, *, width: int, colour: bool, report: str | None) -> str:
    """At most 24 lines of at most `width` cells. `report` is the path of the written report, if any."""
    from rich.console import Console

    screen = io.StringIO()
    width = max(width, _NARROWEST)
    console = Console(
        file=screen,
        width=width,
        force_terminal=colour,
        color_system="standard" if colour else None,
        highlight=False,
        markup=False,
        emoji=False,
        legacy_windows=False,
        _environ={},
    )
    for line in _lines(audit, report):
        line.truncate(width, overflow="ellipsis")
        console.print(line, no_wrap=True, crop=True, soft_wrap=False)
    return screen.getvalue()


def _lines(audit: Audit, report: str | None) -> Iterator[Text]:
    summary = summarise(audit)
    yield from _verdict(audit)
    yield _line("")
    yield _line(_tally(summary))
    yield from _ties(audit.tie_out)
    yield from _failing(summary)
    yield from _unevaluated(summary)
    if report is not None:
        yield _line("")
        yield _line("  Report  ", (_safe(report), "underline"))


def _line(*parts: str | tuple[str, str]) -> Text:
    from rich.text import Text

    return Text.assemble(*parts, end="\n")


def _safe(value: str) -> str:
    """Text that neither the terminal nor a build log acts on. It never stands at the start of a line."""
    return legible(value).replace("::", ": :").replace("##[", "## [")


def _verdict(audit: Audit) -> Iterator[Text]:
    decision = audit.decision
    word, style = ("✓ Fit for release", "bold green") if decision.fit else ("✗ Not fit for release", "bold red")
    name = " ".join(part for part in (audit.dataset, audit.release) if part)
    yield _line("  ", (word, style), ": ", _safe(name))
    for reason in decision.reasons[:_REASONS]:
        yield _line("    - ", _safe(reason.words))
    if len(decision.reasons) > _REASONS:
        yield _line(f"    - and {len(decision.reasons) - _REASONS:,} more reasons")


def _tally(summary: Summary) -> str:
    possible = f", {summary.possible:,} possible" if summary.possible else ""
    return (
        f"  {summary.evaluated} of {len(summary.checks)} checks evaluated, {len(summary.failing)} fail: "
        f"{summary.findings:,} findings{possible}, in {summary.rows:,} rows"
    )


def _ties(tie_out: TieOut) -> Iterator[Text]:
    if tie_out.figures:
        yield _line(f"  {tie_out.tied:,} of {tie_out.figures:,} figures tied to the words that state them")


def _failing(summary: Summary) -> Iterator[Text]:
    failing = summary.failing
    for check in failing[:_CHECKS]:
        yield from _check(check)
    if len(failing) > _CHECKS:
        yield _line(f"  and {len(failing) - _CHECKS:,} more failing checks")


def _check(check: CheckSummary) -> Iterator[Text]:
    counts = check.counts
    possible = f" + {counts.possible:,} possible" if counts.possible else ""
    yield _line(
        "  ",
        (f"✗ {check.severity.value:<7}", _STYLES[check.severity]),
        f" {counts.failed:>7,}{possible}  ",
        (_safe(check.check.code), "bold"),
        " ",
        _safe(check.check.summary),
    )
    first = check.first
    yield (
        _line("      ", ("e.g. ", "dim"), _place(first), _safe(first.message)) if first else _line("      none listed")
    )


def _place(finding: Finding) -> str:
    if not finding.file:
        return ""
    line = f":{finding.line}" if finding.line is not None else ""
    return f"{_safe(finding.file)}{line}  "


def _unevaluated(summary: Summary) -> Iterator[Text]:
    waiting = summary.unevaluated
    for open_ in waiting[:_UNEVALUATED]:
        word = "broke while running" if open_.broke else "not evaluated"
        more = f" and {len(open_.instances) - 1} more" if len(open_.instances) > 1 else ""
        parts = f" ({_safe(open_.instances[0])}{more})" if open_.instances else ""
        yield _line(
            "  ",
            ("? ", "yellow"),
            _safe(open_.check.code),
            f" {word}",
            parts,
            ": ",
            _safe(open_.reason),
        )
    if len(waiting) > _UNEVALUATED:
        yield _line(f"  ? and {len(waiting) - _UNEVALUATED:,} more not evaluated")
