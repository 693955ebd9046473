"""Failing rows -> findings: their values fetched late, their messages filled in."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import TYPE_CHECKING

from tieout.engines.duckdb.scan import Tally
from tieout.engines.duckdb.tables import Shelf, pick
from tieout.model.audit import Finding
from tieout.plan.template import Slot, Template

if TYPE_CHECKING:
    from duckdb import DuckDBPyConnection

PROBLEMS = "problems"


def findings_of(con: DuckDBPyConnection, tally: Tally, row: str, wanted: str, shelf: Shelf) -> tuple[Finding, ...]:
    """The findings of one instance, in the order of its table's rows.

    `row` and `wanted` are the relation's row number and its rows after FROM, as the plan states them.
    """
    if not tally.wanted:
        return ()
    instance = tally.instance
    templates = (instance.message, instance.expected, instance.observed)
    slots = [slot for template in templates for slot in template.slots]
    columns = [sql for slot in slots for sql in slot.sql]
    pick(con, (number for number, _ in tally.wanted))
    selected = ", ".join([row, instance.subject, *columns])
    fetched = {number: rest for number, *rest in con.execute(f"SELECT {selected} FROM {wanted}").fetchall()}
    subjects = {number: fetched[number][0] for number, _ in tally.wanted}
    places = (
        _problem_places(con, shelf, subjects)
        if instance.table == PROBLEMS
        else _places(shelf, instance.table, subjects)
    )
    found = []
    for number, certain in tally.wanted:
        message, expected, observed = _filled(templates, fetched[number][1:])
        place = places[subjects[number]]
        found.append(
            Finding(
                check=instance.check.id,
                code=instance.check.code,
                instance=instance.name,
                severity=instance.severity if certain else instance.check.possible,
                certain=certain,
                table=place.table,
                row=place.row,
                key=place.key,
                file=place.file,
                line=place.line,
                columns=place.columns or instance.columns,
                observed=observed,
                expected=expected,
                message=message,
            )
        )
    return tuple(found)


class _Place:
    """Where a finding's subject stands."""

    def __init__(self, table: str, row: int, file: str | None, line: int | None) -> None:
        self.table = table
        self.row = row
        self.file = file
        self.line = line
        self.key: Mapping[str, str | None] = {}
        self.columns: tuple[str, ...] = ()


def _places(shelf: Shelf, table: str, subjects: Mapping[int, int]) -> Mapping[int, _Place]:
    keys = shelf.keys(table, subjects.values())
    places = {}
    for row, record in shelf.records(table, subjects.values()).items():
        places[row] = _Place(table, row, record.file, record.line)
        places[row].key = keys.get(row, {})
    return places


def _problem_places(con: DuckDBPyConnection, shelf: Shelf, subjects: Mapping[int, int]) -> Mapping[int, _Place]:
    """A problem found while loading is a finding about the row that it was found in."""
    pick(con, subjects.values())
    rows = con.execute(
        'SELECT _row, _file, _line, "table", "column", record FROM main.problems WHERE _row IN (SELECT id FROM wanted)'
    ).fetchall()
    places = {}
    for number, file, line, table, column, record in rows:
        place = _Place(table, -1 if record is None else record, file, line)
        place.columns = (column,) if column else ()
        places[number] = place
    for table in {place.table for place in places.values() if place.table in shelf.tables}:
        keys = shelf.keys(table, (p.row for p in places.values() if p.table == table and p.row >= 0))
        for place in places.values():
            if place.table == table:
                place.key = keys.get(place.row, {})
    return places


def _filled(templates: Sequence[Template], values: Sequence[str | None]) -> list[str]:
    texts, start = [], 0
    for template in templates:
        words = []
        for slot in template.slots:
            words.append(_words(slot, values[start : start + slot.width]))
            start += slot.width
        texts.append(template.fill(words))
    return texts


def _words(slot: Slot, values: Sequence[str | None]) -> str:
    return slot.words(values)
