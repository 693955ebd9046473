"""The same checks as an expert writes them by hand for this one dataset: predicates fused into a bit mask, a query
apiece for the rest. `python by_hand.py CITY.duckdb WORDS.json OUT.json` writes counts and the first failing rows.
"""

from __future__ import annotations

import json
import sys
from collections.abc import Iterable, Mapping
from pathlib import Path
from typing import NamedTuple

import duckdb

LIMIT = 1000
TODAY = "DATE '2026-11-23'"
PROGRAMS_DATES = (
    "'0001-01-01', '1601-01-01', '1753-01-01', '1899-12-30', '1899-12-31', '1900-01-01', '1904-01-01', '1970-01-01', "
    "'9999-12-31'"
)
QUALIFIERS = (
    "'at least', 'no fewer than', 'not less than', 'no less than', 'a minimum of', 'more than', 'over', 'upwards of', "
    "'in excess of', 'up to', 'as many as', 'at most', 'no more than', 'a maximum of', 'fewer than', 'less than', "
    "'under', 'about', 'around', 'some', 'approximately', 'roughly', 'nearly', 'almost', 'close to', 'just under'"
)
KEYS = {"events": "event_id", "figures": "figure_id", "documents": "document_id", "sources": "id"}
DATES = {"events": ("start", "end", "reported", "published"), "figures": ("reported",),
         "documents": ("published", "captured")}  # fmt: skip

Name = tuple[str, str]  # check, instance
Row = tuple[object, ...]  # number, key, file, line


class Found(NamedTuple):
    """Exact counts of one check, and its first failing rows."""

    failed: int
    possible: int
    rows: list[Row]


def blank(column: str) -> str:
    """Nothing, or nothing but spaces."""
    return f"coalesce(trim({column}), '') = ''"


def of_dates(table: str) -> Mapping[Name, str]:
    """Wrong dates of a table."""
    role = table.removesuffix("s")
    future = {("date-in-the-future", f"{role}.{d}"): f"date_diff('day', {TODAY}, \"{d}\") > 1" for d in DATES[table]}
    programs = {("sentinel-date", f"{role}.{d}"): f'"{d}" IN ({PROGRAMS_DATES})' for d in DATES[table]}
    return future | programs


SPAN = "date_diff('day', start, \"end\") + 1"
# Table -> what is wrong with a row, told by the row alone.
WRONG: Mapping[str, Mapping[Name, str]] = {
    "figures": {
        ("best-above-upper-bound", ""): "best > upper",
        ("bound-missing", ""): "(lower IS NULL) <> (upper IS NULL) AND words IS NULL",
        ("fraction-of-a-person", ""): "lower <> floor(lower) OR best <> floor(best) OR upper <> floor(upper)",
        ("lower-bound-above-best", ""): "lower > best",
        ("lower-bound-above-upper", ""): "lower > upper AND best IS NULL",
        ("negative-figure", ""): "least(lower, best, upper) < 0",
        ("qualifier-not-understood", ""): "lower IS NULL AND upper IS NULL AND trim(words) <> '' "
        f"AND lower(trim(words)) NOT IN ({QUALIFIERS})",
        ("key-missing", "figures"): blank("figure_id"),
        ("figure-without-document", ""): blank("document"),
        ("figure-without-quote", ""): blank("quote"),
        ("figure-without-source", ""): blank("source"),
        **of_dates("figures"),
    },
    "events": {
        ("weekday-contradicts-date", ""): "left(lower(trim(weekday)), 3) <> left(lower(dayname(start)), 3)",
        ("year-contradicts-date", ""): '"year" <> year(start)',
        ("end-before-start", ""): 'start > "end"',
        ("outside-coverage", ""): "start NOT BETWEEN '2024-01-01' AND '2025-12-31'",
        ("reported-before-it-happened", ""): "date_diff('day', reported, start) > 1",
        ("precision-contradicts-span", ""): f"start <= \"end\" AND CASE trim(date_precision) WHEN '1' THEN {SPAN} <> 1 "
        f"WHEN '2' THEN {SPAN} NOT BETWEEN 2 AND 6 WHEN '3' THEN {SPAN} <> 7 WHEN '4' THEN {SPAN} NOT BETWEEN 8 AND 31 "
        f"WHEN '5' THEN {SPAN} NOT BETWEEN 32 AND 366 END",
        ("key-missing", "events"): blank("event_id"),
        ("coordinates-out-of-range", ""): "abs(latitude) > 90 OR abs(longitude) > 180",
        ("null-island", ""): "abs(latitude) < 0.01 AND abs(longitude) < 0.01",
        ("one-coordinate-missing", ""): "(latitude IS NULL) <> (longitude IS NULL)",
        ("event-without-source", ""): f"{blank('source')} AND {blank('reported_by')}",
        **of_dates("events"),
    },
    "documents": {
        ("key-missing", "documents"): blank("document_id"),
        ("document-without-address", ""): f"{blank('address')} AND {blank('archive')}",
        ("document-without-date", ""): "published IS NULL",
        ("document-without-publisher", ""): f"{blank('publisher')} AND {blank('source')}",
        **of_dates("documents"),
    },
    "sources": {("key-missing", "sources"): blank("id")},
    "problems": {
        ("bytes-not-decodable", ""): "kind IN ('undecodable', 'nul byte')",
        ("cell-too-long", ""): "kind = 'cell too long'",
        ("file-cut-short", ""): "kind = 'cut short'",
        ("row-with-wrong-number-of-cells", ""): "kind IN ('too few cells', 'too many cells')",
        ("value-not-readable", ""): "kind = 'unreadable'",
    },
}


def unnamed(table: str, column: str) -> str:
    """Rows whose name names nobody. A name is judged once: DuckDB pushes a filter below DISTINCT, not below min()."""
    words = r"trim(regexp_replace(lower(name), '[^\p{L}\p{N}]+', ' ', 'g'))"
    return rf"""
        SELECT _row FROM {table} WHERE trim({column}) IN (
            SELECT name FROM (SELECT min(trim({column})) AS name FROM {table} GROUP BY {column})
            WHERE regexp_full_match(name, '@\S+') OR list_contains($generic, {words})
                OR list_has_all($generic, string_split({words}, ' '))
        )"""


def repeated(table: str) -> str:
    """Rows whose key an earlier row has."""
    key = f"nullif(trim({KEYS[table]}), '')"
    return f"""
        SELECT _row FROM {table} JOIN (
            SELECT {key} AS key, min(_row) AS first FROM {table} WHERE {key} IS NOT NULL GROUP BY 1 HAVING count(*) > 1
        ) ON {key} = key WHERE _row > first"""


def dangling(table: str, column: str, target: str) -> str:
    """Rows that refer to nothing."""
    return f"SELECT _row FROM {table} ANTI JOIN {target} ON {column} = {KEYS[target]} WHERE {column} IS NOT NULL"


def ambiguous(table: str, column: str) -> str:
    """Dates whose day and month could change places; only where no date was read is the raw text looked at."""
    either = "'(0?[1-9]|1[0-2])[/.-](0?[1-9]|1[0-2])[/.-]([0-9]{2}|[0-9]{4})( .*)?'"
    day, month = (f"ltrim(regexp_extract(raw, '^([0-9]+)[/.-]([0-9]+)', {n}), '0')" for n in (1, 2))
    return f"""
        SELECT _row FROM (SELECT _row, trim("{column}") AS raw FROM raw.{table})
        WHERE _row IN (SELECT _row FROM {table} WHERE "{column}" IS NULL)
            AND regexp_full_match(raw, {either}) AND {day} <> {month}"""


ADDRESS = "regexp_replace(trim({}), '^(?i:https?://)?(?i:www\\.)?|/+$', '', 'g')"
# Check -> (table, the rows of it that are wrong), where it takes more than the row.
QUERIES: Mapping[Name, tuple[str, str]] = {
    **{("key-duplicated", table): (table, repeated(table)) for table in KEYS},
    **{("day-and-month-ambiguous", f"{table.removesuffix('s')}.{column}"): (table, ambiguous(table, column))
       for table, columns in DATES.items() for column in columns},
    ("reference-to-nothing", "event.source -> source.id"): ("events", dangling("events", "source", "sources")),
    ("reference-to-nothing", "figure.event -> event.id"): ("figures", dangling("figures", "event", "events")),
    ("reference-to-nothing", "figure.document -> document.id"):
        ("figures", dangling("figures", "document", "documents")),
    ("reference-to-nothing", "document.source -> source.id"):
        ("documents", dangling("documents", "source", "sources")),
    ("source-not-in-register", ""): ("figures", dangling("figures", "source", "sources")),
    ("event-source-not-named", ""): ("events", f"{unnamed('events', 'reported_by')} AND NOT {blank('reported_by')}"),
    ("source-not-named", ""): ("sources", f"{unnamed('sources', 'name')} OR {blank('name')}"),
    ("archive-is-own-page", ""): ("documents", f"""
        SELECT DISTINCT d._row FROM (
            SELECT _row, document_id, nullif({ADDRESS.format("archive")}, '') AS archive,
                {ADDRESS.format("address")} AS address
            FROM documents
        ) AS d
        LEFT JOIN figures AS f ON f.document = d.document_id
        LEFT JOIN (SELECT event_id, {ADDRESS.format("page")} AS page FROM events) AS e ON e.event_id = f.event
        WHERE d.archive IN (d.address, e.page)"""),
    ("document-older-than-event", ""): ("documents", """
        SELECT d._row FROM documents AS d LEFT JOIN figures AS f ON f.document = d.document_id
        LEFT JOIN events AS e ON e.event_id = f.event
        WHERE d.published IS NOT NULL
        GROUP BY d._row, d.published
        HAVING date_diff('day', d.published, min(e.start)) > 1 AND count(*) = count(e.start)"""),
}  # fmt: skip

# Measure -> the populations whose figures are set side by side, the whole first.
FAMILIES = {
    "killed": ("", "civilians", "combatants", "unknown", "children", "women", "men"),
    "injured": ("", "children"),
}
GROUPS = (("women", "men"), ("civilians", "combatants", "unknown"))


def pivot(measure: str) -> str:
    """One row a statement: least, largest and best value and recorded lower bound of each figure."""
    folds = {"lo": "min", "hi": "max", "b0": "min", "b1": "max", "low": "min"}
    columns = ", ".join(
        f"{fold}(CASE WHEN population = '{population}' THEN {name} END) AS {name}{n}"
        for n, population in enumerate(FAMILIES[measure])
        for name, fold in folds.items()
    )
    return f"""
        SELECT min(_row) AS _row, {columns} FROM (
            SELECT _row, event, source, document, reported, coalesce(lower(trim(population)), '') AS population,
                CASE WHEN plain AND worded THEN CASE WHEN understood THEN best ELSE 0 END
                    WHEN lower IS NULL AND upper IS NOT NULL THEN least(0, best, upper)
                    ELSE least(lower, best, upper) END AS lo,
                CASE WHEN plain AND worded OR upper IS NULL AND lower IS NOT NULL THEN 'infinity'
                    ELSE greatest(lower, best, upper) END AS hi,
                coalesce(CASE WHEN plain AND worded AND NOT understood THEN NULL
                    ELSE coalesce(best, CASE WHEN lower = upper THEN lower END) END, '-infinity') AS b0, b0 AS b1,
                lower AS low
            FROM (
                SELECT *, lower IS NULL AND upper IS NULL AS plain, coalesce(trim(words), '') <> '' AS worded,
                    lower(trim(words)) = 'at least' AS understood
                FROM figures
            )
            WHERE lower(trim(measure)) = '{measure}' AND event IS NOT NULL
                AND coalesce(lower, best, upper) IS NOT NULL AND coalesce(source, document) IS NOT NULL
                AND coalesce(lower(trim(scope)), 'event') <> 'background'
        ) GROUP BY event, source, document, reported HAVING count(*) > 1"""


def of_statements(measure: str) -> tuple[Mapping[Name, str], Mapping[Name, str]]:
    """What is wrong, and what is possibly wrong, with the figures of one statement."""
    wrong, possibly = {}, {}
    populations = FAMILIES[measure]
    for n, population in enumerate(populations[1:], start=1):
        instance = f"{measure}.{population} within {measure}"
        wrong["subcount-exceeds-total", instance] = f"lo{n} > hi0"
        possibly["subcount-exceeds-total", instance] = f"lo{n} <= hi0 AND hi{n} > lo0 AND {best(n)} > {best(0)}"
        wrong["lower-bound-incoherent", instance] = f"low{n} > low0 AND lo{n} <= hi0"
    for group in GROUPS if measure == "killed" else ():
        parts = [populations.index(part) for part in group]
        some_lo = " + ".join(f"coalesce(lo{n}, 0)" for n in parts)
        some_hi = " + ".join(f"coalesce(hi{n}, 'infinity')" for n in parts)
        lo, hi, point = (" + ".join(term) for term in zip(*((f"lo{n}", f"hi{n}", best(n)) for n in parts), strict=True))
        label = " + ".join(f"{measure}.{part}" for part in group)
        exceed = ("parts-exceed-total", f"{label} within {measure}")
        wrong[exceed] = f"{some_lo} > hi0 AND {some_lo} > 0"
        possibly[exceed] = (
            f"{some_lo} <= hi0 AND {some_lo} > 0 AND {some_hi} > lo0 AND lo0 IS NOT NULL AND {point} > {best(0)}"
        )
        if len(group) == 3:
            total = ("parts-do-not-sum-to-total", f"{label} = {measure}")
            wrong[total] = f"{lo} > hi0 OR lo0 > {hi}"
            possibly[total] = f"{lo} <= hi0 AND lo0 <= {hi} AND {point} <> {best(0)}"
    return wrong, possibly


def best(n: int) -> str:
    """The best value, where all mentions agree."""
    return f"CASE WHEN b0{n} = b1{n} THEN nullif(b0{n}, '-infinity') END"


def masked(con: duckdb.DuckDBPyConnection, source: str, wrong: Mapping[Name, str]) -> dict[Name, tuple[int, list[int]]]:
    """One pass: check -> how many rows are wrong, and the first of them."""
    bits = " | ".join(f"(CASE WHEN {rule} THEN {1 << n}::BIGINT ELSE 0 END)" for n, rule in enumerate(wrong.values()))
    found: dict[Name, tuple[int, list[int]]] = {name: (0, []) for name in wrong}
    masks = con.execute(
        f"SELECT m, count(*), min(_row, {LIMIT}) FROM (SELECT _row, {bits} AS m FROM {source}) WHERE m <> 0 GROUP BY m"
    ).fetchall()
    for n, name in enumerate(wrong):
        hit = [(count, rows) for mask, count, rows in masks if mask >> n & 1]
        found[name] = sum(c for c, _ in hit), sorted(row for _, rows in hit for row in rows)[:LIMIT]
    return found


def keyed(con: duckdb.DuckDBPyConnection, table: str, rows: Iterable[int]) -> dict[int, Row]:
    """Row -> the row that a finding names, its key, file and line."""
    columns = f"_row, {KEYS[table]}" if table in KEYS else "coalesce(record, -1), raw"
    sql = f"SELECT _row, {columns}, _file, _line FROM {table} WHERE _row IN (SELECT unnest($1::BIGINT[]))"
    return {row: tuple(shown) for row, *shown in con.execute(sql, [list(rows)]).fetchall()}


def of_mates(con: duckdb.DuckDBPyConnection, measure: str, instance: str, rows: list[int]) -> list[Row]:
    """The figures that findings name, of the statements that begin in these rows."""
    part = instance.partition(" ")[0].partition(".")[2] if "+" not in instance else ""
    same = " AND ".join(f"f.{key} IS NOT DISTINCT FROM g.{key}" for key in ("event", "source", "document", "reported"))
    sql = f"""
        SELECT min(f._row), arg_min(f.figure_id, f._row), arg_min(f._file, f._row), arg_min(f._line, f._row)
        FROM figures AS f JOIN (FROM figures WHERE _row IN (SELECT unnest($1::BIGINT[]))) AS g ON {same}
        WHERE lower(trim(f.measure)) = '{measure}' AND coalesce(lower(trim(f.population)), '') = '{part}'
        GROUP BY g._row ORDER BY g._row"""
    return con.execute(sql, [rows]).fetchall() if rows else []


def audit(con: duckdb.DuckDBPyConnection, generic: list[str]) -> dict[Name, Found]:
    """Every check: counts, and the first failing rows with key, file and line."""
    return by_row(con) | by_statement(con) | by_query(con, generic)


def by_row(con: duckdb.DuckDBPyConnection) -> dict[Name, Found]:
    """What the row alone tells, a pass a table."""
    results: dict[Name, Found] = {}
    for table, wrong in WRONG.items():
        found = masked(con, table, wrong)
        shown = keyed(con, table, {row for _, rows in found.values() for row in rows})
        results |= {name: Found(failed, 0, [shown[row] for row in rows]) for name, (failed, rows) in found.items()}
    return results


def by_statement(con: duckdb.DuckDBPyConnection) -> dict[Name, Found]:
    """What the figures of one statement tell together, a pass a measure."""
    results = {}
    for measure in FAMILIES:
        wrong, possibly = of_statements(measure)
        both = {**wrong} | {(f"{check}?", instance): rule for (check, instance), rule in possibly.items()}
        found = masked(con, f"({pivot(measure)})", both)
        for check, instance in wrong:
            failed, rows = found[check, instance]
            possible, doubtful = found.get((f"{check}?", instance), (0, []))
            first = sorted([*rows, *doubtful])[:LIMIT]
            results[check, instance] = Found(failed, possible, of_mates(con, measure, instance, first))
    return results


def by_query(con: duckdb.DuckDBPyConnection, generic: list[str]) -> dict[Name, Found]:
    """What takes a join or a group, a query a check."""
    results = {}
    for name, (table, query) in QUERIES.items():
        given = {"generic": generic} if "$generic" in query else {}
        con.execute(f"CREATE OR REPLACE TEMP TABLE offending AS {query}", given)
        failed = con.execute("SELECT count(*) FROM offending").fetchall()[0][0]
        first = [row for (row,) in con.execute(f"SELECT _row FROM offending ORDER BY 1 LIMIT {LIMIT}").fetchall()]
        shown = keyed(con, table, first)
        results[name] = Found(failed, 0, [shown[row] for row in first])
    return results


def main() -> None:
    """Run everything and write it down."""
    database, words, out = sys.argv[1:]
    con = duckdb.connect(database, read_only=True)
    results = audit(con, json.loads(Path(words).read_text()))
    con.close()
    listed = [{"check": check, "instance": instance, **found._asdict()} for (check, instance), found in results.items()]
    Path(out).write_text(json.dumps(listed))


if __name__ == "__main__":
    main()
