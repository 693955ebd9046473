"""What the audit does not say: checks not evaluated, checks left out, lists that are cut, columns withheld."""

from __future__ import annotations

from dataclasses import dataclass

from tieout.model.audit import Audit
from tieout.reports.html.listing import Listing
from tieout.reports.summary import CheckSummary, Summary, Unevaluated


@dataclass(frozen=True, slots=True)
class Cut:
    """A check of which the page lists `listed` findings of `found`."""

    check: CheckSummary
    listed: int
    found: int


@dataclass(frozen=True, slots=True)
class Limits:
    """The limits of an audit, each list in the order of the checks."""

    unevaluated: tuple[Unevaluated, ...]
    parts: tuple[Unevaluated, ...]
    left_out: tuple[tuple[str, str], ...]
    cut: tuple[Cut, ...]
    places_cut: int
    withheld: tuple[tuple[str, tuple[str, ...]], ...]
    by_column: tuple[str, ...]


def limits(audit: Audit, summary: Summary, listing: Listing) -> Limits:
    """Collect what a reader must know before trusting a pass."""
    return Limits(
        unevaluated=tuple(u for check in summary.open for u in check.unevaluated),
        parts=summary.parts,
        left_out=tuple(sorted(audit.left_out)),
        cut=tuple(
            Cut(entry.summary, len(entry.findings), entry.summary.found)
            for entry in listing.entries
            if len(entry.findings) < entry.summary.found
        ),
        places_cut=audit.survey.places_cut,
        withheld=tuple((table.name, table.withheld) for table in audit.tables if table.withheld),
        by_column=audit.tie_out.by_column,
    )
