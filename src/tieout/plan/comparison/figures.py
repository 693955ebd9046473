"""The figures of two states side by side, whether a row holds one (long) or a column does (wide)."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from enum import Enum

from tieout.model.comparison import FIGURES
from tieout.model.dataset import FigureColumns, Table, Type
from tieout.plan.bounds import NO_WORDS, NOTHING, form, formed, interval
from tieout.plan.comparison.columns import Column, Described, Shared, compared, named, shared, single_spaced
from tieout.plan.comparison.events import event_columns, event_id, identity, key_columns, key_texts
from tieout.plan.comparison.pair import Field, Identity, Pair, Part, Rows, paired
from tieout.plan.operands import Value
from tieout.plan.quote import identifier, literal
from tieout.plan.relations import figure_name

BOUNDS = ("lower", "best", "upper", "words")
COUNTED = ("figure.event", "figure.measure", "figure.scope")
NAMED = ("figure.event", "figure.measure", "figure.population", "figure.scope")  # told by what is COUNTED
OURS = "_tieout_"  # begins the names of columns that are worked out
DEPENDENT = ("event", "figure", "source", "document")  # identity where there is no key


class _Form(Enum):
    """How a table keeps figures, which says by what two of them are the same."""

    KEYED = "a row each, with a key"
    UNKEYED = "a row each"
    WIDE = "a column each"


@dataclass(frozen=True, slots=True)
class _Part:
    """A long table, or one figure of a wide one."""

    state: Described
    table: Table
    form: _Form
    columns: Mapping[str, Column]
    figure: str = ""
    bounds: FigureColumns = FigureColumns()

    def number(self, bound: str) -> str:
        column = getattr(self.bounds, bound)
        nothing = NO_WORDS if bound == "words" else NOTHING
        return identifier(column) if column else nothing


def figures(old: Described, new: Described) -> Pair | None:
    """Figures by key, those of a wide table by event and name; where a state has no keys, by event, measure,
    population, source and document; where one state is long and the other wide, by event and name.

    None where neither state has any.
    """
    sides = [list(_parts(state)) for state in (old, new)]
    if not any(sides):
        return None
    others = shared(*([p.columns for p in side if p.form is not _Form.WIDE] for side in sides))
    forms = [{part.form for part in side} for side in sides]
    shared_forms = forms[0] & forms[1] if all(forms) else forms[0] | forms[1]
    common = DEPENDENT[:2] if _Form.WIDE in forms[0] | forms[1] else DEPENDENT
    rows = [_side(side, shared_forms, common, others) for side in sides]
    withheld = {r for side in sides for p in side for r, c in p.table.roles.items() if c in p.table.withheld}
    if "figure.population" in withheld:
        withheld.add("figure.measure")
    return paired(FIGURES, _fields(others, withheld), *rows)


def _fields(others: Sequence[Shared], withheld: set[str]) -> list[Field]:
    return [
        Field("figure.value", Part.VALUE),
        *(Field(name, Part.COUNTED, "VARCHAR", name in withheld) for name in COUNTED),
        *(Field(f"figure.{b}", Part.NUMBER, "VARCHAR" if b == "words" else "DOUBLE") for b in BOUNDS),
        *(Field(c.label, type=c.type, withheld=c.withheld) for c in others),
    ]


def _parts(state: Described) -> Iterator[_Part]:
    for table in state.filling(FIGURES):
        form_ = _Form.KEYED if key_columns(table, "figure.id") else _Form.UNKEYED
        lower, best, upper, words = (table.roles.get(f"figure.{b}") for b in BOUNDS)
        bounds = FigureColumns(lower, best, upper, words)
        told = {*(table.roles.get(role) for role in NAMED), *bounds.columns, *key_columns(table, "figure.id")}
        yield _Part(state, table, form_, named(state, table, {c for c in told if c}), bounds=bounds)
    for table in state.dataset.tables:
        for figure, columns in table.figures.items():
            yield _Part(state, table, _Form.WIDE, {}, figure, columns)


def _side(
    parts: Sequence[_Part], forms: set[_Form], common: Sequence[str], others: Sequence[Shared]
) -> tuple[list[Rows], list[Identity]]:
    """One state: tables of the `forms` that both have go by their own identity, the rest by what is `common` to all."""
    rows, tables = [], []
    for number, part in enumerate(parts):
        columns = _wide_columns(part) if part.form is _Form.WIDE else _long_columns(part)
        keys, keyed, named_by = _identified(part, columns) if part.form in forms else _dependent(part, columns, common)
        rows.append(Rows(_source(part), keys, keyed, columns, _values(part, columns, others), number))
        tables.append(named_by)
    return rows, tables


def _source(part: _Part) -> str:
    """The table, with what its numbers mean beside it; of a wide one, the rows in which anything is recorded of the
    figure.

    Each step is a SELECT of its own: put into each other, the expressions would grow beyond what a planner can bear.
    """
    lower, best, upper, words = (part.number(b) for b in BOUNDS)
    recorded = f" WHERE {lower} IS NOT NULL OR {best} IS NOT NULL OR {upper} IS NOT NULL"
    rows = part.state.relation(part.table) + (recorded if part.form is _Form.WIDE else "")
    qualifiers = part.state.qualifiers
    said = form(lower, best, upper, f"({single_spaced(words)})", qualifiers) if part.bounds.words else "0"
    meant = formed(f"{OURS}form", lower, best, upper, qualifiers) if part.bounds.words else (lower, best, upper)
    bounds = ", ".join(f"{sql} AS {OURS}{name}" for sql, name in zip(meant, BOUNDS[:3], strict=True))
    return f"(SELECT *, {bounds} FROM (SELECT *, {said} AS {OURS}form FROM {rows}))"


def _identified(part: _Part, columns: Mapping[str, str]) -> tuple[tuple[str, ...], str, Identity]:
    """The parts of the identity, whether it is known, and how it is shown. The first part keeps the forms apart."""
    if part.form is _Form.KEYED:
        keys = key_texts(part.state, part.table, "figure.id")
        return ("'id'", *keys), _any(keys), _after(("",), identity(part.table, "figure.id"))
    if part.form is _Form.WIDE:
        keys = key_texts(part.state, part.table, "event.id")
        return (
            ("'event'", literal(part.figure), *keys),
            _any(keys),
            _after(("", "figure"), identity(part.table, "event.id")),
        )
    return _dependent(part, columns, DEPENDENT)


def _dependent(part: _Part, columns: Mapping[str, str], names: Sequence[str]) -> tuple[tuple[str, ...], str, Identity]:
    """The same for figures that nothing but what they are about identifies."""
    roles, withheld = part.table.roles, part.table.withheld
    told_by = {name: (f"figure.{name}",) for name in names} | {"figure": ("figure.measure", "figure.population")}
    hidden = {name for name in names if any(roles.get(role) in withheld for role in told_by[name])}
    known = _any([columns[name] for name in names if name != "figure"])
    keys = ("'figure'", *(columns[name] for name in names))
    return keys, known, Identity(part.table.name, ("", *names), frozenset(hidden))


def _after(first: tuple[str, ...], named_by: Identity) -> Identity:
    """An identity with parts before it; a part without a name is not shown."""
    return Identity(named_by.table, (*first, *named_by.names), named_by.withheld)


def _any(keys: Sequence[str]) -> str:
    return " OR ".join(f"{key} IS NOT NULL" for key in keys) or "false"


def _long_columns(part: _Part) -> dict[str, str]:
    state, table = part.state, part.table
    event = state.text(table, "figure.event")
    shown = table.roles.get("figure.event") not in table.withheld
    own = key_texts(state, table, "figure.id")
    only = own[0] if len(own) == 1 else "NULL::VARCHAR"
    return {
        "id": state.text(table, "figure.id") if "figure.id" in table.roles else only,
        "event": event,
        "figure": _name(state, table),
        "about": event if shown else "NULL::VARCHAR",
        "hidden": str(any(column in table.withheld for column in part.bounds.columns)).lower(),
        "source": state.text(table, "figure.source"),
        "document": state.text(table, "figure.document"),
        "reported": state.value(table, "figure.reported", "DATE"),
        "replaces": state.text(table, "figure.replaces"),
    }


def _wide_columns(part: _Part) -> dict[str, str]:
    withheld = any(column in part.table.withheld for column in part.bounds.columns)
    return {
        **event_columns(part.state, part.table),
        "id": "NULL::VARCHAR",
        "event": event_id(part.state, part.table),
        "figure": literal(part.figure),
        "hidden": str(withheld).lower(),
    }


def _name(state: Described, table: Table) -> str:
    """The figure's role, as the rules name it: `killed`, `killed.children`; empty where no measure is recorded."""
    if "figure.measure" not in table.roles:
        return "''"
    values = {
        role: Value(role, state.text(table, role), (), "", Type.TEXT)
        for role in ("figure.measure", "figure.population")
        if role in table.roles
    }
    return f"coalesce({figure_name(values)}, '')"


def _values(part: _Part, columns: Mapping[str, str], others: Sequence[Shared]) -> tuple[str, ...]:
    scope = part.state.text(part.table, "figure.scope")
    background = f"nullif(lower({scope}), 'event')"  # a figure is of the event unless it says otherwise
    numbers = [part.number(b) for b in BOUNDS[:3]]
    return (
        _meaning(part),
        *(columns["event"], columns["figure"], background),
        *numbers,
        single_spaced(part.number("words")),
        *(compared(part.columns.get(c.name), c.type) for c in others),
    )


def _meaning(part: _Part) -> str:
    """What is compared: the interval that the bounds and the words mean. "Over 20" and "at least 21" are one.

    Words that are not understood stand for themselves, beside their number.
    """
    wide = part.bounds.lower or part.bounds.upper or part.bounds.words
    meant = interval(*(f"{OURS}{b}" for b in BOUNDS[:3])) if wide else interval(None, f"{OURS}best", None)
    said = f"lower({single_spaced(part.number('words'))}) || ' ' || {part.number('best')}"
    unclear = f"CASE WHEN {OURS}form = -1 THEN {said} END"
    # The best value of "at least 53" is its bound again and says nothing more.
    best = f"CASE WHEN isfinite({meant.most}) OR {meant.point} <> {meant.least} THEN {meant.point} END"
    return f"row({meant.known}, {meant.least}, {meant.most}, {best}, {unclear})"
