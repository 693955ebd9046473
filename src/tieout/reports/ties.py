"""`ties.csv`: one line a figure with its five links, for reading in a spreadsheet. It is not meant to be read back.

A cell that a spreadsheet would run as a formula begins with an apostrophe.
"""

from __future__ import annotations

import csv
import io

from tieout.model.audit import Audit
from tieout.model.tie import Link, Tie
from tieout.reports.csv import cell

FILE = "ties.csv"
COLUMNS = (
    "event",
    "figure",
    "value",
    "reported",
    "source",
    "document",
    "quote",
    "table",
    "key",
    "tied",
    *(f"{link} {part}" for link in Link for part in ("state", "why")),
)


def render(audit: Audit) -> str:
    """Every listed tie as a quoted CSV line, in the order of the audit, under a header line."""
    text = io.StringIO()
    writer = csv.writer(text, quoting=csv.QUOTE_ALL, lineterminator="\r\n")
    writer.writerow(COLUMNS)
    for tie in audit.tie_out.ties:
        writer.writerow([cell(value or "") for value in _values(tie)])
    return text.getvalue()


def _values(tie: Tie) -> tuple[str | None, ...]:
    return (
        tie.event,
        tie.figure,
        tie.value,
        tie.reported,
        tie.source,
        tie.document,
        tie.quote,
        tie.table,
        ", ".join(f"{name}={'' if value is None else value}" for name, value in tie.key.items()),
        "tied" if tie.tied else "not tied",
        *(part for link in Link for part in (tie.states[link].value, tie.words[link])),
    )
