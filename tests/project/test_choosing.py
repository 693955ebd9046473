from __future__ import annotations

from pathlib import Path

import pytest

from tieout.model.mistake import Mistake
from tieout.project.choosing import at_path, chosen


@pytest.fixture
def root(tmp_path: Path) -> Path:
    for name in ("alpha", "beta"):
        folder = tmp_path / "datasets" / name
        folder.mkdir(parents=True)
        (folder / "dataset.yaml").write_text(f"name: {name}\n")
    (tmp_path / "checks").mkdir()
    return tmp_path


def names(root: Path, *words: str, here: Path | None = None) -> list[str]:
    choices = chosen(words, here or root)
    assert {project.root for project, _ in choices} == {root.resolve()}
    return [name for _, name in choices]


def test_no_word_means_every_dataset_of_the_project_around(root: Path) -> None:
    assert names(root) == ["alpha", "beta"]
    assert names(root, here=root / "datasets" / "beta") == ["alpha", "beta"]


@pytest.mark.parametrize("word", ["beta", "datasets/beta", "./datasets/beta/", "datasets/beta/dataset.yaml"])
def test_a_dataset_is_named_by_name_folder_or_description(root: Path, word: str) -> None:
    assert names(root, word) == ["beta"]


@pytest.mark.parametrize("word", [".", "datasets"])
def test_the_root_means_every_dataset(root: Path, word: str) -> None:
    assert names(root, word) == ["alpha", "beta"]


def test_a_dataset_named_twice_is_audited_once_in_the_order_of_the_words(root: Path) -> None:
    assert names(root, "beta", "alpha", "datasets/beta") == ["beta", "alpha"]


def test_another_projects_path_works_from_anywhere(root: Path, tmp_path_factory: pytest.TempPathFactory) -> None:
    elsewhere = tmp_path_factory.mktemp("elsewhere")
    assert names(root, str(root / "datasets" / "alpha"), here=elsewhere) == ["alpha"]


def test_a_name_counts_before_a_path(root: Path) -> None:
    (root / "beta").mkdir()
    assert names(root, "beta") == ["beta"]


@pytest.mark.parametrize(
    ("word", "code"),
    [
        ("alfa", "unknown-dataset"),
        ("checks", "not-a-dataset"),
        ("datasets/alfa", "no-such-path"),
        ("", "not-a-dataset"),
    ],
)
def test_what_is_no_dataset_is_refused(root: Path, word: str, code: str) -> None:
    here = root / "checks" if not word else root
    with pytest.raises(Mistake) as caught:
        chosen([word], here)
    assert caught.value.code == code


def test_the_nearest_name_is_offered(root: Path) -> None:
    with pytest.raises(Mistake, match="did you mean 'alpha'"):
        chosen(["alpa"], root)


def test_a_project_without_datasets_has_nothing_to_check(tmp_path: Path) -> None:
    for folder in ("datasets", "checks", "expectations"):
        (tmp_path / folder).mkdir()
    with pytest.raises(Mistake) as caught:
        chosen([], tmp_path)
    assert caught.value.code == "nothing-to-check"


def test_a_folder_that_happens_to_be_called_datasets_is_no_project(tmp_path: Path) -> None:
    (tmp_path / "datasets").mkdir()
    with pytest.raises(Mistake) as caught:
        chosen([], tmp_path)
    assert caught.value.code == "no-project"


def test_a_folder_outside_every_project_is_refused(tmp_path: Path) -> None:
    with pytest.raises(Mistake) as caught:
        at_path(tmp_path)
    assert caught.value.code == "no-project"


def test_a_dataset_on_its_own_is_a_project_with_built_in_checks(tmp_path: Path) -> None:
    folder = tmp_path / "lone"
    folder.mkdir()
    (folder / "dataset.yaml").write_text("name: lone\n")
    ((project, name),) = chosen([str(folder)], tmp_path)
    assert (project.root, name, project.folder(name)) == (folder.resolve(), "lone", folder.resolve())
    assert chosen([], folder) == chosen(["./dataset.yaml"], folder) == [(project, name)]
