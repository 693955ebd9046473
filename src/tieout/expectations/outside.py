"""A rule of another library as a check of tieout, and its outcome as a result.

This is the one place that does so: contracts and suites describe their rules as `Rule` and hand over counts.
"""

from __future__ import annotations

import re
from collections.abc import Iterable
from dataclasses import dataclass
from enum import StrEnum

from tieout.expectations.subjects import Subject, observed
from tieout.model.audit import Finding, Result, TableSummary
from tieout.model.check import Check, Text
from tieout.model.mistake import Position
from tieout.model.verdict import Counts, Outcome, Severity, outcome_of

WHOLE_TABLE = -1
NO_ROWS = "the table has no rows"


class Origin(StrEnum):
    """Who runs a rule."""

    PANDERA = "pandera"
    GREAT_EXPECTATIONS = "great_expectations"

    @property
    def code(self) -> str:
        return "PANDERA" if self is Origin.PANDERA else "GX"


@dataclass(frozen=True, slots=True)
class Rule:
    """One rule of another library. `columns` are the cells it looks at, `written` is the rule in its own language."""

    origin: Origin
    id: str
    summary: str
    expected: str
    written: str
    at: Position
    columns: tuple[str, ...] = ()
    severity: Severity = Severity.ERROR


def name_of(table: str, *words: str) -> str:
    """A check's id: `events.killed-at-least`; what is no letter or digit becomes a hyphen."""
    stem = "-".join(filter(None, map(_hyphened, words)))
    return f"{_hyphened(table) or 'table'}.{stem or 'rule'}"


def _hyphened(words: str) -> str:
    return re.sub(r"[\W_]+", "-", words.casefold()).strip("-")


def numbered(name: str, taken: set[str]) -> str:
    """`name`, or `name-2` and so on where another rule has it already; adds it to `taken`."""
    unique = name
    number = 1
    while unique in taken:
        number += 1
        unique = f"{name}-{number}"
    taken.add(unique)
    return unique


def check_of(rule: Rule, table: TableSummary) -> Check:
    """The rule as a check. It has neither `holds` nor `offenders`: the other library has the rule."""
    return Check(
        id=rule.id,
        code=rule.origin.code,
        summary=rule.summary,
        severity=rule.severity,
        over=table.name,
        message=Text(rule.summary, rule.at),
        expected=Text(rule.expected, rule.at),
        at=rule.at,
        pack=rule.origin.value,
    )


def judged(
    rule: Rule, table: TableSummary, counts: Counts, found: Iterable[Subject], *, allowed: int = 0, reason: str = ""
) -> Result:
    """The result of a rule about rows: exact counts, and the first failing rows as findings."""
    outcome = outcome_of(counts, allowed)
    if outcome is Outcome.NOT_EVALUATED and not reason:
        reason = "nothing is recorded that could be checked" if counts.rows else NO_ROWS
    findings = tuple(_finding(rule, table, subject) for subject in found)
    return _result(rule, table, outcome, counts, findings=findings, allowed=allowed, reason=reason)


def of_table(rule: Rule, table: TableSummary, *, holds: bool, seen: str) -> Result:
    """The result of a rule about the table as a whole: it counts as one row, and its finding names none."""
    counts = Counts(rows=1, applicable=1, failed=0 if holds else 1)
    finding = Finding(
        check=rule.id,
        code=rule.origin.code,
        instance="",
        severity=rule.severity,
        certain=True,
        table=table.name,
        row=WHOLE_TABLE,
        key={},
        file=None,
        line=None,
        columns=rule.columns,
        observed=seen,
        expected=rule.expected,
        message=f"{rule.summary}; recorded: {seen or 'otherwise'}",
    )
    return _result(rule, table, outcome_of(counts), counts, findings=() if holds else (finding,))


def broken(rule: Rule, table: TableSummary, reason: str, detail: str = "") -> Result:
    """The result of a rule that could not be run. It never counts as passed.

    `detail` is what the other library says. It may quote values, so it is kept back where some are withheld.
    """
    if detail and not (table.withheld if not rule.columns else set(rule.columns) & set(table.withheld)):
        reason = f"{reason}: {detail}"
    return _result(rule, table, Outcome.ERROR, Counts(rows=table.rows), reason=reason)


def not_evaluated(rule: Rule, table: TableSummary, reason: str) -> Result:
    """The result of a rule that has nothing to say."""
    return _result(rule, table, Outcome.NOT_EVALUATED, Counts(rows=table.rows), reason=reason)


def _result(
    rule: Rule,
    table: TableSummary,
    outcome: Outcome,
    counts: Counts,
    *,
    findings: tuple[Finding, ...] = (),
    allowed: int = 0,
    reason: str = "",
) -> Result:
    return Result(
        check=check_of(rule, table),
        instance="",
        severity=rule.severity,
        outcome=outcome,
        counts=counts,
        table=table.name,
        origin=rule.origin.value,
        allowed=allowed,
        reason=reason,
        rule=rule.written,
        findings=findings,
    )


def _finding(rule: Rule, table: TableSummary, subject: Subject) -> Finding:
    seen = observed(subject, rule.columns)
    return Finding(
        check=rule.id,
        code=rule.origin.code,
        instance="",
        severity=rule.severity,
        certain=True,
        table=table.name,
        row=subject.row,
        key=subject.key,
        file=subject.file,
        line=subject.line,
        columns=rule.columns,
        observed=seen,
        expected=rule.expected,
        message=f"{_said(rule, seen)}; expected: {rule.expected}",
    )


def _said(rule: Rule, seen: str) -> str:
    return f"{rule.columns[0]} is {seen}" if len(rule.columns) == 1 else seen or "this row does not meet the rule"
