"""Rules as people write them: what is bound, and what is refused at its line and column."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tieout.model.check import Check, ParameterValue
from tieout.model.dataset import FigureColumns, Type
from tieout.model.mistake import Mistake
from tieout.plan import functions
from tieout.plan.expression import Scope, compile_rule
from tieout.plan.instance import scope_of
from tieout.plan.operands import Value
from tieout.project import positioned
from workbench import NOW, Bench, rule, table, words


@pytest.fixture(scope="module")
def bench() -> Bench:
    """Events with dates, a figure, and a column that has no role."""
    one = table(
        "events",
        key=("id",),
        roles={"event.id": "id", "event.start": "from", "event.end": "to", "event.title": "title"},
        figures={"killed": FigureColumns("min", "n", "max"), "killed.women": FigureColumns(best="women")},
        types={"stations": Type.INTEGER},
    )
    columns = ("id", "from", "to", "title", "min", "n", "max", "women", "stations", "select", "a.b c")
    row = ("E1", "2017-11-26", "2017-11-28", "A bridge", "15", "21", "65", "30", "4", "x", "y")
    return Bench([one], {"events": (columns, [row])})


def refused(bench: Bench, check: Check) -> str:
    with pytest.raises(Mistake) as caught:
        bench.rehearse(check)
    return str(caught.value)


@pytest.mark.parametrize(
    ("holds", "message"),
    [
        (
            "event.strat <= event.end",
            "error[unknown-role]: rule.yaml:5:8 no role 'event.strat' here\n  help: did you mean 'event.start'?",
        ),
        (
            "event.start <= event.ende",
            "error[unknown-role]: rule.yaml:5:23 no role 'event.ende' here\n  help: did you mean 'event.end'?",
        ),
        (
            "event.start IS NULL\nOR event.edn > event.start",
            "error[unknown-role]: rule.yaml:6:11 no role 'event.edn' here\n  help: did you mean 'event.end'?",
        ),
        (
            "event.title = 'é 😀' AND\n  coalesce(event.start, evnt.end) IS NULL",
            "error[unknown-role]: rule.yaml:6:32 no role 'evnt.end' here\n  help: did you mean 'event.end'?",
        ),
        (
            "titel = 'x'",
            ("error[unknown-column]: rule.yaml:5:8 no column or name 'titel' here\n  help: did you mean 'title'?"),
        ),
        (
            "Title = 'x'",
            ("error[unknown-column]: rule.yaml:5:8 no column or name 'Title' here\n  help: did you mean 'title'?"),
        ),
        (
            "killed.lowr > 1",
            "error[unknown-role]: rule.yaml:5:8 no name 'killed.lowr' here\n  help: did you mean 'killed.lower'?",
        ),
        (
            "figure.best > 1",
            "error[unknown-role]: rule.yaml:5:8 no role 'figure.best' here",
        ),
        (
            "killed > 1",
            (
                "error[wrong-operand]: rule.yaml:5:8 'killed' is a figure, an interval\n"
                "  help: write best(x), lower(x), upper(x), known(x) or x.lower, x.best, x.upper"
            ),
        ),
        ("best(event.title) = 'x'", "error[wrong-operand]: rule.yaml:5:13 best() reads a figure"),
        ("best(1) = 1", "error[wrong-operand]: rule.yaml:5:13 best() reads a figure"),
        ("raw(killed) = '1'", "error[wrong-operand]: rule.yaml:5:12 raw() reads a value, not a figure"),
        ("raw(trim(title)) = '1'", "error[wrong-operand]: rule.yaml:5:17 raw() reads one value of a row rule"),
        (
            "event.start > $dais",
            "error[unknown-parameter]: rule.yaml:5:22 no parameter '$dais'\n  help: did you mean 'days'?",
        ),
        ("stations = $spans", "error[wrong-operand]: rule.yaml:5:19 a map is read by lowest() and highest()"),
        ("lowest($days, title) = 1", "error[wrong-operand]: rule.yaml:5:8 lowest() reads a map and a key"),
        ("lowest($spans) = 1", "error[wrong-operand]: rule.yaml:5:8 lowest() reads a map and a key"),
        (
            "title = trimm(title)",
            "error[unknown-function]: rule.yaml:5:16 no function 'trimm'\n  help: did you mean 'trim'?",
        ),
        (
            "count(title) = 1",
            (
                "error[unknown-function]: rule.yaml:5:8 no function 'count'\n"
                "  help: it reads many rows: such functions stand in queries (offenders, rows)"
            ),
        ),
        ("getenv('HOME') = 'x'", "error[unknown-function]: rule.yaml:5:8 no function 'getenv'"),
        ("\"getenv\"('HOME') = 'x'", "error[unknown-function]: rule.yaml:5:8 no function 'getenv'"),
        ("title.getenv() = 'x'", "error[unknown-function]: rule.yaml:5:14 no function 'getenv'"),
        ("getenv /* x */ ('HOME') = 'x'", "error[unknown-function]: rule.yaml:5:8 no function 'getenv'"),
        ("GetEnv\n('HOME') = 'x'", "error[unknown-function]: rule.yaml:5:8 no function 'GetEnv'"),
        ("random() < 0.5", "error[unknown-function]: rule.yaml:5:8 no function 'random'"),
        ("now() > event.start", "error[unknown-function]: rule.yaml:5:8 no function 'now'"),
        ("query('SELECT 1') = 1", "error[unknown-function]: rule.yaml:5:8 no function 'query'"),
        ("row_number() OVER () = 1", "error[unknown-function]: rule.yaml:5:8 no function 'row_number'"),
        ("count(*) > 1", "error[unknown-function]: rule.yaml:5:8 no function 'count'"),
        ("list_transform([1], x -> x) = [1]", "error[unknown-function]: rule.yaml:5:8 no function 'list_transform'"),
        ("read_csv('x') = 1", "error[unknown-function]: rule.yaml:5:8 no function 'read_csv'"),
    ],
)
def test_a_name_that_stands_for_nothing(bench: Bench, holds: str, message: str) -> None:
    parameters: dict[str, ParameterValue] = {"days": 3, "spans": {"1": (1, 2)}}
    told = refused(bench, rule(holds=holds, parameters=parameters))
    assert told == message or (message.count("\n") == 0 and told.startswith(message + "\n  help: "))


@pytest.mark.parametrize(
    "holds",
    [
        "(SELECT 1) = 1",
        "EXISTS (SELECT * FROM events)",
        "stations IN (SELECT 1)",
        "stations = ANY (SELECT 1)",
        "max(stations) OVER () = 1",
        "greatest(stations, 1) OVER (PARTITION BY title) = 1",
        "true; DELETE FROM events",
        "true; SELECT 1",
        "COPY events TO 'x.csv'",
        "ATTACH 'x.db'",
        "SELECT 1",
        "FROM 'x.csv'",
        "PRAGMA database_list",
        "* = 1",
        "COLUMNS(*) > 1",
        "events.* IS NULL",
        "CURRENT_TIMESTAMP > event.start",
        "CURRENT_TIME IS NULL",
        "LOCALTIME IS NULL",
        "LOCALTIMESTAMP IS NULL",
        "CURRENT_USER = 'x'",
        "SESSION_USER = 'x'",
        "USER = 'x'",
        "CURRENT_CATALOG = 'x'",
        "CURRENT_ROLE = 'x'",
        "event.start AT TIME ZONE 'UTC' IS NULL",
        "? = 1",
        "$1 = 1",
        "title = 'open",
        "title = ",
        "(title = 'x'",
        "title 'x'",
        "",
        "--",
        "weekday() = 'Monday'",
        "weekday(event.start, event.end) = 'Monday'",
        "days(event.start) = 1",
        "days() = 1",
        "today(1) = event.start",
        "known() = true",
        "known(title, title)",
        "raw() = 'x'",
        "best() = 1",
        "abs(stations, 1, 2) = 1",
        "title > 3 + event.start",
        "stations",
        "title",
        "event.start",
        "best(killed)",
        "'yes'",
        "1",
        "[true]",
        "NULL",
    ],
)
def test_what_is_no_rule_is_refused_in_its_file(bench: Bench, holds: str) -> None:
    """Whatever SQL could say beside a truth about one row, at a place in the rule."""
    with pytest.raises(Mistake) as caught:
        bench.rehearse(rule(holds=holds, parameters={"days": 3}))
    assert caught.value.at is not None
    assert (caught.value.at.file, caught.value.at.line) == ("rule.yaml", 5)


@pytest.mark.parametrize("kind", ["applies", "doubtful"])
def test_every_rule_of_a_check_is_a_truth(bench: Bench, kind: str) -> None:
    check = rule(holds="true", applies="stations") if kind == "applies" else rule(holds="true", doubtful="stations")
    told = refused(bench, check)
    assert told.startswith("error[bad-rule]: rule.yaml:5:8 ")


@given(st.text(max_size=40) | st.text(alphabet="abs(event.start)='<>,;-/*|$1[]{}\"\n ", max_size=40))
def test_any_text_is_a_rule_or_a_mistake(text: str) -> None:
    scope = Scope(lambda name: Value(name, "t.x", ("x",), "r.x"), ["x"], {}, NOW.date())
    try:
        compile_rule(words(text), scope)
    except Mistake as refusal:
        assert refusal.at is not None  # noqa: PT017 - either is right


@pytest.mark.parametrize(
    ("written", "at"),
    [
        ("holds: event.strat IS NULL\n", "a.yaml:1:8"),
        ("holds: 'event.strat IS NULL'\n", "a.yaml:1:9"),
        ("holds: |\n  event.start IS NULL\n    OR event.strat IS NULL\n", "a.yaml:3:8"),
        ("holds: |\n\n  event.start IS NULL\n  OR event.strat IS NULL\n", "a.yaml:4:6"),
        ("holds: >\n  event.strat\n  IS NULL\n", "a.yaml:2:3"),
        ("holds: >\n  event.start IS NULL\n\n  OR event.end IS NULL OR\n  event.strat IS NULL\n", "a.yaml:5:3"),
        ("holds: >\n  event.start IS NULL\n  OR evnet('x') IS NULL\n", "a.yaml:3:6"),
        ("holds: >\n  event.start IS NULL\n  OR event.start IS IS\n", "a.yaml:3:21"),
        ("holds: event.start IS NULL\n  OR event.strat IS NULL\n", "a.yaml:2:6"),
        ("holds: 'event.title = ''x'' AND event.strat IS NULL'\n", "a.yaml:1:33"),
        ("holds: >\n  event.start IS NULL\n  OR event.title = $titel\n", "a.yaml:3:20"),
    ],
)
def test_a_place_in_a_rule_is_a_place_in_its_file(bench: Bench, written: str, at: str) -> None:
    text = positioned.parse(written, "a.yaml").map("file")["holds"].words("holds")
    binder = bench.binder()
    (binding,) = binder.bind(rule(holds="true"))
    with pytest.raises(Mistake) as caught:
        compile_rule(text, scope_of(binder, binding, {}, NOW.date()))
    assert str(caught.value.at) == at


# One call of every function that a rule may make, over the row of the bench.
CALLS = {
    "known": "known(title)", "negative": "negative(killed)", "raw": "raw(title)", "ambiguous": "ambiguous(title)",
    "today": "today()", "weekday": "weekday(event.start)",
    "days": "days(event.start, event.end)", "best": "best(killed)", "lowest": "lowest($spans, title)",
    "highest": "highest($spans, title)", "lower": "lower(title)", "upper": "upper(title)",
    "trim": "trim(title)", "ltrim": "ltrim(title, 'A')", "rtrim": "rtrim(title)", "length": "length(title)",
    "strlen": "strlen(title)", "len": "len(title)", "substr": "substr(title, 2)", "substring": "substring(title, 1, 3)",
    "left": "left(title, 2)", "right": "right(title, 2)", "replace": "replace(title, 'A', 'B')",
    "translate": "translate(title, 'A', 'B')", "reverse": "reverse(title)", "contains": "contains(title, 'b')",
    "starts_with": "starts_with(title, 'A')", "ends_with": "ends_with(title, 'A')", "prefix": "prefix(title, 'A')",
    "suffix": "suffix(title, 'A')", "concat": "concat(title, NULL, 'x')", "concat_ws": "concat_ws('-', title, 'x')",
    "split_part": "split_part(title, ' ', 1)", "string_split": "string_split(title, ' ')",
    "str_split": "str_split(title, ' ')", "regexp_matches": r"regexp_matches(title, '\s')",
    "regexp_full_match": "regexp_full_match(title, '[a-z ]+', 'i')",
    "regexp_replace": r"regexp_replace(title, '\s', '', 'g')",
    "regexp_extract": r"regexp_extract(title, '(\w+) (\w+)', 2)", "strip_accents": "strip_accents('é')",
    "nfc_normalize": "nfc_normalize(title)", "levenshtein": "levenshtein(title, 'x')",
    "jaro_winkler_similarity": "jaro_winkler_similarity(title, 'x')", "ascii": "ascii(title)", "chr": "chr(65)",
    "abs": "abs(stations)", "round": "round(2.567, 1)", "floor": "floor(2.5)", "ceil": "ceil(2.5)",
    "ceiling": "ceiling(2.5)", "trunc": "trunc(2.5)", "sign": "sign(stations)", "mod": "mod(stations, 3)",
    "greatest": "greatest(stations, 9, NULL)", "least": "least(stations, 9, NULL)", "isnan": "isnan(2.5::DOUBLE)",
    "isinf": "isinf(2.5::DOUBLE)", "isfinite": "isfinite(2.5::DOUBLE)", "sqrt": "sqrt(stations)", "ln": "ln(stations)",
    "log10": "log10(stations)", "year": "year(event.start)", "month": "month(event.start)", "day": "day(event.start)",
    "quarter": "quarter(event.start)", "week": "week(event.start)", "dayofweek": "dayofweek(event.start)",
    "isodow": "isodow(event.start)", "dayofyear": "dayofyear(event.start)", "dayname": "dayname(event.start)",
    "monthname": "monthname(event.start)", "date_diff": "date_diff('day', event.start, event.end)",
    "datediff": "datediff('month', event.start, event.end)", "date_part": "date_part('year', event.start)",
    "date_trunc": "date_trunc('month', event.start)", "make_date": "make_date(2017, 2, 3)",
    "strftime": "strftime(event.start, '%d %B')", "last_day": "last_day(event.start)",
    "list_contains": "list_contains(['A bridge'], title)", "list_has_all": "list_has_all(['a', 'b'], ['a'])",
    "list_has_any": "list_has_any(['a', 'b'], ['c'])", "list_value": "list_value(1, 2)",
    "list_distinct": "length(list_distinct([1, 1]))", "array_length": "array_length([1, 2])",
    "coalesce": "coalesce(NULL, title)", "nullif": "nullif(stations, 4)", "ifnull": "ifnull(NULL, stations)",
    "if": "if(stations > 3, 'many', 'few')", "cast": "cast(stations AS VARCHAR)",
    "try_cast": "try_cast(title AS INTEGER)",
    "try": "try(stations // 0)", "row": "row(title, stations)", "struct_pack": "struct_pack(a := title)",
}  # fmt: skip
OPERATORS = [
    "stations + 1", "stations - -1", "-stations", "stations * 2.5", "stations / 3", "stations // 3", "stations % 3",
    "stations ^ 2", "stations ** 2", "stations = 4", "stations <> 4", "stations != 4", "stations == 4",
    "stations IN (1, 4)", "stations NOT IN (1, NULL)", "stations BETWEEN 3 AND 5", "title LIKE 'A%'",
    "title ILIKE 'a%'",
    "title NOT LIKE '_x'", "title SIMILAR TO 'A.*'", "title ~ 'A.*'", "title || 'x'", "title IS NULL",
    "title IS NOT NULL",
    "title IS DISTINCT FROM NULL", "title IS NOT DISTINCT FROM NULL", "NOT (title = 'x')",
    "title = 'x' OR stations = 4",
    "CASE WHEN stations > 3 THEN 'a' ELSE 'b' END", "CASE stations WHEN 4 THEN 'a' END", "event.start + INTERVAL 3 DAY",
    "event.end - event.start", "CAST(event.start AS VARCHAR)", "event.start::VARCHAR",
    "DATE '2017-11-26' = event.start",
    "TIMESTAMP '2017-11-26 10:00:00'", "(stations > 3) IS TRUE", "'it''s'", "1e3", "NULL::INTEGER", "[1, 2]",
    "stations & 6", "stations | 1", "stations << 2",
]  # fmt: skip


def test_every_allowed_function_has_a_call_here() -> None:
    assert set(CALLS) == functions.ALLOWED


def evaluated(bench: Bench, text: str) -> object:
    """What a rule's text gives for the row of the bench, compiled by tieout."""
    binder = bench.binder()
    (binding,) = binder.bind(rule(holds="true"), raw=True)
    scope = scope_of(binder, binding, {"spans": {"a bridge": (1, 2)}}, NOW.date())
    return bench.query(f"SELECT {compile_rule(words(text), scope).sql} FROM {binding.relation.rows}")[0][0]


@pytest.mark.parametrize("name", sorted(functions.ALLOWED))
def test_every_allowed_function_is_one_of_duckdb(bench: Bench, name: str) -> None:
    evaluated(bench, CALLS[name])


def plainly(bench: Bench, text: str) -> object:
    """What DuckDB itself makes of a text, names aside."""
    names = {"event.start": "from", "event.end": "to"}
    for role, column in names.items():
        text = text.replace(role, f'"{column}"')
    return bench.query(f"SELECT {text} FROM main.events")[0][0]


@pytest.mark.parametrize("text", [CALLS[name] for name in sorted(functions.ALLOWED - functions.OWN)] + OPERATORS)
def test_what_is_compiled_means_what_duckdb_means(bench: Bench, text: str) -> None:
    """SQLGlot reads the rule and writes it anew: nothing may change on the way."""
    assert evaluated(bench, text) == plainly(bench, text)


@pytest.mark.parametrize(
    ("text", "value"),
    [
        ("weekday(event.start)", "Sunday"),
        ("days(event.start, event.end)", 2),
        ("days(event.end, event.start)", -2),
        ("today() = DATE '2026-11-01'", True),
        ("CURRENT_DATE = DATE '2026-11-01'", True),
        ("raw(event.start)", "2017-11-26"),
        ("lowest($spans, ' A Bridge ')", 1),
        ("highest($spans, title)", 2),
        ("lowest($spans, 'x')", None),
        ("known(killed)", True),
        ("known(killed.lower)", True),
        ("known(killed.women.lower)", False),
        ("known(event.place)", False),
        ("known(title || NULL)", False),
        ("lower(killed)", 15),
        ("best(killed)", 21),
        ("upper(killed)", 65),
        ("killed.best", 21),
        ("killed.words", None),
        ("lower(killed.women) + upper(killed.women)", 60),
        ('"select"', "x"),
        ('"a.b c"', "y"),
        ('a."b c"', "y"),
        ("title = $quote", False),
        ("title IN $list", True),
        ("list_contains($list, title)", True),
        ("title IN $empty", None),
        ("stations - $minus", 7),
        ("stations -$minus", 7),
        ("$flag AND $none IS NULL", True),
    ],
)
def test_tieouts_own_functions_and_parameters(bench: Bench, text: str, value: object) -> None:
    binder = bench.binder()
    (binding,) = binder.bind(rule(holds="true"), raw=True)
    parameters: dict[str, ParameterValue] = {
        "spans": {"A bridge": (1, 2)},
        "quote": "'; DROP TABLE events; --",
        "list": ("A bridge", "it's"),
        "empty": (),
        "minus": -3,
        "flag": True,
        "none": None,
    }
    scope = scope_of(binder, binding, parameters, NOW.date())
    got = bench.query(f"SELECT {compile_rule(words(text), scope).sql} FROM {binding.relation.rows}")
    assert got == [(value,)]
