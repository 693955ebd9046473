"""Connections to DuckDB: one that reads what was built and can harm nothing, one in memory, one that builds."""

from __future__ import annotations

import tempfile
from collections.abc import Iterator, Mapping
from contextlib import contextmanager, suppress
from pathlib import Path
from typing import TYPE_CHECKING
from weakref import WeakSet

from tieout.plan.quote import identifier, literal

if TYPE_CHECKING:
    import duckdb

SETTINGS = {
    "autoinstall_known_extensions": "false",
    "autoload_known_extensions": "false",
    "allow_unsigned_extensions": "false",
}

# It thinks for 0.2 s about each look-up of the figures that stand side by side, and finds nothing to gain.
COSTLY = "partial_aggregate_pushdown"

_connections: WeakSet[duckdb.DuckDBPyConnection] = WeakSet()


@contextmanager
def opened(target: Path, *, memory: str | None = None) -> Iterator[duckdb.DuckDBPyConnection]:
    """A connection that reads the file `target` and can neither write it nor touch any other file.

    The connection itself is in memory; the file is attached to it read-only and made the default, so that
    `main.events` and `raw.events` are the file's tables while TEMP tables and views can be made and spill to a
    folder that is removed afterwards. Several may be open at once, beside those of other libraries. A cursor of it is
    a new session, which does not have that default: use the connection. `memory` is DuckDB's memory limit ("2GB").

    DuckDB itself still lets a COPY overwrite the attached file: statements that others wrote must be checked before.

    Raises `duckdb.Error` when `target` is no DuckDB file.
    """
    with opened_together({"audited": target}, default="audited", memory=memory) as con:
        yield con


@contextmanager
def opened_together(
    targets: Mapping[str, Path], *, default: str | None = None, memory: str | None = None
) -> Iterator[duckdb.DuckDBPyConnection]:
    """A connection that reads several built files, each attached under its name, and can harm none of them.

    Tables are named in full (`old.main.events`) unless `default` names the file that is meant. What is said of
    `opened` holds here. Raises `duckdb.Error` when one of them is no DuckDB file.
    """
    with tempfile.TemporaryDirectory(prefix="tieout-") as spill:
        con = in_memory(spill=spill, memory=memory)
        try:
            for name, target in targets.items():
                con.execute(f"ATTACH {literal(str(target))} AS {identifier(name)} (READ_ONLY)")
            if default:
                con.execute(f"USE {identifier(default)}")
            con.execute("SET enable_external_access = false")
            con.execute("SET lock_configuration = true")
            yield con
        finally:
            con.close()


def in_memory(*, spill: str | None = None, memory: str | None = None) -> duckdb.DuckDBPyConnection:
    """An empty database in memory, for the cases of a check's page; `spill` is a folder for what memory cannot hold."""
    import duckdb

    con = duckdb.connect(":memory:", config=dict(SETTINGS))
    con.execute(f"SET temp_directory = {literal(spill or '')}")
    con.execute("SET TimeZone = 'UTC'")
    # A division by zero breaks its check: as infinity it would pass, as no number it would accuse.
    con.execute("SET ieee_floating_point_ops = false")
    con.execute(f"SET disabled_optimizers = '{COSTLY}'")
    con.execute("SET enable_progress_bar = false")  # DuckDB would draw one of its own
    if memory:
        con.execute(f"SET memory_limit = {literal(memory)}")
    _connections.add(con)
    return con


def interrupt() -> None:
    """End the queries that run now, from another thread: each raises `duckdb.InterruptException` where it was asked."""
    import duckdb

    for con in list(_connections):
        with suppress(duckdb.Error):  # it may be closed
            con.interrupt()


@contextmanager
def written(target: Path) -> Iterator[duckdb.DuckDBPyConnection]:
    """A connection that writes a new file `target`. The file stays only if the block ends well.

    No log is written beside it: nobody reads the file before it is whole.
    """
    with tempfile.TemporaryDirectory(prefix="tieout-", dir=target.parent) as spill:
        con = in_memory(spill=spill)
        try:
            con.execute(f"ATTACH {literal(str(target))} AS built (RECOVERY_MODE no_wal_writes)")
            con.execute("USE built")
            yield con
            con.execute("CHECKPOINT built")
            con.execute("USE memory")
            con.execute("DETACH built")
        except BaseException:
            con.close()
            target.unlink(missing_ok=True)
            raise
        con.close()
