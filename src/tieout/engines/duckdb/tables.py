"""Rows as a report shows them: their raw text, their file and line, and the rows they lead to."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING

from tieout.model.audit import RawFile, Record, TableSummary
from tieout.model.dataset import Dataset, Role, Table
from tieout.plan.quote import identifier, literal
from tieout.plan.relations import WANTED, has_raw, role_sql
from tieout.plan.template import WITHHELD

if TYPE_CHECKING:
    from duckdb import DuckDBPyConnection

TEXT = "_text"  # the words of a document that lies in a file of its own
OWN_COLUMNS = ("_row", "_file", "_line", TEXT)
MOST_REFERRED = 5000  # rows that the rows of one table lead to in another


def summarise(con: DuckDBPyConnection, dataset: Dataset) -> tuple[TableSummary, ...]:
    """Every table as it was loaded."""
    files: dict[str, list[RawFile]] = {}
    stored = 'SELECT "table", path, sha256, size, rows, encoding FROM main.files'
    for table, path, sha256, size, rows, encoding in con.execute(stored).fetchall():
        files.setdefault(table, []).append(RawFile(_shown(path, table, dataset), sha256, size, rows, encoding or ""))
    summaries = []
    for table in dataset.tables:
        rows = con.execute(f"SELECT count(*) FROM main.{identifier(table.name)}").fetchall()[0][0]
        columns = column_names(con, table.name)
        shown = [c for c in columns if c not in OWN_COLUMNS and c not in table.withheld]
        read = TEXT in columns and "document.text" not in table.roles
        texts = {"document.text": TEXT} if read and table.roles.get("document.file") not in table.withheld else {}
        summaries.append(
            TableSummary(
                name=table.name,
                relation=table.relation,
                rows=rows,
                key=table.key,
                columns=(*shown, *texts.values()),
                withheld=table.withheld,
                roles={**table.roles, **texts},
                files=tuple(files.get(table.name, ())),
            )
        )
    return tuple(summaries)


def _shown(path: str, name: str, dataset: Dataset) -> str:
    """A file's path; that of a document is withheld with the column that names it."""
    table = dataset.table(name)
    return WITHHELD if path not in table.files and table.roles.get("document.file") in table.withheld else path


def column_names(con: DuckDBPyConnection, table: str) -> list[str]:
    """The columns of a loaded table, in order."""
    return list(column_types(con, table))


def column_types(con: DuckDBPyConnection, table: str) -> Mapping[str, str]:
    """The columns of a loaded table, in order, and their DuckDB types."""
    found = con.execute(f"SELECT name, type FROM pragma_table_info({literal('main.' + identifier(table))})")
    return dict(found.fetchall())


def pick(con: DuckDBPyConnection, rows: Iterable[int]) -> None:
    """Fill the table `wanted`, through which wanted rows are read."""
    numbers = sorted(set(rows))
    con.execute(f"CREATE OR REPLACE TEMP TABLE {WANTED} (id BIGINT)")
    for start in range(0, len(numbers), 10_000):
        con.execute(f"INSERT INTO {WANTED} SELECT unnest($1::BIGINT[])", [numbers[start : start + 10_000]])


@dataclass(frozen=True, slots=True)
class Place:
    """Where a row stands. `columns` are the cells at fault, where that is not the rule's to say."""

    table: str
    row: int
    file: str | None
    line: int | None
    key: Mapping[str, str | None]
    columns: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Shelf:
    """Fetches records of a dataset's tables; each row once."""

    con: DuckDBPyConnection
    dataset: Dataset
    tables: Mapping[str, TableSummary]

    def records(self, table: str, rows: Iterable[int], without: str = "") -> Mapping[int, Record]:
        """Row number -> Record, with every column that may be shown as its raw text, but for that of one role."""
        pick(self.con, rows)
        summary = self.tables[table]
        kept = has_raw(self.dataset.table(table))
        own = "m" if not kept else "r"
        left_out = summary.roles.get(without)
        texts = [
            "NULL" if c == left_out else f"CAST({'m' if c == TEXT else own}.{identifier(c)} AS VARCHAR)"
            for c in summary.columns
        ]
        raw = f" JOIN raw.{identifier(table)} AS r ON r._row = m._row" if kept else ""
        found = self.con.execute(
            f"SELECT {', '.join(['m._row', 'm._file', 'm._line', *texts])} FROM main.{identifier(table)} AS m{raw} "
            f"WHERE m._row IN (SELECT id FROM _wanted) ORDER BY m._row"
        ).fetchall()
        return {row: Record(table, row, file, line, tuple(values)) for row, file, line, *values in found}

    def places(self, table: str, rows: Iterable[int]) -> Mapping[int, Place]:
        """Row number -> where the row stands, and its key as text."""
        pick(self.con, rows)
        key = self.tables[table].key
        withheld = self.tables[table].withheld
        texts = (literal(WITHHELD) if c in withheld else f"CAST({identifier(c)} AS VARCHAR)" for c in key)
        columns = ["_row", "_file", "_line", *texts]
        found = self.con.execute(
            f"SELECT {', '.join(columns)} FROM main.{identifier(table)} WHERE _row IN (SELECT id FROM _wanted)"
        ).fetchall()
        return {row: Place(table, row, file, line, dict(zip(key, values, strict=True)))
                for row, file, line, *values in found}  # fmt: skip

    def linked(self, rows: Mapping[str, set[int]], roles: Mapping[str, Role]) -> Mapping[str, set[int]]:
        """The rows that given rows refer to: figure -> event, document -> source ..."""
        found: dict[str, set[int]] = {}
        for table in self.dataset.tables:
            if rows.get(table.name):
                for target, numbers in self._referred(table, rows[table.name], roles):
                    found.setdefault(target, set()).update(numbers)
        return found

    def _referred(self, table: Table, rows: set[int], roles: Mapping[str, Role]) -> Iterable[tuple[str, Sequence[int]]]:
        pick(self.con, rows)
        for role, column in table.roles.items():
            refers = roles[role].refers if role in roles else None
            for target in self.dataset.tables:
                if refers is not None and refers in target.roles:
                    id_, reference = role_sql("b", target, target.roles[refers]), role_sql("a", table, column)
                    ids = self.con.execute(
                        f"SELECT b._row FROM main.{identifier(target.name)} AS b WHERE {id_} IN (SELECT {reference} "
                        f"FROM main.{identifier(table.name)} AS a WHERE a._row IN (SELECT id FROM _wanted)) "
                        f"ORDER BY b._row LIMIT {MOST_REFERRED}"
                    ).fetchall()
                    yield target.name, [number for (number,) in ids]
