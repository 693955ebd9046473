"""Rows of one state as the list of changes shows them, fetched through the table `listed`."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from tieout.model.comparison import Kind, Place
from tieout.model.figure import Bounds
from tieout.plan.comparison.pair import Identity, Pair, Part

if TYPE_CHECKING:
    from duckdb import DuckDBPyConnection

WITHHELD = "(withheld)"


@dataclass(frozen=True, slots=True)
class Row:
    """A row of one state. `about` is its event; `numbers` are lower, best, upper and the words before them."""

    place: Place
    key: Mapping[str, str | None]
    id: str | None
    about: str | None
    hidden: bool
    texts: Sequence[str | None]  # in the order of the fields; a structure has none
    numbers: tuple[Any, ...] = ()

    @property
    def words(self) -> str:
        """A figure as a reader would say it: "34", "at least 53", "53 (42 to 65)"; empty for an event."""
        if not self.numbers:
            return ""
        if self.hidden:
            return WITHHELD
        lower, best, upper, said = self.numbers
        value = Bounds(lower, best, upper).words
        plain = lower is None and upper is None and best is not None
        return f"{said} {value}" if said and plain else value


def fetched(con: DuckDBPyConnection, pair: Pair, side: str) -> dict[int, Row]:
    """Number in the list -> its row in one state, `old` or `new`."""
    found = con.execute(
        f"SELECT l.n, {_selected(pair)} FROM listed AS l "
        f"JOIN {side}_{pair.relation} AS v ON v.t = l.{side}_t AND v.row = l.{side}_row"
    ).fetchall()
    tables = (pair.old if side == "old" else pair.new).tables
    return {n: _row(pair, tables, values) for n, *values in found}


def replaced(con: DuckDBPyConnection, pair: Pair) -> dict[str, Row]:
    """Identifier -> the old figure that a new one replaces; the first where several have it."""
    found = con.execute(
        f"SELECT v.id, {_selected(pair)} FROM old_{pair.relation} AS v WHERE v.id IN (SELECT replaces FROM listed "
        f"WHERE kind = '{Kind.REPLACED}') QUALIFY row_number() OVER (PARTITION BY v.id ORDER BY v.t, v.row) = 1"
    ).fetchall()
    return {name: _row(pair, pair.old.tables, values) for name, *values in found}


def _selected(pair: Pair) -> str:
    numbers = [f"v.f{n}" for n in pair.places(Part.NUMBER)]
    texts = [
        "NULL" if field.part is Part.VALUE else _text(f"v.f{n}", field.type) for n, field in enumerate(pair.fields)
    ]
    keys = [f"v.k{n}" for n in range(pair.keys)]
    return ", ".join(["v.t, v.file, v.line, v.id, v.about, v.hidden", *keys, *texts, *numbers])


def _text(sql: str, type_: str) -> str:
    text = f"CAST({sql} AS VARCHAR)"
    return f"regexp_replace({text}, '\\.0$', '')" if type_ == "DOUBLE" else text


def _row(pair: Pair, tables: Sequence[Identity], values: Sequence[Any]) -> Row:
    table, file, line, id_, about, hidden, *rest = values
    keys, rest = rest[: pair.keys], rest[pair.keys :]
    texts, numbers = rest[: len(pair.fields)], rest[len(pair.fields) :]
    identity = tables[table]
    key = {
        name: WITHHELD if name in identity.withheld else (text or None)
        for name, text in zip(identity.names, keys, strict=False)  # the narrower of two identities is filled up
        if name
    }
    called = WITHHELD if identity.withheld and id_ is not None else id_
    return Row(Place(identity.table, file, line), key, called, about, hidden, texts, tuple(numbers))
