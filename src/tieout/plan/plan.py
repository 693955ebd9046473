"""What an engine is asked to do: one scan a relation, queries beside it, and what cannot be evaluated."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace

from tieout.model.check import Check, Text
from tieout.model.verdict import Severity
from tieout.plan.template import Template

# The code of a verdict in a verdict word: three bits an instance. The highest says that the row is a finding.
PASS, UNKNOWN, NOT_APPLICABLE = 0, 1, 2
FINDING = 4
FAIL, POSSIBLE = FINDING, FINDING + 1
BITS = 3
PER_WORD = 20


@dataclass(frozen=True, slots=True)
class Instance:
    """One check bound to one thing.

    `code` is SQL giving the verdict's code for each row of a scan. With `offenders`, a SELECT of `_row`, it only says
    of which rows the rule speaks, as `applies` does. Where a judge decides, `reads` is the SELECT of the rows it is
    given, and `offenders` reads what it said from the table `_judged`. `subject` is SQL for the row of `table` that a
    finding names; `columns` are the cells that the rule judges, `faulty` those that a finding marks. `truths` are the
    rules as written and as SQL, each true, false or NULL for a row.
    """

    check: Check
    name: str
    severity: Severity
    table: str
    rule: str
    subject: str
    columns: tuple[str, ...]
    faulty: tuple[str, ...]
    message: Template
    expected: Template
    observed: Template
    code: str
    offenders: str = ""
    judge: str = ""
    reads: str = ""
    applies: str = "TRUE"
    truths: tuple[tuple[Text, str], ...] = ()
    allowed: int = 0
    required: bool = False


@dataclass(frozen=True, slots=True)
class Scan:
    """All that is asked of one relation. `rows` stands after FROM, `wanted` is the same for some rows.

    `mates` is a SELECT of the rows that belong to the wanted ones, where a row is made of several. One pass gives the
    code of every instance; `queries` are those whose rule needs a query of its own besides.
    """

    rows: str
    wanted: str
    row: str
    instances: tuple[Instance, ...]
    mates: str = ""

    @property
    def words(self) -> Sequence[tuple[Instance, ...]]:
        """The instances in groups that fit one verdict word each."""
        return [self.instances[n : n + PER_WORD] for n in range(0, len(self.instances), PER_WORD)]

    @property
    def queries(self) -> tuple[Query, ...]:
        return tuple(Query(self, instance) for instance in self.instances if instance.offenders)

    def of(self, *instances: Instance) -> Scan:
        """The same relation, asked only this."""
        return replace(self, instances=instances)


@dataclass(frozen=True, slots=True)
class Query:
    """One rule that needs a query of its own beside the scan of its relation."""

    scan: Scan
    instance: Instance


@dataclass(frozen=True, slots=True)
class Unbound:
    """A check that is bound to nothing, and why, in the user's words.

    `absent` says that the dataset has nothing the check speaks of; otherwise the suite has left a parameter open.
    """

    check: Check
    severity: Severity
    reason: str
    required: bool = False
    absent: bool = True


@dataclass(frozen=True, slots=True)
class Plan:
    """All that is to be run, and all that cannot be."""

    scans: tuple[Scan, ...]
    unbound: tuple[Unbound, ...]
    left_out: tuple[tuple[str, str], ...] = ()

    @property
    def queries(self) -> tuple[Query, ...]:
        return tuple(query for scan in self.scans for query in scan.queries)

    @property
    def instances(self) -> tuple[Instance, ...]:
        return tuple(instance for scan in self.scans for instance in scan.instances)
