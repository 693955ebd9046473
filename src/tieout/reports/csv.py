"""`findings.csv`: one line a finding, for reading in a spreadsheet. It is not meant to be read back.

A cell that a spreadsheet would run as a formula begins with an apostrophe.
"""

from __future__ import annotations

import csv
import io
import re

from tieout.model.audit import Audit, Finding
from tieout.reports.controls import legible

FILE = "findings.csv"
COLUMNS = (
    "check",
    "code",
    "instance",
    "severity",
    "certain",
    "table",
    "key",
    "file",
    "line",
    "columns",
    "observed",
    "expected",
    "message",
)

_FORMULA = re.compile(r"\s*[=+\-@＝＋－＠|%]")
_NUMBER = re.compile(r"[+-]?\d+(\.\d+)?")


def render(audit: Audit) -> str:
    """Every listed finding as a quoted CSV line, in the order of the audit, under a header line."""
    text = io.StringIO()
    writer = csv.writer(text, quoting=csv.QUOTE_ALL, lineterminator="\r\n")
    writer.writerow(COLUMNS)
    for finding in audit.findings:
        writer.writerow([cell(value) for value in _values(finding)])
    return text.getvalue()


def cell(value: str) -> str:
    """A cell as a spreadsheet may safely open it: acting characters by number, formulas as text."""
    shown = legible(value)
    # The raw text decides too: a spreadsheet may drop what stands before the sign.
    runs = _FORMULA.match(value) or _FORMULA.match(shown) or value[:1] in ("\t", "\r", "\n")
    return f"'{shown}" if runs and not _NUMBER.fullmatch(shown) else shown


def _values(finding: Finding) -> tuple[str, ...]:
    return (
        finding.check,
        finding.code,
        finding.instance,
        finding.severity,
        "certain" if finding.certain else "possible",
        finding.table,
        ", ".join(f"{name}={'' if value is None else value}" for name, value in finding.key.items()),
        finding.file or "",
        "" if finding.line is None else str(finding.line),
        ", ".join(finding.columns),
        finding.observed,
        finding.expected,
        finding.message,
    )
