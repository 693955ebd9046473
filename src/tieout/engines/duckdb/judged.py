"""Rules that SQL cannot say: rows are handed to a judge in Python, and what it says is kept as a table."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Mapping
from typing import TYPE_CHECKING

from tieout.model.verdict import Judgement, Verdict
from tieout.plan.plan import Instance

if TYPE_CHECKING:
    from duckdb import DuckDBPyConnection

Row = Mapping[str, object]
Judge = Callable[[str, Iterable[Row]], Iterable[Judgement]]
AT_ONCE = 20_000

CREATE = "CREATE OR REPLACE TEMP TABLE _judged (id BIGINT, undecided BOOLEAN, words VARCHAR)"


def nobody(name: str, _: Iterable[Row]) -> Iterable[Judgement]:
    """The judge of a run that was given none: the check breaks, it does not pass."""
    raise LookupError(f"no judge '{name}' was called to this audit")


def judge_rows(con: DuckDBPyConnection, instance: Instance, judge: Judge) -> None:
    """Fill the table `_judged` with what the judge says of each row: wrong ones, and those it cannot decide."""
    con.execute(CREATE)
    con.execute(f"CREATE OR REPLACE TEMP TABLE _to_judge AS {instance.reads}")
    batch: list[Judgement] = []
    for judgement in judge(instance.judge, batches(con, "_to_judge")):
        if judgement.verdict in (Verdict.FAIL, Verdict.UNKNOWN):
            batch.append(judgement)
        if len(batch) >= AT_ONCE:
            _keep(con, batch)
            batch = []
    _keep(con, batch)


def batches(con: DuckDBPyConnection, table: str) -> Iterator[Row]:
    """The rows of a temporary table, a batch at a time: memory stays bounded however many there are."""
    count = con.execute(f"SELECT count(*) FROM {table}").fetchall()[0][0]
    names = [name for (name,) in con.execute(f"SELECT name FROM pragma_table_info('{table}')").fetchall()]
    for start in range(0, count, AT_ONCE):
        part = f"SELECT * FROM {table} WHERE rowid >= {start} AND rowid < {start + AT_ONCE}"
        for values in con.execute(part).fetchall():
            yield dict(zip(names, values, strict=True))


def _keep(con: DuckDBPyConnection, batch: list[Judgement]) -> None:
    if batch:
        columns = [
            [j.row for j in batch],
            [j.verdict is Verdict.UNKNOWN for j in batch],
            [j.words.encode("utf-8", "backslashreplace").decode() for j in batch],
        ]
        con.execute(
            "INSERT INTO _judged SELECT unnest($1::BIGINT[]), unnest($2::BOOLEAN[]), unnest($3::VARCHAR[])", columns
        )
