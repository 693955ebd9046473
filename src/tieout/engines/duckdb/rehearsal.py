"""Every rule is bound by DuckDB over empty tables before any data is read."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import TYPE_CHECKING

from tieout.engines.duckdb import judged
from tieout.engines.duckdb.queries import offending
from tieout.engines.duckdb.scan import reason
from tieout.model.check import Text
from tieout.model.dataset import Dataset
from tieout.model.mistake import Mistake
from tieout.plan.plan import Instance, Plan, Query, Scan
from tieout.plan.quote import identifier
from tieout.plan.relations import WANTED, has_raw

if TYPE_CHECKING:
    from duckdb import DuckDBPyConnection

OWN = "_row BIGINT, _file VARCHAR, _line BIGINT"
UNTYPED = "a column without a role is text (VARCHAR) unless dataset.yaml gives it another type under `types:`"


def rehearse(con: DuckDBPyConnection, plan: Plan, dataset: Dataset, headers: Mapping[str, Mapping[str, str]]) -> None:
    """Bind all rules on an empty in-memory database. Raises Mistake(bad-rule) at the rule that DuckDB refuses."""
    _empty_tables(con, dataset, headers)
    con.execute("PRAGMA disable_optimizer")  # binding is all that is asked
    for scan in plan.scans:
        _try_truths(con, scan, [(i, rule, sql) for i in scan.instances for rule, sql in i.truths])
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


def _try_truths(con: DuckDBPyConnection, scan: Scan, truths: Sequence[tuple[Instance, Text, str]]) -> None:
    """Bind all rules of a scan at once; where one is refused, find out which."""
    import duckdb

    try:
        described = _described(con, [sql for _, _, sql in truths] or ["TRUE"], scan.rows)
    except duckdb.Error as problem:
        if len(truths) < 2:
            instance, rule = truths[0][:2] if truths else (scan.instances[0], None)
            raise _refused(instance, rule, reason(problem)) from None
        for truth in truths:
            _try_truths(con, scan, [truth])
        return
    for (instance, rule, _), kind in zip(truths, described, strict=bool(truths)):
        if kind != "BOOLEAN":
            raise _refused(instance, rule, f"the rule gives {kind} for a row; expected true or false")


def _try_messages(con: DuckDBPyConnection, instances: Sequence[Instance], wanted: str) -> None:
    """Bind all that findings show of a row, each SQL once; where one is refused, find out which."""
    import duckdb

    slots = (slot for i in instances for text in (i.message, i.expected, i.observed) for slot in text.slots)
    shown = dict.fromkeys([*(i.subject for i in instances), *(sql for slot in slots for sql in slot.sql)])
    try:
        _described(con, list(shown), wanted)
    except duckdb.Error as problem:
        if len(instances) == 1:
            raise Mistake("bad-message", reason(problem), at=instances[0].check.message.at) from None
        for instance in instances:
            _try_messages(con, [instance], wanted)


def _described(con: DuckDBPyConnection, selected: Sequence[str], rows: str) -> Sequence[str]:
    """The types of some SQL over a relation."""
    found = con.execute(f"DESCRIBE SELECT {', '.join(selected)} FROM {rows}").fetchall()
    return [kind for _, kind, *_ in found]


def _try_query(con: DuckDBPyConnection, query: Query) -> None:
    import duckdb

    instance = query.instance
    try:
        (_, kind, *_), _ = con.execute(f"DESCRIBE {offending(instance)}").fetchall()
        if not kind.endswith(("INT", "INTEGER")):
            raise _refused(instance, instance.check.offenders, f"the query gives {kind} as _row; expected row numbers")
        if instance.reads:
            con.execute(f"EXPLAIN SELECT _row FROM ({instance.reads}) AS o").fetchall()
    except duckdb.Error as problem:
        raise _refused(instance, instance.check.offenders or instance.check.rows, reason(problem)) from None


def _refused(instance: Instance, rule: Text | None, why: str) -> Mistake:
    where = f" (instance {instance.name})" if instance.name else ""
    help_ = UNTYPED if "VARCHAR" in why and "explicit" in why else ""  # DuckDB asks for an explicit cast
    at = rule.at if rule else instance.check.at
    return Mistake("bad-rule", f"{instance.check.id}{where}: {why}", at=at, help=help_)
