"""What is new among the revisions and the evidence: the tables `fresh_revisions` and `fresh_evidence`.

A revision that the old state had already says nothing of what changed since.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from tieout.plan.comparison.columns import Described
from tieout.plan.comparison.trail import evidence, revisions

if TYPE_CHECKING:
    from duckdb import DuckDBPyConnection


def gather(con: DuckDBPyConnection, old: Described, new: Described) -> None:
    """Make both tables in the connection's memory."""
    for name, select in (("fresh_revisions", revisions), ("fresh_evidence", evidence)):
        con.execute(f"CREATE OR REPLACE TEMP TABLE {name} AS {select(new)} EXCEPT {select(old)}")
