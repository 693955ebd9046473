"""What a report draws beside its findings: records, events by month, places, sources."""

from __future__ import annotations

from collections import Counter
from collections.abc import Collection, Iterator, Mapping, Sequence
from typing import TYPE_CHECKING

from tieout.engines.duckdb.tables import Shelf, pick
from tieout.model.audit import Finding, Record, SourceSummary, Survey
from tieout.model.dataset import Dataset, Role, Table
from tieout.plan.quote import identifier
from tieout.plan.relations import role_sql

if TYPE_CHECKING:
    from duckdb import DuckDBPyConnection

MOST_PLACES = 3000
MOST_SOURCES = 500


def survey(
    con: DuckDBPyConnection,
    dataset: Dataset,
    shelf: Shelf,
    findings: Sequence[Finding],
    roles: Mapping[str, Role],
    documents: Collection[str] = (),
) -> tuple[tuple[Record, ...], Survey]:
    """The rows that findings name, those they lead to, those of `documents` without texts; the drawings' numbers."""
    named: dict[str, set[int]] = {}
    for finding in findings:
        if finding.row >= 0 and finding.table in shelf.tables:
            named.setdefault(finding.table, set()).add(finding.row)
    wanted = {table: set(rows) for table, rows in named.items()}
    step = named
    for _ in range(2):  # figure -> document -> source
        step = {table: set(rows) for table, rows in shelf.linked(step, roles).items()}
        for table, rows in step.items():
            wanted.setdefault(table, set()).update(rows)
    records = [record for table in sorted(wanted) for record in shelf.records(table, wanted[table]).values()]
    for name, rows in _documents(con, dataset, documents):
        others = rows - wanted.get(name, set())
        records += shelf.records(name, others, without="document.text").values()
    failing = _events_with_findings(con, dataset, named)
    places, cut = _places(con, dataset, failing)
    drawn = Survey(
        months=_months(con, dataset, failing),
        places=places,
        places_cut=cut,
        sources=_sources(con, dataset, _by_source(con, dataset, findings)),
    )
    return tuple(records), drawn


def _documents(con: DuckDBPyConnection, dataset: Dataset, ids: Collection[str]) -> Iterator[tuple[str, set[int]]]:
    """Documents table -> the rows of these documents."""
    for table in dataset.filling("documents"):
        column = table.roles.get("document.id")
        if ids and column is not None and column not in table.withheld:
            found = con.execute(
                f"SELECT t._row FROM main.{identifier(table.name)} AS t "
                f"WHERE {role_sql('t', table, column)} IN (SELECT unnest($1::VARCHAR[]))",
                [sorted(ids)],
            )
            yield table.name, {row for (row,) in found.fetchall()}


def _events_with_findings(
    con: DuckDBPyConnection, dataset: Dataset, named: Mapping[str, set[int]]
) -> Mapping[str, set[int]]:
    """Events table -> rows of events that a finding names, or names a figure of."""
    failing = {t.name: set(named.get(t.name, set())) for t in dataset.filling("events")}
    for events in dataset.filling("events"):
        for figures in dataset.filling("figures"):
            if "event.id" in events.roles and "figure.event" in figures.roles and named.get(figures.name):
                pick(con, named[figures.name])
                key = role_sql("e", events, events.roles["event.id"])
                reference = role_sql("f", figures, figures.roles["figure.event"])
                found = con.execute(
                    f"SELECT e._row FROM main.{identifier(events.name)} AS e WHERE {key} IN (SELECT {reference} "
                    f"FROM main.{identifier(figures.name)} AS f WHERE f._row IN (SELECT id FROM _wanted))"
                ).fetchall()
                failing[events.name].update(row for (row,) in found)
    return failing


def _months(
    con: DuckDBPyConnection, dataset: Dataset, failing: Mapping[str, set[int]]
) -> tuple[tuple[str, int, int], ...]:
    months: dict[str, list[int]] = {}
    for table in dataset.filling("events"):
        if "event.start" not in table.roles:
            continue
        pick(con, failing[table.name])
        start = identifier(table.roles["event.start"])
        rows = con.execute(
            f"SELECT strftime({start}, '%Y-%m'), count(*), count(*) FILTER (_row IN (SELECT id FROM _wanted)) "
            f"FROM main.{identifier(table.name)} WHERE {start} IS NOT NULL GROUP BY 1"
        ).fetchall()
        for month, events, bad in rows:
            counted = months.setdefault(month, [0, 0])
            counted[0] += events
            counted[1] += bad
    return tuple((month, events, bad) for month, (events, bad) in sorted(months.items()))


def _places(
    con: DuckDBPyConnection, dataset: Dataset, failing: Mapping[str, set[int]]
) -> tuple[tuple[tuple[float, float, bool], ...], int]:
    """Events on the map, those with findings first; the second value is how many did not fit."""
    found: list[tuple[float, float, bool]] = []
    total = 0
    for table in dataset.filling("events"):
        places = [table.roles.get(f"event.{axis}") for axis in ("latitude", "longitude")]
        if any(column is None or column in table.withheld for column in places):
            continue
        pick(con, failing[table.name])
        lat, lon = (identifier(table.roles[f"event.{axis}"]) for axis in ("latitude", "longitude"))
        source = f"main.{identifier(table.name)} WHERE {lat} IS NOT NULL AND {lon} IS NOT NULL"
        total += con.execute(f"SELECT count(*) FROM {source}").fetchall()[0][0]
        found += con.execute(
            f"SELECT {lat}, {lon}, _row IN (SELECT id FROM _wanted) AS bad FROM {source} ORDER BY bad DESC, _row "
            f"LIMIT {MOST_PLACES - len(found)}"
        ).fetchall()
    return tuple(found), total - len(found)


def _by_source(con: DuckDBPyConnection, dataset: Dataset, findings: Sequence[Finding]) -> Counter[str]:
    """Findings by the source of the row they name."""
    counted: Counter[str] = Counter()
    for table in dataset.tables:
        column = _source_column(table)
        rows = Counter(f.row for f in findings if f.table == table.name and f.row >= 0)
        if column is None or not rows:
            continue
        pick(con, rows)
        source = role_sql("t", table, column)
        found = con.execute(
            f"SELECT t._row, {source} FROM main.{identifier(table.name)} AS t "
            f"WHERE t._row IN (SELECT id FROM _wanted) AND {source} IS NOT NULL"
        ).fetchall()
        for row, source in found:
            counted[source] += rows[row]
    return counted


def _source_column(table: Table) -> str | None:
    roles = ("figure.source", "document.source", "event.source", "source.id")
    return next((table.roles[role] for role in roles if role in table.roles), None)


def _sources(con: DuckDBPyConnection, dataset: Dataset, findings: Counter[str]) -> tuple[SourceSummary, ...]:
    documents = _counted(con, dataset, "documents", "document.source")
    figures = _counted(con, dataset, "figures", "figure.source")
    summaries = []
    for table in dataset.filling("sources"):
        if "source.id" not in table.roles:
            continue
        columns = [table.roles.get(f"source.{part}") for part in ("id", "name", "kind", "address")]
        shown = ["NULL" if c is None or c in table.withheld else role_sql("t", table, c) for c in columns]
        source = f"main.{identifier(table.name)} AS t WHERE {shown[0]} IS NOT NULL ORDER BY t._row LIMIT {MOST_SOURCES}"
        rows = con.execute(f"SELECT {', '.join(shown)} FROM {source}").fetchall()
        summaries += [
            SourceSummary(id_, name, kind, address, documents[id_], figures[id_], findings[id_])
            for id_, name, kind, address in rows
        ]
    return tuple(sorted(summaries, key=lambda s: (-s.findings, s.id)))


def _counted(con: DuckDBPyConnection, dataset: Dataset, relation: str, role: str) -> Counter[str]:
    counted: Counter[str] = Counter()
    for table in dataset.filling(relation):
        if role in table.roles:
            column = role_sql("t", table, table.roles[role])
            grouped = f"SELECT {column}, count(*) FROM main.{identifier(table.name)} AS t GROUP BY 1"
            rows = con.execute(grouped).fetchall()
            counted.update({source: n for source, n in rows if source is not None})
    return counted
