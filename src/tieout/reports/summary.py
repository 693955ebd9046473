"""The audit as a reader counts it: results grouped by check, worst first, and the totals above them."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from tieout.model.audit import Audit, Finding, Result
from tieout.model.check import Check
from tieout.model.verdict import Counts, Outcome, Severity

MOST_INSTANCES = 6


@dataclass(frozen=True, slots=True)
class Unevaluated:
    """A check, or parts of one, without an outcome, and why; `outcome` says how it comes to have none.

    `instances` are the parts that have a name, `parts` how many there are.
    """

    check: Check
    reason: str
    instances: tuple[str, ...]
    parts: int
    outcome: Outcome

    @property
    def broke(self) -> bool:
        return self.outcome is Outcome.ERROR

    @property
    def shown(self) -> tuple[str, ...]:
        return self.instances[:MOST_INSTANCES]

    @property
    def more(self) -> int:
        return len(self.instances) - len(self.shown)


@dataclass(frozen=True, slots=True)
class CheckSummary:
    """All results of one check. A check has one result for each thing it is about."""

    check: Check
    results: tuple[Result, ...]

    @property
    def outcome(self) -> Outcome:
        """The gravest outcome; one that decides nothing only where no result was evaluated."""
        return min((result.outcome for result in self.results), key=_ORDER.__getitem__)

    @property
    def severity(self) -> Severity:
        """The gravest severity among the results that fail, or among all where none does."""
        failing = [r.severity for r in self.results if r.outcome is Outcome.FAILED]
        return min(failing or [r.severity for r in self.results], key=lambda severity: severity.rank)

    @property
    def counts(self) -> Counts:
        """The counts of all results together; a row that two results speak about counts twice."""
        every = [result.counts for result in self.results]
        return Counts(
            rows=sum(c.rows for c in every),
            applicable=sum(c.applicable for c in every),
            failed=sum(c.failed for c in every),
            possible=sum(c.possible for c in every),
            unknown=sum(c.unknown for c in every),
        )

    @property
    def findings(self) -> tuple[Finding, ...]:
        return tuple(finding for result in self.results for finding in result.findings)

    @property
    def first(self) -> Finding | None:
        """The finding to show where there is room for one: a certain one where there is any."""
        return next((f for f in self.findings if f.certain), next(iter(self.findings), None))

    @property
    def found(self) -> int:
        """How many findings there are, listed or not, certain or possible."""
        return self.counts.failed + self.counts.possible

    @property
    def unevaluated(self) -> tuple[Unevaluated, ...]:
        """The results without an outcome, together by reason; those that broke first."""
        reasons: dict[tuple[Outcome, str], list[str]] = {}
        for result in self.results:
            if not result.outcome.decided:
                reasons.setdefault((result.outcome, result.reason), []).append(result.instance)
        return tuple(
            Unevaluated(self.check, reason, tuple(i for i in instances if i), len(instances), outcome)
            for (outcome, reason), instances in sorted(reasons.items(), key=lambda item: _ORDER[item[0][0]])
        )

    @property
    def tables(self) -> tuple[str, ...]:
        return tuple(dict.fromkeys(r.table or r.check.over for r in self.results))


@dataclass(frozen=True, slots=True)
class Summary:
    """Every check of an audit, worst first, with the totals a report begins with."""

    checks: tuple[CheckSummary, ...]
    rows: int

    def of(self, *outcomes: Outcome) -> tuple[CheckSummary, ...]:
        return tuple(check for check in self.checks if check.outcome in outcomes)

    @property
    def failing(self) -> tuple[CheckSummary, ...]:
        return self.of(Outcome.FAILED)

    @property
    def evaluated(self) -> int:
        """Checks that could be evaluated: those that passed and those that failed."""
        return len(self.of(Outcome.PASSED, Outcome.FAILED))

    @property
    def findings(self) -> int:
        """Findings that no reading of the record avoids."""
        return sum(check.counts.failed for check in self.checks)

    @property
    def possible(self) -> int:
        """Findings that only the best values show."""
        return sum(check.counts.possible for check in self.checks)

    @property
    def found(self) -> int:
        """All findings, certain or possible, listed or not."""
        return self.findings + self.possible

    @property
    def listed(self) -> int:
        return sum(len(check.findings) for check in self.checks)

    @property
    def open(self) -> tuple[CheckSummary, ...]:
        """Checks without an outcome: those that broke, those that were not evaluated, then those not verifiable here.

        This is what every report counts. Parts of checks are counted apart.
        """
        return (*self.of(Outcome.ERROR), *self.of(Outcome.NOT_EVALUATED), *self.of(Outcome.ELSEWHERE))

    @property
    def parts(self) -> tuple[Unevaluated, ...]:
        """What has no outcome in checks that have one, by check and reason; what broke first."""
        every = [part for check in self.checks if check not in self.open for part in check.unevaluated]
        return tuple(sorted(every, key=lambda part: not part.broke))


# The gravest first; what says nothing of the data says less than a pass.
_ORDER = {
    outcome: place
    for place, outcome in enumerate(
        (Outcome.FAILED, Outcome.ERROR, Outcome.PASSED, Outcome.NOT_EVALUATED, Outcome.ELSEWHERE)
    )
}


def summarise(audit: Audit) -> Summary:
    """Group an audit's results by check and put the worst first."""
    groups: dict[str, list[Result]] = {}
    for result in audit.results:
        groups.setdefault(result.check.id, []).append(result)
    checks = [CheckSummary(results[0].check, tuple(_sorted(results))) for results in groups.values()]
    checks.sort(key=_weight)
    return Summary(tuple(checks), sum(table.rows for table in audit.tables))


def _weight(check: CheckSummary) -> tuple[int, int, int, int, str]:
    counts = check.counts
    return (_ORDER[check.outcome], check.severity.rank, -counts.failed, -counts.possible, check.check.id)


def _sorted(results: Iterable[Result]) -> Sequence[Result]:
    return sorted(results, key=lambda r: (_ORDER[r.outcome], -r.counts.failed, -r.counts.possible, r.instance))
