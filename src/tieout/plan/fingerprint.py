"""What names the rules and the data of an audit: two hashes that change with either, and with nothing else."""

from __future__ import annotations

import hashlib
from collections.abc import Iterable, Sequence

from tieout.model.audit import TableSummary
from tieout.model.suite import Suite
from tieout.plan.planner import Planner, chosen

RULES = ("applies", "holds", "doubtful", "offenders", "judge", "rows")


def checks_hash(suite: Suite, planner: Planner, outside: Iterable[bytes] = ()) -> str:
    """A sha256 of every rule, severity and parameter in force; where they stand in their files does not matter.

    `outside` are the contents of the contracts and Great Expectations suites that run beside them.
    """
    digest = hashlib.sha256()
    for check in chosen(suite, planner.checks):
        expected = suite.expectations.get(check.id)
        rules = [rule.text if (rule := getattr(check, name)) else "" for name in RULES]
        parameters = sorted((name, repr(value)) for name, value in planner.parameters(check, expected).items())
        severity = (expected and expected.severity) or check.severity
        allowed = (expected.allow, expected.required, expected.skip) if expected else (0, False, None)
        reads = (check.over, check.each.value, [need.text for need in check.needs])
        weighs = (severity.value, check.possible.value, allowed)
        digest.update(repr((check.id, check.code, reads, weighs, rules, parameters)).encode())
    for content in outside:
        digest.update(hashlib.sha256(content).digest())
    return digest.hexdigest()


def data_hash(tables: Sequence[TableSummary]) -> str:
    """A sha256 over the hashes of all files that were read."""
    lines = sorted(f"{table.name}\t{file.path}\t{file.sha256}\n" for table in tables for file in table.files)
    return hashlib.sha256("".join(lines).encode()).hexdigest()
