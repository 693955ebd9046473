"""What a pandera rule says of each row, as one boolean Ibis expression with SQL's three truth values.

pandera's own Ibis backend answers with a table that has lost its row numbers and drops what is unknown. So its
check functions are called here on the whole table, and the expression they return is kept.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from functools import partial, reduce
from operator import and_
from typing import TYPE_CHECKING, Any, TypeAlias

if TYPE_CHECKING:
    import ibis.expr.types as ir

Truth: TypeAlias = Any  # an Ibis boolean (column or scalar) or a bool; Ibis ships no types


class NotRunnable(Exception):
    """A check that cannot be asked about every row at once; the text says why and what to write instead."""


def recorded(table: ir.Table, column: str) -> Truth:
    """Whether the cell holds anything. As in pandera, NaN is nothing."""
    cell = table[column]
    nothing = cell.isnull()
    return ~(nothing | cell.isnan()) if cell.type().is_floating() else ~nothing


def unique(table: ir.Table, columns: Sequence[str]) -> Truth:
    """Whether no other row has the same values; unknown where one of them is not recorded."""
    import ibis

    same = table.count().over(ibis.window(group_by=[table[name] for name in columns]))
    return _unless_null(table, columns, same == 1)


def truth_of_check(table: ir.Table, check: Any, column: str | None) -> Truth:
    """A check's answer for each row, or one for the whole table.

    A value that is not recorded is unknown; with `ignore_na=False` it fails. Raises NotRunnable.
    """
    import ibis.expr.types as ir
    from pandera.api.ibis.types import IbisData

    _refuse(check)
    answer = _one_column(_function(check, table)(IbisData(table, column)))
    if isinstance(answer, bool | ir.BooleanScalar):
        return answer
    if not check.ignore_na:
        return answer.fill_null(False)
    return answer if column is None else _unless_null(table, [column], answer)


def columns_of(truth: ir.BooleanColumn, table: ir.Table) -> tuple[str, ...]:
    """The table's columns that an expression reads, in the table's order."""
    import ibis.expr.operations as ops

    read = {field.name for field in truth.op().find(ops.Field)}
    return tuple(name for name in table.columns if name in read)


def _unless_null(table: ir.Table, columns: Sequence[str], truth: ir.BooleanColumn) -> ir.BooleanColumn:
    import ibis

    missing = reduce(lambda one, other: one | other, (table[name].isnull() for name in columns))
    return ibis.ifelse(missing, ibis.null("boolean"), truth)


def _refuse(check: Any) -> None:
    if check.element_wise:
        raise NotRunnable("it looks at one value at a time (element_wise); write it over the column")
    if check.groupby is not None:
        raise NotRunnable("it looks at groups (groupby); write it as a check of the table with a window")


def _function(check: Any, table: ir.Table) -> Callable[[Any], Any]:
    """What pandera would call: a built-in check, looked up by name as pandera does, or the author's function."""
    from pandera.api.checks import Check

    name = check.registry_name
    if name is not None and Check.is_builtin_check(name):
        return partial(Check.get_builtin_check_fn(name), **check.statistics)
    function: Callable[[Any], Any] = check.get_backend(table)(check).check_fn
    return function


def _one_column(answer: Any) -> Any:
    """The answer as one boolean. pandera allows a column, several by name, a table of booleans, or a bare truth."""
    import ibis.expr.operations as ops
    import ibis.expr.types as ir

    if isinstance(answer, ir.Table):
        node = answer.op()
        if not isinstance(node, ops.Project):
            raise NotRunnable("its function returns another table; return a column of true and false")
        answer = {name: value.to_expr() for name, value in node.values.items()}
    if isinstance(answer, dict) and answer:
        answer = reduce(and_, (_one_column(value) for value in answer.values()))
    if not isinstance(answer, bool | ir.BooleanValue):
        raise NotRunnable(f"its function returns {type(answer).__name__}; return a column of true and false")
    return answer
