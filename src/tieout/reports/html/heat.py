"""Findings by source and check: a table whose shade is the share of the source's rows that the number makes up."""

from __future__ import annotations

from collections import Counter
from dataclasses import dataclass

from tieout.model.audit import SourceSummary
from tieout.reports.html.listing import Entry, Listing

MOST_SOURCES = 40
MOST_CHECKS = 16
_SHADES = (0.1, 0.25, 0.5, 0.75)


@dataclass(frozen=True, slots=True)
class Cell:
    """Findings of one source and check; `shade` goes from 0 (none) to 5."""

    entry: int
    count: int
    shade: int


@dataclass(frozen=True, slots=True)
class Row:
    """A source: its number in the listing, its id and name, and a cell for each check."""

    source: int
    id: str
    name: str | None
    cells: tuple[Cell, ...]
    total: int


@dataclass(frozen=True, slots=True)
class Heat:
    """The table, and how many sources and checks it leaves out."""

    entries: tuple[Entry, ...]
    rows: tuple[Row, ...]
    sources_cut: int
    checks_cut: int


def heat(listing: Listing) -> Heat | None:
    """The table of the listed findings; None where none of them names a source."""
    counts = Counter(
        (source, check) for source, check in zip(listing.source_of, listing.check_of, strict=True) if source >= 0
    )
    if not counts:
        return None
    sources, checks = Counter[int](), Counter[int]()
    for (source, check), count in counts.items():
        sources[source] += count
        checks[check] += count
    columns = sorted(check for check, _ in checks.most_common(MOST_CHECKS))
    shown = [source for source, _ in sorted(sources.items(), key=lambda item: (-item[1], item[0]))]
    summaries = {summary.id: summary for summary in listing.audit.survey.sources}
    rows = []
    for source in shown[:MOST_SOURCES]:
        name = listing.sources[source]
        cells = []
        for check in columns:
            base = _base(summaries.get(name), listing.entries[check], sources[source])
            cells.append(Cell(check, counts[source, check], _shade(counts[source, check], base)))
        rows.append(Row(source, name, listing.source_names.get(name), tuple(cells), sources[source]))
    return Heat(
        tuple(listing.entries[check] for check in columns),
        tuple(rows),
        max(0, len(shown) - MOST_SOURCES),
        len(checks) - len(columns),
    )


def _base(summary: SourceSummary | None, entry: Entry, findings: int) -> int:
    """Of what a number is a share: the source's rows of the kind that the check reads."""
    if summary is None:
        return findings
    relation = entry.check.over
    return {"figures": summary.figures, "documents": summary.documents}.get(relation, 0) or findings


def _shade(count: int, base: int) -> int:
    if not count:
        return 0
    return 1 + sum(count / max(base, 1) > bound for bound in _SHADES)
