"""The changes that are shown: their rows fetched from both states, late and once."""

from __future__ import annotations

from collections.abc import Collection, Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING

from tieout.engines.duckdb.comparison.rows import WITHHELD, Row, fetched, replaced
from tieout.model.comparison import FIGURES, Cell, Change, Kind, Mark, Marks, Revision, marks_of
from tieout.plan.comparison.pair import Pair, Part
from tieout.plan.quote import literal

if TYPE_CHECKING:
    from duckdb import DuckDBPyConnection

ORDER = "coalesce(new_t, old_t), coalesce(new_row, old_row)"
RANK = f"list_position([{', '.join(map(literal, Kind))}], kind)"
NEW_KINDS = f"({literal(Kind.ADDED)}, {literal(Kind.REPLACED)})"


def listed(
    con: DuckDBPyConnection, pair: Pair, silent: Collection[tuple[Kind, Marks]], limit: int
) -> tuple[Change, ...]:
    """At most `limit` changes of each kind; those whose kind and marks are among `silent` come first."""
    truth = " OR ".join(f"(kind = '{kind}' AND marks = {sum(m.bit for m in marks)})" for kind, marks in silent)
    first = f"row_number() OVER (PARTITION BY kind ORDER BY silent DESC, {ORDER})"
    judged = f"SELECT *, ({truth or 'false'}) AS silent FROM marked_{pair.relation}"
    placed = f"SELECT *, {first} AS place FROM ({judged})"
    number = f"row_number() OVER (ORDER BY silent DESC, {RANK}, place) AS n"
    con.execute(f"CREATE OR REPLACE TEMP TABLE listed AS SELECT *, {number} FROM ({placed}) WHERE place <= {limit}")
    old, new = (fetched(con, pair, side) for side in ("old", "new"))
    before, revisions = replaced(con, pair), _revisions(con)
    flags = [f"d{n}" for n in range(len(pair.fields))]
    found = con.execute(
        f"SELECT {', '.join(['n', 'kind', 'marks', 'silent', 'figure', 'replaces', *flags])} FROM listed ORDER BY n"
    ).fetchall()
    return tuple(
        _Listed(pair, Kind(kind), marks_of(marks), silent, figure, old.get(n) or before.get(replaces), new.get(n),
                revisions.get(n), differs).change()
        for n, kind, marks, silent, figure, replaces, *differs in found
    )  # fmt: skip


@dataclass(frozen=True, slots=True)
class _Listed:
    """One change with what was fetched of it. `old` of an added figure is the one that it replaces, if any."""

    pair: Pair
    kind: Kind
    marks: Marks
    silent: bool
    figure: str
    old: Row | None
    new: Row | None
    revision: Revision | None
    differs: Sequence[bool]

    def change(self) -> Change:
        shown = self.new or self.old
        return Change(
            relation=self.pair.relation,
            kind=self.kind,
            key=shown.key if shown else {},
            silent=self.silent,
            marks=self.marks,
            event=shown.about if shown else None,
            figure=self._figure,
            before=self.old.words if self.old else "",
            after=self.new.words if self.new else "",
            replaces=self._replaces,
            cells=self._cells(self.old, self.new) if self.old and self.new and self.kind is Kind.CHANGED else (),
            revision=self.revision,
            old=self.old.place if self.old else None,
            new=self.new.place if self.new else None,
        )

    @property
    def _figure(self) -> str:
        if self.pair.relation != FIGURES:
            return ""
        return WITHHELD if self.pair.withholds("figure.measure") else self.figure

    @property
    def _replaces(self) -> str | None:
        if self.kind is not Kind.REPLACED or self.old is None:
            return None
        return WITHHELD if self.pair.withholds("figure.replaces") else self.old.id

    def _cells(self, old: Row, new: Row) -> tuple[Cell, ...]:
        cells = []
        for place, (field, changed) in enumerate(zip(self.pair.fields, self.differs, strict=True)):
            if changed and field.part is not Part.VALUE:
                hidden = field.withheld or (field.part is Part.NUMBER and (old.hidden or new.hidden))
                texts = (None, None) if hidden else (old.texts[place], new.texts[place])
                cells.append(Cell(field.name, *texts, withheld=hidden))
        return tuple(cells)


def _revisions(con: DuckDBPyConnection) -> dict[int, Revision]:
    """Number in the list -> the new revision that speaks of it, one with date and reason before any other."""
    ways = (
        "f.figure = l.id",
        f"l.kind IN {NEW_KINDS} AND f.figure = l.replaces",
        "f.event = l.event AND f.figure = l.figure",
        f"f.event = l.event AND f.figure IS NULL AND l.kind NOT IN {NEW_KINDS}",
    )
    spoken = " UNION ALL ".join(
        f"SELECT l.n, f.* FROM listed AS l JOIN fresh_revisions AS f ON {way} "
        f"WHERE l.marks & {Mark.REVISION.bit | Mark.INCOMPLETE.bit} > 0"
        for way in ways
    )
    best = "complete DESC, date DESC NULLS LAST, after, before, reason, source"
    found = con.execute(
        f"SELECT n, before, after, date, source, reason FROM ({spoken}) "
        f"QUALIFY row_number() OVER (PARTITION BY n ORDER BY {best}) = 1"
    )
    return {n: Revision(*texts) for n, *texts in found.fetchall()}


def example(con: DuckDBPyConnection, pair: Pair, place: int, which: str) -> tuple[str | None, str | None]:
    """What the first row with a change says of one field, before and after; of a figure's value in words."""
    field = pair.fields[place]
    con.execute(
        f"CREATE OR REPLACE TEMP TABLE listed AS SELECT *, 1 AS n FROM differing_{pair.relation} "
        f"WHERE kind = '{Kind.CHANGED}' AND {which} ORDER BY {ORDER} LIMIT 1"
    )
    old, new = (fetched(con, pair, side)[1] for side in ("old", "new"))
    if field.part is Part.VALUE:
        return old.words, new.words
    return (None, None) if field.withheld else (old.texts[place], new.texts[place])
