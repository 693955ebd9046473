"""The audit's records by table and row, and what their columns mean."""

from __future__ import annotations

from tieout.model.audit import Audit, Finding, Record, TableSummary


class Records:
    """Finds the row behind a finding, the value of a role in it, and the source it rests on."""

    def __init__(self, audit: Audit) -> None:
        self.tables: dict[str, TableSummary] = {table.name: table for table in audit.tables}
        self._position = {
            table.name: {column: position for position, column in enumerate(table.columns)} for table in audit.tables
        }
        self._source_columns = {table.name: _source_column(table) for table in audit.tables}
        self._rows = {(record.table, record.row): record for record in audit.records}

    def of(self, finding: Finding) -> Record | None:
        """The row that a finding is about, if the audit kept it."""
        return self._rows.get((finding.table, finding.row))

    def shows(self, table: str, column: str) -> bool:
        """Whether a report may show the column."""
        return column in self._position.get(table, {})

    def cell(self, record: Record, column: str) -> str | None:
        """The text of a cell; None where nothing is recorded or the column is not shown."""
        position = self._position.get(record.table, {}).get(column)
        if position is None or position >= len(record.values):
            return None
        return record.values[position]

    def value(self, record: Record, role: str) -> str | None:
        """The text of the column that has this role in the record's table."""
        table = self.tables.get(record.table)
        column = table.roles.get(role) if table else None
        return self.cell(record, column) if column else None

    def source(self, finding: Finding) -> str | None:
        """The id of the source that the finding's row names, or its name where there is no register of sources."""
        record = self.of(finding)
        column = self._source_columns.get(finding.table)
        return self.cell(record, column) if record and column else None


def _source_column(table: TableSummary) -> str | None:
    """The column that says what source a row rests on: its own id for sources, else any role that names a source."""
    for ending in ("source.id", ".source", ".source_name"):
        for role, column in table.roles.items():
            if role.endswith(ending):
                return column
    return None
