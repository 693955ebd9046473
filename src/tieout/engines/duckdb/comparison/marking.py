"""Differing rows -> the table `marked_<relation>`: the changes that count, with all marks of each as one number."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING

from tieout.model.comparison import EVENTS, FIGURES, Kind, Mark, Spread
from tieout.plan.comparison.pair import Pair, Part
from tieout.plan.quote import literal

if TYPE_CHECKING:
    from duckdb import DuckDBPyConnection

NO_FIGURE = "false"


def mark(con: DuckDBPyConnection, pair: Pair, *, events: bool) -> None:
    """Make `carried_<relation>`: differing rows with `marks` instead of `bits`.

    `events` says that the events were matched before, so that figures can go with theirs.
    """
    rows = f"differing_{pair.relation}"
    marks = {
        Mark.REVISION: _recorded(pair.relation, "complete"),
        Mark.INCOMPLETE: _recorded(pair.relation, "NOT complete"),
    }
    if pair.relation == FIGURES:
        marks[Mark.DOCUMENT] = f"kind = '{Kind.CHANGED}' AND id IN (SELECT figure FROM fresh_evidence)"
        marks[Mark.REPLACES] = _replacing(rows)
        if events:
            removed = f"SELECT id FROM differing_{EVENTS} WHERE kind = '{Kind.REMOVED}' AND id IS NOT NULL"
            gone = f"{removed} EXCEPT SELECT id FROM new_{EVENTS}"
            marks[Mark.WITH_EVENT] = f"kind = '{Kind.REMOVED}' AND event IN ({gone})"
    own = f"CASE WHEN {_still_there(pair)} THEN bits & {~Mark.IDENTIFIED.bit} ELSE bits END"
    terms = " | ".join([own, *(f"CASE WHEN {truth} THEN {m.bit} ELSE 0 END" for m, truth in marks.items())])
    con.execute(f"CREATE OR REPLACE TEMP TABLE carried_{pair.relation} AS SELECT *, {terms} AS marks FROM {rows}")


def _still_there(pair: Pair) -> str:
    """Whether a removed row was one of several of its key, and one with its key and value is left."""
    same = [f"n.k{n} = o.k{n}" for n in range(pair.keys)]
    same += [f"n.f{n} IS NOT DISTINCT FROM o.f{n}" for n in pair.places(Part.VALUE)]
    left = (
        f"SELECT (o.t, o.row) FROM differing_{pair.relation} AS d JOIN old_{pair.relation} AS o "
        f"ON o.t = d.old_t AND o.row = d.old_row SEMI JOIN new_{pair.relation} AS n "
        f"ON n.keyed AND {' AND '.join(same)} "
        f"WHERE d.kind = '{Kind.REMOVED}' AND o.keyed"
    )
    return f"kind = '{Kind.REMOVED}' AND (old_t, old_row) IN ({left})"


def _recorded(relation: str, which: str) -> str:
    """Whether a new revision names the row: a figure by its id, or by its event and, where it says so, its role."""
    fresh = f"FROM fresh_revisions WHERE {which}"
    of_event = f"event IN (SELECT event {fresh} AND figure IS NULL)"
    if relation == EVENTS:
        return of_event
    named = f"id IN (SELECT figure {fresh}) OR (event, figure) IN (SELECT (event, figure) {fresh})"
    replaced = f"(kind = '{Kind.ADDED}' AND replaces IN (SELECT figure {fresh}))"
    return f"{named} OR {replaced} OR ({of_event} AND kind <> '{Kind.ADDED}')"


def _replacing(rows: str) -> str:
    """Whether an added figure replaces one that the old state had, or this is the one that an added figure replaces."""
    added = f"SELECT replaces FROM {rows} WHERE kind = '{Kind.ADDED}' AND replaces IS DISTINCT FROM id"
    return (
        f"(kind = '{Kind.ADDED}' AND replaces IN (SELECT id FROM old_{FIGURES})) "
        f"OR (kind <> '{Kind.ADDED}' AND id IN ({added}))"
    )


def settle(con: DuckDBPyConnection, pair: Pair, whole: Sequence[Spread]) -> None:
    """Make `marked_<relation>`, without what changed as a whole: such a column alone makes no row a changed one."""
    figures = [s.column for s in whole if s.is_figure]
    fields = {s.column for s in whole if not s.is_figure}
    own = f"NOT ({in_figures(figures)})"
    differs = {
        part: " OR ".join(f"d{n}" for n in pair.places(part) if pair.fields[n].name not in fields) or "false"
        for part in Part
    }
    value = f"({differs[Part.VALUE]}) AND {own}"
    number = f"({differs[Part.NUMBER]}) AND {own}"
    revised = f"kind = '{Kind.CHANGED}' AND ({value} OR {differs[Part.COUNTED]})"
    remains = f"kind <> '{Kind.CHANGED}' OR {value} OR {number} OR {differs[Part.COUNTED]} OR {differs[Part.PLAIN]}"
    replaced = f"kind = '{Kind.ADDED}' AND marks & {Mark.REPLACES.bit} > 0"
    con.execute(
        f"CREATE OR REPLACE TEMP TABLE marked_{pair.relation} AS "
        f"SELECT * REPLACE (CASE WHEN {replaced} THEN '{Kind.REPLACED}' ELSE kind END AS kind, "
        f"marks | CASE WHEN {revised} THEN {Mark.REVISED.bit} ELSE 0 END AS marks) "
        f"FROM carried_{pair.relation} WHERE {remains}"
    )


def in_figures(figures: Sequence[str]) -> str:
    """Whether a row is one of these figures."""
    return f"figure IN ({', '.join(map(literal, figures))})" if figures else NO_FIGURE
