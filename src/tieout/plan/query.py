"""`offenders`: one SELECT over the canonical relations -> SQL over the dataset's tables, all else refused."""

from __future__ import annotations

from collections.abc import Mapping
from functools import lru_cache

import sqlglot
from sqlglot import exp

from tieout.model.check import Text
from tieout.model.dataset import Role
from tieout.model.mistake import Mistake, nearest
from tieout.plan.bind import Binder, Binding
from tieout.plan.expression import Scope, Writer
from tieout.plan.functions import ALLOWED_IN_QUERIES
from tieout.plan.operands import Operand, Value
from tieout.plan.quote import identifier
from tieout.plan.rule import ALLOWED_NODES, WITHOUT_PARENTHESIS, check_functions, check_nodes, syntax_mistake, where
from tieout.plan.sources import Sources, given_by_the_query

QUERY_NODES = (
    *ALLOWED_NODES, exp.Query, exp.From, exp.Join, exp.Table, exp.TableAlias, exp.Alias, exp.Where, exp.Group,
    exp.Having, exp.With, exp.CTE, exp.Order, exp.Ordered, exp.Limit, exp.Exists, exp.Window, exp.WindowSpec,
    exp.Qualify, exp.Distinct, exp.Star, exp.Filter, exp.Paren, exp.IgnoreNulls, exp.RespectNulls,
)  # fmt: skip
REFUSED = (exp.Command, exp.DML, exp.DDL, exp.Into, *WITHOUT_PARENTHESIS)


def compile_offenders(rule: Text, binder: Binder, binding: Binding, scope: Scope) -> str:
    """The SELECT of a check's offenders as SQL: `_row`, and `undecided` for a row of which it cannot tell."""
    sql, columns = compile_query(rule, binder, binding, scope)
    return sql if "undecided" in columns else f"SELECT _row, FALSE AS undecided FROM ({sql}) AS o"


def compile_query(rule: Text, binder: Binder, binding: Binding, scope: Scope) -> tuple[str, list[str]]:
    """A SELECT over the canonical relations as SQL, and the names of its columns. Raises Mistake at the wrong word."""
    check_functions(rule, ALLOWED_IN_QUERIES)
    try:
        statements = _parsed(rule.text)
    except sqlglot.errors.ParseError as problem:
        raise syntax_mistake(rule, problem) from None
    if len(statements) != 1 or not isinstance(statements[0], exp.Query):
        raise Mistake("bad-rule", "expected one SELECT", at=rule.at)
    tree = statements[0].copy()
    for node in tree.walk():
        if isinstance(node, REFUSED):
            raise Mistake("bad-rule", "a query only reads", at=where(rule, node))
    check_nodes(rule, tree, QUERY_NODES, REFUSED)
    sources = Sources(binder, binding)
    aliases = _aliases(tree, sources)
    for table in list(tree.find_all(exp.Table)):
        _place_source(rule, table, sources)
    queried = Scope(_column, scope.known, scope.parameters, scope.today)
    _check_columns(rule, tree, aliases)
    sql = Writer(rule, queried).rewrite(tree).sql(dialect="duckdb", comments=False)
    if sources.begins:
        sql = f"SELECT * REPLACE (_row - {sources.begins} AS _row) FROM ({sql}) AS q"
    return sql, tree.named_selects


@lru_cache(maxsize=1024)
def _parsed(text: str) -> list[exp.Expr | None]:
    return sqlglot.parse(text, read="duckdb")


def _place_source(rule: Text, table: exp.Table, sources: Sources) -> None:
    name = table.name
    if given_by_the_query(table):
        return
    sql = None if table.args.get("db") or not isinstance(table.this, exp.Identifier) else sources.sql(name)
    if sql is None:
        raise Mistake("unknown-relation", f"no relation '{table.sql(dialect='duckdb')}'", at=where(rule, table),
                      help=nearest(name, sources.names))  # fmt: skip
    alias = table.alias or name
    table.set("this", exp.Var(this=f"{sql} AS {identifier(alias)}"))
    table.set("alias", None)


def _aliases(tree: exp.Expr, sources: Sources) -> Mapping[str, Mapping[str, Role]]:
    found: dict[str, Mapping[str, Role]] = {}
    for table in tree.find_all(exp.Table):
        roles = sources.roles_of(table.name)
        if roles and not given_by_the_query(table):
            found[table.alias or table.name] = roles
    return found


def _check_columns(rule: Text, tree: exp.Expr, aliases: Mapping[str, Mapping[str, Role]]) -> None:
    for column in tree.find_all(exp.Column):
        roles = aliases.get(column.table)
        if roles is not None and column.name not in roles and column.name != "_row":
            known = [role.name for role in roles.values()]
            wanted = f"{known[0].split('.')[0]}.{column.name}"
            what = f"no role '{wanted}' ({column.table}.{column.name})"
            raise Mistake("unknown-role", what, at=where(rule, column), help=nearest(wanted, known))


def _column(name: str) -> Operand:
    """Any column a query names stands for itself, without a raw text; the engine rehearses the rest."""
    return Value(name, ".".join(identifier(part) for part in name.split(".")), (), "")
