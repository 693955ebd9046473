"""A rule's text as a tree: read by SQLGlot, every function and node held against a list of what is allowed."""

from __future__ import annotations

from functools import lru_cache
from itertools import pairwise

import sqlglot
from sqlglot import exp

from tieout.model.check import Text
from tieout.model.mistake import Mistake, Position, nearest
from tieout.plan.functions import ALLOWED, ALLOWED_IN_QUERIES, SYNTAX

ALLOWED_NODES = (
    exp.Connector, exp.Binary, exp.Unary, exp.Predicate, exp.Func, exp.Column, exp.Identifier, exp.Literal, exp.Boolean,
    exp.Null, exp.In, exp.Between, exp.Case, exp.If, exp.DataType, exp.Tuple, exp.Placeholder, exp.Parameter,
    exp.Interval, exp.Var, exp.Dot,
)  # fmt: skip
# The clock and the user, which SQL names without a parenthesis: an audit knows neither.
WITHOUT_PARENTHESIS = (
    exp.CurrentTimestamp, exp.CurrentTime, exp.CurrentDatetime, exp.Localtime, exp.Localtimestamp, exp.CurrentUser,
    exp.SessionUser, exp.CurrentCatalog, exp.CurrentRole, exp.CurrentSchema,
)  # fmt: skip
REFUSED_NODES = (exp.Query, exp.Command, exp.DML, exp.DDL, exp.Star, *WITHOUT_PARENTHESIS)


def parse_rule(rule: Text, allowed: frozenset[str] = ALLOWED) -> exp.Expr:
    """The expression's tree. Raises Mistake(bad-rule, unknown-function)."""
    check_functions(rule, allowed)
    try:
        return _parsed(rule.text)
    except sqlglot.errors.ParseError as problem:
        raise syntax_mistake(rule, problem) from None


@lru_cache(maxsize=1024)
def _parsed(text: str) -> exp.Expr:
    return sqlglot.parse_one(text, read="duckdb", into=exp.Condition)


@lru_cache(maxsize=1024)
def _tokens(text: str) -> list[sqlglot.Token]:
    return sqlglot.tokenize(text, read="duckdb")


def syntax_mistake(rule: Text, problem: sqlglot.errors.ParseError) -> Mistake:
    """What SQLGlot could not read, at its place."""
    error = problem.errors[0] if problem.errors else {}
    at = place(rule, error.get("line") or 1, (error.get("col") or 1) - len(error.get("highlight") or "x") + 1)
    near = error.get("highlight")
    what = f"is not an expression: {error.get('description') or 'cannot be read'}"
    return Mistake("bad-rule", what + (f" near '{near}'" if near else ""), at=at)


def check_functions(rule: Text, allowed: frozenset[str]) -> None:
    """Refuse every function that is not allowed, by its name as written."""
    try:
        tokens = _tokens(rule.text)
    except sqlglot.errors.TokenError:
        raise Mistake("bad-rule", "is not an expression: a quote or bracket is left open", at=rule.at) from None
    for token, after in pairwise(tokens):
        name = token.text.lower()
        if (
            after.text == "("
            and name.replace("_", "").isalnum()
            and not name[0].isdigit()
            and name not in SYNTAX | allowed
        ):
            at = place(rule, token.line, token.col - (token.end - token.start))
            raise Mistake("unknown-function", f"no function '{token.text}'", at=at, help=_instead(name, allowed))


def _instead(name: str, allowed: frozenset[str]) -> str:
    if name in ALLOWED_IN_QUERIES:
        return "it reads many rows: such functions stand in queries (offenders, rows)"
    return nearest(name, allowed)


def place(rule: Text, line: int, column: int) -> Position:
    """A place inside a rule's text (both from 1) as a place in its file."""
    before = rule.text.split("\n")[: line - 1]
    return rule.place(sum(len(each) + 1 for each in before) + max(column, 1) - 1)


def where(rule: Text, node: exp.Expr) -> Position:
    """The place where a node of the rule's tree begins."""
    known = [part.meta for part in node.walk() if "line" in part.meta]
    begins = [(meta["line"], meta["col"] - (meta["end"] - meta["start"])) for meta in known]
    return place(rule, *min(begins)) if begins else rule.at


def where_written(rule: Text, word: str) -> Position:
    """The place of a word's first mention in the rule's text."""
    before = rule.text.partition(word)[0].split("\n") if word in rule.text else [""]
    return place(rule, len(before), len(before[-1]) + 1)


def check_nodes(rule: Text, tree: exp.Expr, allowed: tuple[type, ...], refused: tuple[type, ...]) -> None:
    """Refuse whatever else SQL could say. Raises Mistake(bad-rule) at its place."""
    for node in tree.walk():
        if not isinstance(node, allowed) or isinstance(node, refused):
            what = f"'{node.sql(dialect='duckdb')[:60]}' cannot stand in a rule"
            raise Mistake("bad-rule", what, at=where(rule, node))
