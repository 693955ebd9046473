"""Little DuckDB files as the build leaves them."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from pathlib import Path

import duckdb
import pytest

from tieout.model.audit import TableSummary
from tieout.plan.quote import identifier

Cell = str | float | int | bool | None
Maker = Callable[..., TableSummary]


@pytest.fixture
def database(tmp_path: Path) -> Path:
    return tmp_path / ".tieout" / "river.duckdb"


@pytest.fixture
def table(database: Path) -> Maker:
    """Writes main.<name> with `_row`, `_file`, `_line` into the database, and says what the audit would know of it."""
    database.parent.mkdir()

    def make(
        columns: dict[str, str],
        rows: Sequence[Sequence[Cell]],
        *,
        name: str = "events",
        key: Sequence[str] = ("id",),
        withheld: Sequence[str] = (),
    ) -> TableSummary:
        with duckdb.connect(str(database)) as con:
            typed = ", ".join(f"{identifier(column)} {kind}" for column, kind in columns.items())
            con.execute(f"CREATE TABLE {identifier(name)} (_row BIGINT, _file VARCHAR, _line BIGINT, {typed})")
            marks = ", ".join("?" * (len(columns) + 3))
            for number, row in enumerate(rows):
                con.execute(
                    f"INSERT INTO {identifier(name)} VALUES ({marks})", [number, f"{name}.csv", number + 2, *row]
                )
        shown = tuple(column for column in columns if column not in withheld)
        return TableSummary(name, "events", len(rows), tuple(key), shown, tuple(withheld))

    return make


@pytest.fixture
def contract(tmp_path: Path) -> Callable[[str], Path]:
    """Writes expectations/river.py."""

    def write(text: str) -> Path:
        path = tmp_path / "expectations" / "river.py"
        path.parent.mkdir(exist_ok=True)
        path.write_text("import datetime\nimport pandera.ibis as pa\n" + text, encoding="utf-8")
        return path

    return write
