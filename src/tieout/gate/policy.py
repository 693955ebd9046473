"""Whether a release may go out: the findings that block, and what could not be evaluated."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from tieout.model.audit import Decision, Reason, Result
from tieout.model.suite import Policy
from tieout.model.verdict import Outcome, Severity

OPEN = {Outcome.NOT_EVALUATED: "was not evaluated", Outcome.ELSEWHERE: "is not verifiable here"}


def decide(results: Sequence[Result], policy: Policy) -> Decision:
    """The gate's word on an audit.

    It shuts when a check broke, when a required check was not evaluated, when too few checks were evaluated or none
    at all, and when there are more findings of a severity than the policy allows. Only `passed` counts as passed.
    """
    unevaluated = [*_broken(results), *_missing(results), *_nothing(results), *_coverage(results, policy)]
    blocking = [reason for severity in Severity for reason in _blocking(results, severity, policy)]
    reasons = (*blocking, *unevaluated)
    return Decision(fit=not reasons, reasons=reasons, unevaluated=bool(unevaluated))


def _broken(results: Sequence[Result]) -> Iterator[Reason]:
    for result in results:
        if result.outcome is Outcome.ERROR:
            yield Reason(f"{_name(result)}: the check broke while it ran", result.check.id, result.instance)


def _missing(results: Sequence[Result]) -> Iterator[Reason]:
    for result in results:
        if result.outcome in OPEN and result.required:
            is_open = OPEN[result.outcome]
            words = f"{_name(result)}: the check is required and {is_open}, {result.reason}"
            yield Reason(words, result.check.id, result.instance)


def _nothing(results: Sequence[Result]) -> Iterator[Reason]:
    if all(result.outcome in OPEN for result in results):
        yield Reason("no check was evaluated, so nothing is known of the data")


def _coverage(results: Sequence[Result], policy: Policy) -> Iterator[Reason]:
    evaluated = coverage(results)
    if evaluated < policy.least_coverage:
        words = f"{evaluated:.0%} of the checks that speak of this dataset were evaluated"
        yield Reason(f"{words}, at least {policy.least_coverage:.0%} are expected")


def coverage(results: Sequence[Result]) -> float:
    """The share of checks that were evaluated, from 0 to 1, of those that speak of the dataset.

    A check of what the dataset does not have, and need not have, is left out, and so is one that rests on documents
    which are all kept elsewhere. One that had its columns and found no row
    to decide counts, and so does one that broke, that lacks a parameter or that is required. A check counts once,
    however many instances it has. Where no check is left there is nothing to be a share of, and it is 0.
    """
    speaking = {result.check.id for result in results if result.required or not _let_off(result)}
    evaluated = {result.check.id for result in results if result.outcome.decided}
    return len(evaluated) / len(speaking) if speaking else 0.0


def _let_off(result: Result) -> bool:
    return result.absent or result.outcome is Outcome.ELSEWHERE


def _blocking(results: Sequence[Result], severity: Severity, policy: Policy) -> Iterator[Reason]:
    """The checks of one severity that fail, when together they have more findings than are allowed."""
    allowed = policy.allowed.get(severity)
    failing = [(r, findings_of(r, severity)) for r in results]
    total = sum(count for _, count in failing)
    if allowed is None or total <= allowed:
        return
    for result, count in sorted(failing, key=lambda pair: -pair[1]):
        if count:
            yield Reason(f"{_name(result)}: {count:,} {_plural(count)}", result.check.id, result.instance)


def findings_of(result: Result, severity: Severity) -> int:
    """How many of a result's findings weigh that much; possible ones never weigh more than certain ones."""
    certain = result.counts.failed if result.severity is severity and result.outcome is Outcome.FAILED else 0
    possible = result.counts.possible if result.possible is severity else 0
    return certain + possible


def _name(result: Result) -> str:
    """The defect in words, with its code; reports say which instance it is."""
    return f"{result.check.summary.rstrip('.')} ({result.check.code})"


def _plural(count: int) -> str:
    return "finding" if count == 1 else "findings"
