"""Two built states -> what differs between them: exact counts by set operations, the rows themselves fetched late."""

from tieout.engines.duckdb.comparison.changes import Changes
from tieout.engines.duckdb.comparison.trail import gather

__all__ = ["Changes", "gather"]
