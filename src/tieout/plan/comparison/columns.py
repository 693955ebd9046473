"""The columns that two states share, by role where they have one, and the one form in which both are compared."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass

from tieout.model.dataset import Dataset, Table
from tieout.plan.bounds import Qualifiers
from tieout.plan.quote import identifier, literal

OWN = ("_row", "_file", "_line", "_text")  # columns that the build adds
SPACES = literal(r"[\s\x{00a0}]+")
TEXT, NUMBER, MOMENT = "VARCHAR", "DOUBLE", "TIMESTAMP"
NATIVE = {TEXT, NUMBER, MOMENT, "BIGINT", "DATE", "BOOLEAN"}


@dataclass(frozen=True, slots=True)
class Described:
    """One state: where it is attached, its description, and the columns that its tables have: name -> DuckDB type."""

    catalog: str
    dataset: Dataset
    columns: Mapping[str, Mapping[str, str]]
    qualifiers: Qualifiers

    def relation(self, table: Table) -> str:
        """A typed table as SQL."""
        return f"{identifier(self.catalog)}.main.{identifier(table.name)}"

    def filling(self, relation: str) -> list[Table]:
        """The tables that fill a canonical relation."""
        return [table for table in self.dataset.tables if table.relation == relation]

    def text(self, table: Table, role: str) -> str:
        """A role's column as text without blanks around it; NULL where it is not bound."""
        column = table.roles.get(role)
        return trimmed(identifier(column), self.columns[table.name][column]) if column else f"NULL::{TEXT}"

    def value(self, table: Table, role: str, type_: str) -> str:
        """A role's column as it is; NULL where it is not bound."""
        return identifier(table.roles[role]) if role in table.roles else f"NULL::{type_}"


@dataclass(frozen=True, slots=True)
class Column:
    """One column of one table under the name by which the other state is asked for it."""

    label: str
    column: str
    type: str
    withheld: bool


def named(state: Described, table: Table, leave_out: Collection[str] = ()) -> Mapping[str, Column]:
    """Role, or the column's folded name with a blank before it -> the column. A column of two roles is there twice."""
    roles: dict[str, list[str]] = {}
    for role, column in table.roles.items():
        roles.setdefault(column, []).append(role)
    found = {}
    for column, type_ in state.columns[table.name].items():
        if column not in OWN and column not in leave_out:
            for name in roles.get(column, [f" {column.casefold()}"]):
                label = name if column in roles else _plain(column)
                found[name] = Column(label, column, type_, column in table.withheld)
    return found


def _plain(column: str) -> str:
    """A column without a role as it is told; never mistaken for a role."""
    return f"column {column}" if column.startswith(("event.", "figure.")) else column


@dataclass(frozen=True, slots=True)
class Shared:
    """A column that both states have, and the type in which they are compared."""

    name: str
    label: str
    type: str
    withheld: bool


def shared(old: Sequence[Mapping[str, Column]], new: Sequence[Mapping[str, Column]]) -> list[Shared]:
    """The columns that any table of either state has, in the order of the new ones."""
    there = {name for table in old for name in table}
    names = dict.fromkeys(name for table in new for name in table if name in there)
    both = {name: [table[name] for table in (*old, *new) if name in table] for name in names}
    return [
        Shared(name, columns[-1].label, common_type(c.type for c in columns), any(c.withheld for c in columns))
        for name, columns in both.items()
    ]


def common_type(types: Iterable[str]) -> str:
    """The type in which values of these types can be held against each other without loss; text where there is none."""
    found = set(types)
    if len(found) == 1 and found <= NATIVE:
        return found.pop()
    if found <= {NUMBER, "BIGINT"}:
        return NUMBER
    return MOMENT if found <= {MOMENT, "DATE"} else TEXT


def compared(column: Column | None, type_: str) -> str:
    """A column in the form in which it is compared: texts without blanks around them, and single ones within."""
    if column is None:
        return f"NULL::{type_}"
    sql = identifier(column.column)
    return single_spaced(sql, column.type) if type_ == TEXT else f"CAST({sql} AS {type_})"


def single_spaced(sql: str, type_: str = TEXT) -> str:
    """A value as text in which blanks do not count. The pattern runs only where there is something for it to do."""
    text = _as_text(sql, type_)
    odd = " OR ".join(f"contains({text}, {blank})" for blank in ("'  '", *(f"chr({n})" for n in (9, 10, 13, 160))))
    squeezed = f"CASE WHEN {odd} THEN regexp_replace({text}, {SPACES}, ' ', 'g') ELSE {text} END"
    return f"nullif(trim({squeezed if type_ == TEXT else text}), '')"


def trimmed(sql: str, type_: str = TEXT) -> str:
    """An identifier as text; blanks around it do not count, those within do."""
    return f"nullif(trim({_as_text(sql, type_)}, chr(32) || chr(9) || chr(10) || chr(13) || chr(160)), '')"


def _as_text(sql: str, type_: str) -> str:
    if type_ == TEXT:
        return sql
    text = f"CAST({sql} AS {TEXT})"
    return f"regexp_replace({text}, '\\.0$', '')" if type_ == NUMBER else text
