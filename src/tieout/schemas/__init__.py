"""pandera models of the canonical tables, for frames in a notebook: `Figures.validate(frame, lazy=True)`.

Columns are the last words of the roles (`figure.best` is `best`), in their types. Every column may be absent but
`id`, where other tables refer to it, and `measure`; every cell may be empty but those. Types are coerced, so frames
from CSV, DuckDB or a spreadsheet all do, and columns without a role are left alone.
"""

from tieout.schemas.events import Events
from tieout.schemas.figures import Figures
from tieout.schemas.sources import Documents, Sources
from tieout.schemas.trail import Custody, Evidence, Relays, Revisions

__all__ = ["Custody", "Documents", "Events", "Evidence", "Figures", "Relays", "Revisions", "Sources"]
