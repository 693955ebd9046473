"""Rows of two states matched by key: the table `differing_<relation>` holds those that differ, and nothing else.

A key that stands on several rows of a state matches rows that are the same in every field first, and the rest in the
order of their fields; where the rows stand in their files never matters. Rows without a key match only when they are
the same in every field.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from tieout.model.comparison import Kind, Mark
from tieout.plan.comparison.pair import Pair

if TYPE_CHECKING:
    from duckdb import DuckDBPyConnection

SIDES = ("old", "new")


def match(con: DuckDBPyConnection, pair: Pair) -> None:
    """Make the tables `old_<relation>` and `new_<relation>` and the table `differing_<relation>`.

    `differing` has `kind`, the row's place in each state (`old_t`, `old_row`, ...), `id`, `event`, `figure`,
    `replaces`, `bits` (marks that the two rows alone decide), and for each field `d0` (it differs) and `p0` (the old
    state records it).
    """
    for side, sql in zip(SIDES, (pair.old.sql, pair.new.sql), strict=True):
        con.execute(f"CREATE OR REPLACE TEMP TABLE {side}_{pair.relation} AS {sql}")
    _place(con, pair)
    con.execute(f"CREATE OR REPLACE TEMP TABLE differing_{pair.relation} AS {_differing(pair)}")


def _place(con: DuckDBPyConnection, pair: Pair) -> None:
    """Number the rows that share a key: `<side>_places` has their place, NULL for rows that are the same on both sides.

    Every other row has place 0. Rows without a key get places that the other state never has.
    """
    keys = _names("k", pair.keys)
    fields = _names("f", len(pair.fields))
    everything = ", ".join((*keys, *fields))
    for side in SIDES:
        repeated = " UNION ".join(
            f"SELECT {', '.join(keys)} FROM {s}_{pair.relation} WHERE keyed GROUP BY ALL HAVING count(*) > 1"
            for s in SIDES
        )
        con.execute(f"CREATE OR REPLACE TEMP TABLE {side}_crowd AS "
            f"SELECT t, row, keyed, {everything}, row_number() OVER (PARTITION BY keyed, {everything} ORDER BY t, row) "
            f"AS twin FROM {side}_{pair.relation} WHERE NOT keyed OR ({', '.join(keys)}) IN ({repeated})")  # fmt: skip
    same = " AND ".join(f"o.{c} IS NOT DISTINCT FROM n.{c}" for c in ("keyed", *keys, *fields, "twin"))
    con.execute("CREATE OR REPLACE TEMP TABLE twins AS SELECT o.t AS old_t, o.row AS old_row, n.t AS new_t, "
        f"n.row AS new_row FROM old_crowd AS o JOIN new_crowd AS n ON {same}")  # fmt: skip
    for side, sign in zip(SIDES, ("-", ""), strict=True):
        order = f"ORDER BY {', '.join(fields) or 'row'}, t, row"
        con.execute(f"CREATE OR REPLACE TEMP TABLE {side}_places AS "
            f"SELECT t, row, CASE WHEN keyed THEN row_number() OVER (PARTITION BY keyed, {', '.join(keys)} {order}) "
            f"ELSE {sign}row_number() OVER (PARTITION BY keyed) END AS place FROM {side}_crowd "
            f"WHERE (t, row) NOT IN (SELECT ({side}_t, {side}_row) FROM twins) "
            f"UNION ALL SELECT {side}_t, {side}_row, NULL FROM twins")  # fmt: skip


def _differing(pair: Pair) -> str:
    fields = range(len(pair.fields))
    keys = " AND ".join(f"o.{key} = n.{key}" for key in (*_names("k", pair.keys), "keyed", "place"))
    one = f"WHEN n.row IS NULL THEN '{Kind.REMOVED}' WHEN o.row IS NULL THEN '{Kind.ADDED}'"
    kind = f"CASE {one} ELSE '{Kind.CHANGED}' END"
    differs = [f"(o.f{n} IS DISTINCT FROM n.f{n}) AS d{n}" for n in fields]
    recorded = [f"(o.f{n} IS NOT NULL) AS p{n}" for n in fields]
    terms = [
        f"{kind} AS kind, o.t AS old_t, o.row AS old_row, n.t AS new_t, n.row AS new_row",
        *(f"coalesce(o.{c}, n.{c}) AS {c}" for c in ("id", "event", "figure")),
        "n.replaces AS replaces",
        f"{_bits()} AS bits",
        *differs,
        *recorded,
    ]
    unequal = " OR ".join(["kind <> 'changed'", *(f"d{n}" for n in fields)])
    return (
        f"SELECT * FROM (SELECT {', '.join(terms)} FROM ({_placed(pair, 'old')}) AS o "
        f"FULL JOIN ({_placed(pair, 'new')}) AS n ON {keys}) WHERE {unequal}"
    )


def _placed(pair: Pair, side: str) -> str:
    """A side's rows with their places, without those that were found to be the same on both sides."""
    return (
        f"SELECT v.*, coalesce(p.place, 0) AS place FROM {side}_{pair.relation} AS v "
        f"LEFT JOIN {side}_places AS p ON p.t = v.t AND p.row = v.row WHERE p.t IS NULL OR p.place IS NOT NULL"
    )


def _bits() -> str:
    """The marks that show in the two rows, as one number."""
    marks = {
        Mark.SOURCE: "n.source IS NOT NULL AND o.source IS DISTINCT FROM n.source",
        Mark.DOCUMENT: "n.document IS NOT NULL AND o.document IS DISTINCT FROM n.document",
        Mark.LATER: "n.reported IS NOT NULL AND (o.reported IS NULL OR n.reported > o.reported)",
        Mark.REPLACES: "n.replaces IS NOT NULL AND o.replaces IS DISTINCT FROM n.replaces AND n.replaces <> o.id",
    }
    both = "o.row IS NOT NULL AND n.row IS NOT NULL"
    terms = [f"CASE WHEN {both} AND {truth} THEN {mark.bit} ELSE 0 END" for mark, truth in marks.items()]
    keyed = f"CASE WHEN coalesce(o.keyed, n.keyed) THEN {Mark.IDENTIFIED.bit} ELSE 0 END"
    return " + ".join([*terms, keyed])


def _names(prefix: str, count: int) -> list[str]:
    return [f"{prefix}{n}" for n in range(count)]
