"""`offenders`: one SELECT that reads what the dataset has, and nothing else."""

from __future__ import annotations

import pytest

from tieout.model.check import Check
from tieout.model.mistake import Mistake
from tieout.model.verdict import Counts, Outcome
from tieout.plan import functions
from workbench import Bench, result, rule, table


@pytest.fixture(scope="module")
def bench() -> Bench:
    """Figures with sources, and a table of the dataset's own that is named like a file."""
    figures = table("figures", key=("id",), roles={"figure.id": "id", "figure.source": "by", "figure.best": "n"})
    sources = table("register", relation="sources", key=("key",), roles={"source.id": "key", "source.name": "name"})
    own = table("stations.csv", key=("select",))
    return Bench(
        [figures, sources, own],
        {
            "figures": (
                ("id", "by", "n"),
                [("F1", "S1", "3"), ("F2", "S9", "4"), ("F3", None, "5"), ("F4", "S1", "x")],
            ),
            "register": (("key", "name"), [("S1", "The desk"), ("S2", "Witness")]),
            "stations.csv": (("select", "district"), [("A", "1"), ("B", "2")]),
        },
    )


def asks(offenders: str, *, applies: str | None = None, over: str = "figures", **more: str) -> Check:
    rules = {"offenders": offenders} | ({"applies": applies} if applies else {})
    return rule(over=over, **rules, **more)  # type: ignore[arg-type] # names of texts


LOST = "SELECT figure._row FROM figures AS figure ANTI JOIN sources AS source ON figure.source = source.id"


@pytest.mark.parametrize(
    ("offenders", "message"),
    [
        ("DELETE FROM figures", "error[bad-rule]: rule.yaml:5:8 expected one SELECT"),
        ("UPDATE figures SET best = 1", "error[bad-rule]: rule.yaml:5:8 expected one SELECT"),
        ("DROP TABLE figures", "error[bad-rule]: rule.yaml:5:8 expected one SELECT"),
        ("COPY figures TO 'x.csv'", "error[bad-rule]: rule.yaml:5:8 expected one SELECT"),
        ("ATTACH 'x.db' AS x", "error[bad-rule]: rule.yaml:5:8 expected one SELECT"),
        ("SET memory_limit = '1GB'", "error[bad-rule]: rule.yaml:5:8 expected one SELECT"),
        ("SELECT _row FROM figures; SELECT 1", "error[bad-rule]: rule.yaml:5:8 expected one SELECT"),
        ("SELECT _row FROM figures; DROP TABLE figures", "error[bad-rule]: rule.yaml:5:8 expected one SELECT"),
        ("", "error[bad-rule]: rule.yaml:5:8 expected one SELECT"),
        ("WITH x AS (DELETE FROM figures RETURNING _row) SELECT _row FROM x", "error[bad-rule]: rule.yaml:5:"),
        ("WITH x AS (INSERT INTO figures SELECT 1 RETURNING _row) SELECT _row FROM x", "error[bad-rule]: rule.yaml:5:"),
        ("WITH x AS (COPY figures TO 'x.csv') SELECT 1 AS _row", "error[bad-rule]: rule.yaml:5:"),
        ("SELECT _row INTO x FROM figures", "error[bad-rule]: rule.yaml:5:"),
        (
            "SELECT _row FROM figure",
            ("error[unknown-relation]: rule.yaml:5:25 no relation 'figure'\n  help: did you mean 'figures'?"),
        ),
        ("SELECT _row\nFROM figurs", "error[unknown-relation]: rule.yaml:6:13 no relation 'figurs'"),
        ("SELECT _row FROM 'x.csv'", "error[unknown-relation]: rule.yaml:5:25 no relation"),
        ('SELECT _row FROM "/etc/passwd"', "error[unknown-relation]: rule.yaml:5:25 no relation"),
        ("SELECT _row FROM main.figures", "error[unknown-relation]: rule.yaml:5:25 no relation 'main.figures'"),
        ("SELECT _row FROM raw.figures", "error[unknown-relation]: rule.yaml:5:25 no relation 'raw.figures'"),
        ("SELECT 1 AS _row FROM information_schema.tables", "error[unknown-relation]: rule.yaml:5:30 no relation"),
        ("SELECT 1 AS _row FROM sqlite_master", "error[unknown-relation]: rule.yaml:5:30 no relation 'sqlite_master'"),
        ("SELECT _row FROM wanted", "error[unknown-relation]: rule.yaml:5:25 no relation 'wanted'"),
        ("SELECT _row FROM read_csv('x.csv')", "error[unknown-function]: rule.yaml:5:25 no function 'read_csv'"),
        (
            "SELECT _row FROM read_text('/etc/passwd')",
            "error[unknown-function]: rule.yaml:5:25 no function 'read_text'",
        ),
        ("SELECT _row FROM query('SELECT 1')", "error[unknown-function]: rule.yaml:5:25 no function 'query'"),
        ("SELECT _row FROM query_table('figures')", "error[unknown-function]: rule.yaml:5:25 no function"),
        ("SELECT 1 AS _row FROM duckdb_settings()", "error[unknown-function]: rule.yaml:5:30 no function"),
        ("SELECT unnest([1]) AS _row", "error[unknown-function]: rule.yaml:5:15 no function 'unnest'"),
        ("SELECT _row FROM range(10)", "error["),
        ("SELECT _row FROM figures TABLESAMPLE 10%", "error[bad-rule]: rule.yaml:5:"),
        ("PIVOT figures ON best", "error[bad-rule]: rule.yaml:5:"),
        ("SELECT _row FROM (VALUES (1)) AS v", "error[bad-rule]: rule.yaml:5:"),
        ("SELECT _row FROM figures WHERE CURRENT_TIMESTAMP IS NULL", "error[bad-rule]: rule.yaml:5:"),
        (
            "SELECT _row FROM figures WHERE list_filter([1], x -> x > 1) IS NULL",
            "error[unknown-function]: rule.yaml:5:39",
        ),
        (
            "SELECT figure._row FROM figures AS figure WHERE figure.sorce IS NULL",
            (
                "error[unknown-role]: rule.yaml:5:56 no role 'figure.sorce' (figure.sorce)\n"
                "  help: did you mean 'figure.source'?"
            ),
        ),
        (
            "SELECT f._row FROM figures AS f\nWHERE f.sorce IS NULL",
            (
                "error[unknown-role]: rule.yaml:6:14 no role 'figure.sorce' (f.sorce)\n"
                "  help: did you mean 'figure.source'?"
            ),
        ),
        (
            "SELECT figure._row FROM figures AS figure WHERE best(figure.best) = 1",
            "error[wrong-operand]: rule.yaml:5:61",
        ),
        (
            "SELECT _row FROM figures WHERE raw(best) = 'x'",
            "error[wrong-operand]: rule.yaml:5:43 raw() reads one value of a row rule",
        ),
        (
            "SELECT _row FROM figures WHERE best > $most",
            "error[unknown-parameter]: rule.yaml:5:46 no parameter '$most'",
        ),
        ("SELECT _row FROM figures WHERE bst > 1", "error[bad-rule]: rule.yaml:5:8 house-rule: Binder Error: Refer"),
        ("SELECT best FROM figures", "error[bad-rule]: rule.yaml:5:8 house-rule: Binder Error: Refer"),
        ("SELECT _row, source AS undecided FROM figures", "error[bad-rule]: rule.yaml:5:8 house-rule: "),
        ("SELECT source AS _row FROM figures", "error[bad-rule]: rule.yaml:5:8 house-rule: "),
    ],
)
def test_what_a_query_may_not_say(bench: Bench, offenders: str, message: str) -> None:
    with pytest.raises(Mistake) as caught:
        bench.rehearse(asks(offenders))
    assert str(caught.value).startswith(message)


@pytest.mark.parametrize(
    "offenders",
    [
        'SELECT 1 AS _row FROM (WITH "x.csv" AS (SELECT 1 AS a) SELECT a FROM "x.csv") AS i JOIN "x.csv" AS x ON true',
        "SELECT 1 AS _row FROM (WITH wanted AS (SELECT 1 AS a) SELECT a FROM wanted) AS i JOIN wanted AS w ON true",
        "SELECT (WITH files AS (SELECT 1 AS a) SELECT a FROM files) AS _row FROM files",
        'WITH "x.csv" AS (SELECT 1 AS _row FROM "x.csv") SELECT _row FROM "x.csv"',
        "WITH a AS (SELECT 1 AS _row FROM files), files AS (SELECT 1) SELECT _row FROM a",
    ],
)
def test_a_name_given_inside_is_no_name_outside(bench: Bench, offenders: str) -> None:
    """Or else a query could name a file, or a table of the engine, and have it taken for its own."""
    with pytest.raises(Mistake) as caught:
        bench.rehearse(asks(offenders))
    assert caught.value.code == "unknown-relation"


@pytest.mark.parametrize(
    ("offenders", "rows"),
    [
        (LOST + " WHERE known(figure.source)", [1]),
        (LOST, [1, 2]),
        ("SELECT _row FROM figures WHERE best = 4", [1]),
        ("WITH big AS (SELECT _row, best FROM figures) SELECT _row FROM big WHERE best > 3", [1, 2]),
        ("WITH figures AS (SELECT 2 AS _row) SELECT _row FROM figures", [2]),
        ("WITH figures AS (SELECT * FROM figures WHERE best = 4) SELECT _row FROM figures", [1]),
        ("WITH a AS (SELECT _row FROM figures), b AS (SELECT _row FROM a) SELECT _row FROM b WHERE _row = 2", [2]),
        (
            "WITH RECURSIVE n AS (SELECT 1 AS _row UNION ALL SELECT _row + 1 FROM n WHERE _row < 3) SELECT * FROM n",
            [1, 2, 3],
        ),
        ("SELECT _row FROM figures WHERE EXISTS (SELECT * FROM sources WHERE sources.id = figures.source)", [0, 3]),
        ("SELECT _row FROM figures QUALIFY row_number() OVER (PARTITION BY source ORDER BY _row) > 1", [3]),
        ("SELECT min(_row) AS _row FROM figures GROUP BY source HAVING count(*) > 1", [0]),
        ('SELECT figures._row FROM figures JOIN "stations.csv" AS s ON s."select" = \'A\'', [0, 1, 2, 3]),
        ("SELECT figures._row FROM figures JOIN problems ON problems.record = figures._row", [3]),
        ("SELECT _row FROM figures WHERE best > $least ORDER BY best DESC LIMIT 1", [2]),
        ("SELECT _row FROM figures UNION ALL SELECT _row FROM figures", [0, 1, 2, 3]),
        ("SELECT _row FROM documents", []),
        ("SELECT document._row FROM documents AS document WHERE document.published < today()", []),
        ("SELECT figures._row FROM sources LEFT JOIN figures ON figures.source = sources.id", [0, 3]),
        ("SELECT NULL::BIGINT AS _row FROM figures", []),
    ],
)
def test_the_rows_that_a_query_returns_are_wrong(bench: Bench, offenders: str, rows: list[int]) -> None:
    """Each once, however often it is returned; a number that is no row's is nobody's fault."""
    check = rule(over="figures", offenders=offenders, parameters={"least": 3})
    (found,) = bench.run(check)
    assert [finding.row for finding in found.findings] == rows
    assert found.counts == Counts(4, 4, len(rows))


def test_rows_the_rule_does_not_speak_about_do_not_count(bench: Bench) -> None:
    everything = "SELECT _row FROM figures"
    found = result(bench.run(asks(everything, applies="figure.source = 'S1'")), "house-rule")
    assert [finding.row for finding in found.findings] == [0, 3]
    assert found.counts == Counts(rows=4, applicable=3, failed=2, unknown=1)


def test_a_row_of_which_the_query_cannot_tell_is_unknown(bench: Bench) -> None:
    found = result(
        bench.run(asks("SELECT _row, source IS NULL AS undecided FROM figures WHERE source IS NULL OR source <> 'S1'")),
        "house-rule",
    )
    assert ([finding.row for finding in found.findings], found.counts) == ([1], Counts(4, 4, failed=1, unknown=1))
    doubled = "SELECT _row, true AS undecided FROM figures UNION ALL SELECT _row, false FROM figures WHERE _row = 0"
    found = result(bench.run(asks(doubled)), "house-rule")
    assert ([finding.row for finding in found.findings], found.counts) == ([0], Counts(4, 4, failed=1, unknown=3))
    nobody_knows = "SELECT _row, NULL::BOOLEAN AS undecided FROM figures"
    found = result(bench.run(asks(nobody_knows)), "house-rule")
    assert (found.outcome, found.counts) == (Outcome.NOT_EVALUATED, Counts(4, 4, unknown=4))


@pytest.mark.parametrize("number", ["999999", "4", "-1", "-5", "1099511627775"])
def test_a_row_that_does_not_exist_is_an_error_of_the_check(bench: Bench, number: str) -> None:
    found = result(bench.run(asks(f"SELECT {number} AS _row FROM figures WHERE source = 'S9'")), "house-rule")
    assert found.outcome is Outcome.ERROR
    assert f"the query returns 1 row that figures does not have, such as _row {number}" in found.reason


def test_two_tables_that_fill_one_relation_keep_their_rows_apart() -> None:
    """Row 0 of the one is no row 0 of the other, and what is repeated between them is still seen."""
    roles = {"event.id": "id", "event.title": "title"}
    tables = [table(name, relation="events", key=("id",), roles=roles) for name in ("early", "late")]
    rows = {"early": (("id", "title"), [("A", "x"), ("B", "y")]), "late": (("id", "title"), [("C", "y"), ("D", "z")])}
    bench = Bench(tables, rows)
    twice = "SELECT b._row FROM events AS a JOIN events AS b ON a.title = b.title AND a._row < b._row"
    once = "SELECT _row FROM events WHERE title = 'x'"
    for offenders, early, late in ((twice, [], ["C"]), (once, ["A"], [])):
        results = bench.run(asks(offenders, over="events"))
        assert [r.instance for r in results] == ["early", "late"]
        assert [[f.key["id"] for f in r.findings] for r in results] == [early, late]
        assert [r.counts.failed for r in results] == [len(early), len(late)]


def test_a_table_of_the_datasets_own_is_read_by_its_columns(bench: Bench) -> None:
    found = result(
        bench.run(asks('SELECT _row FROM "stations.csv" WHERE "select" = \'B\'', over="stations.csv")), "house-rule"
    )
    assert [finding.key for finding in found.findings] == [{"select": "B"}]


CALLS = {
    "count": "count(*)", "sum": "sum(best)", "min": "min(best)", "max": "max(best)", "avg": "avg(best)",
    "median": "median(best)", "any_value": "any_value(best)", "bool_and": "bool_and(best > 0)",
    "bool_or": "bool_or(best > 0)", "count_if": "count_if(best > 0)", "string_agg": "string_agg(id, ',')",
    "list": "list(best)", "arg_min": "arg_min(id, best)", "arg_max": "arg_max(id, best)", "stddev": "stddev(best)",
    "row_number": "row_number() OVER ()", "rank": "rank() OVER (ORDER BY id)",
    "dense_rank": "dense_rank() OVER (ORDER BY id)",
    "lag": "lag(id) OVER (ORDER BY id)", "lead": "lead(id) OVER (ORDER BY id)",
    "first_value": "first_value(id) OVER (ORDER BY id)", "last_value": "last_value(id) OVER (ORDER BY id)",
}  # fmt: skip


def test_every_function_of_queries_has_a_call_here() -> None:
    assert set(CALLS) == functions.AGGREGATE | functions.WINDOW


@pytest.mark.parametrize("name", sorted(CALLS))
def test_every_function_of_queries_is_one_of_duckdb(bench: Bench, name: str) -> None:
    grouped = "GROUP BY id" if name in functions.AGGREGATE else "GROUP BY id, best"
    bench.rehearse(asks(f"SELECT min(_row) AS _row, {CALLS[name]} IS NULL AS undecided FROM figures {grouped}"))


@pytest.mark.parametrize(
    ("message", "marked"),
    [
        ("{figure} is {figure.best} here", ("n",)),
        ("no such source, of {figure.source}", ("by",)),
        ("{id} by {figure.source}", ("id", "by")),
        ("nobody is known", ("by", "n")),
    ],
)
def test_a_finding_of_a_query_marks_what_its_message_tells_not_what_picked_the_row(
    bench: Bench, message: str, marked: tuple[str, ...]
) -> None:
    check = asks(LOST, applies="known(figure.source) AND known(figure.best)", message=message)
    (finding,) = result(bench.run(check), "house-rule").findings
    assert finding.columns == marked
