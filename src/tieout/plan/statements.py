"""The figures of a long table side by side, one row a statement: what one source says of one event in one document."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence

from tieout.model.taxonomy import Taxonomy
from tieout.plan.operands import Figure, Value
from tieout.plan.quote import identifier, literal
from tieout.plan.relations import LONG, WANTED, Relation

STATEMENT = ("figure.event", "figure.source", "figure.document", "figure.reported")
NO_POINT = "'-infinity'::DOUBLE"

# Name -> how the facts of one figure are folded where a statement gives it twice (headline and body): the interval is
# the hull of both, the best value is known only where all agree.
FOLDS = {
    "least": ("min", "least"),
    "most": ("max", "most"),
    "first": ("min", "point"),
    "last": ("max", "point"),
    "low": ("min", "low"),
    "best": ("min", "best"),
    "top": ("max", "top"),
    "words": ("min", "words"),
    "row": ("min", "row"),
}


def related(taxonomy: Taxonomy, whole: str) -> Sequence[str]:
    """A whole and all its parts, in the order of the taxonomy: the figures that rules hold against each other."""
    groups = (*taxonomy.within, *taxonomy.disjoint, *taxonomy.sums)
    members = {whole, *(part for group in groups if group.whole == whole for part in group.parts)}
    return [figure for figure in taxonomy.figures if figure in members]


def statements(relation: Relation, figures: Sequence[str]) -> Relation:
    """These figures of a long table side by side: a row for each event, source, document and day of report.

    Figures that belong to no event, to a background, or to nobody in particular stand beside nothing.
    """
    values = relation.values
    keys = [values[role].sql for role in STATEMENT if role in values]

    placed = {name: _placed(number, name, relation.figures[LONG].columns) for number, name in enumerate(figures)}
    return Relation(
        name="statements",
        table=relation.table,
        rows=_side_by_side(relation.rows, relation, keys, figures),
        wanted=_side_by_side(relation.wanted, relation, keys, figures),
        values={},
        columns={},
        figures=placed,
        mates=_mates(relation.table, keys),
    )


def _side_by_side(rows: str, relation: Relation, keys: Sequence[str], figures: Sequence[str]) -> str:
    figure = relation.figures[LONG]
    columns = [
        *(f"{sql} AS k{n}" for n, sql in enumerate(keys)),
        f"{_code(relation.values, figures)} AS code",
        *(f"{sql} AS {name}" for name, sql in _facts(figure).items()),
    ]
    comparable = " AND ".join(_comparable(relation.values, figure, figures))
    coded = f"(SELECT {', '.join(columns)} FROM {rows} WHERE {comparable})"
    folded = ", ".join(['min("row") AS _row', *(term for n in range(len(figures)) for term in _folded(n))])
    grouped = ", ".join(f"k{n}" for n in range(len(keys)))
    return f"(SELECT {folded} FROM {coded} WHERE code IS NOT NULL GROUP BY {grouped} HAVING count(*) > 1) AS t"


def _mates(table: str, keys: Sequence[str]) -> str:
    """SELECT of the numbers of all rows that stand in one statement with those in `wanted`."""
    source = f"main.{identifier(table)} AS t"
    given = ", ".join(f"{sql} AS k{n}" for n, sql in enumerate(keys))
    same = " AND ".join(f"{sql} IS NOT DISTINCT FROM k{n}" for n, sql in enumerate(keys))
    wanted = f"SELECT {given} FROM {source} WHERE t._row IN (SELECT id FROM {WANTED})"
    return f"SELECT t._row FROM {source} SEMI JOIN ({wanted}) ON {same}"


def _code(values: Mapping[str, Value], figures: Sequence[str]) -> str:
    """The number of the figure that a row holds, NULL for another; as `figure_name`, but without making its text."""
    whens: dict[str, list[str]] = {}
    for number, name in enumerate(figures):
        for measure, population in _readings(name):
            whens.setdefault(measure, []).append(f"WHEN {literal(population)} THEN {number}")
    of_whom = values.get("figure.population")
    said = f"coalesce(nullif(lower(trim({of_whom.sql})), 'all'), '')" if of_whom else "''"
    cases = " ".join(f"WHEN {literal(measure)} THEN CASE {said} {' '.join(of)} END" for measure, of in whens.items())
    return f"CASE lower(trim({values['figure.measure'].sql})) {cases} END"


def _readings(figure: str) -> Iterator[tuple[str, str]]:
    """Measure and population that name a figure: `killed` of `children`, or `killed.children` of all."""
    yield figure, ""
    words = figure.split(".")
    for n in range(1, len(words)):
        yield ".".join(words[:n]), ".".join(words[n:])


def _comparable(values: Mapping[str, Value], figure: Figure, figures: Sequence[str]) -> Iterable[str]:
    # Most rows are about another measure: they are left out by its name, before their own is put together.
    measures = ", ".join(dict.fromkeys(literal(name.partition(".")[0]) for name in figures))
    yield f"split_part(lower(trim({values['figure.measure'].sql})), '.', 1) IN ({measures})"
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
        "point": f"coalesce({figure.point}, {NO_POINT})",
        "low": figure.lower,
        "best": figure.best,
        "top": figure.upper,
        "words": figure.words,
        '"row"': figure.row,
    }


def _folded(number: int) -> Iterator[str]:
    # A CASE inside the aggregate costs half of FILTER beside it; what no rule reads, DuckDB leaves out.
    for name, (fold, fact) in FOLDS.items():
        yield f"{fold}(CASE code WHEN {number} THEN {identifier(fact)} END) AS f{number}_{name}"


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
        point=f"CASE WHEN {f}first = {f}last THEN nullif({f}first, {NO_POINT}) END",
        known=f"({f}least IS NOT NULL)",
        row=f"{f}row",
        columns=columns,
    )
