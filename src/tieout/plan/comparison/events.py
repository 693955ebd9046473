"""The events of two states side by side."""

from __future__ import annotations

from collections.abc import Mapping
from typing import NamedTuple

from tieout.model.comparison import EVENTS
from tieout.model.dataset import Table
from tieout.plan.comparison.columns import Column, Described, compared, named, shared, trimmed
from tieout.plan.comparison.pair import Field, Identity, Pair, Rows, paired
from tieout.plan.quote import identifier


class _Part(NamedTuple):
    state: Described
    table: Table
    columns: Mapping[str, Column]


def events(old: Described, new: Described) -> Pair | None:
    """Events by key; None where neither state has any. Columns with figures are the figures' own."""
    parts = [_parts(state) for state in (old, new)]
    if not any(parts):
        return None
    common = shared(*([part.columns for part in side] for side in parts))
    fields = [Field(c.label, type=c.type, withheld=c.withheld) for c in common]
    sides = []
    for side in parts:
        rows, tables = [], []
        for number, part in enumerate(side):
            values = tuple(compared(part.columns.get(c.name), c.type) for c in common)
            rows.append(_rows(part, number, values))
            tables.append(identity(part.table, "event.id"))
        sides.append((rows, tables))
    return paired(EVENTS, fields, *sides)


def _parts(state: Described) -> list[_Part]:
    return [_Part(state, table, named(state, table, _elsewhere(table))) for table in state.filling(EVENTS)]


def _elsewhere(table: Table) -> set[str]:
    """The columns that are no fields: the identity, and the figures of a wide table."""
    return {*key_columns(table, "event.id"), *(c for figure in table.figures.values() for c in figure.columns)}


def _rows(part: _Part, number: int, values: tuple[str, ...]) -> Rows:
    state, table, _ = part
    keys = key_texts(state, table, "event.id")
    return Rows(
        source=state.relation(table),
        keys=keys,
        keyed=" OR ".join(f"{key} IS NOT NULL" for key in keys) or "false",
        columns={**event_columns(state, table), "figure": "''", "hidden": "false"},
        fields=values,
        table=number,
    )


def event_columns(state: Described, table: Table) -> dict[str, str]:
    """What a table of events says of each: its id, and what a change of it can carry."""
    event = event_id(state, table)
    days = [state.value(table, f"event.{role}", "DATE") for role in ("reported", "published")]
    source = f"coalesce({state.text(table, 'event.source')}, {state.text(table, 'event.source_name')})"
    hidden = any(column in table.withheld for column in (table.roles.get("event.id"), *table.key))
    return {
        "id": event,
        "event": event,
        "about": "NULL::VARCHAR" if hidden else event,
        "source": source,
        "document": "NULL::VARCHAR",
        "reported": f"greatest({', '.join(days)})",
        "replaces": "NULL::VARCHAR",
    }


def event_id(state: Described, table: Table) -> str:
    """What other tables call an event: its role, else a key of one column."""
    keys = key_texts(state, table, "event.id")
    only = keys[0] if len(keys) == 1 else "NULL::VARCHAR"
    return state.text(table, "event.id") if "event.id" in table.roles else only


def key_columns(table: Table, role: str) -> tuple[str, ...]:
    """The columns that identify a row: the key, else the role; none where neither is described."""
    return table.key or ((table.roles[role],) if role in table.roles else ())


def key_texts(state: Described, table: Table, role: str) -> tuple[str, ...]:
    """SQL for the parts of a row's identity."""
    types = state.columns[table.name]
    return tuple(trimmed(identifier(column), types[column]) for column in key_columns(table, role))


def identity(table: Table, role: str) -> Identity:
    """How a reader names the rows of a table."""
    names = key_columns(table, role)
    return Identity(table.name, names, frozenset(names) & frozenset(table.withheld))
