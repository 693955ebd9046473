"""Names and texts as SQL, for plans and for all that build on them: engines, tables, evidence."""

from __future__ import annotations


def identifier(name: str) -> str:
    """A table or column name as SQL, whatever characters it holds."""
    return '"' + name.replace('"', '""') + '"'


def literal(value: str | int | float | bool | None) -> str:
    """A value as a SQL literal."""
    if value is None:
        return "NULL"
    if isinstance(value, bool):
        return "TRUE" if value else "FALSE"
    if isinstance(value, int | float):
        return f"{value!r}"
    return "'" + value.replace("'", "''") + "'"
