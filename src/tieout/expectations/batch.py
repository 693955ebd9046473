"""A table as Great Expectations sees it: as a view in DuckDB, or as a frame where DuckDB will not do."""

from __future__ import annotations

import io
import logging
import os
import warnings
from collections.abc import Iterator
from contextlib import contextmanager, redirect_stdout
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

from tieout.expectations import store
from tieout.expectations.persisted import keeps_connections
from tieout.plan.quote import identifier

VIEW = "tieout_batch"  # a name that Great Expectations never has to quote


@dataclass(slots=True)
class Batches:
    """The batch over DuckDB (None where this version of Great Expectations cannot), and one over a frame on demand."""

    context: Any
    database: Path
    table: str
    sql: Any = None
    connection: Any = None
    _frame: Any = field(default=None, init=False)

    def frame(self) -> Any:
        """The batch over a frame of the whole table, fetched once."""
        if self._frame is None:
            with store.opened(self.database) as connection:
                frame = store.table(connection, self.table).to_pyarrow().to_pandas()
            asset = self.context.data_sources.add_pandas("frame").add_dataframe_asset("table")
            definition = asset.add_batch_definition_whole_dataframe("whole")
            self._frame = definition.get_batch({"dataframe": frame})
        return self._frame

    def rows(self, query: str, limit: int) -> list[int]:
        """The first `_row`s of a query over the view, ascending. Raises what DuckDB raises."""
        distinct = f"SELECT DISTINCT _row FROM (\n{query}\n) AS wanted WHERE _row IS NOT NULL"
        found = self.connection.exec_driver_sql(f"{distinct} ORDER BY _row LIMIT {limit:d}").fetchall()
        return [int(row[0]) for row in found]

    def columns(self, query: str) -> list[str]:
        """The columns that a query over the view returns. Raises what DuckDB raises."""
        found = self.connection.exec_driver_sql(f"SELECT * FROM (\n{query}\n) AS wanted LIMIT 0")
        return list(found.keys())

    def number(self, query: str) -> int:
        """How many different rows a query over the view returns."""
        found = self.connection.exec_driver_sql(f"SELECT count(DISTINCT _row) FROM (\n{query}\n) AS wanted")
        return int(found.scalar())


@contextmanager
def batches(database: Path, table: str) -> Iterator[Batches]:
    """A table for Great Expectations. Nothing is written, sent or printed, and every connection is closed after.

    The SQL that a suite carries sees views of the dataset's tables in a database in memory, whose file system is
    disabled: it can neither read nor write a file, the dataset's own included.
    """
    with _silence(), _context() as context:
        if not keeps_connections():
            yield Batches(context, database, table)
            return
        source = context.data_sources.add_sql("dataset", connection_string="duckdb:///:memory:")
        engine = source.get_execution_engine()
        looking = source.get_engine()  # a second database in memory, in which Great Expectations looks for the table
        try:
            with looking.connect() as connection:
                _show(connection, database, table)
            with engine.get_connection() as connection:
                _show(connection, database, table)
                asset = source.add_table_asset("table", table_name=VIEW)
                batch = asset.add_batch_definition_whole_table("whole").get_batch()
                yield Batches(context, database, table, batch, connection)
        finally:
            engine.close()
            engine.engine.dispose()
            looking.dispose()


@contextmanager
def _context() -> Iterator[Any]:
    """A context of Great Expectations in memory; afterwards the one that was in use before is in use again."""
    import great_expectations
    from great_expectations.data_context.data_context.context_factory import project_manager
    from great_expectations.data_context.types.base import ProgressBarsConfig
    from great_expectations.exceptions import DataContextError

    try:
        before = project_manager.get_current_project()
    except DataContextError:
        before = None
    context: Any = great_expectations.get_context(mode="ephemeral")
    context.variables.progress_bars = ProgressBarsConfig(globally=False, metric_calculations=False)
    try:
        yield context
    finally:
        project_manager.set_project(before)


def _show(connection: Any, database: Path, table: str) -> None:
    """Attach the file and make its tables visible, then shut the file system."""
    run = connection.exec_driver_sql
    try:
        run(store.attach(database))
    except Exception as reason:  # the binding's own class is out of reach here
        raise store.unreadable(database, reason) from reason
    names = run(
        f"SELECT table_name FROM duckdb_tables() WHERE database_name = '{store.CATALOG}' AND schema_name = 'main'"
    )
    for (name,) in names.fetchall():
        run(f"CREATE VIEW {identifier(name)} AS SELECT * FROM {store.CATALOG}.main.{identifier(name)}")
    run(f"CREATE OR REPLACE VIEW {VIEW} AS SELECT * FROM {store.CATALOG}.main.{identifier(table)}")
    run("SET disabled_filesystems = 'LocalFileSystem'")
    run("SET lock_configuration = true")
    connection.commit()


@contextmanager
def _silence() -> Iterator[None]:
    """Great Expectations neither reports usage nor logs or prints to the screen; its failures come back as results."""
    os.environ["GX_ANALYTICS_ENABLED"] = "false"  # read when it is imported
    logger = logging.getLogger("great_expectations")
    level = logger.level
    logger.setLevel(logging.CRITICAL + 1)
    try:
        with warnings.catch_warnings(), redirect_stdout(io.StringIO()):
            warnings.simplefilter("ignore")
            yield
    finally:
        logger.setLevel(level)
