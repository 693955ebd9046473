"""What nothing would read is refused: a file with another ending, expectations of no dataset, a folder undescribed."""

from __future__ import annotations

from pathlib import Path

import pytest

from tieout.model.mistake import Mistake
from tieout.project.choosing import chosen
from workbench import PAGE, Desk, result

DESCRIPTION = """
title: Bridge
tables:
  events: {file: events.csv, key: id, roles: {event.id: id}}
"""


@pytest.fixture
def desk(tmp_path: Path) -> Desk:
    desk = Desk(tmp_path)
    desk.dataset(DESCRIPTION, events="id\nE1\n")
    return desk


@pytest.mark.parametrize(
    ("file", "told"),
    [
        (
            "expectations/brigde.yaml",
            "expectations/brigde.yaml there is no dataset 'brigde'\n  help: did you mean 'bridge'",
        ),
        ("expectations/brigde.py", "expectations/brigde.py there is no dataset 'brigde'"),
        ("expectations/brigde.events.json", "there is no dataset 'brigde'\n  help: did you mean 'bridge'?"),
        ("expectations/bridge.yml", "ends in .yml, which is not read\n  help: did you mean 'bridge.yaml'?"),
        (
            "checks/house/rule.yml",
            "checks/house/rule.yml ends in .yml, which is not read\n  help: did you mean 'rule.yaml'",
        ),
        ("taxonomies/own.yml", "taxonomies/own.yml ends in .yml"),
        (
            "datasets/other/dataset.yml",
            "datasets/other has no dataset.yaml, so it is no dataset\n  help: its dataset.yml",
        ),
        ("datasets/other/events.csv", "datasets/other has no dataset.yaml, so it is no dataset\n  help: write one"),
    ],
)
def test_what_nothing_reads_is_refused(desk: Desk, file: str, told: str) -> None:
    desk.write(file, "{}\n")
    assert told in desk.refused()


@pytest.mark.slow
@pytest.mark.parametrize(
    "file",
    [
        "expectations/README.md",
        "expectations/.keep",
        "expectations/__pycache__/bridge.cpython-311.pyc",
        "datasets/README.md",
        "datasets/.hidden/events.csv",
        "expectations/gate.yaml",
    ],
)
def test_what_is_of_another_kind_may_lie_there(desk: Desk, file: str) -> None:
    desk.write(file, "{}\n" if file.endswith("yaml") else "words")
    assert desk.audit().decision.fit


def test_a_project_with_nothing_but_an_undescribed_folder_says_so(tmp_path: Path) -> None:
    desk = Desk(tmp_path)
    for folder in ("checks", "expectations"):
        desk.write(f"{folder}/.keep", "")
    desk.write("datasets/zz/dataset.yml", "name: zz\n")
    with pytest.raises(Mistake, match=r"datasets/zz|has no dataset.yaml"):
        chosen([], tmp_path)


def test_house_rules_run_where_no_suite_leaves_them_out(desk: Desk) -> None:
    desk.check("id-is-short", "holds: length(event.id) = 1\n", page=PAGE)
    assert result(desk.audit(), "id-is-short").counts.failed == 1
