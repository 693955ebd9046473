"""Every rule is bound by DuckDB over empty tables before any data is read."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import TYPE_CHECKING

from tieout.engines.duckdb import judged
from tieout.engines.duckdb.scan import kernel, reason
from tieout.model.dataset import Dataset
from tieout.model.mistake import Mistake
from tieout.plan.plan import Instance, Plan, Query, Scan
from tieout.plan.quote import identifier
from tieout.plan.relations import WANTED, has_raw

if TYPE_CHECKING:
    from duckdb import DuckDBPyConnection

OWN = "_row BIGINT, _file VARCHAR, _line BIGINT"


def rehearse(con: DuckDBPyConnection, plan: Plan, dataset: Dataset, headers: Mapping[str, Mapping[str, str]]) -> None:
    """Bind all rules on an empty in-memory database. Raises Mistake(bad-rule) at the rule that DuckDB refuses."""
    import duckdb

    _empty_tables(con, dataset, headers)
    con.execute("PRAGMA disable_optimizer")  # binding is all that is asked
    for scan in plan.scans:
        try:
            con.execute(f"EXPLAIN {kernel(scan, 1)}").fetchall()
        except duckdb.Error:
            _blame_one(con, scan)
    for query in plan.queries:
        _try_query(con, query)
    for scan in plan.scans:
        _try_messages(con, scan.instances, scan.wanted)


def _empty_tables(con: DuckDBPyConnection, dataset: Dataset, headers: Mapping[str, Mapping[str, str]]) -> None:
    con.execute("CREATE SCHEMA IF NOT EXISTS raw")
    con.execute(f"CREATE TEMP TABLE {WANTED} (id BIGINT)")
    con.execute(judged.CREATE)
    con.execute(
        f'CREATE TABLE main.problems ({OWN}, kind VARCHAR, "table" VARCHAR, "column" VARCHAR, raw VARCHAR, '
        "detail VARCHAR, record BIGINT)"
    )
    con.execute('CREATE TABLE main.files ("table" VARCHAR, path VARCHAR, sha256 VARCHAR)')
    for table in dataset.tables:
        typed = {name: kind for name, kind in headers[table.name].items() if name not in ("_row", "_file", "_line")}
        if "document.file" in table.roles:
            typed.setdefault("_text", "VARCHAR")
        columns = "".join(f", {identifier(name)} {kind}" for name, kind in typed.items())
        con.execute(f"CREATE TABLE main.{identifier(table.name)} ({OWN}{columns})")
        if has_raw(table):
            texts = "".join(f", {identifier(name)} VARCHAR" for name in typed)
            con.execute(f"CREATE TABLE raw.{identifier(table.name)} ({OWN}{texts})")


def _blame_one(con: DuckDBPyConnection, scan: Scan) -> None:
    import duckdb

    for instance in scan.instances:
        try:
            con.execute(f"EXPLAIN {kernel(scan.of(instance), 1)}").fetchall()
        except duckdb.Error as problem:
            raise _refused(instance, problem) from None


def _try_query(con: DuckDBPyConnection, query: Query) -> None:
    import duckdb

    instance = query.instance
    try:
        con.execute(f"EXPLAIN SELECT _row FROM ({instance.offenders}) AS o").fetchall()
        if instance.reads:
            con.execute(f"EXPLAIN SELECT _row FROM ({instance.reads}) AS o").fetchall()
    except duckdb.Error as problem:
        raise _refused(instance, problem) from None


def _try_messages(con: DuckDBPyConnection, instances: Sequence[Instance], wanted: str) -> None:
    import duckdb

    columns = [
        sql for i in instances for t in (i.message, i.expected, i.observed) for slot in t.slots for sql in slot.sql
    ]
    try:
        con.execute(f"EXPLAIN SELECT {', '.join([*(i.subject for i in instances), *columns])} FROM {wanted}").fetchall()
    except duckdb.Error as problem:
        if len(instances) == 1:
            raise Mistake("bad-message", reason(problem), at=instances[0].check.message.at) from None
        for instance in instances:
            _try_messages(con, [instance], wanted)


def _refused(instance: Instance, problem: Exception) -> Mistake:
    check = instance.check
    rule = check.holds or check.offenders
    where = f" (instance {instance.name})" if instance.name else ""
    return Mistake("bad-rule", f"{check.id}{where}: {reason(problem)}", at=rule.at if rule else check.at)
