"""A cell that could not be read is not one that nobody filled: a finding that rests on it is undecided.

The typed tables hold nothing where a text could not be read or a row was cut, and `main.problems` says where that is.
Each finding in such a row is judged again with something in those cells. If that clears it, it was the gap that made
it, and what stood there is not known: the verdict is unknown. If that leaves it possible, it is not certain. Otherwise
the finding stands on what could be read.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from typing import TYPE_CHECKING

from tieout.engines.duckdb.absences import heeding_absences
from tieout.engines.duckdb.scan import add_mates, broken
from tieout.engines.duckdb.tables import column_types
from tieout.plan.plan import FAIL, FINDING, POSSIBLE, UNKNOWN, Instance, Plan, Scan
from tieout.plan.quote import identifier, literal
from tieout.plan.relations import WANTED, read_from

if TYPE_CHECKING:
    from duckdb import DuckDBPyConnection

# Problems of rows: one of its own, or a column that the whole file lacks while the table's other files have it.
LACKING = "kind = 'missing column'"
IN_ROWS = f"(record IS NOT NULL OR {LACKING})"

UNREAD = "_unread"  # rows of one table (id) and the column that could not be read, NULL where it is the whole row
FILLED = "_filled"  # the same rows with something in those cells
UNDECIDED = "_undecided"  # rows (id) of an instance whose finding a readable cell might clear, and what is left of it

Numbered = tuple[int, Instance]

# Something small and something large, of any type: a number may be at fault for either.
FILLINGS: Sequence[Mapping[str, str]] = (
    {"VARCHAR": "x", "DATE": "2000-01-01", "TIMESTAMP": "2000-01-01", "BOOLEAN": "true", "": "0"},
    {"VARCHAR": "y", "DATE": "2100-01-01", "TIMESTAMP": "2100-01-01", "BOOLEAN": "false", "": "1000000"},
)


def heeding_problems(con: DuckDBPyConnection, plan: Plan) -> Plan:
    """The plan with the verdict unknown for findings that rest on cells which could not be read.

    Where nothing went wrong while the data was loaded, it is the same plan.
    """
    con.execute(f"CREATE OR REPLACE TEMP TABLE {UNDECIDED} (instance BIGINT, id BIGINT, code BIGINT)")
    found = con.execute(f'SELECT DISTINCT "table" FROM main.problems WHERE {IN_ROWS}').fetchall()
    spoilt = {table for (table,) in found}
    numbers = iter(range(len(plan.instances)))
    heeding = (
        _Heeding(con, scan, numbers).scan() if scan.instances[0].table in spoilt else scan for scan in plan.scans
    )
    if not spoilt:
        return replace(plan, scans=tuple(heeding))
    return replace(plan, scans=tuple(scan.of(*(heeding_absences(con, i) for i in scan.instances)) for scan in heeding))


@dataclass(frozen=True, slots=True)
class _Heeding:
    """One scan over a table with problems; `numbers` name instances in the table of undecided rows."""

    con: DuckDBPyConnection
    asked: Scan
    numbers: Iterator[int]

    @property
    def table(self) -> str:
        return self.asked.instances[0].table

    def scan(self) -> Scan:
        self._keep_unread()
        unread = {column for (column,) in self.con.execute(f'SELECT DISTINCT "column" FROM {UNREAD}').fetchall()}
        numbered = [(next(self.numbers), instance) for instance in self.asked.instances]
        concerned = [(n, instance) for n, instance in numbered if _reads(self.asked, instance, unread)]
        self._judge_again([(n, instance) for n, instance in concerned if not instance.offenders], unread)
        for number, instance in concerned:
            if instance.offenders:
                self._leave_open(number, instance)
        found = {number for (number,) in self.con.execute(f"SELECT DISTINCT instance FROM {UNDECIDED}").fetchall()}
        return self.asked.of(*(_undecided(self.asked, n, i) if n in found else i for n, i in numbered))

    def _keep_unread(self) -> None:
        of_table = f'main.problems AS p WHERE p."table" = {literal(self.table)}'
        self.con.execute(
            f'CREATE OR REPLACE TEMP TABLE {UNREAD} AS SELECT record AS id, "column" FROM {of_table} '
            f'AND record IS NOT NULL UNION ALL SELECT t._row, l."column" FROM main.{identifier(self.table)} AS t '
            f"JOIN (SELECT * FROM {of_table} AND {LACKING}) AS l ON l._file = t._file"
        )

    def _judge_again(self, instances: Sequence[Numbered], unread: set[str | None]) -> None:
        """Keep the rows whose finding goes when something is filled in, whatever that is."""
        if not instances:
            return
        self.con.execute(f"CREATE OR REPLACE TEMP TABLE {WANTED} AS SELECT DISTINCT id FROM {UNREAD}")
        add_mates(self.con, self.asked)
        try:
            self._judge("_as_read", instances, self.asked.wanted)
            for filling in FILLINGS:
                self._fill(filling, unread)
                self._judge("_as_filled", instances, read_from(self.asked.wanted, self.table, FILLED))
                self._compare(instances)
        except broken():  # a rule that breaks is told so by its own scan; the others are asked without it
            if len(instances) > 1:
                for numbered in instances:
                    self._judge_again([numbered], unread)

    def _fill(self, filling: Mapping[str, str], unread: set[str | None]) -> None:
        types = column_types(self.con, self.table)
        cells = [
            _filled(column, kind, filling)
            for column, kind in types.items()
            if column not in ("_row", "_file", "_line") and (None in unread or column in unread)
        ]
        replaced = f" REPLACE ({', '.join(cells)})" if cells else ""
        self.con.execute(
            f"CREATE OR REPLACE TEMP TABLE {FILLED} AS SELECT t.*{replaced} FROM main.{identifier(self.table)} AS t "
            f"WHERE t._row IN (SELECT id FROM {WANTED})"
        )

    def _judge(self, into: str, instances: Sequence[Numbered], rows: str) -> None:
        codes = ", ".join(f"{instance.code} AS c{number}" for number, instance in instances)
        self.con.execute(f"CREATE OR REPLACE TEMP TABLE {into} AS SELECT {self.asked.row} AS id, {codes} FROM {rows}")

    def _compare(self, instances: Sequence[Numbered]) -> None:
        for number, _ in instances:
            self.con.execute(
                f"INSERT INTO {UNDECIDED} "
                f"SELECT {number}, id, CASE WHEN f.c{number} < {FINDING} THEN {UNKNOWN} ELSE {POSSIBLE} END "
                f"FROM _as_read AS r JOIN _as_filled AS f USING (id) WHERE r.c{number} >= {FINDING} "
                f"AND (f.c{number} < {FINDING} OR r.c{number} = {FAIL} AND f.c{number} = {POSSIBLE})"
            )

    def _leave_open(self, number: int, instance: Instance) -> None:
        """A query is not asked twice: what it says of a row is open where a cell that it judges could not be read."""
        empty = " OR ".join(
            f't.{identifier(column)} IS NULL AND coalesce(u."column" = {literal(column)}, TRUE)'
            for column in instance.columns
        )
        self.con.execute(
            f"INSERT INTO {UNDECIDED} SELECT DISTINCT {number}, t._row, {UNKNOWN} "
            f"FROM main.{identifier(self.table)} AS t JOIN {UNREAD} AS u ON u.id = t._row WHERE {empty or 'FALSE'}"
        )


def _reads(scan: Scan, instance: Instance, unread: set[str | None]) -> bool:
    """Whether an instance may read one of these columns: by name, in its rule or in what its relation is made of."""
    written = f"{instance.code} {scan.rows} {' '.join(map(identifier, instance.columns))}"
    return None in unread or any(identifier(column) in written for column in unread if column)


def _filled(column: str, kind: str, filling: Mapping[str, str]) -> str:
    cell, name = f"t.{identifier(column)}", literal(column)
    unread = f'SELECT id FROM {UNREAD} WHERE coalesce("column" = {name}, TRUE)'
    something = f"TRY_CAST({literal(filling.get(kind, filling['']))} AS {kind})"
    return f"CASE WHEN {cell} IS NULL AND t._row IN ({unread}) THEN {something} ELSE {cell} END AS {identifier(column)}"


def _undecided(scan: Scan, number: int, instance: Instance) -> Instance:
    rows = f"SELECT id FROM {UNDECIDED} WHERE instance = {number}"
    if instance.offenders:
        told = f"SELECT _row, undecided OR _row IN ({rows}) AS undecided FROM ({instance.offenders}) AS o"
        return replace(instance, offenders=told)
    left = " ".join(f"WHEN {scan.row} IN ({rows} AND code = {code}) THEN {code}" for code in (UNKNOWN, POSSIBLE))
    return replace(instance, code=f"CASE {left} ELSE {instance.code} END")
