"""`audit.json`: the audit for programs. `docs/audit-json.md` describes every field.

Text is kept exactly as recorded. Characters that could act on whoever looks at the file are written as
escapes, so the file is valid JSON and valid UTF-8 whatever the data holds.
"""

from __future__ import annotations

import json
from dataclasses import asdict

from tieout.model.audit import Audit, Finding, Result, TableSummary
from tieout.model.check import Check, Text
from tieout.model.tie import Dated, Link, State, Tie, TieOut
from tieout.reports.controls import escaped
from tieout.reports.summary import summarise

FILE = "audit.json"
SCHEMA = "tieout-audit/1"

Value = dict[str, object]


def render(audit: Audit) -> str:
    """The audit as indented JSON. The same audit gives the same text."""
    return escaped(json.dumps(document(audit), ensure_ascii=False, allow_nan=False, indent=1)) + "\n"


def document(audit: Audit) -> Value:
    """The audit as plain values, in the order that the schema lists them."""
    summary = summarise(audit)
    results = sorted(audit.results, key=lambda r: (r.check.id, r.instance, r.origin))
    return {
        "schema": SCHEMA,
        "tieout": audit.version,
        "at": audit.at.isoformat().replace("+00:00", "Z"),
        "dataset": {
            "name": audit.dataset,
            "title": audit.title,
            "about": audit.about,
            "publisher": audit.publisher,
            "licence": audit.licence,
            "release": audit.release,
        },
        "verdict": audit.decision.verdict,
        "unevaluated": audit.decision.unevaluated,
        "reasons": [asdict(reason) for reason in audit.decision.reasons],
        "hashes": {"checks": audit.checks_hash, "data": audit.data_hash},
        "totals": {
            "checks": len(summary.checks),
            "failing": len(summary.failing),
            "findings": summary.findings,
            "possible": summary.possible,
            "rows": summary.rows,
        },
        "checks": [_result(result) for result in results],
        "findings": [_finding(finding) for result in results for finding in result.findings],
        "findings_truncated": any(result.truncated for result in results),
        "left_out": [{"check": check, "reason": reason} for check, reason in sorted(audit.left_out)],
        "tables": [_table(table) for table in audit.tables],
        "sources": [asdict(source) for source in audit.survey.sources],
        "taxonomy": audit.taxonomy.id,
        "tie_out": _tie_out(audit.tie_out),
    }


def _result(result: Result) -> Value:
    check = result.check
    return {
        "id": check.id,
        "code": check.code,
        "instance": result.instance,
        "summary": check.summary,
        "pack": check.pack,
        "family": check.family,
        "severity": result.severity.value,
        "outcome": result.outcome.value,
        "reason": result.reason,
        "absent": result.absent,
        "origin": result.origin,
        "table": result.table,
        "required": result.required,
        "allowed": result.allowed,
        "counts": asdict(result.counts),
        "listed": len(result.findings),
        "truncated": result.truncated,
        "rule": result.rule or _rule(check),
        "expected": check.expected.text,
    }


def _rule(check: Check) -> str:
    rule: Text | None = check.holds or check.offenders
    return rule.text if rule else ""


def _finding(finding: Finding) -> Value:
    return {
        "check": finding.check,
        "code": finding.code,
        "instance": finding.instance,
        "severity": finding.severity.value,
        "certain": finding.certain,
        "table": finding.table,
        "row": finding.row,
        "key": dict(finding.key),
        "file": finding.file,
        "line": finding.line,
        "columns": list(finding.columns),
        "observed": finding.observed,
        "expected": finding.expected,
        "message": finding.message,
        "nearest": finding.nearest,
    }


def _table(table: TableSummary) -> Value:
    return {
        "name": table.name,
        "relation": table.relation,
        "rows": table.rows,
        "key": list(table.key),
        "columns": list(table.columns),
        "withheld": list(table.withheld),
        "roles": dict(sorted(table.roles.items())),
        "files": [asdict(file) for file in table.files],
    }


def _tie_out(tie_out: TieOut) -> Value:
    none: dict[State, int] = {}
    return {
        "figures": tie_out.figures,
        "tied": tie_out.tied,
        "background": tie_out.background,
        "grammar": tie_out.grammar,
        "counts": {link: {s: tie_out.counts.get(link, none).get(s, 0) for s in State} for link in Link},
        "listed": len(tie_out.ties),
        "truncated": len(tie_out.ties) < tie_out.figures,
        "ties": [_tie(tie) for tie in tie_out.ties],
        "relays": [asdict(relay) for relay in tie_out.relays],
        "corroboration": [asdict(bracket) for bracket in tie_out.corroboration],
        "credits": [asdict(credited) for credited in tie_out.credits],
        "dates": [_dated(one) for one in tie_out.dates],
    }


def _dated(one: Dated) -> Value:
    days = {"first": one.first, "last": one.last}
    return {**asdict(one), **{end: day.isoformat() if day else None for end, day in days.items()}}


def _tie(tie: Tie) -> Value:
    return {
        "table": tie.table,
        "row": tie.row,
        "key": dict(tie.key),
        "event": tie.event,
        "figure": tie.figure,
        "value": tie.value,
        "reported": tie.reported,
        "source": tie.source,
        "document": tie.document,
        "quote": tie.quote,
        "tied": tie.tied,
        "links": {link: {"state": tie.states[link], "words": tie.words[link]} for link in Link},
        "excerpt": asdict(tie.excerpt) if tie.excerpt else None,
    }
