"""What a rule reads, as SQL: a table of the dataset, or the figures of one statement set side by side."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, replace

from tieout.model.dataset import Dataset, FigureColumns, Format, Role, Table, Type
from tieout.plan.bounds import NO_WORDS, NOTHING, Interval, Qualifiers, form, formed, interval
from tieout.plan.operands import Figure, Value
from tieout.plan.quote import identifier, literal

WANTED = "wanted"  # the engine's table of the row numbers it asks for, column `id`
LONG = "figure"  # the figure that a row of a long table is
STATEMENT = ("figure.event", "figure.source", "figure.document", "figure.reported")


@dataclass(frozen=True, slots=True)
class Relation:
    """Rows with a number `_row`.

    `rows` is the SQL after FROM; `wanted` the same, only for the rows that the table `wanted` names.
    """

    name: str
    table: str
    rows: str
    wanted: str
    values: Mapping[str, Value]  # by role
    columns: Mapping[str, Value]  # by column of the table
    figures: Mapping[str, Figure]  # by figure role
    row: str = "t._row"


def table_relation(
    table: Table, headers: Mapping[str, str], roles: Mapping[str, Role], qualifiers: Qualifiers, *, raw: bool = False
) -> Relation:
    """A table of the dataset as a relation. `headers` maps the columns it really has to their DuckDB types.

    With `raw` the raw texts stand beside the typed values, at the price of a join.
    """
    columns = {name: _value(name, name, table, table.types.get(name, Type.TEXT)) for name in headers}
    values = {role: _value(role, column, table, roles[role].type) for role, column in table.roles.items()}
    if "document.file" in table.roles and "document.text" not in table.roles:
        values["document.text"] = Value("document.text", "t._text", (table.roles["document.file"],), "t._text")
    recorded = {role: _recorded(columns) for role, columns in table.figures.items()}
    if any(f"figure.{bound}" in values for bound in ("lower", "best", "upper")):
        recorded[LONG] = _recorded_long(values)
    source, figures = _heeding_words(f"main.{identifier(table.name)} AS t", recorded, qualifiers)
    if LONG in figures and "figure.measure" in values:
        figures[LONG] = replace(figures[LONG], named=figure_name(values))
    if raw and has_raw(table):
        source += f" JOIN raw.{identifier(table.name)} AS r ON r._row = t._row"
    wanted = f"{source} WHERE t._row IN (SELECT id FROM {WANTED})"
    return Relation(table.relation, table.name, source, wanted, values, columns, figures)


def has_raw(table: Table) -> bool:
    """Whether the table's raw texts are kept: files that are typed already have none."""
    return table.reading.format not in (Format.PARQUET, Format.DUCKDB)


def _value(label: str, column: str, table: Table, kind: Type) -> Value:
    sql = f"t.{identifier(column)}"
    raw = f"r.{identifier(column)}" if has_raw(table) else f"CAST({sql} AS VARCHAR)"
    return Value(label, sql, (column,), raw, kind)


@dataclass(frozen=True, slots=True)
class _Recorded:
    """SQL of what a table records of one figure; None where it has no such column."""

    lower: str | None
    best: str | None
    upper: str | None
    words: str | None
    columns: tuple[str, ...]

    @property
    def bounds(self) -> tuple[str, str, str]:
        return self.lower or NOTHING, self.best or NOTHING, self.upper or NOTHING


def _recorded(figure: FigureColumns) -> _Recorded:
    lower, best, upper, words = (
        f"t.{identifier(c)}" if c else None for c in (figure.lower, figure.best, figure.upper, figure.words)
    )
    return _Recorded(lower, best, upper, words, figure.columns)


def _recorded_long(values: Mapping[str, Value]) -> _Recorded:
    parts = [values.get(f"figure.{name}") for name in ("lower", "best", "upper", "words")]
    lower, best, upper, words = (value.sql if value else None for value in parts)
    return _Recorded(lower, best, upper, words, tuple(c for value in parts if value for c in value.columns))


def _heeding_words(
    source: str, recorded: Mapping[str, _Recorded], qualifiers: Qualifiers
) -> tuple[str, dict[str, Figure]]:
    """The rows with what the words before numbers make of them, worked out once a row, and the figures over them."""
    worded = {role: f"_words{n}" for n, (role, r) in enumerate(recorded.items()) if r.words}
    figures = {role: _figure(role, r, interval(r.lower, r.best, r.upper)) for role, r in recorded.items()}
    if not worded:
        return source, figures
    forms, bounds = [], []
    for role, name in worded.items():
        r = recorded[role]
        forms.append(f"{form(*r.bounds, r.words or NO_WORDS, qualifiers)} AS {name}")
        meant = formed(f"t.{name}", *r.bounds, qualifiers)
        bounds += [f"{sql} AS {name}_{part}" for sql, part in zip(meant, ("lower", "best", "upper"), strict=True)]
        figures[role] = _figure(role, r, interval(*(f"t.{name}_{part}" for part in ("lower", "best", "upper"))))
    staged = f"(SELECT t.*, {', '.join(forms)} FROM {source}) AS t"
    return f"(SELECT t.*, {', '.join(bounds)} FROM {staged}) AS t", figures


def _figure(label: str, recorded: _Recorded, meant: Interval) -> Figure:
    lower, best, upper = recorded.bounds
    return Figure(
        label=label,
        lower=lower,
        best=best,
        upper=upper,
        words=recorded.words or NO_WORDS,
        least=meant.least,
        most=meant.most,
        point=meant.point,
        known=meant.known,
        row="t._row",
        columns=recorded.columns,
    )


def figure_name(values: Mapping[str, Value]) -> str:
    """SQL for the figure role of a long row: `killed`, `killed.children`; population empty or `all` is the whole."""
    measure = f"lower(trim({values['figure.measure'].sql}))"
    population = values.get("figure.population")
    if population is None:
        return measure
    folded = f"nullif(nullif(lower(trim({population.sql})), ''), 'all')"
    return f"{measure} || coalesce('.' || {folded}, '')"


def statements(relation: Relation, figures: Sequence[str]) -> Relation:
    """The figures of a long table side by side: one row for each event, source, document and report date.

    Figures that belong to no event, to a background, or to nobody in particular stand beside nothing.
    """
    values = relation.values
    keys = [values[role].sql for role in STATEMENT if role in values]
    whens = " ".join(f"WHEN {literal(name)} THEN {number}" for number, name in enumerate(figures))
    figure = relation.figures[LONG]
    inner = ", ".join(
        [
            "t._row AS _row",
            *(f"{sql} AS k{n}" for n, sql in enumerate(keys)),
            f"CASE {figure_name(values)} {whens} END AS code",
            *(f"{sql} AS {name}" for name, sql in _facts(figure).items()),
        ]
    )
    grouped = ", ".join(f"k{n}" for n in range(len(keys)))
    source = f"{relation.rows} WHERE {' AND '.join(_comparable(values, figure))}"
    outer = ", ".join(["min(_row) AS _row", *(term for n in range(len(figures)) for term in _aggregates(n))])

    def rows(only: str = "") -> str:
        picked = f"SELECT {inner} FROM {source}"
        return (
            f"(SELECT {outer} FROM ({picked}) WHERE code IS NOT NULL{only} GROUP BY {grouped} HAVING count(*) > 1) AS t"
        )

    same = " AND ".join(f"k{n} IS NOT DISTINCT FROM g{n}" for n in range(len(keys)))
    anchors = ", ".join(f"{sql} AS g{n}" for n, sql in enumerate(keys))
    only = f" AND EXISTS (SELECT 1 FROM (SELECT {anchors} FROM {relation.wanted}) WHERE {same})"
    placed = {name: _placed(number, name, figure.columns) for number, name in enumerate(figures)}
    return Relation("statements", relation.table, rows(), rows(only), {}, {}, placed)


def _comparable(values: Mapping[str, Value], figure: Figure) -> Iterable[str]:
    yield figure.known
    if "figure.event" in values:
        yield f"{values['figure.event'].sql} IS NOT NULL"
    if "figure.scope" in values:
        yield f"coalesce(lower(trim({values['figure.scope'].sql})), 'event') <> 'background'"
    named = [values[role].sql for role in ("figure.source", "figure.document") if role in values]
    if named:
        yield f"coalesce({', '.join(named)}) IS NOT NULL"


def _facts(figure: Figure) -> Mapping[str, str]:
    return {
        "least": figure.least,
        "most": figure.most,
        "point": figure.point,
        "low": figure.lower,
        "best": figure.best,
        "top": figure.upper,
        "words": figure.words,
    }


def _aggregates(number: int) -> Iterable[str]:
    """Where a statement gives one figure twice (headline and body), its interval is the hull of both."""
    only = f"FILTER (WHERE code = {number})"
    folds = {"least": "min", "most": "max", "low": "min", "best": "min", "top": "max", "words": "min"}
    for name, fold in folds.items():
        yield f"{fold}({name}) {only} AS f{number}_{name}"
    yield f"min(_row) {only} AS f{number}_row"
    yield (
        f"CASE WHEN count(*) {only} = count(point) {only} AND min(point) {only} = max(point) {only} "
        f"THEN min(point) {only} END AS f{number}_point"
    )


def _placed(number: int, name: str, columns: tuple[str, ...]) -> Figure:
    f = f"t.f{number}_"
    return Figure(
        label=name,
        lower=f"{f}low",
        best=f"{f}best",
        upper=f"{f}top",
        words=f"{f}words",
        least=f"coalesce({f}least, 0)",
        most=f"coalesce({f}most, 'infinity'::DOUBLE)",
        point=f"{f}point",
        known=f"({f}row IS NOT NULL)",
        row=f"{f}row",
        columns=columns,
    )


def problems_relation() -> Relation:
    """What could not be read while loading."""
    names = ("kind", "table", "column", "raw", "detail")
    values = {f"problem.{n}": Value(f"problem.{n}", f"t.{identifier(n)}", (n,), f"t.{identifier(n)}") for n in names}
    source = "main.problems AS t"
    wanted = f"{source} WHERE t._row IN (SELECT id FROM {WANTED})"
    return Relation("problems", "problems", source, wanted, values, {}, {})


def is_long(table: Table) -> bool:
    """Whether a table holds one figure a row."""
    return table.relation == "figures" and "figure.measure" in table.roles


def long_tables(dataset: Dataset) -> tuple[Table, ...]:
    """The tables whose figures can be set side by side."""
    return tuple(table for table in dataset.tables if is_long(table))
