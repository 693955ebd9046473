"""The whole result of an audit: the one thing that reports, gate and history see."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import datetime

from tieout.model.check import Check
from tieout.model.taxonomy import Taxonomy
from tieout.model.tie import TieOut
from tieout.model.verdict import Counts, Outcome, Severity


@dataclass(frozen=True, slots=True)
class Finding:
    """One row that fails one check. `row` counts the table's rows from 0 in the order of its files; it is -1,
    without key, file and line, for a rule of another library about the table as a whole.

    `certain` is False for a finding that only the best values show. `columns` are the faulty cells. `nearest` is the
    passage of a document that is most like a quote that does not stand in it, where the finding is about such a quote.
    """

    check: str
    code: str
    instance: str
    severity: Severity
    certain: bool
    table: str
    row: int
    key: Mapping[str, str | None]
    file: str | None
    line: int | None
    columns: tuple[str, ...]
    observed: str
    expected: str
    message: str
    nearest: str | None = None


@dataclass(frozen=True, slots=True)
class Result:
    """One check instance in one audit. `origin` says which library ran it.

    `findings` holds the first of them; `counts` are exact. `reason` is set when the outcome is
    `not evaluated`, `not verifiable here` or `error`, and says why in the user's words. `absent` is set where the
    dataset has no table, role or figure that the check speaks of.
    """

    check: Check
    instance: str
    severity: Severity
    outcome: Outcome
    counts: Counts
    table: str = ""
    origin: str = "tieout"
    allowed: int = 0
    required: bool = False
    reason: str = ""
    rule: str = ""  # the rule with this instance's names filled in
    absent: bool = False
    findings: tuple[Finding, ...] = ()

    @property
    def possible(self) -> Severity:
        """What a finding weighs that only the best values show: never more than one that is certain."""
        return self.check.possible.at_most(self.severity)

    @property
    def truncated(self) -> bool:
        return len(self.findings) < self.counts.failed + self.counts.possible


@dataclass(frozen=True, slots=True)
class RawFile:
    """A file that was read, and what it held at that moment."""

    path: str  # relative to the dataset's folder
    sha256: str
    size: int
    rows: int
    encoding: str = ""


@dataclass(frozen=True, slots=True)
class TableSummary:
    """A table as it was audited. `columns` are those that a report may show, in the table's order."""

    name: str
    relation: str
    rows: int
    key: tuple[str, ...]
    columns: tuple[str, ...]
    withheld: tuple[str, ...] = ()
    roles: Mapping[str, str] = field(default_factory=dict)  # role -> column
    files: tuple[RawFile, ...] = ()


@dataclass(frozen=True, slots=True)
class Record:
    """A row that a finding names or leads to; `values` stand in the order of its table's columns, as raw text."""

    table: str
    row: int
    file: str | None
    line: int | None
    values: tuple[str | None, ...]


@dataclass(frozen=True, slots=True)
class SourceSummary:
    """A source and what rests on it; `findings` counts those listed, not those cut."""

    id: str
    name: str | None
    kind: str | None
    address: str | None
    documents: int
    figures: int
    findings: int


@dataclass(frozen=True, slots=True)
class Survey:
    """What the report draws: events by month (`2017-11` -> events), places as (latitude, longitude, failing)."""

    months: tuple[tuple[str, int, int], ...] = ()  # month, events, events with a finding
    places: tuple[tuple[float, float, bool], ...] = ()
    places_cut: int = 0
    sources: tuple[SourceSummary, ...] = ()


@dataclass(frozen=True, slots=True)
class Reason:
    """Why a dataset is not fit: the policy's sentence, and the check instance it is about, if any."""

    words: str
    check: str = ""
    instance: str = ""

    @property
    def said(self) -> str:
        """The sentence with the instance behind it: several instances of a check may have the same sentence."""
        return f"{self.words} ({self.instance})" if self.instance else self.words


@dataclass(frozen=True, slots=True)
class Decision:
    """The gate's word: fit or not, and why. `unevaluated` is set when a check could not be evaluated."""

    fit: bool
    reasons: tuple[Reason, ...] = ()
    unevaluated: bool = False

    @property
    def verdict(self) -> str:
        return "fit" if self.fit else "not fit"


@dataclass(frozen=True, slots=True)
class Audit:
    """Everything an audit found. `checks_hash` names the rules, `data_hash` the data, both as sha256."""

    version: str
    dataset: str
    title: str
    about: str
    publisher: str
    licence: str
    release: str
    at: datetime  # UTC
    decision: Decision
    results: tuple[Result, ...]
    tables: tuple[TableSummary, ...]
    taxonomy: Taxonomy = Taxonomy()
    records: tuple[Record, ...] = ()
    survey: Survey = Survey()
    tie_out: TieOut = TieOut()
    left_out: tuple[tuple[str, str], ...] = ()  # check id, the suite's reason for leaving it out
    checks_hash: str = ""
    data_hash: str = ""

    @property
    def findings(self) -> tuple[Finding, ...]:
        return tuple(f for r in self.results for f in r.findings)
