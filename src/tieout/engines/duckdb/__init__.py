"""The reference engine: one scan a relation, findings fetched late."""

from tieout.engines.duckdb.engine import run
from tieout.engines.duckdb.figures import figures_present
from tieout.engines.duckdb.rehearsal import rehearse
from tieout.engines.duckdb.survey import survey
from tieout.engines.duckdb.tables import Shelf, summarise
from tieout.engines.duckdb.verdicts import row_verdicts

__all__ = ["Shelf", "figures_present", "rehearse", "row_verdicts", "run", "summarise", "survey"]
