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
        self._rows = {(record.table, record.row): record for record in audit.records}

    def of(self, finding: Finding) -> Record | None:
        """The row that a finding is about, if the audit kept it."""
        return self._rows.get((finding.table, finding.row))

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
        table = self.tables.get(finding.table)
        if record is None or table is None:
            return None
        for word in ("source.id", ".source", ".source_name"):
            for role in table.roles:
                if role == word or (word[0] == "." and role.endswith(word)):
                    return self.value(record, role)
        return None
