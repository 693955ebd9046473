"""Two states of one relation as two SELECTs with the same columns: what is matched by key and compared field by field.

Each SELECT has `t` (number of the table), `row`, `file`, `line`; `keyed` and `k0`, `k1` ... (identity, never NULL);
`id` (what other rows call it); `event` and `figure`; `about` (the event as it may be shown); `source`, `document`,
`reported`, `replaces` (what a change can carry); `hidden` (its value may not be shown); `f0`, `f1` ... (the fields).
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from enum import StrEnum


class Part(StrEnum):
    """What a field is to its row."""

    PLAIN = "plain"
    VALUE = "value"  # what a figure's number means, as an interval
    NUMBER = "number"  # how that is written: bounds, best value, qualifier
    COUNTED = "counted"  # what is counted: event, measure and population, scope


@dataclass(frozen=True, slots=True)
class Field:
    """A field that both states have. `type` is its DuckDB type, empty for a structure."""

    name: str
    part: Part = Part.PLAIN
    type: str = ""
    withheld: bool = False


@dataclass(frozen=True, slots=True)
class Identity:
    """How the rows of one table are named: the parts' names as a reader knows them, and which may not be shown."""

    table: str
    names: tuple[str, ...]
    withheld: frozenset[str] = frozenset()


@dataclass(frozen=True, slots=True)
class Side:
    """One state of the relation: the SELECT, and the tables by their number."""

    sql: str
    tables: tuple[Identity, ...]


@dataclass(frozen=True, slots=True)
class Pair:
    """The relation in both states."""

    relation: str
    fields: tuple[Field, ...]
    keys: int
    old: Side
    new: Side

    def places(self, *parts: Part) -> list[int]:
        """The numbers of the fields of these parts."""
        return [place for place, field in enumerate(self.fields) if field.part in parts]

    def withholds(self, name: str) -> bool:
        """Whether a field of that name may not be shown."""
        return any(field.withheld for field in self.fields if field.name == name)


@dataclass(frozen=True, slots=True)
class Rows:
    """One table's, or one wide figure's, share of a SELECT: SQL for everything but the numbers of the table."""

    source: str  # what stands after FROM
    keys: tuple[str, ...]
    keyed: str
    columns: Mapping[str, str]  # id, event, figure, about, hidden, and what a change can carry
    fields: tuple[str, ...]
    table: int

    def select(self, width: int) -> str:
        """The SELECT, its identity filled up to `width` parts."""
        keys = [f"coalesce({key}, '')" for key in self.keys] + ["''"] * (width - len(self.keys))
        terms = [
            f"{self.table} AS t, _row AS row, _file AS file, _line AS line, ({self.keyed}) AS keyed",
            *(f"{key} AS k{n}" for n, key in enumerate(keys)),
            *(f"{sql} AS {name}" for name, sql in self.columns.items()),
            *(f"{sql} AS f{n}" for n, sql in enumerate(self.fields)),
        ]
        return f"SELECT {', '.join(terms)} FROM {self.source}"


def paired(
    relation: str,
    fields: Sequence[Field],
    old: tuple[Sequence[Rows], Sequence[Identity]],
    new: tuple[Sequence[Rows], Sequence[Identity]],
) -> Pair:
    """Both states as SELECTs of one width; a state without the relation is an empty one, and one of them is not."""
    width = max(1, *(len(rows.keys) for rows in (*old[0], *new[0])))
    there = [" UNION ALL ".join(rows.select(width) for rows in side) for side, _ in (old, new)]
    before, after = (
        sql or f"SELECT * FROM ({other}) WHERE false" for sql, other in zip(there, reversed(there), strict=True)
    )
    return Pair(relation, tuple(fields), width, Side(before, tuple(old[1])), Side(after, tuple(new[1])))
