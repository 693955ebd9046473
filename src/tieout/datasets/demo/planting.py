"""Which event bears which defect, and how a defect bends the SQL of facts and cells.

Seats lie at even distances, no event has two, and none has the first or the last: so one defect never meets
another, and which row is wrong follows from its number alone, without a join.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from tieout.datasets.demo.defects import Defect, defects
from tieout.datasets.demo.tables import SLOTTED, Table

PLAIN_ABOVE = 100_000
"""Events above which no text and no damaged bytes are written, and defects are planted by rate."""


@dataclass(frozen=True)
class Planting:
    """The seats among `events`: every `stride`-th event, until `seats` are taken, defect after defect.

    `plain` datasets are the big ones: no words of documents, no damaged bytes.
    """

    events: int
    defects: tuple[Defect, ...]
    seats: int
    stride: int
    plain: bool

    @property
    def flaw(self) -> str:
        """SQL for the number of the defect that event `i` bears, or NULL."""
        return self._flaw_of("i")

    @property
    def entered_again(self) -> str:
        """SQL for whether the event behind `i` is `i` once more."""
        twins = [str(number) for number, defect in enumerate(self.defects) if "e" in defect.facts]
        return f"coalesce({self._flaw_of('(i + 1)')} IN ({', '.join(twins)}), false)" if twins else "false"

    def _flaw_of(self, event: str) -> str:
        seat = f"{event} // {self.stride}"
        return (
            f"CASE WHEN {event} % {self.stride} = {self.stride // 2} AND {seat} < {self.seats} "
            f"THEN ({seat}) % {len(self.defects)} END"
        )

    def fact(self, name: str, clean: str) -> str:
        """SQL for a fact, bent where the event bears a defect that bends it."""
        return self._bent(clean, [defect.facts.get(name) for defect in self.defects])

    def cell(self, table: Table, column: str) -> str:
        """SQL for a cell as text, bent where the row bears a defect of this table that bends it."""
        clean = f"({table.cells[column]})::VARCHAR"
        return self._bent(clean, [_bent_cell(defect, table, column, clean) for defect in self.defects])

    def _bent(self, clean: str, bends: Sequence[str | None]) -> str:
        choices = " ".join(f"WHEN {number} THEN {sql}" for number, sql in enumerate(bends) if sql is not None)
        return f"CASE flaw {choices} ELSE {clean} END" if choices else clean


def _bent_cell(defect: Defect, table: Table, column: str, clean: str) -> str | None:
    sql = defect.cells.get(column) if defect.table == table.name else None
    if sql is None:
        return None
    sql = f"({sql})::VARCHAR"
    return f"CASE WHEN slot = {defect.slot} THEN {sql} ELSE {clean} END" if table.name in SLOTTED else sql


def planting(events: int) -> Planting:
    """Two of a kind below 1,000 events, three up to 100,000, three in 100,000 above; fewer where there is no room."""
    plain = events > PLAIN_ABOVE
    kinds = tuple(defect for defect in defects() if defect.fits(events))
    of_a_kind = 2 if events < 1_000 else 3 * max(1, events // PLAIN_ABOVE)
    seats = min(len(kinds) * of_a_kind, (events - 1) // 2)
    return Planting(events, kinds, seats, (events - 1) // seats if seats else 2, plain)
