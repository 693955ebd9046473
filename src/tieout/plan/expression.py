"""A rule's text -> SQL over one relation: names bound, tieout's own functions written out, all else refused."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date

from sqlglot import exp

from tieout.model.check import ParameterValue, Text
from tieout.model.mistake import Mistake, Position, nearest
from tieout.plan.operands import Figure, Figures, Operand, Value
from tieout.plan.quote import literal
from tieout.plan.rule import ALLOWED_NODES, REFUSED_NODES, check_nodes, parse_rule, where, where_written

Lookup = Callable[[str], Operand | None]
PARTS = {Figure: ("lower", "best", "upper", "words"), Figures: ("words",), Value: ("raw",)}  # of what a name stands for
ARGUMENTS = {"today": 0, "weekday": 1, "days": 2}  # how many values tieout's own functions read


@dataclass(frozen=True, slots=True)
class Scope:
    """What the names of one instance stand for.

    `find` gives the operand of a name or dotted role, None where the relation has no such thing;
    `known` lists all names, for the nearest one. `withheld` are the columns whose values no message may show, and
    `hush` says that a judge's words may not be shown either, for they quote and name.
    """

    find: Lookup
    known: Sequence[str]
    parameters: Mapping[str, ParameterValue]
    today: date
    withheld: frozenset[str] = frozenset()
    hush: bool = False


@dataclass(slots=True)
class Compiled:
    """A rule as SQL, and the operands it reads in the order they are named."""

    sql: str
    operands: list[Operand] = field(default_factory=list)


def compile_rule(rule: Text, scope: Scope) -> Compiled:
    """Compile one expression. Raises Mistake at the wrong word's line and column."""
    tree = parse_rule(rule).copy()
    return Writer(rule, scope).write(tree)


class Writer:
    """Writes one rule's tree as SQL and notes what it reads."""

    def __init__(self, rule: Text, scope: Scope) -> None:
        self.rule = rule
        self.scope = scope
        self.result = Compiled("")

    def write(self, tree: exp.Expr) -> Compiled:
        self.result.sql = self.expression(tree).sql(dialect="duckdb", comments=False)
        return self.result

    def expression(self, tree: exp.Expr) -> exp.Expr:
        check_nodes(self.rule, tree, ALLOWED_NODES, REFUSED_NODES)
        return self.rewrite(tree)

    def rewrite(self, tree: exp.Expr) -> exp.Expr:
        """Replace every name, parameter and function of tieout's own."""
        return tree.transform(self._replace)

    def _replace(self, node: exp.Expr) -> exp.Expr:
        if isinstance(node, exp.Placeholder | exp.Parameter):
            return self._parameter(node)
        if isinstance(node, exp.Column):
            return self._column(node)
        if isinstance(node, exp.Func):
            written = self._function(node)
            if written is not None:
                return exp.Var(this=written)
        return node

    def _function(self, node: exp.Func) -> str | None:
        name = _function_name(node)
        arguments = _arguments(node)
        if len(arguments) != ARGUMENTS.get(name, len(arguments)):
            what = f"{name}() reads {ARGUMENTS[name]} values, not {len(arguments)}"
            raise Mistake("wrong-operand", what, at=where(self.rule, node))
        if name == "today":
            return f"DATE {literal(self.scope.today.isoformat())}"
        if name in ("lowest", "highest"):
            return self._from_map(name, node, arguments)
        if name == "weekday":
            return f"dayname({self._inner(arguments[0])})"
        if name == "days":
            return f"date_diff('day', {', '.join(self._inner(a) for a in arguments)})"
        if name in ("known", "negative", "best", "lower", "upper", "raw", "ambiguous") and len(arguments) == 1:
            return self._about(name, arguments[0])
        return None

    def _about(self, name: str, argument: exp.Expr) -> str | None:
        """What tieout itself says of a single name; None where the usual function is meant."""
        if isinstance(argument, exp.Column) and (recorded := self._recorded(_dotted(argument))) is not None:
            return f"({recorded} IS NOT NULL)" if name == "known" else None
        operand = self._operand(argument) if isinstance(argument, exp.Column) else None
        if name == "known" and isinstance(operand, Value) and operand.known:
            self._read(operand)
            return operand.known
        if name == "known" and (operand is None or isinstance(operand, Value)):
            return f"({self._inner(argument)} IS NOT NULL)"
        if isinstance(operand, Figure | Figures):
            meanings = {"known": operand.known, "best": operand.point, "lower": operand.least, "upper": operand.most}
            meanings["negative"] = operand.negative
            if name not in meanings:
                raise Mistake("wrong-operand", f"{name}() reads a value, not a figure", at=where(self.rule, argument))
            self._read(operand)
            return meanings[name]
        if name in ("best", "negative"):
            raise Mistake("wrong-operand", f"{name}() reads a figure", at=where(self.rule, argument))
        if name in ("raw", "ambiguous"):
            if not isinstance(operand, Value) or not operand.raw:
                what = f"{name}() reads one value of a row rule"
                raise Mistake("wrong-operand", what, at=where(self.rule, argument))
            self._read(operand)
            return operand.raw if name == "raw" else operand.ambiguous
        return None

    def _from_map(self, name: str, node: exp.Func, arguments: Sequence[exp.Expr]) -> str:
        """lowest($spans, code), highest($spans, code): the ends of a parameter's entry."""
        value = self._value_of(arguments[0]) if len(arguments) == 2 else None
        if not isinstance(value, Mapping):
            raise Mistake("wrong-operand", f"{name}() reads a map and a key", at=where(self.rule, node))
        end = 0 if name == "lowest" else -1
        key = f"lower(trim(CAST({self._inner(arguments[1])} AS VARCHAR)))"
        whens = " ".join(f"WHEN {literal(str(k).lower())} THEN {literal(ends[end])}" for k, ends in value.items())
        return f"(CASE {key} {whens} END)" if whens else "NULL"

    def _inner(self, node: exp.Expr) -> str:
        return node.copy().transform(self._replace).sql(dialect="duckdb", comments=False)

    def _value_of(self, node: exp.Expr) -> ParameterValue:
        name = _parameter_name(node)
        if name is None:
            return None
        if name not in self.scope.parameters:
            help_ = nearest(name, self.scope.parameters) or "the check declares no parameters"
            raise Mistake(
                "unknown-parameter", f"no parameter '${name}'", at=where_written(self.rule, f"${name}"), help=help_
            )
        return self.scope.parameters[name]

    def _parameter(self, node: exp.Expr) -> exp.Expr:
        value = self._value_of(node)
        if isinstance(value, tuple):
            items = ", ".join(literal(item) for item in value) or "NULL"
            if not isinstance(node.parent, exp.In):
                return exp.Var(this=f"[{items}]")
            return exp.Var(this=f"({items})" if node.arg_key == "field" else items)
        if isinstance(value, Mapping):
            at = where_written(self.rule, f"${_parameter_name(node)}")
            raise Mistake("wrong-operand", "a map is read by lowest() and highest()", at=at)
        return exp.Var(this=literal(value))

    def _column(self, node: exp.Column) -> exp.Expr:
        if isinstance(node.this, exp.Star):
            return node
        name = _dotted(node)
        recorded = self._recorded(name)
        if recorded is not None:
            return exp.Var(this=recorded)
        operand = self._operand(node)
        if not isinstance(operand, Value):
            help_ = "write best(x), lower(x), upper(x), known(x) or x.lower, x.best, x.upper"
            raise Mistake("wrong-operand", f"'{name}' is a figure, an interval", at=where(self.rule, node), help=help_)
        self._read(operand)
        return exp.Var(this=operand.sql)

    def _recorded(self, name: str) -> str | None:
        """`part.lower`: the SQL of what is recorded of the figure `part`."""
        owner, _, bound = name.rpartition(".")
        figure = self.scope.find(owner) if owner else None
        sql = figure.recorded(bound) if isinstance(figure, Figure) else None
        if sql is not None and isinstance(figure, Figure):
            self._read(figure)
        return sql

    def _operand(self, node: exp.Expr) -> Operand:
        name = _dotted(node)
        operand = self.scope.find(name)
        if operand is None:
            raise unknown_name(name, where(self.rule, node), self.scope)
        return operand

    def _read(self, operand: Operand) -> None:
        if operand not in self.result.operands:
            self.result.operands.append(operand)


def unknown_name(name: str, at: Position, scope: Scope) -> Mistake:
    """A role (with a dot), a part of what a name stands for, or a column that is not there."""
    owner = name.rpartition(".")[0]
    parts = PARTS.get(type(scope.find(owner)), ()) if owner else ()
    kind = "name" if parts else "role" if owner else "column or name"
    code = "unknown-role" if owner else "unknown-column"
    known = [*scope.known, *(f"{owner}.{part}" for part in parts)]
    return Mistake(code, f"no {kind} '{name}' here", at=at, help=nearest(name, known))


def _dotted(node: exp.Expr) -> str:
    parts = node.parts if isinstance(node, exp.Column | exp.Dot) else [node]
    return ".".join(part.name for part in parts)


def _parameter_name(node: exp.Expr) -> str | None:
    if isinstance(node, exp.Placeholder):
        return str(node.this)
    return node.name if isinstance(node, exp.Parameter) else None


def _function_name(node: exp.Func) -> str:
    if isinstance(node, exp.CurrentDate):
        return "today"
    return (node.name if isinstance(node, exp.Anonymous) else node.key).lower()


def _arguments(node: exp.Func) -> list[exp.Expr]:
    if isinstance(node, exp.Anonymous):
        return list(node.expressions)
    return [value for value in node.args.values() if isinstance(value, exp.Expr)]
