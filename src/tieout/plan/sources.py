"""What a query may read: the canonical relations, the dataset's own tables, and the names that it gives itself."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from sqlglot import exp

from tieout.model.dataset import Role, Table
from tieout.plan.bind import Binder, Binding, nothing_of
from tieout.plan.quote import identifier

# Rows of several tables that fill one relation stay apart: the second's begin here, the third's twice as far.
APART = 1 << 40


@dataclass(frozen=True, slots=True)
class Sources:
    """The relations as sub-selects with the roles' last parts as columns, for one instance of a check."""

    binder: Binder
    binding: Binding

    @property
    def names(self) -> set[str]:
        canonical = {role.relation for role in self.binder.roles.values()}
        return {*canonical, *self.binding.sources, *self.binder.dataset.names}

    @property
    def begins(self) -> int:
        """The number that a query gives to the first row of the instance's own table."""
        own = next((t for t in self.binder.dataset.tables if t.name == self.binding.relation.table), None)
        return self._begins(own) if own else 0

    def sql(self, name: str) -> str | None:
        """A relation as a sub-select; None where there is no such thing."""
        if name in self.binding.sources:
            return self.binding.sources[name]
        if name == "problems":
            return "(SELECT * FROM main.problems)"
        if name not in self.names:
            return None
        roles = self.roles_of(name)
        tables = self.binder.dataset.filling(name)
        if not tables:
            nothing = ", ".join(f"{nothing_of(role)} AS {identifier(column)}" for column, role in roles.items())
            return f"(SELECT NULL::BIGINT AS _row, {nothing} WHERE FALSE)"
        return "(" + " UNION ALL ".join(self._table(table, roles) for table in tables) + ")"

    def roles_of(self, name: str) -> Mapping[str, Role]:
        """Column -> role of a canonical relation; empty for others."""
        found = {role.name.split(".", 1)[1]: role for role in self.binder.roles.values() if role.relation == name}
        return found if name != "problems" else {}

    def _table(self, table: Table, roles: Mapping[str, Role]) -> str:
        relation = self.binder.relation(table)
        begins = self._begins(table)
        row = f"t._row + {begins}" if begins else "t._row"
        if not roles:
            return f"SELECT t.* REPLACE ({row} AS _row) FROM {relation.rows}"
        columns = []
        for column, role in roles.items():
            value = relation.values.get(role.name)
            columns.append(f"{value.sql if value else nothing_of(role)} AS {identifier(column)}")
        return f"SELECT {row} AS _row, {', '.join(columns)} FROM {relation.rows}"

    def _begins(self, table: Table) -> int:
        beside = [other.name for other in self.binder.dataset.tables if other.relation == table.relation]
        return 0 if self.binding.sources else beside.index(table.name) * APART


def given_by_the_query(table: exp.Table) -> bool:
    """Whether a table's name is one that a WITH around it has given: inside a WITH, only those before it have."""
    node: exp.Expr = table
    while (parent := node.parent) is not None:
        if isinstance(parent, exp.With):
            given = _before(parent, node)
        else:
            with_ = parent.args.get("with_")
            given = with_.expressions if with_ is not None and with_ is not node else ()
        if table.name in {cte.alias for cte in given}:
            return True
        node = parent
    return False


def _before(with_: exp.With, definition: exp.Expr) -> Sequence[exp.Expr]:
    at = next(n for n, cte in enumerate(with_.expressions) if cte is definition)
    return with_.expressions[: at + bool(with_.recursive)]
