"""The audit on one screen: verdict, why, the worst checks with an example each, what was not evaluated."""

from __future__ import annotations

from collections.abc import Iterator
from typing import TYPE_CHECKING

from tieout.model.audit import Audit, Finding
from tieout.model.check import Check
from tieout.model.counting import counted
from tieout.model.tie import TieOut
from tieout.model.verdict import Outcome, Severity
from tieout.reports.screen import drawn, line, safe
from tieout.reports.summary import CheckSummary, Summary, Unevaluated, summarise

if TYPE_CHECKING:
    from rich.text import Text

_REASONS = 3
_CHECKS = 4
_UNEVALUATED = 3

_STYLES = {Severity.ERROR: "red", Severity.WARNING: "yellow", Severity.NOTE: "cyan"}


def render(audit: Audit, *, width: int, colour: bool, report: str | None) -> str:
    """At most 24 lines of at most `width` cells. `report` is the path of the written report, if any."""
    return drawn(_lines(audit, report), width=width, colour=colour)


def _lines(audit: Audit, report: str | None) -> Iterator[Text]:
    summary = summarise(audit)
    yield from _verdict(audit)
    yield line("")
    yield line(_tally(summary))
    yield from _ties(audit.tie_out)
    yield from _failing(summary)
    yield from _unevaluated(summary)
    if report is not None:
        yield line("")
        yield line("  Report  ", (safe(report), "underline"))


def _verdict(audit: Audit) -> Iterator[Text]:
    decision = audit.decision
    word, style = ("✓ Fit for release", "bold green") if decision.fit else ("✗ Not fit for release", "bold red")
    name = " ".join(part for part in (audit.dataset, audit.release) if part)
    yield line("  ", (word, style), ": ", safe(name))
    for reason in decision.reasons[:_REASONS]:
        yield line("    - ", safe(reason.said))
    if len(decision.reasons) > _REASONS:
        yield line(f"    - and {counted(len(decision.reasons) - _REASONS, 'more reason')}")


def _tally(summary: Summary) -> str:
    possible = f", {summary.possible:,} possible" if summary.possible else ""
    fail = "fails" if len(summary.failing) == 1 else "fail"
    return (
        f"  {summary.evaluated} of {counted(len(summary.checks), 'check')} evaluated, {len(summary.failing)} {fail}: "
        f"{counted(summary.findings, 'finding')}{possible}, in {counted(summary.rows, 'row')}"
    )


def _ties(tie_out: TieOut) -> Iterator[Text]:
    if tie_out.figures:
        yield line(f"  {tie_out.tied:,} of {counted(tie_out.figures, 'figure')} tied to the words that state them")
    elif tie_out.by_column:
        yield line("  No figure is tied out: figures in columns have no quote of their own")


def _failing(summary: Summary) -> Iterator[Text]:
    failing = summary.failing
    for check in failing[:_CHECKS]:
        yield from _check(check)
    if len(failing) > _CHECKS:
        yield line(f"  and {counted(len(failing) - _CHECKS, 'more failing check')}")


def _check(check: CheckSummary) -> Iterator[Text]:
    counts = check.counts
    possible = f" + {counts.possible:,} possible" if counts.possible else ""
    yield line(
        "  ",
        (f"✗ {check.severity.value:<7}", _STYLES[check.severity]),
        f" {counts.failed:>7,}{possible}  ",
        (safe(check.check.code), "bold"),
        " ",
        safe(check.check.summary),
    )
    first = check.first
    yield (line("      ", ("e.g. ", "dim"), _place(first), safe(first.message)) if first else line("      none listed"))


def _place(finding: Finding) -> str:
    if not finding.file:
        return ""
    at = f":{finding.line}" if finding.line is not None else ""
    return f"{safe(finding.file)}{at}  "


def _unevaluated(summary: Summary) -> Iterator[Text]:
    """First what broke, be it a part of a check; then the checks, each with its first reason; the others together."""
    broken = [part for part in summary.parts if part.broke]
    elsewhere = summary.of(Outcome.ELSEWHERE)
    told = [*broken, *(check.unevaluated[0] for check in summary.open if check not in elsewhere)]
    most = _UNEVALUATED - bool(elsewhere)
    for each in told[:most]:
        yield line("  ", ("? ", "yellow"), safe(_name(each.check)), _without_outcome(each), safe(each.reason))
    if len(told) > most:
        yield line(f"  ? and {len(told) - most:,} more without an outcome")
    if elsewhere:
        why = elsewhere[0].unevaluated[0].reason
        yield line(f"  ? {counted(len(elsewhere), 'check')} not verifiable here: {safe(why)}")
    parts = sum(part.parts for part in summary.parts if not part.broke)
    if parts:
        yield line(f"  ? {counted(parts, 'part')} of other checks not evaluated")


def _name(check: Check) -> str:
    """The code; of a rule of another library, which gives all its rules one code, the id as well."""
    return f"{check.code} {check.id}" if check.foreign else check.code


def _without_outcome(each: Unevaluated) -> str:
    more = f" and {len(each.instances) - 1} more" if len(each.instances) > 1 else ""
    parts = f" ({safe(each.instances[0])}{more})" if each.instances else ""
    return f" {'broke while running' if each.broke else 'not evaluated'}{parts}: "
