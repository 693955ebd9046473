"""One check bound to one thing, compiled: its verdict as SQL, its messages as templates."""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping
from datetime import date

from tieout.model.check import Check, ParameterValue, Text
from tieout.model.suite import Expectation
from tieout.plan.bind import Binder, Binding, operand_of
from tieout.plan.expression import Compiled, Scope, compile_rule
from tieout.plan.operands import Operand
from tieout.plan.plan import FAIL, NOT_APPLICABLE, PASS, POSSIBLE, UNKNOWN, Instance
from tieout.plan.query import compile_offenders, compile_query
from tieout.plan.support import SUPPORT, may_tell
from tieout.plan.template import compile_template, observed, told

QUERIES = ("offenders", "rows")
# What a judge said of the rows it was given, as the engine keeps it while the check runs.
JUDGED = "SELECT id AS _row, undecided FROM _judged"


def compile_instance(
    check: Check,
    expected: Expectation,
    binder: Binder,
    binding: Binding,
    parameters: Mapping[str, ParameterValue],
    today: date,
) -> Instance:
    """Compile a check for one binding. Raises Mistake at the wrong word of a rule or message."""
    scope = scope_of(binder, binding, parameters, today)
    rules = {name: compile_rule(rule, scope) for name, rule in _rules(check) if name not in QUERIES}
    applies = rules.get("applies")
    offenders = compile_offenders(check.offenders, binder, binding, scope) if check.offenders else ""
    reads = ""
    if check.judge:
        offenders, reads = JUDGED, compile_query(check.rows or SUPPORT, binder, binding, scope)[0]
    judged = [rules[name] for name in ("holds", "doubtful") if name in rules]
    seen = _operands(judged or ([applies] if applies else [])) or list(binding.variables.values())
    columns = _columns(seen) or binding.columns
    # A query compares rows: what it reads only picks them, and its message says what is wrong with the one it names.
    faulty = _columns(told(check.message, scope)) if check.offenders else ()
    return Instance(
        check=check,
        name=binding.name,
        severity=expected.severity or check.severity,
        table=binding.relation.table,
        rule=_filled(check, binding),
        subject=binding.subject,
        columns=columns,
        faulty=faulty or columns,
        message=compile_template(check.message, scope),
        expected=compile_template(check.expected, scope),
        observed=observed(seen, scope.withheld, raw=shows_raw(check)),
        code=verdict_code(applies, rules.get("holds", Compiled("TRUE")), rules.get("doubtful")),
        offenders=offenders,
        judge=check.judge.text if check.judge else "",
        reads=reads,
        applies=applies.sql if applies else "TRUE",
        truths=tuple((rule, rules[name].sql) for name, rule in _rules(check) if name in rules),
        allowed=expected.allow,
        required=expected.required,
    )


def scope_of(binder: Binder, binding: Binding, parameters: Mapping[str, ParameterValue], today: date) -> Scope:
    """What the names of one instance stand for."""
    relation = binding.relation
    known = [*binding.variables, *relation.columns, *relation.figures]
    known += [role.name for role in binder.roles.values() if role.relation == relation.name]

    def find(name: str) -> Operand | None:
        return operand_of(binding, binder.roles, name)

    withheld = next((t.withheld for t in binder.dataset.tables if t.name == relation.table), ())
    return Scope(find, known, parameters, today, frozenset(withheld), hush=not may_tell(binder.dataset))


def verdict_code(applies: Compiled | None, holds: Compiled, doubtful: Compiled | None) -> str:
    """`model.verdict.verdict_of` as SQL: the code of a row's verdict."""
    held = str(PASS)
    if doubtful:
        held = f"CASE ({doubtful.sql}) WHEN FALSE THEN {PASS} WHEN TRUE THEN {POSSIBLE} ELSE {UNKNOWN} END"
    judged = f"CASE ({holds.sql}) WHEN TRUE THEN {held} WHEN FALSE THEN {FAIL} ELSE {UNKNOWN} END"
    if not applies:
        return judged
    return f"CASE ({applies.sql}) WHEN TRUE THEN {judged} WHEN FALSE THEN {NOT_APPLICABLE} ELSE {UNKNOWN} END"


def calls(check: Check, *functions: str) -> bool:
    """Whether any rule of a check calls one of these functions."""
    call = rf"\b({'|'.join(functions)})\s*\("
    return any(re.search(call, rule.text) for _, rule in _rules(check))


def shows_raw(check: Check) -> bool:
    """Whether a rule reads a text as the file has it, or a finding tells one."""
    told = any(re.search(r"\.raw\s*\}", text.text) for text in (check.message, check.expected))
    return told or calls(check, "raw", "ambiguous")


def _rules(check: Check) -> list[tuple[str, Text]]:
    names = ("applies", "holds", "doubtful", *QUERIES)
    return [(name, rule) for name in names if (rule := getattr(check, name)) is not None]


def _operands(rules: list[Compiled]) -> list[Operand]:
    found: list[Operand] = []
    for rule in rules:
        found += [operand for operand in rule.operands if operand not in found]
    return found


def _columns(operands: Iterable[Operand]) -> tuple[str, ...]:
    return tuple(dict.fromkeys(column for operand in operands for column in operand.columns))


def _filled(check: Check, binding: Binding) -> str:
    """The rule with this instance's names in place of its variables."""
    rule = check.holds or check.offenders or check.rows
    text = " ".join(rule.text.split()) if rule else ""
    for name, operand in binding.variables.items():
        text = re.sub(rf"\b{name}\b", operand.label.replace("\\", r"\\"), text)
    return text
