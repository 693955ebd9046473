"""Run row rules in one pass: each row's verdicts are packed into words of three bits a check, and counted by them.

The words are at once exact counts, which checks fail together, and the first rows of each combination. Measured
against one aggregate a check, this is the fastest form that also finds the rows (`docs/engine.md`).
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING

from tieout.model.verdict import Counts
from tieout.plan.plan import BITS, FAIL, FINDING, NOT_APPLICABLE, PER_WORD, POSSIBLE, UNKNOWN, Instance, Scan
from tieout.plan.relations import WANTED

if TYPE_CHECKING:
    from duckdb import DuckDBPyConnection


MOST_KEPT = 999_999  # DuckDB's own bound


@dataclass(frozen=True, slots=True)
class Tally:
    """One instance's exact counts and the first of its failing rows, as (row of the relation, certain)."""

    instance: Instance
    counts: Counts
    wanted: tuple[tuple[int, bool], ...] = ()
    error: str = ""


def run_scan(con: DuckDBPyConnection, scan: Scan, limit: int) -> Iterator[Tally]:
    """Tallies of all instances of a scan; of a query, only of which rows its rule speaks.

    Where the scan breaks, each instance is run apart, and only the one that breaks is an error.
    """
    try:
        yield from _tallies(con, scan, limit)
        return
    except broken() as problem:
        if len(scan.instances) == 1:
            yield Tally(scan.instances[0], Counts(), error=reason(problem))
            return
    for instance in scan.instances:
        yield from run_scan(con, scan.of(instance), limit)


def _tallies(con: DuckDBPyConnection, scan: Scan, limit: int) -> Sequence[Tally]:
    con.execute(f"CREATE OR REPLACE TEMP TABLE _verdicts AS {kernel(scan, limit)}")
    codes = " UNION ALL ".join(
        f"SELECT {number} AS i, {_code(number)} AS code, sum(n)::BIGINT AS n FROM _verdicts GROUP BY ALL"
        for number in range(len(scan.instances))
    )
    counted: dict[int, dict[int, int]] = {}
    for number, code, n in con.execute(codes).fetchall():
        counted.setdefault(number, {})[code] = n
    tallies = []
    for number, instance in enumerate(scan.instances):
        counts = _counts(counted.get(number, {}))
        wanted = _first_rows(con, number, limit) if counts.failed + counts.possible else ()
        tallies.append(Tally(instance, counts, wanted))
    return tallies


def kernel(scan: Scan, limit: int) -> str:
    """The one pass: verdict words, how many rows have them, and the first of those rows where they hold a finding."""
    words = [
        " + ".join(f"({instance.code})::BIGINT * {1 << BITS * n}" for n, instance in enumerate(group))
        for group in scan.words
    ]
    columns = ", ".join(f"{word} AS w{n}" for n, word in enumerate(words))
    names = ", ".join(f"w{n}" for n in range(len(words)))
    # Keeping the first rows of a word costs as much as a rule or two: not for the many rows that have nothing to show.
    finding = " OR ".join(f"w{n} & {_findings(len(group))} <> 0" for n, group in enumerate(scan.words))
    kept = min(max(limit, 1), MOST_KEPT)
    return (
        f"SELECT {names}, count(*) AS n, min(id, {kept}) FILTER ({finding}) AS ids "
        f"FROM (SELECT {scan.row} AS id, {columns} FROM {scan.rows}) GROUP BY {names}"
    )


def _findings(instances: int) -> int:
    """The bits of a word that are set where an instance has a finding."""
    return sum(FINDING << BITS * n for n in range(instances))


def _code(number: int) -> str:
    word, place = divmod(number, PER_WORD)
    return f"((w{word} >> {BITS * place}) & 7)"


def _counts(by_code: dict[int, int]) -> Counts:
    rows = sum(by_code.values())
    return Counts(
        rows=rows,
        applicable=rows - by_code.get(NOT_APPLICABLE, 0),
        failed=by_code.get(FAIL, 0),
        possible=by_code.get(POSSIBLE, 0),
        unknown=by_code.get(UNKNOWN, 0),
    )


def _first_rows(con: DuckDBPyConnection, number: int, limit: int) -> tuple[tuple[int, bool], ...]:
    rows = con.execute(
        f"SELECT unnest(ids) AS id, {_code(number)} AS code FROM _verdicts "
        f"WHERE {_code(number)} >= {FINDING} ORDER BY id LIMIT {limit}"
    ).fetchall()
    return tuple((row, code == FAIL) for row, code in rows)


def add_mates(con: DuckDBPyConnection, scan: Scan) -> None:
    """Where a row of the relation is made of several of the table's, want all of them."""
    if scan.mates:
        con.execute(f"INSERT INTO {WANTED} {scan.mates}")


def reason(problem: Exception) -> str:
    """What DuckDB said, in one line, without its advice to use what no rule may call."""
    words = str(problem).strip() or type(problem).__name__
    return words.splitlines()[0].partition(" Use TRY(")[0][:300]


def broken() -> type[Exception]:
    """What DuckDB raises."""
    import duckdb

    return duckdb.Error
