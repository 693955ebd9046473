"""What two descriptions say differently. Each is told once, however many rows it is about."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence

from tieout.model.comparison import EVENTS, FIGURES, Redefinition
from tieout.model.dataset import Table
from tieout.plan.comparison.columns import Column, Described, named
from tieout.plan.comparison.events import key_columns

WORDS = {"VARCHAR": "text", "DOUBLE": "number", "BIGINT": "integer", "BOOLEAN": "yes or no"}


def definitions(old: Described, new: Described) -> tuple[Redefinition, ...]:
    """Everything about events, figures and the dataset that is described in another way."""
    found = list(_dataset(old, new))
    for relation, role in ((EVENTS, "event.id"), (FIGURES, "figure.id")):
        before, after = old.filling(relation), new.filling(relation)
        if not before and not after:
            continue
        if not before or not after:
            words = f"the {'new' if before else 'old'} state has no such table"
            found.append(Redefinition(relation, "", words))
            continue
        found += _key(relation, before, after, role)
        found += _columns(relation, _merged(old, before), _merged(new, after))
        found += _formats(relation, before, after)
    return (*found, *_wide(old, new))


def _dataset(old: Described, new: Described) -> Iterator[Redefinition]:
    before, after = old.dataset, new.dataset
    if set(before.sentinels) != set(after.sentinels):
        words = f"texts that mean unknown: {_list(sorted(before.sentinels))} -> {_list(sorted(after.sentinels))}"
        yield Redefinition("", "", words)
    if before.taxonomy.figures != after.taxonomy.figures or before.taxonomy.id != after.taxonomy.id:
        yield Redefinition(
            "", "", f"taxonomy of figures: {before.taxonomy.id or 'none'} -> {after.taxonomy.id or 'none'}"
        )


def _key(relation: str, old: Sequence[Table], new: Sequence[Table], role: str) -> Iterator[Redefinition]:
    """Told by role where a column has one: a key whose column is only called otherwise is the same key."""
    before, after = ({_by_role(table, role) for table in tables} for tables in (old, new))
    if before != after:
        shown = [_list(sorted({name for key in keys for name in key})) for keys in (before, after)]
        yield Redefinition(relation, "", f"rows are identified by {shown[0]} -> {shown[1]}")


def _by_role(table: Table, role: str) -> tuple[str, ...]:
    roles = {column: name for name, column in table.roles.items()}
    return tuple(roles.get(column, column) for column in key_columns(table, role))


def _merged(state: Described, tables: Sequence[Table]) -> Mapping[str, Column]:
    """The columns of all tables of a relation, without those that hold figures."""
    figures = {c for table in tables for figure in table.figures.values() for c in figure.columns}
    return {name: column for table in tables for name, column in named(state, table, figures).items()}


def _columns(relation: str, old: Mapping[str, Column], new: Mapping[str, Column]) -> Iterator[Redefinition]:
    for name, before in old.items():
        if name not in new:
            yield Redefinition(relation, before.label, f"no longer there (column {before.column})")
    for name, after in new.items():
        if name not in old:
            yield Redefinition(relation, after.label, f"new (column {after.column})")
            continue
        if old[name].column.casefold() != after.column.casefold():
            yield Redefinition(relation, after.label, f"column {old[name].column} -> {after.column}")
        if old[name].type != after.type:
            yield Redefinition(relation, after.label, f"type {_type(old[name].type)} -> {_type(after.type)}")


def _formats(relation: str, old: Sequence[Table], new: Sequence[Table]) -> Iterator[Redefinition]:
    """How dates are written, by the role of their column."""
    before, after = (_written(tables) for tables in (old, new))
    for name in dict.fromkeys([*before, *after]):
        if before.get(name) != after.get(name):
            shown = [_list(formats.get(name, ("in any usual way",))) for formats in (before, after)]
            yield Redefinition(relation, name, f"dates written {shown[0]} -> {shown[1]}")


def _written(tables: Sequence[Table]) -> dict[str, tuple[str, ...]]:
    found: dict[str, tuple[str, ...]] = {}
    for table in tables:
        roles = {column: name for name, column in table.roles.items()}
        found |= {roles.get(column, column): formats for column, formats in table.formats.items()}
    return found


def _wide(old: Described, new: Described) -> Iterator[Redefinition]:
    """Figures that are columns: one that has come, gone, or is read from other columns."""
    before, after = ({f: c.columns for t in s.dataset.tables for f, c in t.figures.items()} for s in (old, new))
    for figure in dict.fromkeys([*before, *after]):
        if before.get(figure) != after.get(figure):
            shown = [_list(columns.get(figure, ())) for columns in (before, after)]
            yield Redefinition(FIGURES, figure, f"columns {shown[0]} -> {shown[1]}")


def _type(name: str) -> str:
    return WORDS.get(name, name.lower())


def _list(names: Sequence[str]) -> str:
    return ", ".join(names) or "nothing"
