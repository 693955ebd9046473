"""A check over a dataset -> its instances: which names stand for which columns and figures."""

from __future__ import annotations

from collections import Counter
from collections.abc import Collection, Iterator, Mapping, Sequence
from dataclasses import dataclass, field, replace

from tieout.model.check import Check, Each
from tieout.model.dataset import Dataset, Role, Table, Type
from tieout.model.mistake import Mistake, nearest, resembles
from tieout.model.taxonomy import Group
from tieout.plan.bounds import NO_WORDS, NOTHING, Qualifiers
from tieout.plan.operands import Figure, Figures, Operand, Value
from tieout.plan.quote import identifier
from tieout.plan.relations import LONG, Relation, is_long, problems_relation, role_sql, table_relation
from tieout.plan.statements import related, statements

ANY_TABLE = {Each.TABLE: "tables", Each.REFERENCE: "references", Each.DATE: "dates"}

GIVES: Mapping[Each, tuple[str, ...]] = {
    Each.ROW: (),
    Each.FIGURE: ("figure",),
    Each.WITHIN: ("part", "whole"),
    Each.DISJOINT: ("parts", "whole"),
    Each.SUM: ("parts", "whole"),
    Each.DATE: ("date",),
    Each.TABLE: ("key",),
    Each.REFERENCE: ("referrer", "referent"),
}  # the names that one instance has beside the roles of its relation

OF_FIGURES = (Each.FIGURE, Each.WITHIN, Each.DISJOINT, Each.SUM)

Headers = Mapping[str, Mapping[str, str]]  # table -> column -> DuckDB type
Present = Mapping[str, frozenset[str]]  # long table -> the figures that it holds


@dataclass(frozen=True, slots=True)
class Binding:
    """One instance of a check: the relation it reads, and what its variables stand for.

    `subject` is the SQL of the row that a finding names. `sources` are relations that only this instance's query knows.
    """

    relation: Relation
    name: str = ""
    variables: Mapping[str, Operand] = field(default_factory=dict)
    subject: str = "t._row"
    sources: Mapping[str, str] = field(default_factory=dict)
    columns: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Binder:
    """Finds the instances of checks in one dataset."""

    dataset: Dataset
    headers: Headers
    roles: Mapping[str, Role]
    qualifiers: Qualifiers
    present: Present = field(default_factory=dict)

    def bind(self, check: Check, *, raw: bool = False, shown: bool = False) -> Sequence[Binding]:
        """Every instance of a check; none where what it is about is not bound. `raw` and `shown` as of a relation."""
        self._refuse_unknown_relation(check)
        if check.over == "problems":
            return [Binding(problems_relation())]
        tables = self.dataset.tables if check.over in ANY_TABLE.values() else self.dataset.filling(check.over)
        if check.over == "figures" and check.each in OF_FIGURES:
            tables = tuple(t for t in self.dataset.tables if t.relation == "figures" or t.figures)
        bindings = (
            binding
            for table in tables
            for binding in self._of_table(check.each, table, self.relation(table, raw=raw, shown=shown))
        )
        return _told_apart([binding for binding in bindings if _has_bounds(check, binding)])

    def relation(self, table: Table, *, raw: bool = False, shown: bool = False) -> Relation:
        headers = self.headers.get(table.name, {})
        return table_relation(table, headers, self.roles, self.qualifiers, raw=raw, shown=shown)

    def _refuse_unknown_relation(self, check: Check) -> None:
        canonical = {role.relation for role in self.roles.values()}
        wanted = ANY_TABLE.get(check.each)
        known = {*canonical, *self.dataset.names, *([wanted] if wanted else [])}
        if check.over not in known:
            # A house rule may belong to another dataset's table: only what looks like a slip of the pen is a mistake.
            if check.pack == "house" and not resembles(check.over, known):
                return
            at = check.over_at or check.at
            raise Mistake("unknown-relation", f"no relation '{check.over}'", at=at, help=nearest(check.over, known))

    def _of_table(self, each: Each, table: Table, relation: Relation) -> Iterator[Binding]:
        match each:
            case Each.ROW:
                yield Binding(relation)
            case Each.FIGURE:
                yield from _figures(relation)
            case Each.DATE:
                yield from _dates(relation)
            case Each.TABLE:
                yield from _keyed(table, relation)
            case Each.REFERENCE:
                yield from self._references(table, relation)
            case Each.WITHIN | Each.DISJOINT | Each.SUM:
                yield from self._groups(each, table, relation)

    def _groups(self, each: Each, table: Table, relation: Relation) -> Iterator[Binding]:
        taxonomy = self.dataset.taxonomy
        groups = {
            Each.WITHIN: taxonomy.within,
            Each.DISJOINT: (*taxonomy.disjoint, *taxonomy.sums),
            Each.SUM: taxonomy.sums,
        }[each]
        present: Collection[str] = relation.figures
        if is_long(table):
            present = self.present.get(table.name, taxonomy.figures) if _makes_statements(table, relation) else ()
        for group in groups:
            if {group.whole, *group.parts} <= set(present):
                yield _grouped(each, group, self._beside(table, relation, group.whole, present), long=is_long(table))

    def _beside(self, table: Table, relation: Relation, whole: str, present: Collection[str]) -> Relation:
        """The relation that has a whole and its parts in one row. Statements of other wholes are apart: the more
        figures stand side by side, the more memory DuckDB needs for each statement."""
        if not is_long(table):
            return relation
        return statements(relation, [role for role in related(self.dataset.taxonomy, whole) if role in present])

    def _references(self, table: Table, relation: Relation) -> Iterator[Binding]:
        for role, value in relation.values.items():
            refers = self.roles[role].refers if role in self.roles else None
            if refers is None or self.roles[role].register:
                continue
            targets = [t for t in self.dataset.tables if refers in t.roles]
            if targets:
                yield Binding(
                    relation,
                    f"{role} -> {refers}",
                    {"referrer": value},
                    sources={
                        "referrers": f"(SELECT t._row, {value.sql} AS value FROM {relation.rows})",
                        "referents": _values_of(targets, refers),
                    },
                    columns=value.columns,
                )


def _told_apart(bindings: Sequence[Binding]) -> Sequence[Binding]:
    """The same bindings; those of several tables that would have one name have the table's in it."""
    names = Counter(binding.name for binding in bindings)
    return [
        replace(b, name=f"{b.name} ({b.relation.table})" if b.name else b.relation.table) if names[b.name] > 1 else b
        for b in bindings
    ]


def _has_bounds(check: Check, binding: Binding) -> bool:
    """Whether the columns exist for each bound that the check needs: `needs: [figure.lower]`."""
    for need in check.needs:
        owner, _, bound = need.text.rpartition(".")
        figure = binding.variables.get(owner)
        if isinstance(figure, Figure) and figure.recorded(bound) in (NOTHING, NO_WORDS):
            return False
    return True


def _figures(relation: Relation) -> Iterator[Binding]:
    for role, figure in relation.figures.items():
        yield Binding(relation, "" if role == LONG else role, {"figure": figure})


def _dates(relation: Relation) -> Iterator[Binding]:
    for role, value in relation.values.items():
        if value.type is Type.DATE:
            yield Binding(relation, role, {"date": value})


def _keyed(table: Table, relation: Relation) -> Iterator[Binding]:
    if not table.key:
        return
    parts = [_key_part(relation.columns[column]) for column in table.key]
    known = " AND ".join(_is_known(relation.columns[column]) for column in table.key)
    sql = parts[0] if len(parts) == 1 else f"CASE WHEN {known} THEN row({', '.join(parts)}) END"
    key = Value("key", sql, table.key, sql, known=f"({known})")
    rows = f"(SELECT t._row, {sql} AS key FROM {relation.rows})"
    yield Binding(relation, table.name, {"key": key}, sources={"rows": rows}, columns=table.key)


def _key_part(value: Value) -> str:
    return f"nullif(trim({value.sql}), '')" if value.type is Type.TEXT else value.sql


def _is_known(value: Value) -> str:
    return f"coalesce(trim({value.sql}) <> '', FALSE)" if value.type is Type.TEXT else f"{value.sql} IS NOT NULL"


def _values_of(tables: Sequence[Table], role: str) -> str:
    parts = (f"SELECT {role_sql('t', t, t.roles[role])} AS value FROM main.{identifier(t.name)} AS t" for t in tables)
    return "(" + " UNION ALL ".join(parts) + ")"


def _makes_statements(table: Table, relation: Relation) -> bool:
    """Whether the rows of a long table are numbers about events: others stand beside nothing."""
    return LONG in relation.figures and "figure.event" in table.roles


def _grouped(each: Each, group: Group, relation: Relation, *, long: bool) -> Binding:
    whole = relation.figures[group.whole]
    parts = tuple(relation.figures[part] for part in group.parts)
    if each is Each.WITHIN:
        return Binding(relation, group.words, {"part": parts[0], "whole": whole}, _row_of(parts[0], long=long))
    together = Figures(parts)
    name = group.words if each is Each.DISJOINT else f"{together.label} = {group.whole}"
    return Binding(relation, name, {"parts": together, "whole": whole}, _row_of(whole, long=long))


def _row_of(figure: Figure, *, long: bool) -> str:
    """The row of a figure; the first of its statement, where that does not give the figure."""
    return f"coalesce({figure.row}, t._row)" if long else "t._row"


def operand_of(binding: Binding, roles: Mapping[str, Role], name: str) -> Operand | None:
    """What a name stands for in an instance; a role that the dataset does not bind is NULL."""
    relation = binding.relation
    places: tuple[Mapping[str, Operand], ...] = (binding.variables, relation.values, relation.figures)
    for place in places:
        if name in place:
            return place[name]
    role = roles.get(name)
    if role is None or role.relation != relation.name:
        return relation.columns.get(name)  # whose name may have a dot in it
    return Value(name, nothing_of(role), (), "NULL::VARCHAR", role.type)


_SQL_TYPES = {
    Type.INTEGER: "BIGINT",
    Type.NUMBER: "DOUBLE",
    Type.DATE: "DATE",
    Type.TIMESTAMP: "TIMESTAMP",
    Type.BOOLEAN: "BOOLEAN",
}


def nothing_of(role: Role) -> str:
    """NULL of a role's type."""
    return f"NULL::{_SQL_TYPES.get(role.type, 'VARCHAR')}"
