"""What of an audit the page lists: which checks have a fold, which findings, and the sources they rest on."""

from __future__ import annotations

from dataclasses import dataclass, field
from functools import cached_property

from tieout.model.audit import Audit, Finding
from tieout.model.check import Check
from tieout.reports.html.records import Records
from tieout.reports.html.visible import anchor
from tieout.reports.summary import CheckSummary, Summary

MOST = 100_000
"""Findings that a page holds; above it each check gets an equal quota, and the page says so."""


@dataclass(frozen=True, slots=True)
class Entry:
    """A check with findings: its number in the listing, its element's id, its results, and the findings listed."""

    number: int
    anchor: str
    summary: CheckSummary
    findings: tuple[Finding, ...]

    @property
    def check(self) -> Check:
        return self.summary.check


@dataclass(frozen=True)
class Listing:
    """The checks with findings, worst first, and their findings in one sequence."""

    audit: Audit
    entries: tuple[Entry, ...]
    records: Records = field(repr=False)

    @cached_property
    def findings(self) -> tuple[Finding, ...]:
        return tuple(finding for entry in self.entries for finding in entry.findings)

    @cached_property
    def check_of(self) -> tuple[int, ...]:
        """For each finding, the number of its entry."""
        return tuple(number for number, entry in enumerate(self.entries) for _ in entry.findings)

    @cached_property
    def source_names(self) -> dict[str, str | None]:
        return {source.id: source.name for source in self.audit.survey.sources}

    @cached_property
    def _named(self) -> tuple[str | None, ...]:
        return tuple(self.records.source(finding) for finding in self.findings)

    @cached_property
    def sources(self) -> tuple[str, ...]:
        """The ids of all sources that a finding rests on, those of the register first."""
        known = [source.id for source in self.audit.survey.sources]
        return tuple(dict.fromkeys([*known, *sorted({name for name in self._named if name})]))

    @cached_property
    def source_of(self) -> tuple[int, ...]:
        """For each finding, the number of its source, or -1."""
        number = {source: n for n, source in enumerate(self.sources)}
        return tuple(number.get(name, -1) if name else -1 for name in self._named)


def listing(audit: Audit, summary: Summary, records: Records) -> Listing:
    """Choose what the page lists."""
    shown = [check for check in summary.checks if check.found or check.findings]
    quota = _quota([len(check.findings) for check in shown], MOST)
    used: set[str] = set()
    entries = []
    for number, check in enumerate(shown):
        name = f"check-{anchor(check.check.code if _unique(check, shown) else check.check.id) or number}"
        while name in used:
            name = f"{name}-{number}"
        used.add(name)
        entries.append(Entry(number, name, check, check.findings[:quota]))
    return Listing(audit, tuple(entries), records)


def _unique(check: CheckSummary, shown: list[CheckSummary]) -> bool:
    return sum(other.check.code == check.check.code for other in shown) == 1


def _quota(sizes: list[int], most: int) -> int:
    """The largest number for which no check listing more than it brings the total above `most`."""
    low, high = 0, max(sizes, default=0)
    while low < high:
        middle = (low + high + 1) // 2
        if sum(min(size, middle) for size in sizes) <= most:
            low = middle
        else:
            high = middle - 1
    return low
