"""Which state a word names, and what is said where it names none."""

from __future__ import annotations

import shutil
from pathlib import Path

import pytest

from tieout.model.mistake import Mistake
from tieout.project.state import chosen_state
from tieout.scaffold.project import init

NAME = "first-incidents"


@pytest.fixture
def root(tmp_path: Path) -> Path:
    init(tmp_path / "project")
    return tmp_path / "project"


def refused(word: str, here: Path) -> Mistake:
    with pytest.raises(Mistake) as caught:
        chosen_state(word, here)
    return caught.value


def test_a_name_a_folder_and_a_description_are_one_state(root: Path) -> None:
    for word in (NAME, f"datasets/{NAME}", f"datasets/{NAME}/dataset.yaml", "datasets", "."):
        state = chosen_state(word, root)
        assert (state.shown, state.dataset.name) == (word, NAME)
        assert state.store == root / ".tieout" / f"{NAME}.duckdb"


def test_a_copy_outside_of_projects_keeps_no_store_and_may_have_any_name(root: Path, tmp_path: Path) -> None:
    for place in ("kept/2025", "kept/deep/er/2026"):
        shutil.copytree(root / "datasets" / NAME, tmp_path / place)
        state = chosen_state(str(tmp_path / place), root)
        assert (state.dataset.name, state.store) == (NAME, None)
    assert chosen_state(str(tmp_path / "kept" / "deep"), root).dataset.folder == str(tmp_path / "kept/deep/er/2026")
    assert refused(str(tmp_path / "kept"), root).code == "which-dataset"


def test_a_release_inside_a_project_has_the_projects_rules_and_no_store(root: Path) -> None:
    (root / "taxonomies").mkdir()
    (root / "taxonomies" / "harbour.yaml").write_text(
        "id: harbour\nfigures: {drowned: The drowned.}\n", encoding="utf-8"
    )
    release = root / "releases" / "2026-11"
    release.mkdir(parents=True)
    description = "name: x\ntaxonomy: harbour\ntables:\n  events:\n    file: e.csv\n    figures: {drowned: n}\n"
    (release / "dataset.yaml").write_text(description, encoding="utf-8")
    state = chosen_state("releases/2026-11", root)
    assert (state.dataset.name, state.dataset.taxonomy.id, state.store) == ("x", "harbour", None)


def test_what_is_no_state_is_refused_by_name(root: Path) -> None:
    (root / "built.duckdb").write_bytes(b"")
    assert refused("built.duckdb", root).code == "no-description"
    assert refused("README.md", root).code == "not-a-dataset"
    assert refused("reports", root).code == "not-a-dataset"
    assert refused("../elsewhere", root).code == "no-such-path"
    assert refused("nul\0", root).code == "no-such-path"
    mistake = refused("frist-incidents", root)
    assert (mistake.code, mistake.help) == ("unknown-dataset", f"did you mean '{NAME}'?")


def test_a_mistake_says_in_which_of_two_descriptions_it_is(root: Path, tmp_path: Path) -> None:
    copy = tmp_path / "copy"
    shutil.copytree(root / "datasets" / NAME, copy)
    (copy / "dataset.yaml").write_text("name: x\ntables: {}\n", encoding="utf-8")
    assert str(refused(str(copy), root)).startswith(f"error[no-tables]: {copy / 'dataset.yaml'}:2:")
