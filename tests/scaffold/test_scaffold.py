"""What `init` and `new` write: whole projects, never over what a person wrote."""

from __future__ import annotations

import json
import subprocess
from pathlib import Path

import pytest
import yaml
from hypothesis import given
from hypothesis import strategies as st

from tieout.model.mistake import Mistake
from tieout.project.catalog import catalog
from tieout.project.root import brief, load
from tieout.scaffold.check import new_check, next_code
from tieout.scaffold.dataset import new_dataset
from tieout.scaffold.naming import checked
from tieout.scaffold.project import init

ROOT = Path(__file__).parents[2]
SHAPE = ("datasets", "checks", "expectations", "reports")


def used(root: Path) -> dict[str, str]:
    return {check.id: check.code for check in catalog(root).checks.values()}


def test_a_new_project_has_the_shape_of_this_repository(tmp_path: Path) -> None:
    init(tmp_path)
    for folder in SHAPE:
        assert (tmp_path / folder).is_dir(), folder
        assert (ROOT / folder).is_dir(), folder
    assert {path.name for path in tmp_path.iterdir() if path.is_dir() and not path.name.startswith(".")} == {
        *SHAPE,
        "schemas",
    }


def test_a_new_project_can_be_read_whole(tmp_path: Path) -> None:
    init(tmp_path)
    read = brief(load(tmp_path), "first-incidents")
    assert read.dataset.names == ("events", "sources")
    assert "place-without-district" in read.catalog.checks
    assert read.policy.least_coverage > 0


def test_a_new_projects_editor_settings_name_the_schemas_that_lie_there(tmp_path: Path) -> None:
    init(tmp_path)
    settings = json.loads((tmp_path / ".vscode" / "settings.json").read_text(encoding="utf-8"))
    named = {(tmp_path / path).resolve() for path in settings["yaml.schemas"]}
    assert named == set((tmp_path / "schemas").resolve().iterdir())


@pytest.mark.parametrize("there", ["README.md", ".gitignore", "datasets/first-incidents/incidents.csv"])
def test_nothing_is_written_over_and_nothing_is_written_half(tmp_path: Path, there: str) -> None:
    path = tmp_path / there
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_text("mine")
    before = sorted(tmp_path.rglob("*"))
    with pytest.raises(Mistake, match="is there already"):
        init(tmp_path)
    assert path.read_text() == "mine"
    assert sorted(tmp_path.rglob("*")) == before


def test_a_new_check_loads_with_its_page_and_the_next_free_code(tmp_path: Path) -> None:
    init(tmp_path)
    new_check(tmp_path, "dates/week-without-reports", used(tmp_path))
    check = catalog(tmp_path).checks["week-without-reports"]
    assert (check.code, check.pack, check.family) == ("HOU002", "house", "dates")
    assert {case.verdict.value for table in check.page.cases for case in table.rows if case.verdict} == {
        "pass",
        "fail",
        "not applicable",
    }


def test_a_new_dataset_can_be_read_whole(tmp_path: Path) -> None:
    init(tmp_path)
    new_dataset(tmp_path, "river-bridge")
    read = brief(load(tmp_path), "river-bridge")
    assert (read.dataset.title, read.suite.name) == ("River bridge", "river-bridge")


def test_an_id_that_any_pack_has_is_refused(tmp_path: Path) -> None:
    with pytest.raises(Mistake, match="already used"):
        new_check(tmp_path, "dates/end-before-start", used(tmp_path))


def test_codes_are_never_used_again() -> None:
    assert next_code([]) == "HOU001"
    assert next_code(["HOU001", "HOU007", "CAS099"]) == "HOU008"


@given(st.text(max_size=80))
def test_a_name_is_safe_as_a_file_or_refused(name: str) -> None:
    try:
        accepted = checked("a dataset", name)
    except Mistake:
        return
    assert accepted == name
    assert Path(name).name == name
    assert name.isascii()
    assert not name.startswith((".", "-"))


def test_a_new_projects_workflow_never_takes_a_package_by_name_from_an_index(tmp_path: Path) -> None:
    init(tmp_path)
    steps = yaml.safe_load((tmp_path / ".github/workflows/audit.yml").read_text(encoding="utf-8"))["jobs"]["audit"][
        "steps"
    ]
    (install,) = [step for step in steps if "pip" in step.get("run", "")]
    assert install["env"] == {"TIEOUT": "${{ vars.TIEOUT }}"}
    without = subprocess.run(["/bin/sh", "-c", install["run"]], env={}, capture_output=True, text=True, check=False)
    assert without.returncode != 0
    assert "set the repository variable TIEOUT" in without.stderr


def test_what_is_written_expects_every_pack(tmp_path: Path) -> None:
    init(tmp_path)
    new_dataset(tmp_path, "river-bridge")
    for name in ("first-incidents", "river-bridge"):
        read = brief(load(tmp_path), name)
        assert set(read.suite.packs) == set(read.catalog.packs), name
