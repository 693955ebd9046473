"""Rows of texts -> raw.<table>, in batches, numbered from 0 in the order in which they come."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from typing import TYPE_CHECKING

from tieout.datasets import columns as naming
from tieout.datasets.problems import Faults, Problems
from tieout.datasets.readers import RawRow
from tieout.datasets.typed import type_table
from tieout.model.dataset import Dataset, Table
from tieout.plan.quote import identifier, literal

if TYPE_CHECKING:
    import duckdb

BATCH_ROWS = 20_000
BATCH_CHARACTERS = 32_000_000


class RawTable:
    """raw.<table> while it is filled: its columns, all text, and how many rows it has."""

    def __init__(self, con: duckdb.DuckDBPyConnection, table: Table, columns: Sequence[str]) -> None:
        self._con = con
        self.name = f"raw.{identifier(table.name)}"
        self.columns = tuple(columns)
        self.rows = 0
        own = "".join(f", {identifier(column)} VARCHAR" for column in columns)
        con.execute(f"CREATE TABLE {self.name} (_row BIGINT, _file VARCHAR, _line BIGINT{own})")

    def append(self, file: str, columns: Sequence[str], rows: Iterable[RawRow], faults: Faults) -> None:
        """Append a file's rows, whose cells stand in the order of `columns`."""
        lines: list[int | None] = []
        batch: list[list[str | None]] = []
        held = 0
        for line, cells in rows:
            lines.append(line)
            batch.append(cells)
            held += sum(map(len, filter(None, cells)))
            faults.row += 1
            if len(batch) >= BATCH_ROWS or held >= BATCH_CHARACTERS:
                self._write(file, columns, lines, batch)
                lines, batch, held = [], [], 0
        if batch:
            self._write(file, columns, lines, batch)

    def _write(self, file: str, columns: Sequence[str], lines: list[int | None], batch: list[list[str | None]]) -> None:
        import pyarrow as pa

        own = list(zip(*batch, strict=True))
        absent = pa.nulls(len(batch), pa.string())
        placed = naming.places(columns, self.columns)
        texts = [absent if place is None else pa.array(own[place], pa.string()) for place in placed]
        numbers = pa.array(range(self.rows, self.rows + len(batch)), pa.int64())
        names = ["row", "line", *(f"c{place}" for place in range(len(texts)))]
        self._con.register("tieout_rows", pa.table([numbers, pa.array(lines, pa.int64()), *texts], names=names))
        values = ", ".join([f"row, {literal(file)}, line", *names[2:]])
        self._con.execute(f"INSERT INTO {self.name} SELECT {values} FROM tieout_rows")
        self._con.unregister("tieout_rows")
        self.rows += len(batch)


def load_rows(
    con: duckdb.DuckDBPyConnection,
    dataset: Dataset,
    table: Table,
    columns: Sequence[str],
    rows: Sequence[Sequence[str | None]],
    file: str = "",
    lines: Sequence[int] | None = None,
) -> None:
    """Write raw.<table> from rows of Python texts and type it into main.<table>.

    `con` has been prepared by `typed.prepare`. Rows are as long as `columns`; `lines` are their physical lines.
    """
    raw = RawTable(con, table, columns)
    found = Problems(con)
    numbered: Iterable[int | None] = lines if lines is not None else [None] * len(rows)
    given = ((line, list(row)) for line, row in zip(numbered, rows, strict=True))
    raw.append(file, columns, given, Faults(found, table, file))
    found.flush()
    type_table(con, dataset, table, columns)
