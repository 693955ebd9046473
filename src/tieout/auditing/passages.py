"""Beside a finding about a quote that its document lacks: the passage of the document that comes nearest to it."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import replace
from functools import lru_cache
from typing import TYPE_CHECKING

from tieout.model.audit import Finding, Result
from tieout.plan.bind import Binder
from tieout.plan.support import may_quote, supports

if TYPE_CHECKING:
    from tieout.engines.duckdb import Connection
    from tieout.evidence.quotes import Text

MOST = 200  # quotes that are looked up: the first that are listed
LONGEST = 240  # characters of a passage that a report may show
_QUOTE = "figure.quote"

Row = tuple[str, int]  # table, number


def with_nearest(con: Connection, binder: Binder, results: Sequence[Result]) -> Sequence[Result]:
    """The results with `nearest` set on each finding whose quote stands nowhere in its document.

    Where quotes or documents are withheld nothing is looked up, and nothing is shown.
    """
    if not may_quote(binder.dataset):
        return results
    quotes = {table.name: table.roles[_QUOTE] for table in binder.dataset.tables if _QUOTE in table.roles}
    judged = (result for result in results if result.check.judge)  # a rule in SQL knows of missing quotes alone
    asked = dict.fromkeys(
        (f.table, f.row) for r in judged for f in r.findings if quotes.get(f.table, "") in f.columns and f.row >= 0
    )
    found = _nearest(con, binder, [*asked][:MOST]) if asked else {}

    def told(finding: Finding) -> Finding:
        about = quotes.get(finding.table, "") in finding.columns
        passage = found.get((finding.table, finding.row)) if about else None
        return replace(finding, nearest=passage) if passage else finding

    return [replace(result, findings=tuple(map(told, result.findings))) for result in results] if found else results


def _nearest(con: Connection, binder: Binder, asked: Sequence[Row]) -> Mapping[Row, str]:
    from tieout.engines.duckdb import read_supports
    from tieout.evidence.quotes import Text, locate
    from tieout.evidence.ties.support import Support

    @lru_cache(maxsize=8)
    def folded(document: str | None, text: str) -> Text:
        return Text(text)

    found: dict[Row, str] = {}
    for table, select in supports(binder):
        rows = ", ".join(str(row) for name, row in asked if name == table.name)
        if not rows:
            continue
        for row in read_supports(con, table, f"SELECT * FROM ({select}) WHERE _row IN ({rows})"):
            support = Support.read(row)
            if support.quote and support.text:
                nearest = locate(folded(support.document, support.text), support.quote).nearest
                if nearest:
                    found[table.name, support.row] = nearest.text[:LONGEST]
    return found
