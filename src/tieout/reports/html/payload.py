"""The data that the page's script reads: findings and the rows behind them, as compressed JSON.

Columns hold one kind of value each and repeat little, which is what makes them small. Base64 of gzip has
no character that could end the element it stands in.
"""

from __future__ import annotations

import gzip
import json
from base64 import b64encode
from collections.abc import Callable, Sequence

from tieout.model.audit import Audit, Finding, Record, TableSummary
from tieout.reports.controls import escaped
from tieout.reports.html.excerpt import Excerpt, excerpts
from tieout.reports.html.listing import Listing
from tieout.reports.html.records import Records
from tieout.reports.html.wording import pattern

Column = list[object] | dict[str, list[object]]

_TEXT = "document.text"


def payload(audit: Audit, listing: Listing) -> str:
    """The page's data as one line of base64."""
    text = json.dumps(data(audit, listing), ensure_ascii=False, separators=(",", ":"))
    return b64encode(gzip.compress(escaped(text).encode(), 9, mtime=0)).decode()


def data(audit: Audit, listing: Listing) -> dict[str, object]:
    """The page's data: checks, tables with their rows, sources, and one column a fact for the findings."""
    quotes = _quotes(audit.records, listing.records)
    held = {table.name: _Held(table, audit.records) for table in audit.tables}
    return {
        "checks": [
            {"anchor": entry.anchor, "code": entry.check.code, "id": entry.check.id, "summary": entry.check.summary}
            for entry in listing.entries
        ],
        "tables": [_table(rows, quotes) for rows in held.values()],
        "sources": [[source, listing.source_names.get(source)] for source in listing.sources],
        "findings": _findings(listing, held),
    }


class _Held:
    """The rows of one table that the audit kept, in order. The words of documents are no part of them."""

    def __init__(self, table: TableSummary, records: Sequence[Record]) -> None:
        text = table.roles.get(_TEXT)
        shown = [n for n, column in enumerate(table.columns) if column != text]
        self.table = table
        self.records = sorted((r for r in records if r.table == table.name), key=lambda record: record.row)
        self.columns = [table.columns[n] for n in shown]
        self.rows = [[r.values[n] if n < len(r.values) else None for n in shown] for r in self.records]
        self.number = {record.row: n for n, record in enumerate(self.records)}


def _findings(listing: Listing, held: dict[str, _Held]) -> dict[str, Column]:
    listed = listing.findings
    tables = {name: number for number, name in enumerate(held)}
    numbers = [held[f.table].number.get(f.row, -1) if f.table in held else -1 for f in listed]

    def each(fact: Callable[[Finding], object]) -> list[object]:
        return [fact(finding) for finding in listed]

    def worded(text: Callable[[Finding], str]) -> list[object]:
        return [
            _pattern(text(f), f, held[f.table], n) if n >= 0 else text(f) for f, n in zip(listed, numbers, strict=True)
        ]

    return {
        "check": interned(list(listing.check_of)),
        "source": list(listing.source_of),
        "severity": interned(each(lambda f: f.severity.value)),
        "certain": each(lambda f: int(f.certain)),
        "table": interned(each(lambda f: tables.get(f.table, -1))),
        "step": _steps(numbers),
        "instance": interned(each(lambda f: f.instance)),
        "columns": interned(each(lambda f: list(f.columns))),
        "observed": interned(worded(lambda f: f.observed)),
        "expected": interned(worded(lambda f: f.expected)),
        "message": interned(worded(lambda f: f.message)),
        # A finding whose row was not kept brings its own name and place.
        "loose": [[n, f.table, dict(f.key), f.file, f.line] for n, f in enumerate(listed) if numbers[n] < 0],
    }


def _pattern(text: str, finding: Finding, held: _Held, number: int) -> object:
    first = [held.columns.index(column) for column in finding.columns if column in held.columns]
    return pattern(text, held.rows[number], first)


def _steps(numbers: Sequence[int]) -> list[object]:
    """Each number as its distance from the one before: findings follow their rows, so most are small."""
    return [number - before for before, number in zip([0, *numbers[:-1]], numbers, strict=True)]


def interned(values: Sequence[object]) -> Column:
    """`{"of": distinct values, "at": index of each}` where values repeat, else the values themselves."""
    seen: dict[str, int] = {}
    of: list[object] = []
    at: list[object] = []
    for value in values:
        name = repr(value)
        if name not in seen:
            seen[name] = len(of)
            of.append(value)
        at.append(seen[name])
    return list(values) if len(of) * 2 > len(values) else {"of": of, "at": at}


def _quotes(records: Sequence[Record], by_role: Records) -> dict[str, set[str]]:
    """The id of a document -> the words quoted from it."""
    quotes: dict[str, set[str]] = {}
    for record in records:
        for entity in ("figure", "evidence"):
            document = by_role.value(record, f"{entity}.document")
            quote = by_role.value(record, f"{entity}.quote")
            if document and quote:
                quotes.setdefault(document, set()).add(quote)
    return quotes


def _table(held: _Held, quotes: dict[str, set[str]]) -> dict[str, object]:
    table, columns = held.table, held.columns
    return {
        "name": table.name,
        "key": list(table.key),
        "columns": columns,
        "roles": {role: columns.index(c) for role, c in sorted(table.roles.items()) if c in columns},
        "rows": held.rows,
        "file": interned([record.file for record in held.records]),
        "line": _steps([-1 if record.line is None else record.line for record in held.records]),
        "excerpts": _excerpts(held, quotes) if table.roles.get(_TEXT) in table.columns else None,
    }


def _excerpts(held: _Held, quotes: dict[str, set[str]]) -> list[list[Excerpt]]:
    """For each document, what the page shows of its words."""
    text_at = held.table.columns.index(held.table.roles[_TEXT])
    id_column = held.table.roles.get("document.id")
    id_at = held.columns.index(id_column) if id_column in held.columns else None
    found = []
    for record, row in zip(held.records, held.rows, strict=True):
        text = record.values[text_at] if text_at < len(record.values) else None
        name = row[id_at] if id_at is not None else None
        found.append(excerpts(text, quotes.get(name, ())) if text and name else [])
    return found
