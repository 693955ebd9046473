"""Every format of a small audit, held equal to a file that a person can read."""

from __future__ import annotations

import json
from collections.abc import Callable

import make_audit
from page_parts import without_assets

from tieout.reports import formats, notebook, terminal

Golden = Callable[[str, str], None]


def test_json(golden: Golden) -> None:
    golden("reports/audit.json", formats()["json"].render(make_audit.small()))


def test_csv(golden: Golden) -> None:
    golden("reports/findings.csv", formats()["csv"].render(make_audit.small()))


def test_ties(golden: Golden) -> None:
    golden("reports/ties.csv", formats()["ties"].render(make_audit.small()))


def test_html(golden: Golden) -> None:
    page, data = without_assets(formats()["html"].render(make_audit.small()))
    golden("reports/index.html", page)
    golden("reports/index.data.json", json.dumps(data, ensure_ascii=False, indent=1) + "\n")


def test_terminal(golden: Golden) -> None:
    shown = terminal.render(make_audit.small(), width=80, colour=False, report="reports/river-valley/index.html")
    golden("reports/terminal.txt", shown)


def test_notebook(golden: Golden) -> None:
    golden("reports/notebook.html", notebook.render(make_audit.small()) + "\n")
