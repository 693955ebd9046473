"""`diff.json`: the comparison for programs. `docs/diff-json.md` describes every field.

Text is kept exactly as compared; characters that could act on whoever looks at the file are written as escapes.
"""

from __future__ import annotations

import json
from dataclasses import asdict

from tieout.model.comparison import Change, Comparison, Mark, Spread, Tally
from tieout.reports.controls import escaped

FILE = "diff.json"
SCHEMA = "tieout-diff/1"

Value = dict[str, object]


def render(comparison: Comparison) -> str:
    """The comparison as indented JSON. The same comparison gives the same text."""
    return escaped(json.dumps(document(comparison), ensure_ascii=False, allow_nan=False, indent=1)) + "\n"


def document(comparison: Comparison) -> Value:
    """The comparison as plain values, in the order that the schema lists them."""
    return {
        "schema": SCHEMA,
        "tieout": comparison.version,
        "old": asdict(comparison.old),
        "new": asdict(comparison.new),
        "silent": comparison.silent,
        "relations": [_tally(tally) for tally in comparison.tallies],
        "redefinitions": [asdict(redefinition) for redefinition in comparison.redefinitions],
        "whole": [_spread(spread) for spread in comparison.whole],
        "changes": [_change(change) for change in comparison.changes],
        "changes_truncated": comparison.truncated,
    }


def _tally(tally: Tally) -> Value:
    return {
        "relation": tally.relation,
        "old_rows": tally.old_rows,
        "new_rows": tally.new_rows,
        "shared": tally.shared,
        "counts": {kind.value: count for kind, count in tally.counts.items()},
        "silent": {kind.value: count for kind, count in tally.silent.items()},
        "listed": tally.listed,
    }


def _spread(spread: Spread) -> Value:
    return {
        "relation": spread.relation,
        "column": spread.column,
        "is_figure": spread.is_figure,
        "rows": spread.rows,
        "shared": spread.shared,
        "silent": spread.silent,
        "before": spread.before,
        "after": spread.after,
    }


def _change(change: Change) -> Value:
    return {
        "relation": change.relation,
        "kind": change.kind.value,
        "key": dict(change.key),
        "silent": change.silent,
        "marks": [mark.value for mark in Mark if mark in change.marks],
        "event": change.event,
        "figure": change.figure,
        "before": change.before,
        "after": change.after,
        "replaces": change.replaces,
        "cells": [asdict(cell) for cell in change.cells],
        "revision": asdict(change.revision) if change.revision else None,
        "old": asdict(change.old) if change.old else None,
        "new": asdict(change.new) if change.new else None,
    }
