"""An audit and `--fail-on` -> exit code."""

from __future__ import annotations

from enum import StrEnum
from typing import TYPE_CHECKING

from tieout.cli.exit import Exit
from tieout.model.verdict import Outcome, Severity

if TYPE_CHECKING:
    from tieout.model.audit import Audit


class FailOn(StrEnum):
    """What makes a run fail besides what the gate says."""

    ERROR = "error"  # the gate alone
    WARNING = "warning"  # any warning too
    NEVER = "never"  # nothing that an audit finds


def judge(audit: Audit, fail_on: FailOn) -> Exit:
    """The exit code. An audit in which no check could decide a row found nothing out, whatever `fail_on` says."""
    if not decided(audit):
        return Exit.MISUSE
    if fail_on is FailOn.NEVER:
        return Exit.FIT
    if audit.decision.unevaluated:
        return Exit.UNEVALUATED
    warned = fail_on is FailOn.WARNING and _warned(audit)
    return Exit.FIT if audit.decision.fit and not warned else Exit.NOT_FIT


def decided(audit: Audit) -> bool:
    """Whether any check ran, if only to break."""
    return any(result.outcome.decided or result.outcome is Outcome.ERROR for result in audit.results)


def _warned(audit: Audit) -> bool:
    """Whether there is a warning or worse, certain (beyond what the suite allows) or possible."""
    from tieout.gate.policy import findings_of

    grave = (Severity.ERROR, Severity.WARNING)
    return any(findings_of(result, severity) for result in audit.results for severity in grave)
