"""`index.html`: the report for people, as one file that needs nothing beside it.

It works from a disk, without a network and without JavaScript, on paper and on a telephone. All texts of
the audit are escaped in `visible.py`, and a content security policy stops what might slip through.
"""

from __future__ import annotations

from tieout.model.audit import Audit

FILE = "index.html"


def render(audit: Audit) -> str:
    """The report as one HTML page. The same audit gives the same text."""
    from tieout.reports.html.page import page  # jinja2 loads only when a report is written

    return page(audit)
