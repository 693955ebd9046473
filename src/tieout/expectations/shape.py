"""Whether a table has the shape its contract names: columns, types, and with `strict` no others.

pandera decides this from the table's schema alone. A difference is a mistake, as an unbound name in a
check is: it is refused where the contract writes it, before any value is read.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from tieout.expectations import store
from tieout.expectations.contract_file import Contract
from tieout.model.mistake import Mistake, nearest

if TYPE_CHECKING:
    import ibis.expr.types as ir


def hold_to_shape(contract: Contract, table: ir.Table) -> None:
    """Raise a Mistake at the first difference between the contract's columns and the table's.

    A contract that would change the data (`coerce`, parsers, `strict = "filter"`) is refused as well: an audit
    judges the data as it is.
    """
    from pandera.config import ValidationDepth, config_context
    from pandera.errors import SchemaErrors

    _refuse_changes(contract)
    names = store.columns(table)
    try:
        with config_context(validation_enabled=True, validation_depth=ValidationDepth.SCHEMA_ONLY):
            contract.schema.validate(table.select(*names), lazy=True)
    except SchemaErrors as found:
        raise _difference(contract, found.schema_errors[0], table, names) from found


def _difference(contract: Contract, error: Any, table: ir.Table, names: tuple[str, ...]) -> Mistake:
    reason = error.reason_code.name
    column = str(error.schema.name if reason == "WRONG_DATATYPE" else error.failure_cases)
    at = contract.position(column)
    if reason == "COLUMN_NOT_IN_DATAFRAME":
        what = f"table '{contract.table}' has no column '{column}'"
        return Mistake("unknown-column", what, at=at, help=nearest(column, names))
    if reason == "WRONG_DATATYPE":
        what = f"column '{column}' is {table[column].type()}, the contract says {error.schema.dtype}"
        return Mistake("wrong-type", what, at=at, help="dataset.yaml says what a column is read as")
    if reason == "COLUMN_NOT_IN_SCHEMA":
        what = f"table '{contract.table}' has column '{column}', which strict contract '{contract.name}' does not name"
        return Mistake("unexpected-column", what, at=contract.at, help=nearest(column, contract.schema.columns))
    if reason == "COLUMN_NOT_ORDERED":
        return Mistake("column-order", f"column '{column}' does not stand where the contract has it", at=at)
    return Mistake("broken-contract", store.first_line(error), at=contract.at)


def _refuse_changes(contract: Contract) -> None:
    schema = contract.schema
    columns = schema.columns.values()
    changes = {
        "coerce": schema.coerce or any(column.coerce for column in columns),
        "parser": schema.parsers or any(column.parsers for column in columns),
        "drop_invalid_rows": schema.drop_invalid_rows,
        "add_missing_columns": schema.add_missing_columns,
        'strict = "filter"': schema.strict == "filter",
    }
    for name, wanted in changes.items():
        if wanted:
            what = f"contract '{contract.name}' has `{name}`, which changes the data before it is judged"
            raise Mistake("contract-changes-data", what, at=contract.at, help=f"leave `{name}` out")
