"""A dataset's DuckDB file, opened through Ibis for reading.

The file is attached to a database in memory: DuckDB refuses two differently configured connections to
one file in one process, but not two databases that attach it.
"""

from __future__ import annotations

import tempfile
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from pathlib import Path
from typing import TYPE_CHECKING

from tieout.model.mistake import Mistake, Position
from tieout.plan.quote import literal

if TYPE_CHECKING:
    import ibis.expr.types as ir
    from ibis.backends.duckdb import Backend

CATALOG = "dataset"
OWN = ("_row", "_file", "_line", "_text")


def attach(database: Path) -> str:
    """The statement that attaches the file, for reading only, as catalog `dataset`."""
    return f"ATTACH {literal(str(database.absolute()))} AS {CATALOG} (READ_ONLY)"


@contextmanager
def opened(database: Path) -> Iterator[Backend]:
    """A connection that sees the dataset's tables in catalog `dataset`; intermediate results spill beside it.

    Raises Mistake when the file is no readable DuckDB file.
    """
    import ibis

    with tempfile.TemporaryDirectory(prefix="tieout-") as spill:
        connection = ibis.duckdb.connect(temp_directory=spill)
        try:
            try:
                connection.raw_sql(attach(database))
            except Exception as reason:  # the binding's own class is out of reach here
                raise unreadable(database, reason) from reason
            yield connection
        finally:
            connection.disconnect()


def unreadable(database: Path, reason: BaseException) -> Mistake:
    """The mistake for a file that cannot be attached."""
    what = f"cannot read it as a DuckDB file: {first_line(reason)}"
    return Mistake("unreadable-database", what, at=Position(shown(database)))


def table(connection: Backend, name: str) -> ir.Table:
    """The typed table `main.<name>` of the dataset, with `_row`, `_file` and `_line`."""
    return connection.table(name, database=(CATALOG, "main"))


def columns(found: ir.Table) -> tuple[str, ...]:
    """The table's columns without those that the build adds."""
    return tuple(name for name in found.columns if name not in OWN)


def numbers(rows: ir.Table, limit: int) -> Sequence[int]:
    """The first `limit` row numbers of a table that has `_row`, ascending."""
    wanted = rows.select("_row").order_by("_row").limit(limit)
    return [int(row) for row in wanted.to_pyarrow().column("_row").to_pylist()]


def shown(path: Path) -> str:
    """A file of the project as messages name it: `expectations/river.py`, never a folder of this machine."""
    return Path(path.parent.name, path.name).as_posix()


def first_line(reason: BaseException) -> str:
    """What an exception says, in one line of at most 300 characters."""
    text = str(reason).strip() or type(reason).__name__
    return text.splitlines()[0][:300]
