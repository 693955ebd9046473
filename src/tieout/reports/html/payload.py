"""The data that the page's script reads: findings, ties and the rows behind them, as compressed JSON.

Base64 of gzip has no character that could end the element it stands in.
"""

from __future__ import annotations

import gzip
import json
from base64 import b64encode
from collections.abc import Callable, Sequence
from itertools import pairwise

from tieout.model.audit import Audit, Finding, Record
from tieout.reports.controls import escaped
from tieout.reports.html.columns import Column, interned
from tieout.reports.html.excerpt import Excerpt, excerpts
from tieout.reports.html.held import Held, held_tables
from tieout.reports.html.listing import Listing
from tieout.reports.html.records import Records
from tieout.reports.html.tie_data import quotes_of, tie_data
from tieout.reports.html.ties import TieListing
from tieout.reports.html.wording import pattern


def payload(audit: Audit, listing: Listing, ties: TieListing) -> str:
    """The page's data as one line of base64."""
    text = json.dumps(data(audit, listing, ties), ensure_ascii=False, separators=(",", ":"))
    return b64encode(gzip.compress(escaped(text).encode(), 9, mtime=0)).decode()


def data(audit: Audit, listing: Listing, ties: TieListing) -> dict[str, object]:
    """The page's data: checks, tables with their rows, sources, and one column a fact for findings and ties."""
    quotes = _quotes(audit.records, listing.records, ties)
    held = [*held_tables(audit, listing.findings)]
    return {
        "checks": [
            {"anchor": entry.anchor, "code": entry.check.code, "id": entry.check.id, "summary": entry.check.summary}
            for entry in listing.entries
        ],
        "tables": [_table(table, quotes) for table in held],
        "sources": [[source, listing.source_names.get(source)] for source in listing.sources],
        "findings": _findings(listing, held),
        "tie_out": tie_data(ties, held, listing.source_names),
    }


def _findings(listing: Listing, held: Sequence[Held]) -> dict[str, Column]:
    listed = listing.findings
    places = [_place(finding, held) for finding in listed]

    def each(fact: Callable[[Finding], object]) -> list[object]:
        return [fact(finding) for finding in listed]

    cells = [held[table].numbered(row, finding.columns) for finding, (table, row) in zip(listed, places, strict=True)]

    def worded(text: Callable[[Finding], str]) -> list[object]:
        return [pattern(text(finding), numbers) for finding, numbers in zip(listed, cells, strict=True)]

    return {
        "check": interned(list(listing.check_of)),
        "source": list(listing.source_of),
        "severity": interned(each(lambda f: f.severity.value)),
        "certain": each(lambda f: int(f.certain)),
        "table": interned([table for table, _ in places]),
        "step": _steps([row for _, row in places]),
        "instance": interned(each(lambda f: f.instance)),
        "columns": interned(each(lambda f: list(f.columns))),
        "observed": interned(worded(lambda f: f.observed)),
        "expected": interned(worded(lambda f: f.expected)),
        "message": interned(worded(lambda f: f.message)),
        "nearest": interned(each(lambda f: f.nearest)),
    }


def _place(finding: Finding, held: Sequence[Held]) -> tuple[int, int]:
    """The number of the finding's table in the page, and of its row there."""
    return next((n, row) for n, table in enumerate(held) if (row := table.row_of(finding)) is not None)


def _steps(numbers: Sequence[int]) -> Column:
    """Each number as its distance from the one before: findings follow their rows, so most are small."""
    return [number - before for before, number in pairwise([0, *numbers])]


def _quotes(records: Sequence[Record], by_role: Records, ties: TieListing) -> dict[str, set[str]]:
    """The id of a document -> the words quoted from it."""
    quotes: dict[str, set[str]] = {}
    for name, words in quotes_of(ties.ties):
        quotes.setdefault(name, set()).add(words)
    for record in records:
        for entity in ("figure", "evidence"):
            document = by_role.value(record, f"{entity}.document")
            quote = by_role.value(record, f"{entity}.quote")
            if document and quote:
                quotes.setdefault(document, set()).add(quote)
    return quotes


def _table(held: Held, quotes: dict[str, set[str]]) -> dict[str, object]:
    columns = held.columns
    return {
        "name": held.name,
        "key": list(held.key or columns[:1]),
        "columns": list(columns),
        "partial": held.partial,
        "roles": {role: columns.index(c) for role, c in sorted(held.roles.items()) if c in columns},
        "rows": held.rows,
        "file": interned([file for file, _ in held.places]),
        "line": _steps([-1 if line is None else line for _, line in held.places]),
        "excerpts": _excerpts(held, quotes) if any(held.texts) else None,
    }


def _excerpts(held: Held, quotes: dict[str, set[str]]) -> list[list[Excerpt]]:
    """For each document, what the page shows of its words."""
    at = held.columns.index(held.roles["document.id"]) if held.names_documents else None
    names = [row[at] if at is not None else None for row in held.rows]
    return [
        excerpts(text, quotes.get(name, ())) if text and name else []
        for text, name in zip(held.texts, names, strict=True)
    ]
