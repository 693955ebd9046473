"""What a rule reads, as SQL: a table of the dataset, with the figures that its rows hold."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass, replace

from tieout.model.dataset import Dataset, FigureColumns, Format, Role, Table, Type
from tieout.plan.bounds import NO_WORDS, NOTHING, Interval, Qualifiers, form, formed, interval
from tieout.plan.operands import Figure, Value
from tieout.plan.quote import identifier, literal

# Tables that the engine makes for itself begin with an underscore, as no table of a dataset does.
WANTED = "_wanted"  # the row numbers it asks for, column `id`
AMBIGUOUS = "ambiguous date"  # the kind of problem that the build notes where day and month could change places
ACTIVE = "active content"  # the kind that it notes where a document's file would do something when opened
LONG = "figure"  # the figure that a row of a long table is


@dataclass(frozen=True, slots=True)
class Relation:
    """Rows with a number, `row`.

    `rows` is the SQL after FROM; `wanted` the same, only for the rows that the table `wanted` names. Where a row is
    made of several of the table's, `mates` is a SELECT of all those that belong to the ones in `wanted`.
    """

    name: str
    table: str
    rows: str
    wanted: str
    values: Mapping[str, Value]  # by role
    columns: Mapping[str, Value]  # by column of the table
    figures: Mapping[str, Figure]  # by figure role
    row: str = "t._row"
    mates: str = ""


def table_relation(
    table: Table,
    headers: Mapping[str, str],
    roles: Mapping[str, Role],
    qualifiers: Qualifiers,
    *,
    raw: bool = False,
    shown: bool = False,
) -> Relation:
    """A table of the dataset as a relation. `headers` maps the columns it really has to their DuckDB types.

    With `raw` the raw texts stand beside the typed values, at the price of a join; with `shown` only where wanted rows
    are looked up.
    """
    columns = {name: _value(name, name, table, table.types.get(name, Type.TEXT)) for name in headers}
    values = {role: _value(role, column, table, roles[role].type) for role, column in table.roles.items()}
    if "document.file" in table.roles and "document.text" not in table.roles:
        values["document.text"] = Value("document.text", "t._text", (table.roles["document.file"],), "t._text")
        if "document.active" not in table.roles:
            values["document.active"] = _active(table)
    if "document.file" in table.roles and "document.found_hash" not in table.roles:
        values["document.found_hash"] = _found_hash(table)
    recorded = {role: _recorded(columns) for role, columns in table.figures.items()}
    if any(f"figure.{bound}" in values for bound in ("lower", "best", "upper")):
        recorded[LONG] = _recorded_long(values)
    heeding, figures = _heeding_words(recorded, qualifiers, _apart_from(headers))
    if LONG in figures and "figure.measure" in values:
        figures[LONG] = replace(figures[LONG], named=figure_name(values))
    typed = _typed(table.name)
    # Rows are picked before anything is worked out of them.
    picked = f"(SELECT * FROM {typed} WHERE t._row IN (SELECT id FROM {WANTED})) AS t"
    texts = f" JOIN raw.{identifier(table.name)} AS r ON r._row = t._row" if has_raw(table) else ""
    rows = heeding(typed) + (texts if raw else "")
    wanted = heeding(picked) + (texts if raw or shown else "")
    return Relation(table.relation, table.name, rows, wanted, values, columns, figures)


def _typed(table: str) -> str:
    return f"main.{identifier(table)} AS t"


def read_from(rows: str, table: str, other: str) -> str:
    """The rows of a relation as they would be if another table, with the same columns, stood in the table's place."""
    return rows.replace(_typed(table), f"{other} AS t")


def _found_hash(table: Table) -> Value:
    """The hash of a document's file as the build found it."""
    column = table.roles["document.file"]
    same = f'f."table" = {literal(table.name)} AND f.path = t.{identifier(column)}'
    sql = f"(SELECT any_value(f.sha256) FROM main.files AS f WHERE {same})"
    return Value("document.found_hash", sql, (column,), sql)


def _active(table: Table) -> Value:
    """What would run in a document's file, as the build found it; unknown where the file could not be read."""
    noted = f"p.kind = '{ACTIVE}' AND p.\"table\" = {literal(table.name)} AND p.record = t._row"
    found = f"(SELECT any_value(p.detail) FROM main.problems AS p WHERE {noted})"
    sql = f"CASE WHEN t._text IS NOT NULL THEN coalesce({found}, 'nothing') END"
    return Value("document.active", sql, (table.roles["document.file"],), sql)


def has_raw(table: Table) -> bool:
    """Whether the table's raw texts are kept: files that are typed already have none."""
    return table.reading.format not in (Format.PARQUET, Format.DUCKDB)


def _value(label: str, column: str, table: Table, kind: Type) -> Value:
    sql = role_sql("t", table, column, kind)
    raw = f"r.{identifier(column)}" if has_raw(table) else f"CAST({sql} AS VARCHAR)"
    named = f'"table" = {literal(table.name)} AND "column" = {literal(column)}'
    noted = f"SELECT record FROM main.problems WHERE kind = '{AMBIGUOUS}' AND {named} AND record IS NOT NULL"
    return Value(label, sql, (column,), raw, kind, f"(t._row IN ({noted}))")


def role_sql(alias: str, table: Table, column: str, kind: Type = Type.TEXT) -> str:
    """A column as the role of that type means it: an identifier is text, whatever else the column is."""
    sql = f"{alias}.{identifier(column)}"
    other = kind is Type.TEXT and table.types.get(column, Type.TEXT) is not Type.TEXT
    return f"CAST({sql} AS VARCHAR)" if other else sql


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
    recorded: Mapping[str, _Recorded], qualifiers: Qualifiers, prefix: str
) -> tuple[Callable[[str], str], dict[str, Figure]]:
    """What adds to rows what the words before their numbers make of them, once a row, and the figures over that."""
    worded = {role: f"{prefix}{n}" for n, (role, r) in enumerate(recorded.items()) if r.words}
    figures = {role: _figure(role, r, interval(r.lower, r.best, r.upper)) for role, r in recorded.items()}
    forms, bounds = [], []
    for role, name in worded.items():
        r = recorded[role]
        forms.append(f"{form(*r.bounds, r.words or NO_WORDS, qualifiers)} AS {name}")
        meant = formed(f"t.{name}", *r.bounds, qualifiers)
        bounds += [f"{sql} AS {name}_{part}" for sql, part in zip(meant, ("lower", "best", "upper"), strict=True)]
        said = interval(*(f"t.{name}_{part}" for part in ("lower", "best", "upper")))
        # Words make no figure known and none unknown: that is asked of what is recorded, which costs less.
        figures[role] = _figure(role, r, replace(said, known=figures[role].known))

    def heeding(source: str) -> str:
        staged = f"(SELECT t.*, {', '.join(forms)} FROM {source}) AS t"
        return f"(SELECT t.*, {', '.join(bounds)} FROM {staged}) AS t" if worded else source

    return heeding, figures


def _apart_from(columns: Iterable[str]) -> str:
    """What the names of added columns begin with, as no column of the table does."""
    prefix = "_words"
    while any(column.lower().startswith(prefix) for column in columns):
        prefix = f"_{prefix}"
    return prefix


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


def problems_relation() -> Relation:
    """What could not be read while loading."""
    names = ("kind", "table", "column", "raw", "detail")
    values = {f"problem.{n}": Value(f"problem.{n}", f"t.{identifier(n)}", (n,), f"t.{identifier(n)}") for n in names}
    values["problem.kind"] = replace(values["problem.kind"], label="problem")  # what is observed, in a reader's words
    place = "t.\"table\" || coalesce(', column ' || t.\"column\", '')"
    values["problem.place"] = Value("problem.place", place, ("table", "column"), place)
    source = "main.problems AS t"
    wanted = f"{source} WHERE t._row IN (SELECT id FROM {WANTED})"
    return Relation("problems", "problems", source, wanted, values, {}, {})


def is_long(table: Table) -> bool:
    """Whether a table holds one figure a row."""
    return table.relation == "figures" and "figure.measure" in table.roles


def long_tables(dataset: Dataset) -> tuple[Table, ...]:
    """The tables whose figures can be set side by side."""
    return tuple(table for table in dataset.tables if is_long(table))
