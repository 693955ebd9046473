"""All that the page's template sees, and nothing else."""

from __future__ import annotations

import shlex
from dataclasses import dataclass

from tieout.model.audit import Audit, Reason, SourceSummary
from tieout.model.counting import counted
from tieout.model.verdict import Outcome
from tieout.reports.html.folds import Fold, fold
from tieout.reports.html.heat import Heat, heat
from tieout.reports.html.limits import Limits, limits
from tieout.reports.html.listing import Listing, listing
from tieout.reports.html.records import Records
from tieout.reports.html.tie_out import TieOutSection, tie_out_section
from tieout.reports.html.ties import TieListing, tie_listing
from tieout.reports.html.timeline import Timeline, timeline
from tieout.reports.html.worldmap import WorldMap, world_map
from tieout.reports.summary import CheckSummary, Summary, summarise

MOST_REASONS = 12
MOST_SOURCES = 100
_DRAWN = frozenset({"event.start", "event.latitude", "event.longitude", "source.id"})


@dataclass(frozen=True, slots=True)
class LinkedReason:
    """Why the dataset is not fit, and the id of the element that says more, if the page has one."""

    reason: Reason
    anchor: str


@dataclass(frozen=True, slots=True)
class Tile:
    """A number that the page begins with. `note` says what it is a number of."""

    label: str
    number: int
    note: str
    anchor: str


@dataclass(frozen=True, slots=True)
class Context:
    """The page, section by section.

    `audit` gives the texts of header and about; `summary` every check and the totals; `listing` the checks with
    findings and their element ids; `folds` one block for each of them; `ties` the ties that the list holds;
    the rest is named after its section.
    """

    audit: Audit
    summary: Summary
    listing: Listing
    ties: TieListing
    reasons: tuple[LinkedReason, ...]
    tiles: tuple[Tile, ...]
    folds: tuple[Fold, ...]
    passed: tuple[CheckSummary, ...]
    tie_out: TieOutSection | None
    heat: Heat | None
    map: WorldMap | None
    timeline: Timeline | None
    sources: tuple[SourceSummary, ...]
    sources_cut: int
    limits: Limits
    command: str

    @property
    def name(self) -> str:
        """What the dataset is called at the head of the page."""
        return self.audit.title or self.audit.dataset

    @property
    def unlisted(self) -> int:
        """Findings that exist but are not in this page."""
        return self.summary.found - len(self.listing.findings)

    @property
    def undrawn(self) -> str:
        """Why there is no map, no timeline and no table of sources."""
        bound = {role for table in self.audit.tables for role in table.roles}
        if not bound & _DRAWN and not any(role.endswith((".source", ".source_name")) for role in bound):
            return "The dataset binds no places, dates or sources of events."
        if not self.summary.rows:
            return "No table has a row, so there is nothing to draw."
        return "No row has a place or a day that can be drawn, and no finding has a source."

    @property
    def verdict(self) -> str:
        return "Fit for release" if self.audit.decision.fit else "Not fit for release"


def context(audit: Audit) -> Context:
    """Everything the template needs, worked out of an audit."""
    summary = summarise(audit)
    records = Records(audit)
    listed = listing(audit, summary, records)
    shown = {entry.summary.check.id for entry in listed.entries}
    ties = tie_listing(audit.tie_out)
    sources = sorted(audit.survey.sources, key=lambda source: (-source.findings, source.name or source.id))
    return Context(
        audit=audit,
        summary=summary,
        listing=listed,
        ties=ties,
        reasons=tuple(_linked(reason, listed, summary) for reason in audit.decision.reasons[:MOST_REASONS]),
        tiles=_tiles(audit, summary),
        folds=tuple(fold(entry, records) for entry in listed.entries),
        passed=tuple(check for check in summary.of(Outcome.PASSED) if check.check.id not in shown),
        tie_out=tie_out_section(ties, listed.source_names),
        heat=heat(listed),
        map=world_map(audit.survey),
        timeline=timeline(audit.survey),
        sources=tuple(sources[:MOST_SOURCES]),
        sources_cut=max(0, len(sources) - MOST_SOURCES),
        limits=limits(audit, summary, listed),
        command=f"tieout audit {shlex.quote(audit.dataset)}",
    )


def _linked(reason: Reason, listed: Listing, summary: Summary) -> LinkedReason:
    for entry in listed.entries:
        if entry.check.id == reason.check:
            return LinkedReason(reason, entry.anchor)
    waiting = {check.check.id for check in summary.open}
    return LinkedReason(reason, "unevaluated" if reason.check in waiting else "")


def _tiles(audit: Audit, summary: Summary) -> tuple[Tile, ...]:
    broken = len(summary.of(Outcome.ERROR))
    waiting = len(summary.of(Outcome.NOT_EVALUATED))
    parts = sum(part.parts for part in summary.parts)
    waiting_at = "unevaluated" if summary.open else ""
    beside = f"and {counted(parts, 'part')} of other checks" if parts else "no pass, no fail"
    if elsewhere := len(summary.of(Outcome.ELSEWHERE)):
        beside = f"and {elsewhere:,} not verifiable here"
    return (
        Tile("Checks failing", len(summary.failing), f"of {summary.evaluated:,} evaluated", "checks"),
        Tile("Findings", summary.findings, "certain", "findings"),
        Tile("Possible findings", summary.possible, "only best values show them", "findings"),
        Tile("Rows checked", summary.rows, f"in {counted(len(audit.tables), 'table')}", "about"),
        Tile("Checks not evaluated", waiting, beside, waiting_at),
        Tile("Errors", broken, "checks that broke", waiting_at),
    )
