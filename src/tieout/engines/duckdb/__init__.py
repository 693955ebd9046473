"""The reference engine: one scan a relation, findings fetched late."""

from typing import TYPE_CHECKING

from tieout.engines.duckdb.engine import run
from tieout.engines.duckdb.figures import figures_present
from tieout.engines.duckdb.judged import Judge, nobody
from tieout.engines.duckdb.rehearsal import rehearse
from tieout.engines.duckdb.supports import read_supports, texts
from tieout.engines.duckdb.survey import survey
from tieout.engines.duckdb.tables import Shelf, column_types, summarise
from tieout.engines.duckdb.verdicts import row_verdicts

if TYPE_CHECKING:
    from duckdb import DuckDBPyConnection as Connection

__all__ = [
    "Connection",
    "Judge",
    "Shelf",
    "column_types",
    "figures_present",
    "nobody",
    "read_supports",
    "rehearse",
    "row_verdicts",
    "run",
    "summarise",
    "survey",
    "texts",
]
