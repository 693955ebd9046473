"""What differs in one relation: counted, asked how far it spreads, and listed."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from typing import TYPE_CHECKING

from tieout.engines.duckdb.comparison.listing import example, listed
from tieout.engines.duckdb.comparison.marking import in_figures, mark, settle
from tieout.engines.duckdb.comparison.matching import match
from tieout.model.comparison import Change, Kind, Mark, Marks, Spread, marks_of
from tieout.plan.comparison.pair import Pair, Part

if TYPE_CHECKING:
    from duckdb import DuckDBPyConnection

Carried = Mapping[tuple[Kind, Marks], int]


@dataclass(frozen=True, slots=True)
class Changes:
    """One relation of two states, matched and marked.

    `events` says that the events were compared before, over the same connection. Call `settle` before asking for
    `counts` and `listed`.
    """

    con: DuckDBPyConnection
    pair: Pair
    events: bool = False

    def __post_init__(self) -> None:
        match(self.con, self.pair)
        mark(self.con, self.pair, events=self.events)

    @property
    def rows(self) -> tuple[int, int]:
        """How many rows each state has."""
        old, new = (self._number(f"SELECT count(*) FROM {side}_{self.pair.relation}") for side in ("old", "new"))
        return old, new

    @property
    def shared(self) -> int:
        """How many rows are in both states."""
        return self.rows[0] - self._number(f"SELECT count(*) FROM {self._differing} WHERE kind = '{Kind.REMOVED}'")

    def spreads(self) -> Iterator[Spread]:
        """How far each column, and each figure's value, changed; only those that changed at all."""
        places = self.pair.places(Part.PLAIN, Part.COUNTED)
        if places:
            yield from self._column_spreads(places)
        if self.pair.places(Part.VALUE) and not self.pair.withholds("figure.measure"):
            yield from self._figure_spreads()

    def _column_spreads(self, places: Sequence[int]) -> Iterator[Spread]:
        """A column's share is of the rows in which either state records it."""
        changed = f"kind = '{Kind.CHANGED}'"
        terms = ", ".join(
            f"count(*) FILTER ({changed} AND d{n}), count(*) FILTER ({changed} AND d{n} AND p{n}), "
            f"count(*) FILTER (kind = '{Kind.REMOVED}' AND p{n})"
            for n in places
        )
        recorded = ", ".join(f"count(f{n})" for n in places)
        found = self.con.execute(f"SELECT {terms} FROM {self._differing}").fetchall()[0]
        totals = self.con.execute(f"SELECT {recorded} FROM old_{self.pair.relation}").fetchall()[0]
        for at, (place, total) in enumerate(zip(places, totals, strict=True)):
            rows, were_recorded, removed = found[3 * at : 3 * at + 3]
            if rows:
                shared = total - removed - were_recorded + rows
                yield Spread(self.pair.relation, self.pair.fields[place].name, rows, shared)

    def _figure_spreads(self) -> Iterator[Spread]:
        (value,) = self.pair.places(Part.VALUE)
        name = self._place("figure.measure")
        found = self.con.execute(
            f"WITH changed AS (SELECT figure, count(*) AS n FROM {self._differing} "
            f"WHERE kind = '{Kind.CHANGED}' AND d{value} AND NOT d{name} GROUP BY figure), "
            f"removed AS (SELECT figure, count(*) AS n FROM {self._differing} "
            f"WHERE kind = '{Kind.REMOVED}' GROUP BY figure), "
            f"total AS (SELECT figure, count(*) AS n FROM old_{self.pair.relation} GROUP BY figure) "
            f"SELECT figure, changed.n, total.n - coalesce(removed.n, 0) FROM changed JOIN total USING (figure) "
            f"LEFT JOIN removed USING (figure) ORDER BY figure"
        ).fetchall()
        for figure, rows, shared in found:
            yield Spread(self.pair.relation, figure, rows, shared, is_figure=True)

    def alike(self, spread: Spread) -> int:
        """How many changes of a column are the most frequent step: the same difference, or the same two values."""
        place = self._place(spread.column)
        old, new = f"o.f{place}", f"n.f{place}"
        measured = self.pair.fields[place].type in ("DOUBLE", "BIGINT", "DATE")
        step = f"coalesce(CAST(TRY({new} - {old}) AS VARCHAR), {old} IS NULL)" if measured else f"row({old}, {new})"
        steps = f"SELECT count(*) AS n FROM {self._joined()} WHERE d.d{place} GROUP BY {step}"
        return self._number(f"SELECT coalesce(max(n), 0) FROM ({steps})")

    def exemplified(self, whole: Spread) -> Spread:
        """With the values of the first of its rows, unless they may not be shown."""
        place = self.pair.places(Part.VALUE)[0] if whole.is_figure else self._place(whole.column)
        mine = in_figures([whole.column]) if whole.is_figure else "true"
        before, after = example(self.con, self.pair, place, f"d{place} AND {mine}")
        return replace(whole, before=before, after=after)

    def settle(self, whole: Sequence[Spread]) -> None:
        """Leave out of the changes to come what is told as a whole."""
        settle(self.con, self.pair, whole)

    def counts(self) -> Carried:
        """How many changes there are of each kind with each set of marks."""
        return self._carried(f"SELECT kind, marks, count(*) FROM marked_{self.pair.relation} GROUP BY ALL")

    def within(self, whole: Spread) -> Carried:
        """The same for the rows of a column or figure that changed as a whole."""
        if whole.is_figure:
            (value,) = self.pair.places(Part.VALUE)
            rows = f"d{value} AND {in_figures([whole.column])}"
        else:
            rows = f"d{self._place(whole.column)}"
        counted = whole.is_figure or self._place(whole.column) in self.pair.places(Part.COUNTED)
        marks = f"marks | {Mark.REVISED.bit}" if counted else "marks"
        return self._carried(
            f"SELECT kind, {marks}, count(*) FROM carried_{self.pair.relation} "
            f"WHERE kind = '{Kind.CHANGED}' AND {rows} GROUP BY ALL"
        )

    def listed(self, silent: Iterable[tuple[Kind, Marks]], limit: int) -> tuple[Change, ...]:
        """At most `limit` changes of each kind, those that are silent first, then in the order of the files."""
        return listed(self.con, self.pair, set(silent), limit)

    @property
    def _differing(self) -> str:
        return f"differing_{self.pair.relation}"

    def _joined(self) -> str:
        relation = self.pair.relation
        return (
            f"{self._differing} AS d JOIN old_{relation} AS o ON o.t = d.old_t AND o.row = d.old_row "
            f"JOIN new_{relation} AS n ON n.t = d.new_t AND n.row = d.new_row"
        )

    def _place(self, name: str) -> int:
        return next(place for place, field in enumerate(self.pair.fields) if field.name == name)

    def _number(self, sql: str) -> int:
        return int(self.con.execute(sql).fetchall()[0][0])

    def _carried(self, sql: str) -> Carried:
        found: Counter[tuple[Kind, Marks]] = Counter()
        for kind, marks, count in self.con.execute(sql).fetchall():
            found[Kind(kind), marks_of(marks)] += count
        return found
