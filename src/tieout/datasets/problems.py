"""What could not be read, or was left unread: collected as files are read, kept in `main.problems`, and never lost."""

from __future__ import annotations

from typing import TYPE_CHECKING

from tieout.model.dataset import Table

if TYPE_CHECKING:
    import duckdb

UNREADABLE = "unreadable"
AMBIGUOUS_DATE = "ambiguous date"
TOO_FEW_CELLS = "too few cells"
TOO_MANY_CELLS = "too many cells"
UNDECODABLE = "undecodable"
CUT_SHORT = "cut short"
NUL_BYTE = "nul byte"
CELL_TOO_LONG = "cell too long"
MISSING_COLUMN = "missing column"
MISSING_DOCUMENT = "missing document"  # a document's file that cannot be opened where it is named
UNREADABLE_DOCUMENT = "unreadable document"  # one that is there, and is not what it was kept as
ACTIVE_CONTENT = "active content"  # of a document's file: what would run where it is opened, and is left unread

LONGEST_RAW = 1_000  # characters of raw text that a problem keeps
BATCH = 10_000

CREATE = """
CREATE TABLE main.problems (
    _row BIGINT, _file VARCHAR, _line BIGINT, kind VARCHAR, "table" VARCHAR, "column" VARCHAR,
    raw VARCHAR, detail VARCHAR, record BIGINT
)
"""

Entry = tuple[str, int | None, str, str, str | None, str | None, str, int | None]


class Problems:
    """Problems on their way to `main.problems`, numbered from 0 in the order in which they were found."""

    def __init__(self, con: duckdb.DuckDBPyConnection) -> None:
        self._con = con
        self._entries: list[Entry] = []

    def add(self, entry: Entry) -> None:
        """Keep one problem: file, line, kind, table, column, raw, detail, record."""
        self._entries.append(entry)
        if len(self._entries) >= BATCH:
            self.flush()

    def flush(self) -> None:
        """Write what is held."""
        if not self._entries:
            return
        import pyarrow as pa

        names = ("file", "line", "kind", "table", "column", "raw", "detail", "record")
        types = [pa.int64() if name in ("line", "record") else pa.string() for name in names]
        columns = zip(zip(*self._entries, strict=True), types, strict=True)
        found = pa.table([pa.array(values, kind) for values, kind in columns], names=list(names))
        self._entries.clear()
        self._con.register("tieout_found", found)
        self._con.execute(
            'INSERT INTO main.problems SELECT (SELECT count(*) FROM main.problems) + row_number() OVER () - 1, "file", '
            'line, kind, "table", "column", raw, detail, record FROM tieout_found'
        )
        self._con.unregister("tieout_found")


class Faults:
    """The problems of one file of one table; `row` is the number of the row that is being read.

    Raw text of a withheld column is left out, and so is that of a whole line of a table that withholds any: what
    `main.problems` holds may be shown.
    """

    def __init__(self, problems: Problems, table: Table, file: str, row: int = 0) -> None:
        self._problems = problems
        self._table = table
        self._file = file
        self.row = row

    def add(
        self, kind: str, line: int | None, *, raw: str = "", detail: str = "", column: str = "", in_row: bool = True
    ) -> None:
        """Note a problem; `in_row` says that the row being read is kept and has it."""
        if raw and self._hidden(column):
            raw, detail = "", f"{detail}; the text is withheld".lstrip("; ")
        elif len(raw) > LONGEST_RAW:
            raw, detail = raw[:LONGEST_RAW], f"{detail}; {len(raw):,} characters in all".lstrip("; ")
        record = self.row if in_row else None
        self._problems.add((self._file, line, kind, self._table.name, column or None, raw or None, detail, record))

    def _hidden(self, column: str) -> bool:
        return column in self._table.withheld if column else bool(self._table.withheld)
