"""Verdicts of rows and outcomes of checks, and the algebra between them.

A rule speaks in SQL's three truth values, and `plan.instance.verdict_code` says what they mean: what cannot be decided
is `unknown`, never a pass.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from enum import StrEnum


class Verdict(StrEnum):
    """What a check says of one row."""

    PASS = "pass"  # noqa: S105 - a verdict, no password
    FAIL = "fail"
    POSSIBLE = "possible"  # not certain to fail: the bounds allow it, the best values do not
    UNKNOWN = "unknown"
    NOT_APPLICABLE = "not applicable"


class Outcome(StrEnum):
    """What a check says of a dataset. Only `passed` ever counts as passed."""

    PASSED = "passed"
    FAILED = "failed"
    NOT_EVALUATED = "not evaluated"
    ELSEWHERE = "not verifiable here"  # it rests on documents, and all of them are kept elsewhere
    ERROR = "error"

    @property
    def decided(self) -> bool:
        """Whether the check said anything of the data."""
        return self in (Outcome.PASSED, Outcome.FAILED)


class Severity(StrEnum):
    """How much a failing check weighs; the gate says what blocks."""

    ERROR = "error"
    WARNING = "warning"
    NOTE = "note"

    @property
    def rank(self) -> int:
        """0 for the gravest."""
        return list(Severity).index(self)

    def at_most(self, other: Severity) -> Severity:
        """Give the less grave of two severities."""
        return max(self, other, key=lambda severity: severity.rank)


@dataclass(frozen=True, slots=True)
class Judgement:
    """What a judge says of one row: pass, fail or unknown, and why in words."""

    row: int
    verdict: Verdict
    words: str = ""


@dataclass(frozen=True, slots=True)
class Counts:
    """Rows of one check instance. passed + failed + possible + unknown + not applicable = rows.

    `applicable` is every row the rule speaks about: rows minus those not applicable.
    """

    rows: int = 0
    applicable: int = 0
    failed: int = 0
    possible: int = 0
    unknown: int = 0

    @property
    def passed(self) -> int:
        return self.applicable - self.failed - self.possible - self.unknown

    @property
    def decided(self) -> int:
        """Rows with a verdict of pass, fail or possible."""
        return self.applicable - self.unknown


def outcome_of(counts: Counts, allowed: int = 0) -> Outcome:
    """The outcome of a check that ran. No decided row is no success, whatever did not fail."""
    if counts.failed > allowed:
        return Outcome.FAILED
    if counts.decided == 0:
        return Outcome.NOT_EVALUATED
    return Outcome.PASSED


def worst(verdicts: Iterable[Verdict]) -> Verdict:
    """The verdict of one row over several instances of a check: fail weighs most, not applicable least."""
    order = (Verdict.FAIL, Verdict.POSSIBLE, Verdict.UNKNOWN, Verdict.PASS, Verdict.NOT_APPLICABLE)
    found = set(verdicts)
    return next((v for v in order if v in found), Verdict.NOT_APPLICABLE)
