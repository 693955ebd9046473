from __future__ import annotations

from datetime import UTC, datetime

import pytest

from tieout.cli.exit import Exit
from tieout.cli.judge import FailOn, judge
from tieout.model.audit import Audit, Decision, Result
from tieout.model.check import Check, Text
from tieout.model.mistake import Position
from tieout.model.verdict import Counts, Outcome, Severity

FIT, NOT_FIT = Decision(fit=True), Decision(fit=False)
BROKEN = Decision(fit=False, unevaluated=True)
SOME = Counts(rows=10, applicable=10)


def result(
    severity: Severity = Severity.ERROR,
    outcome: Outcome = Outcome.PASSED,
    counts: Counts = SOME,
    *,
    allowed: int = 0,
    possible: Severity = Severity.WARNING,
) -> Result:
    at = Position("check.yaml")
    check = Check("defect", "XXX001", "", severity, "events", Text("", at), at, Text("", at), possible=possible)
    return Result(check, "", severity, outcome, counts, allowed=allowed)


def audit(decision: Decision, *results: Result) -> Audit:
    return Audit("", "data", "", "", "", "", "", datetime(2026, 1, 1, tzinfo=UTC), decision, results or (result(),), ())


WARNED = result(Severity.WARNING, Outcome.FAILED, Counts(rows=10, applicable=10, failed=1))


@pytest.mark.parametrize(
    ("decision", "error", "warning", "never"),
    [(FIT, 0, 0, 0), (NOT_FIT, 1, 1, 0), (BROKEN, 3, 3, 0)],
)
def test_the_gates_word_becomes_a_code(decision: Decision, error: int, warning: int, never: int) -> None:
    codes = [judge(audit(decision), fail_on) for fail_on in (FailOn.ERROR, FailOn.WARNING, FailOn.NEVER)]
    assert codes == [error, warning, never]


@pytest.mark.parametrize(
    ("found", "expected"),
    [
        (WARNED, Exit.NOT_FIT),
        (result(Severity.ERROR, Outcome.FAILED, Counts(10, 10, failed=1)), Exit.NOT_FIT),
        (result(Severity.NOTE, Outcome.FAILED, Counts(10, 10, failed=1)), Exit.FIT),
        (result(Severity.WARNING, Outcome.PASSED, Counts(10, 10, failed=2), allowed=2), Exit.FIT),
        (result(Severity.WARNING, Outcome.FAILED, Counts(10, 10, failed=3), allowed=2), Exit.NOT_FIT),
        (result(Severity.ERROR, Outcome.PASSED, Counts(10, 10, possible=1)), Exit.NOT_FIT),
        (result(Severity.ERROR, Outcome.PASSED, Counts(10, 10, possible=1), possible=Severity.NOTE), Exit.FIT),
    ],
)
def test_a_warning_counts_only_when_asked_for(found: Result, expected: Exit) -> None:
    assert judge(audit(FIT, found), FailOn.WARNING) is expected
    assert judge(audit(FIT, found), FailOn.ERROR) is Exit.FIT
    assert judge(audit(FIT, found), FailOn.NEVER) is Exit.FIT


def test_an_audit_that_decided_nothing_is_misuse_whatever_is_asked() -> None:
    empty = result(outcome=Outcome.NOT_EVALUATED, counts=Counts())
    for fail_on in FailOn:
        assert judge(audit(FIT, empty), fail_on) is Exit.MISUSE


def test_a_check_that_broke_is_no_success() -> None:
    assert judge(audit(BROKEN, result(outcome=Outcome.ERROR)), FailOn.ERROR) is Exit.UNEVALUATED
