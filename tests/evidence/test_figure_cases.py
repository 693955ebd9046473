"""The case tables: what each invented text bears out, what it leaves open, and that no wrong number passes."""

from __future__ import annotations

from collections.abc import Iterator
from functools import cache
from pathlib import Path
from typing import Any

import pytest
import yaml

from tieout.evidence import Status, check_figure
from tieout.model.figure import parse_bounds

CASES = Path(__file__).parent / "cases" / "figures"
PAGE = Path(__file__).parents[2] / "docs" / "evidence.md"
STATUSES = {
    "supported": Status.SUPPORTED,
    "derived": Status.DERIVED,
    "consistent": Status.CONSISTENT,
    "ambiguous": Status.AMBIGUOUS,
    "contradicted": Status.CONTRADICTED,
    "not-found": Status.NOT_FOUND,
    "silent-zero": Status.SILENT_ZERO,
    "unsupported-language": Status.UNSUPPORTED,
    "junk": Status.JUNK,
}
EXCHANGED = {"killed": "injured", "injured": "killed"}


@cache
def cases(name: str) -> list[dict[str, Any]]:
    loaded: list[dict[str, Any]] = yaml.safe_load((CASES / name).read_text(encoding="utf-8"))
    return loaded


NAMES = sorted(path.name for path in CASES.glob("*.yaml"))


def status(case: dict[str, Any], figure: str) -> Status:
    measure, _, number = figure.rpartition(" ")
    bounds = parse_bounds(number)
    return check_figure(
        case["text"],
        measure=measure,
        lower=bounds.lower,
        best=bounds.best,
        upper=bounds.upper,
        conventions=case.get("conventions"),
    ).status


def wrong_figures(case: dict[str, Any]) -> Iterator[str]:
    """Each figure borne out, by 1 to 3 off, ten times as much, and of the other measure; none that is borne out too."""
    right = {figure for name in ("supported", "derived") for figure in case.get(name, ())}
    for figure in sorted(right):
        role, _, number = figure.rpartition(" ")
        if not number.isdigit() or number == "0":
            continue
        near = [int(number) + slip for slip in (-3, -2, -1, 1, 2, 3)] + [int(number) * 10]
        measure, dot, population = role.partition(".")
        wrong = [f"{role} {value}" for value in near if value > 0]
        if measure in EXCHANGED:
            wrong.append(f"{EXCHANGED[measure]}{dot}{population} {number}")
        yield from (other for other in wrong if other not in right)


@pytest.mark.parametrize("name", NAMES)
def test_each_figure_has_the_verdict_of_the_table(name: str) -> None:
    found = {
        (case["text"], figure): status(case, figure)
        for case in cases(name)
        for key in STATUSES
        for figure in case.get(key, ())
    }
    expected = {
        (case["text"], figure): verdict
        for case in cases(name)
        for key, verdict in STATUSES.items()
        for figure in case.get(key, ())
    }
    assert found == expected


@pytest.mark.parametrize("name", NAMES)
def test_no_wrong_figure_is_accepted(name: str) -> None:
    accepted = [
        (case["text"], wrong) for case in cases(name) for wrong in wrong_figures(case) if status(case, wrong).accepts
    ]
    assert accepted == []


def test_no_right_figure_is_accused() -> None:
    """Whatever a table says is borne out or left open is never held against the row."""
    for name in NAMES:
        for case in cases(name):
            if "contradicted" in case:
                continue
            for wrong in (figure for key in STATUSES for figure in case.get(key, ())):
                assert status(case, wrong) is not Status.CONTRADICTED, (case["text"], wrong)


def test_there_are_enough_cases() -> None:
    assert sum(len(cases(name)) for name in NAMES) >= 400
    keys = {key for name in NAMES for case in cases(name) for key in case}
    assert keys <= {"text", "conventions", *STATUSES}


def test_the_page_gives_the_numbers_of_the_tables() -> None:
    listed = [case for name in NAMES for case in cases(name)]
    texts = len({case["text"] for case in listed})
    figures = sum(len(case.get(key, ())) for case in listed for key in STATUSES)
    wrong = sum(1 for case in listed for _ in wrong_figures(case))
    (line,) = (line for line in PAGE.read_text(encoding="utf-8").splitlines() if line.startswith("| case tables, "))
    assert [cell.strip() for cell in line.split("|")[2:-1]] == [
        f"{texts:,}",
        f"{figures:,} of {figures:,}",
        f"{wrong:,}",
        "0",
    ]
