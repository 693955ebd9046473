"""Data that nobody here made: what is found in it is what plain SQL finds, and what is right in it is not accused."""

from __future__ import annotations

import shutil
from collections.abc import Callable
from pathlib import Path

import duckdb
import pytest

from tieout.model.audit import Audit
from tieout.model.verdict import Outcome
from workbench import Desk, keys, result

HERE = Path(__file__).parent
DATA = HERE.parents[2] / "shared" / "data"

pytestmark = pytest.mark.slow


def audited(name: str, file: str, folder: Path) -> Audit:
    """An audit of a dataset whose files lie outside the repository."""
    if not (DATA / name / file).exists():
        pytest.skip(f"no {name}: it is not ours to ship; put {file} into ../shared/data/{name} beside the repository")
    desk = Desk(folder)
    desk.write(f"datasets/{name}/dataset.yaml", (HERE / name / "dataset.yaml").read_bytes())
    desk.write(f"expectations/{name}.yaml", (HERE / name / "suite.yaml").read_bytes())
    shutil.copy(DATA / name / file, folder / "datasets" / name)
    return desk.audit(name)


@pytest.fixture(scope="module")
def syria(tmp_path_factory: pytest.TempPathFactory) -> Audit:
    return audited("ucdp-ged-syria", "ged191_syria.csv", tmp_path_factory.mktemp("syria"))


@pytest.fixture(scope="module")
def migrants(tmp_path_factory: pytest.TempPathFactory) -> Audit:
    return audited("missing-migrants", "missing-migrants-2020.csv", tmp_path_factory.mktemp("migrants"))


Ask = Callable[[str], list[str]]


def asking(path: Path, key: str) -> Ask:
    """The keys of the rows of a CSV file for which a condition of plain SQL holds."""

    def ask(condition: str) -> list[str]:
        source = f"read_csv('{path}', all_varchar = true, header = true, delim = ',', quote = '\"')"
        return [k for (k,) in duckdb.execute(f'SELECT "{key}" FROM {source} WHERE {condition}').fetchall()]

    return ask


@pytest.fixture(scope="module")
def syria_sql() -> Ask:
    return asking(DATA / "ucdp-ged-syria" / "ged191_syria.csv", "id")


@pytest.fixture(scope="module")
def migrants_sql() -> Ask:
    return asking(DATA / "missing-migrants" / "missing-migrants-2020.csv", "Web ID")


def number(column: str) -> str:
    return f'coalesce(TRY_CAST("{column}" AS DOUBLE), 0)'


def test_syria_bounds_are_out_of_order_where_sql_finds_them(syria: Audit, syria_sql: Ask) -> None:
    low, best, high = (f"{column}::DOUBLE" for column in ("low", "best", "high"))
    for check, condition, count in (
        ("lower-bound-above-best", f"{low} > {best}", 30),
        ("best-above-upper-bound", f"{best} > {high}", 71),
    ):
        found = result(syria, check, "killed")
        assert (found.counts.rows, found.counts.failed) == (16566, count)
        assert keys(found, "id") == syria_sql(condition)


def test_syria_parts_add_up_and_dates_span_what_they_claim(syria: Audit, syria_sql: Ask) -> None:
    parts = " + ".join(number(f"deaths_{side}") for side in ("a", "b", "civilians", "unknown"))
    assert syria_sql(f"{parts} <> {number('best')}") == []
    sums = result(syria, "parts-do-not-sum-to-total")
    assert (sums.outcome, sums.counts.passed, sums.counts.rows) == (Outcome.PASSED, 16566, 16566)
    spans = result(syria, "precision-contradicts-span")
    assert (spans.outcome, spans.counts.failed, spans.counts.passed) == (Outcome.PASSED, 0, spans.counts.applicable)
    assert spans.counts.applicable == 16566


def test_syria_is_otherwise_in_order(syria: Audit) -> None:
    failing = {r.check.id for r in syria.results if r.outcome is Outcome.FAILED}
    assert failing <= {"lower-bound-above-best", "best-above-upper-bound", "lower-bound-incoherent"}
    assert not any(r.outcome is Outcome.ERROR for r in syria.results)
    assert [reason.check for reason in syria.decision.reasons] == ["best-above-upper-bound", "lower-bound-above-best"]


SEXES = f"{number('Number of Females')} + {number('Number of Males')}"
TOTAL = 'TRY_CAST("Total Dead and Missing" AS DOUBLE)'


def test_migrants_sexes_exceed_the_total_where_sql_finds_it(migrants: Audit, migrants_sql: Ask) -> None:
    wrong = migrants_sql(f"{SEXES} > {TOTAL}")
    found = result(migrants, "parts-exceed-total", "killed.women + killed.men within killed")
    assert (len(wrong), found.counts.failed) == (5, 5)
    assert keys(found, "Web ID") == wrong


def test_migrants_children_counted_by_sex_are_no_finding(migrants: Audit, migrants_sql: Ask) -> None:
    """Women, men and children add up to more than the total in 525 rows: in 520 of them that is right."""
    more = migrants_sql(f"{SEXES} + {number('Number of Children')} > {TOTAL}")
    innocent = set(more) - set(migrants_sql(f"{SEXES} > {TOTAL}"))
    assert (len(more), len(innocent)) == (525, 520)
    accused = {f.key["Web ID"] for f in migrants.findings if f.check.startswith(("parts-", "subcount-"))}
    assert not accused & innocent


def test_migrants_sums_and_subcounts_agree_with_sql(migrants: Audit, migrants_sql: Ask) -> None:
    columns = {"women": "of Females", "men": "of Males", "children": "of Children", "dead": "Dead"}
    for part, column in ((part, f"Number {column}") for part, column in columns.items()):
        found = result(migrants, "subcount-exceeds-total", f"killed.{part} within killed")
        assert keys(found, "Web ID") == migrants_sql(f"{number(column)} > {TOTAL}")
    sums = result(migrants, "parts-do-not-sum-to-total", "killed.dead + killed.missing = killed")
    both = f"{number('Number Dead')} + {number('Minimum Estimated Number of Missing')}"
    stated = '"Number Dead" IS NOT NULL AND "Minimum Estimated Number of Missing" IS NOT NULL'
    assert keys(sums, "Web ID") == migrants_sql(f"{stated} AND {both} <> {TOTAL}")
    assert not any(r.outcome is Outcome.ERROR for r in migrants.results)
