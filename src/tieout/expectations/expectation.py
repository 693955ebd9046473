"""One expectation of a suite, bound to Great Expectations' class and to the table's columns before it runs."""

from __future__ import annotations

import json
from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

from tieout.expectations.outside import Origin, Rule, name_of, numbered
from tieout.expectations.store import first_line
from tieout.expectations.subjects import text
from tieout.expectations.suite_file import Written
from tieout.model.mistake import Mistake, nearest
from tieout.model.verdict import Severity

QUERY = "unexpected_rows_expectation"
_SEVERITY = {"critical": Severity.ERROR, "warning": Severity.WARNING, "info": Severity.NOTE}
_LONE = ("column", "column_A", "column_B")
_UNSAID = {*_LONE, "column_list", "row_condition", "condition_parser", "ignore_row_if", "unexpected_rows_query"}
_SUBJECTS = (
    "column_pair_values_",
    "select_column_values_",
    "compound_columns_",
    "multicolumn_",
    "column_values_",
    "column_",
)


@dataclass(frozen=True, slots=True)
class Bound:
    """An expectation that can run. `of_shape` ones look at the table's rows or columns as such, values aside."""

    rule: Rule
    written: Written
    expectation: Any

    @property
    def of_shape(self) -> bool:
        return self.written.type.startswith("expect_table_") or self.written.type == "expect_column_to_exist"

    @property
    def conditional(self) -> bool:
        return bool(self.written.kwargs.get("row_condition"))


def bind(written: Written, table: str, columns: Sequence[str], taken: set[str]) -> Bound:
    """Build an expectation, or raise Mistake: unknown-expectation, wrong-expectation or unknown-column.

    Unless the suite says otherwise, a row counts only when each of several columns is recorded: Great Expectations'
    own default would let a missing value fail.
    """
    kind = _class(written)
    named = _columns(written)
    if written.type != "expect_column_to_exist":
        for name in named:
            if name not in columns:
                what = f"table '{table}' has no column '{name}'"
                raise Mistake("unknown-column", what, at=written.at, help=nearest(name, columns))
    kwargs = dict(written.kwargs)
    if "ignore_row_if" in kind.__fields__ and "ignore_row_if" not in kwargs:
        kwargs["ignore_row_if"] = "either_value_is_missing" if "column_A" in kwargs else "any_value_is_missing"
    expectation = _built(kind, written, kwargs)
    return Bound(_rule(written, table, named, str(expectation.severity.value), taken), written, expectation)


def _class(written: Written) -> Any:
    from great_expectations.exceptions import ExpectationNotFoundError
    from great_expectations.expectations import registry

    try:
        return registry.get_expectation_impl(written.type)
    except ExpectationNotFoundError:
        known = registry.list_registered_expectation_implementations()
        what = f"Great Expectations has no expectation '{written.type}'"
        raise Mistake("unknown-expectation", what, at=written.at, help=nearest(written.type, known)) from None


def _built(kind: Any, written: Written, kwargs: dict[str, Any]) -> Any:
    from great_expectations.expectations.expectation_configuration import ExpectationConfiguration

    extra = {name: written.fields[name] for name in ("meta", "severity", "description") if written.fields.get(name)}
    try:
        return ExpectationConfiguration(type=written.type, kwargs=kwargs, **extra).to_domain_obj()
    except Exception as reason:  # pydantic's and Great Expectations' own, depending on what is wrong
        errors = reason.errors() if hasattr(reason, "errors") else []
        argument = str(errors[0]["loc"][0]) if errors else ""
        said = f"{argument}: {errors[0]['msg']}" if errors else first_line(reason)
        help_ = nearest(argument, kind.__fields__) if argument and argument not in kind.__fields__ else ""
        raise Mistake("wrong-expectation", f"'{written.type}': {said}", at=written.at, help=help_) from reason


def _columns(written: Written) -> tuple[str, ...]:
    listed = written.kwargs.get("column_list")
    names = [written.kwargs.get(name) for name in _LONE] + (listed if isinstance(listed, list) else [])
    return tuple(dict.fromkeys(name for name in names if isinstance(name, str)))


def _rule(written: Written, table: str, columns: Sequence[str], severity: str, taken: set[str]) -> Rule:
    words = "no row that the query returns" if written.type == QUERY else _words(written.type, bool(columns))
    arguments = ", ".join(
        f"{name.strip('_').replace('_', ' ')} {_said(value)}"
        for name, value in written.kwargs.items()
        if name not in _UNSAID
    )
    expected = _own_words(written) or (f"{words} ({arguments})" if arguments else words)
    return Rule(
        origin=Origin.GREAT_EXPECTATIONS,
        id=numbered(name_of(table, *columns, _words(written.type, bool(columns)).removeprefix("to ")), taken),
        summary=_own_words(written) or f"{' and '.join(columns)} {expected}".strip(),
        expected=expected,
        written=f"{written.type}({', '.join(f'{name}={_text(value)}' for name, value in written.kwargs.items())})",
        at=written.at,
        columns=tuple(columns),
        severity=_SEVERITY.get(severity, Severity.ERROR),
    )


def _words(kind: str, named: bool) -> str:
    """`expect_column_values_to_be_between` is "to be between" where the columns are named beside it."""
    words = kind.removeprefix("expect_")
    prefix = next((p for p in _SUBJECTS if words.startswith(p)), "") if named else ""
    return words.removeprefix(prefix).replace("_", " ")


def _own_words(written: Written) -> str:
    """What the suite's author says of it: the description, else the notes."""
    meta = written.fields.get("meta")
    notes = meta.get("notes") if isinstance(meta, dict) else None
    content = notes.get("content") if isinstance(notes, dict) else notes
    first = content[0] if isinstance(content, list) and content else content
    return str(written.fields.get("description") or first or "")


def _said(value: object) -> str:
    """An argument as a reader would say it."""
    if isinstance(value, list):
        return ", ".join(map(_said, value))
    return _text(value) if isinstance(value, bool | dict) else text(value) or "none"


def _text(value: object) -> str:
    return json.dumps(value, ensure_ascii=False, default=str)
