"""What a notebook shows for an audit: the verdict, why, and the worst checks, as plain HTML without styles."""

from __future__ import annotations

from html import escape

from tieout.model.audit import Audit
from tieout.model.counting import counted
from tieout.model.verdict import Outcome
from tieout.reports.controls import legible
from tieout.reports.summary import CheckSummary, Summary, summarise

_LONGEST = 300
_MOST = 10


def render(audit: Audit) -> str:
    """A fragment of HTML with no script, no style and no link. Every text of the audit is escaped."""
    summary = summarise(audit)
    name = " ".join(part for part in (audit.title or audit.dataset, audit.release) if part)
    return "\n".join(
        [
            "<div>",
            f"<p><strong>{'Fit' if audit.decision.fit else 'Not fit'} for release</strong>: {_text(name)}</p>",
            *_reasons(audit),
            f"<p>{_tally(summary)}</p>",
            *_table(summary),
            "</div>",
        ]
    )


def _text(value: str) -> str:
    shown = legible(value)
    return f"<bdi>{escape(shown[:_LONGEST] + ('…' if len(shown) > _LONGEST else ''))}</bdi>"


def _reasons(audit: Audit) -> list[str]:
    reasons = audit.decision.reasons
    if not reasons:
        return []
    items = [f"<li>{_text(reason.said)}</li>" for reason in reasons[:_MOST]]
    if len(reasons) > _MOST:
        items.append(f"<li>… and {len(reasons) - _MOST} more</li>")
    return ["<ul>", *items, "</ul>"]


def _tally(summary: Summary) -> str:
    checks, findings = len(summary.checks), summary.findings
    fail = "fails" if len(summary.failing) == 1 else "fail"
    return (
        f"{len(summary.failing)} of {counted(checks, 'check')} {fail}; {counted(findings, 'finding')}, "
        f"{summary.possible:,} possible; {counted(summary.rows, 'row')}; "
        f"{counted(len(summary.of(Outcome.NOT_EVALUATED)), 'check')} not evaluated, {_elsewhere(summary)}"
        f"{len(summary.of(Outcome.ERROR))} broke while running."
    )


def _elsewhere(summary: Summary) -> str:
    checks = len(summary.of(Outcome.ELSEWHERE))
    return f"{counted(checks, 'check')} not verifiable here, " if checks else ""


def _table(summary: Summary) -> list[str]:
    failing = summary.failing
    if not failing:
        return []
    head = "".join(f'<th scope="col">{name}</th>' for name in ("Check", "Severity", "Findings", "Possible", "First"))
    rows = [_row(check) for check in failing[:_MOST]]
    caption = f"Failing checks, worst first: {len(rows)} of {len(failing)}"
    return [f"<table><caption>{caption}</caption><thead><tr>{head}</tr></thead><tbody>", *rows, "</tbody></table>"]


def _row(check: CheckSummary) -> str:
    first = _text(check.first.message) if check.first else ""
    return (
        f'<tr><th scope="row">{_text(check.check.summary)} <code>{_text(check.check.code)}</code></th>'
        f"<td>{check.severity.value}</td><td>{check.counts.failed:,}</td>"
        f"<td>{check.counts.possible:,}</td><td>{first}</td></tr>"
    )
