"""Runs Great Expectations suites on a dataset's tables: Great Expectations judges, tieout names the rows."""

from __future__ import annotations

import json
from collections.abc import Mapping, Sequence
from pathlib import Path
from typing import TYPE_CHECKING, Any

from tieout.expectations import outside, store
from tieout.expectations.batch import VIEW, Batches, batches
from tieout.expectations.expectation import QUERY, Bound, bind
from tieout.expectations.subjects import Subject, subjects
from tieout.expectations.suite_file import read_expectations
from tieout.model.audit import Result, TableSummary
from tieout.model.counting import counted
from tieout.model.verdict import Counts
from tieout.plan.quote import identifier

if TYPE_CHECKING:
    import ibis.expr.types as ir

_UNIQUE = ("expect_column_values_to_be_unique", "expect_compound_columns_to_be_unique")
_NOT_ON_DUCKDB = ("not supported for dialect", "No provider found")


def run(path: Path, table: TableSummary, database: Path, *, limit: int = 1000) -> list[Result]:
    """Hold one table to a suite: one result for every expectation, in the suite's order.

    `path` is the project's expectations/NAME.TABLE.json, `database` the DuckDB file of the build. Counts are exact,
    `limit` bounds the findings of each expectation. Raises Mistake where the file is no suite (broken-suite), or
    names an expectation, argument or column that does not exist. One that raises while running is an error alone.
    """
    written = read_expectations(path)
    with batches(database, table.name) as batch, store.opened(database) as connection:
        found = store.table(connection, table.name)
        taken: set[str] = set()
        bound = [bind(one, table.name, store.columns(found), taken) for one in written]
        return [_Suite(batch, table, found, limit).result(one) for one in bound]


class _Suite:
    """One table on its way through a suite."""

    def __init__(self, batch: Batches, table: TableSummary, found: ir.Table, limit: int) -> None:
        self._batch = batch
        self._table = table
        self._found = found
        self._limit = limit

    def result(self, bound: Bound) -> Result:
        if not self._table.rows and not bound.of_shape:
            return outside.not_evaluated(bound.rule, self._table, outside.NO_ROWS)
        try:
            answer = self._validated(bound)
            raised = _raised(answer)
            if raised:
                return outside.broken(bound.rule, self._table, "Great Expectations could not run it", raised)
            return self._judged(bound, bool(answer["success"]), answer["result"])
        except Exception as reason:  # whatever one expectation raises is that one's error alone
            detail = f"{type(reason).__name__}: {store.first_line(reason)}"
            return outside.broken(bound.rule, self._table, "Great Expectations could not run it", detail)

    def _validated(self, bound: Bound) -> Mapping[str, Any]:
        """The answer on DuckDB; on a frame where Great Expectations has no SQL for it (regular expressions)."""
        result_format = {
            "result_format": "SUMMARY",
            "partial_unexpected_count": self._limit,
            "unexpected_index_column_names": ["_row"],
        }
        if self._batch.sql is not None:
            answer = self._batch.sql.validate(bound.expectation, result_format=result_format).to_json_dict()
            if not any(words in _raised(answer) for words in _NOT_ON_DUCKDB):
                return answer  # type: ignore[no-any-return] # Great Expectations ships no types
        return self._batch.frame().validate(bound.expectation, result_format=result_format).to_json_dict()  # type: ignore[no-any-return] # the same

    def _judged(self, bound: Bound, success: bool, result: Mapping[str, Any]) -> Result:
        if bound.written.type == QUERY:
            return self._of_query(bound, success, result)
        if "element_count" not in result:
            return self._of_table(bound, success, result)
        failed, unknown = int(result["unexpected_count"]), int(result.get("missing_count") or 0)
        counts = Counts(self._table.rows, int(result["element_count"]), failed, 0, unknown)
        allowed = int((1 - float(getattr(bound.expectation, "mostly", 1) or 1)) * counts.decided)
        return outside.judged(
            bound.rule,
            self._table,
            counts,
            self._subjects(bound, self._failing(bound, result) if failed else ()),
            allowed=max(allowed, failed) if success else min(allowed, failed - 1),
        )

    def _failing(self, bound: Bound, result: Mapping[str, Any]) -> Sequence[int]:
        """The first failing rows. Duplicates come from SQL: Great Expectations names them unordered, or not at all."""
        if bound.written.type in _UNIQUE and not bound.conditional and self._batch.sql is not None:
            return self._batch.rows(_duplicates(bound.rule.columns), self._limit)
        return sorted(int(found["_row"]) for found in result.get("partial_unexpected_index_list") or ())

    def _of_query(self, bound: Bound, success: bool, result: Mapping[str, Any]) -> Result:
        """The author's own query. Where it returns `_row`, its rows are findings; else the table as a whole fails."""
        if success:
            return outside.judged(bound.rule, self._table, Counts(self._table.rows, self._table.rows), ())
        query = str(bound.written.kwargs["unexpected_rows_query"]).replace("{batch}", VIEW)
        named = not bound.conditional and "_row" in self._batch.columns(query)
        failed = self._batch.number(query) if named else 0
        if not failed:
            seen = counted(int(result["observed_value"]), "such row")
            return outside.of_table(bound.rule, self._table, holds=False, seen=seen)
        counts = Counts(self._table.rows, self._table.rows, failed)
        return outside.judged(
            bound.rule, self._table, counts, self._subjects(bound, self._batch.rows(query, self._limit))
        )

    def _of_table(self, bound: Bound, success: bool, result: Mapping[str, Any]) -> Result:
        seen = result.get("observed_value")
        if not success and seen is None and not bound.of_shape and "unexpected_count" not in result:
            return outside.not_evaluated(bound.rule, self._table, "nothing is recorded that could be checked")
        said = "" if seen is None else seen if isinstance(seen, str) else json.dumps(seen, ensure_ascii=False)
        if set(bound.rule.columns) & set(self._table.withheld):
            said = "a withheld value"
        return outside.of_table(bound.rule, self._table, holds=success, seen=said)

    def _subjects(self, bound: Bound, rows: Sequence[int]) -> Sequence[Subject]:
        return tuple(subjects(self._found, self._table, rows, bound.rule.columns))


def _duplicates(columns: Sequence[str]) -> str:
    names = ", ".join(map(identifier, columns))
    recorded = " AND ".join(f"{identifier(name)} IS NOT NULL" for name in columns)
    return f"SELECT _row FROM {VIEW} WHERE {recorded} QUALIFY count(*) OVER (PARTITION BY {names}) > 1"


def _raised(answer: Mapping[str, Any]) -> str:
    """What Great Expectations says of its own failure, in one line; empty when it had none."""
    info = answer.get("exception_info") or {}
    parts = [info] if "raised_exception" in info else list(info.values())
    said = [str(part.get("exception_message")) for part in parts if part.get("raised_exception")]
    return said[0].strip().splitlines()[0][:300] if said else ""
