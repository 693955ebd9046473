"""Build one table from bytes, and look at what stands in DuckDB afterwards."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from contextlib import ExitStack
from dataclasses import dataclass, field
from functools import cached_property
from pathlib import Path
from typing import TYPE_CHECKING, Any

import pytest

from tieout.datasets import store
from tieout.datasets.build import build
from tieout.model.dataset import Dataset, FigureColumns, Reading, Table, Type
from tieout.model.mistake import Position
from tieout.plan.quote import identifier

if TYPE_CHECKING:
    from duckdb import DuckDBPyConnection

AT = Position("dataset.yaml", 3, 5)


@dataclass
class Built:
    """A built file of one dataset."""

    dataset: Dataset
    target: Path
    opened: ExitStack  # closed with the desk
    told: list[str] = field(default_factory=list)

    @cached_property
    def connection(self) -> DuckDBPyConnection:
        return self.opened.enter_context(store.opened(self.target))

    def query(self, sql: str) -> list[tuple[Any, ...]]:
        return self.connection.execute(sql).fetchall()

    def rows(self, columns: str = "*", table: str = "events", schema: str = "main") -> list[tuple[Any, ...]]:
        return self.query(f"SELECT {columns} FROM {schema}.{identifier(table)} ORDER BY _row")

    def raw(self, columns: str = "*", table: str = "events") -> list[tuple[Any, ...]]:
        return self.rows(columns, table, "raw")

    def problems(self, columns: str = "kind, _line, raw, record") -> list[tuple[Any, ...]]:
        return self.query(f"SELECT {columns} FROM main.problems ORDER BY _row")

    def kinds(self) -> list[str]:
        return [kind for (kind,) in self.problems("kind")]


class Desk:
    """Writes files into a folder and describes them as one table."""

    def __init__(self, folder: Path, opened: ExitStack) -> None:
        self.folder = folder
        self.opened = opened

    def write(self, name: str, data: bytes | str) -> str:
        path = self.folder / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_bytes(data.encode() if isinstance(data, str) else data)
        return name

    def table(
        self,
        *files: str,
        name: str = "events",
        relation: str = "",
        reading: Reading | None = None,
        key: tuple[str, ...] = (),
        roles: Mapping[str, str] | None = None,
        figures: Mapping[str, FigureColumns] | None = None,
        types: Mapping[str, Type] | None = None,
        formats: Mapping[str, tuple[str, ...]] | None = None,
        withheld: tuple[str, ...] = (),
        positions: Mapping[str, Position] | None = None,
    ) -> Table:
        return Table(
            name=name,
            relation=relation or name,
            files=files,
            at=AT,
            reading=reading or Reading(),
            key=key,
            roles=roles or {},
            figures=figures or {},
            types=types or {},
            formats=formats or {},
            withheld=withheld,
            positions=positions or {},
        )

    def dataset(self, *tables: Table, sentinels: tuple[str, ...] = ()) -> Dataset:
        return Dataset("bridge", str(self.folder), AT, tables, sentinels=sentinels)

    def build(self, *tables: Table, sentinels: tuple[str, ...] = ()) -> Built:
        built = Built(
            self.dataset(*tables, sentinels=sentinels), self.folder / ".tieout" / "bridge.duckdb", self.opened
        )
        build(built.dataset, built.target, progress=built.told.append)
        return built

    def read(self, data: bytes | str, file: str = "events.csv", **table: Any) -> Built:
        """Build one table from one file's bytes."""
        return self.build(self.table(self.write(file, data), **table))


@pytest.fixture
def desk(tmp_path: Path) -> Iterator[Desk]:
    with ExitStack() as opened:
        yield Desk(tmp_path, opened)
