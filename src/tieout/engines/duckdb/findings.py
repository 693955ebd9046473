"""Failing rows -> findings: their values fetched late, once a relation, their messages filled in."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import replace
from typing import TYPE_CHECKING

from tieout.engines.duckdb.scan import Tally, add_mates
from tieout.engines.duckdb.tables import Place, Shelf, pick
from tieout.model.audit import Finding
from tieout.plan.plan import Instance, Scan
from tieout.plan.template import Template

if TYPE_CHECKING:
    from duckdb import DuckDBPyConnection

PROBLEMS = "problems"
Texts = Sequence[str | None]


def findings_of(
    con: DuckDBPyConnection, scan: Scan, tallies: Sequence[Tally], shelf: Shelf
) -> Sequence[tuple[Finding, ...]]:
    """The findings of each of a scan's tallies, in the order of the relation's rows."""
    failing = [tally for tally in tallies if tally.wanted]
    if not failing:
        return [()] * len(tallies)
    columns = _fetch(con, scan, failing)
    values = [_values(con, tally, columns) if tally.wanted else {} for tally in tallies]
    subjects = {subject for rows in values for subject, _ in rows.values()}
    table = scan.instances[0].table
    places = _problem_places(con, shelf, subjects) if table == PROBLEMS else shelf.places(table, subjects)
    return [tuple(_findings(tally, rows, places)) for tally, rows in zip(tallies, values, strict=True)]


def _fetch(con: DuckDBPyConnection, scan: Scan, failing: Sequence[Tally]) -> Mapping[str, str]:
    """Copy what the findings show of their rows to the table `picked`; SQL -> its column there.

    Looking rows up costs a pass over a table's row numbers, however few they are: it is done once for all.
    """
    shown = dict.fromkeys(sql for tally in failing for sql in _shown(tally.instance))
    columns = {sql: f"c{n}" for n, sql in enumerate(shown)}
    pick(con, (row for tally in failing for row, _ in tally.wanted))
    add_mates(con, scan)
    selected = ", ".join([f"{scan.row} AS id", *(f"{sql} AS {name}" for sql, name in columns.items())])
    con.execute(f"CREATE OR REPLACE TEMP TABLE _picked AS SELECT {selected} FROM {scan.wanted}")
    return columns


def _shown(instance: Instance) -> Sequence[str]:
    slots = (slot for template in _templates(instance) for slot in template.slots)
    return [instance.subject, *(sql for slot in slots for sql in slot.sql)]


def _templates(instance: Instance) -> tuple[Template, Template, Template]:
    return instance.message, instance.expected, instance.observed


def _values(con: DuckDBPyConnection, tally: Tally, columns: Mapping[str, str]) -> Mapping[int, tuple[int, Texts]]:
    """Row -> its subject, and the texts for the slots of its templates."""
    names = ", ".join(columns[sql] for sql in _shown(tally.instance))
    wanted = [row for row, _ in tally.wanted]
    found = con.execute(f"SELECT id, {names} FROM _picked WHERE id IN (SELECT unnest($1::BIGINT[]))", [wanted])
    return {row: (subject, texts) for row, subject, *texts in found.fetchall()}


def _findings(tally: Tally, values: Mapping[int, tuple[int, Texts]], places: Mapping[int, Place]) -> Iterator[Finding]:
    instance = tally.instance
    for row, certain in tally.wanted:
        subject, texts = values[row]
        message, expected, observed = _filled(_templates(instance), texts)
        place = places[subject]
        yield Finding(
            check=instance.check.id,
            code=instance.check.code,
            instance=instance.name,
            severity=instance.severity if certain else instance.check.possible.at_most(instance.severity),
            certain=certain,
            table=place.table,
            row=place.row,
            key=place.key,
            file=place.file,
            line=place.line,
            columns=place.columns if instance.table == PROBLEMS else instance.faulty,
            observed=observed,
            expected=expected,
            message=message,
        )


def _filled(templates: Sequence[Template], texts: Texts) -> list[str]:
    filled, start = [], 0
    for template in templates:
        words = []
        for slot in template.slots:
            words.append(slot.words(texts[start : start + slot.width]))
            start += slot.width
        filled.append(template.fill(words))
    return filled


def _problem_places(con: DuckDBPyConnection, shelf: Shelf, subjects: set[int]) -> Mapping[int, Place]:
    """A problem found while loading is a finding about the row that it was found in."""
    pick(con, subjects)
    rows = con.execute(
        'SELECT _row, _file, _line, "table", "column", record FROM main.problems WHERE _row IN (SELECT id FROM _wanted)'
    ).fetchall()
    places = {}
    for number, file, line, table, column, record in rows:
        row = -1 if record is None else record
        places[number] = Place(table, row, file, line, {}, columns=(column,) if column else ())
    for table in {place.table for place in places.values() if place.table in shelf.tables}:
        inside = {n: place for n, place in places.items() if place.table == table and place.row >= 0}
        loaded = shelf.places(table, (place.row for place in inside.values()))
        places |= {n: replace(place, key=loaded[place.row].key) for n, place in inside.items() if place.row in loaded}
    return places
