"""Long figures that the taxonomy does not name: no rule of parts and wholes reads them, and that is said."""

from __future__ import annotations

from pathlib import Path

import pytest

from tieout.model.verdict import Outcome
from workbench import Desk, keys, result

TABLES = """
tables:
  figures:
    file: figures.csv
    key: id
    roles: {figure.id: id, figure.event: event, figure.source: source, figure.measure: measure,
            figure.population: population, figure.best: best}
"""


@pytest.fixture
def desk(tmp_path: Path) -> Desk:
    return Desk(tmp_path)


@pytest.mark.parametrize(
    ("rows", "wrong"),
    [
        ("F1,E,S,kiled,,10\nF2,E,S,killed,children,3\n", ["F1"]),
        ("F1,E,S,killed,,10\nF2,E,S,killed,chldren,99\n", ["F2"]),
        ("F1,E,S,killed,,10\nF2,E,S,kiled,children,99\n", ["F2"]),
        ("F1,E,S,Killed,All,10\nF2,E,S,killed,children,9\n", []),
    ],
)
def test_a_misspelt_measure_or_population_is_found(desk: Desk, rows: str, wrong: list[str]) -> None:
    figures = f"id,event,source,measure,population,best\n{rows}"
    desk.dataset(f"title: Long\ntaxonomy: conflict\n{TABLES}", figures=figures, suite="packs: [casualties]\n")
    found = result(desk.audit(), "figure-not-in-taxonomy")
    assert keys(found, "id") == wrong
    for finding in found.findings:
        assert "killed.children" in finding.expected
        assert "measure" in finding.observed


def test_what_a_taxonomy_of_the_dataset_names_is_in_it(desk: Desk) -> None:
    own = "title: Long\ntaxonomy: {figures: {houses: Houses, houses.burnt: Burnt}, within: {houses: [houses.burnt]}}\n"
    figures = "id,event,source,measure,population,best\nF1,E,S,houses,burnt,3\nF2,E,S,killed,,3\n"
    desk.dataset(own + TABLES, figures=figures, suite="packs: [casualties]\n")
    assert keys(result(desk.audit(), "figure-not-in-taxonomy"), "id") == ["F2"]


def test_a_dataset_without_a_taxonomy_is_told_that_it_has_none(desk: Desk) -> None:
    figures = "id,event,source,measure,population,best\nF1,E,S,kiled,,3\n"
    desk.dataset(f"title: Long\n{TABLES}", figures=figures, suite="packs: [casualties]\n")
    found = result(desk.audit(), "figure-not-in-taxonomy")
    assert found.outcome is Outcome.NOT_EVALUATED
    assert "'figures' is not set" in found.reason
