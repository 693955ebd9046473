"""A contract, taken apart into single rules that each have their own counts and break alone."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from functools import partial
from typing import TYPE_CHECKING, Any

from tieout.expectations.contract_file import Contract
from tieout.expectations.outside import Origin, Rule, name_of, numbered
from tieout.expectations.truth import Truth, recorded, truth_of_check, unique
from tieout.expectations.wording import expected
from tieout.model.mistake import Position
from tieout.model.verdict import Severity

if TYPE_CHECKING:
    import ibis.expr.types as ir


@dataclass(frozen=True, slots=True)
class Constraint:
    """One rule of a contract. `truth` says for each row whether it holds: true, false, or NULL for unknown."""

    rule: Rule
    truth: Callable[[ir.Table], Truth]


def constraints(contract: Contract, table: str, columns: Sequence[str], taken: set[str]) -> Iterator[Constraint]:
    """Every rule of the contract about the values of a table; ids are unique within `taken`.

    A column that the contract makes optional and the table lacks keeps its rules: they name a column not there.
    """
    apart = _Apart(contract, table, taken)
    schema = contract.schema
    for name, column in schema.columns.items():
        for found in _matching(name, column, columns):
            yield from apart.column(found, column)
    if schema.unique:
        together = [schema.unique] if isinstance(schema.unique, str) else list(schema.unique)
        yield apart.unique(together, contract.at)
    for check in schema.checks:
        yield apart.check(check, None)


def _matching(name: str, column: Any, columns: Sequence[str]) -> Sequence[str]:
    """The table's columns that a name means: itself, or for a pattern all that it matches in whole."""
    import re

    return [found for found in columns if re.fullmatch(name, found)] if column.regex else [name]


@dataclass(frozen=True, slots=True)
class _Apart:
    """What all rules of one contract share: where it stands, its table, the ids that are taken."""

    contract: Contract
    table: str
    taken: set[str]

    def column(self, name: str, column: Any) -> Iterator[Constraint]:
        at = self.contract.position(name)
        if not column.nullable:
            words = ("is recorded", "a recorded value")
            yield self._constraint(name, "not-null", words, "nullable=False", at, partial(recorded, column=name))
        if column.unique:
            yield self.unique([name], at)
        for check in column.checks:
            yield self.check(check, name)

    def unique(self, names: Sequence[str], at: Position) -> Constraint:
        subject = " and ".join(names) + (" together are" if len(names) > 1 else " is")
        rule = self._rule(
            [*names, "unique"], f"{subject} unique", "a value that no other row has", f"unique={list(names)}", at, names
        )
        return Constraint(rule, partial(unique, columns=tuple(names)))

    def check(self, check: Any, column: str | None) -> Constraint:
        says = expected(check)
        own = check.registry_name is None or says == check.error
        summary = says if column is None else f"{column}: {says}" if own else f"{column} is {says}"
        severity = Severity.WARNING if check.raise_warning else Severity.ERROR
        rule = self._rule(
            [column or "", check.name],
            summary,
            says,
            str(check.error or check.name),
            self.contract.position(check.name if check.name in self.contract.positions else column or ""),
            [column] if column else [],
            severity,
        )
        return Constraint(rule, partial(truth_of_check, check=check, column=column))

    def _constraint(
        self, column: str, ending: str, words: tuple[str, str], written: str, at: Position, truth: Any
    ) -> Constraint:
        summary, expects = words
        return Constraint(self._rule([column, ending], f"{column} {summary}", expects, written, at, [column]), truth)

    def _rule(
        self,
        words: Sequence[str],
        summary: str,
        expects: str,
        written: str,
        at: Position,
        columns: Sequence[str],
        severity: Severity = Severity.ERROR,
    ) -> Rule:
        return Rule(
            origin=Origin.PANDERA,
            id=numbered(name_of(self.table, *words), self.taken),
            summary=summary,
            expected=expects,
            written=written,
            at=at,
            columns=tuple(columns),
            severity=severity,
        )
