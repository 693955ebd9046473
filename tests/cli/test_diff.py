"""`tieout diff` as a user meets it."""

from __future__ import annotations

import json
import shutil
from collections.abc import Callable
from pathlib import Path
from subprocess import CompletedProcess

import pytest

Command = Callable[..., CompletedProcess[str]]
DATASET = "datasets/first-incidents"


@pytest.fixture
def copy(project: Path, tmp_path: Path) -> Path:
    """The example's dataset as it was before a figure was overwritten."""
    folder = tmp_path / "before" / "first-incidents"
    shutil.copytree(project / DATASET, folder)
    path = project / DATASET / "incidents.csv"
    text = path.read_text(encoding="utf-8")
    assert ",3,3,4,8," in text
    path.write_text(text.replace(",3,3,4,8,", ",4,4,4,8,"), encoding="utf-8")
    return folder


def test_a_silent_revision_ends_with_one(tieout: Command, project: Path, copy: Path) -> None:
    ended = tieout("diff", str(copy), "first-incidents", cwd=project)
    assert (ended.returncode, ended.stderr) == (1, "")
    assert "✗ 1 change is silent" in ended.stdout
    assert "3 -> 4" in ended.stdout
    assert tieout("diff", str(copy), "first-incidents", "--fail-on", "never").returncode == 0


def test_a_dataset_and_itself_have_nothing_between_them(tieout: Command, project: Path) -> None:
    ended = tieout("diff", "first-incidents", DATASET, cwd=project)
    assert (ended.returncode, ended.stderr) == (0, "")
    assert "✓ Nothing changed" in ended.stdout


@pytest.mark.slow
def test_formats_go_to_the_screen_or_to_a_folder(tieout: Command, project: Path, copy: Path, tmp_path: Path) -> None:
    printed = tieout("diff", str(copy), "first-incidents", "--format", "json", cwd=project)
    assert json.loads(printed.stdout)["silent"] == 1
    every = ("--format", "terminal,html,json,markdown", "--output", str(tmp_path / "o"))
    written = tieout("diff", str(copy), "first-incidents", *every)
    assert {path.name for path in (tmp_path / "o").iterdir()} == {"diff.html", "diff.json", "diff.md"}
    assert (tmp_path / "o" / "diff.json").read_text(encoding="utf-8") == printed.stdout
    assert "1 change is silent" in written.stdout
    assert "diff.md" in written.stdout


@pytest.mark.parametrize(
    ("arguments", "code"),
    [
        (["first-incidents", "nowhere"], "unknown-dataset"),
        (["first-incidents", "./nowhere"], "no-such-path"),
        (["first-incidents", "first-incidents", "--format", "jsn"], "unknown-format"),
        (["first-incidents", "README.md"], "not-a-dataset"),
        (["first-incidents"], "usage"),
        (["first-incidents", "first-incidents", "--fail-on", "warning"], "usage"),
    ],
)
def test_a_mistake_ends_with_two(tieout: Command, project: Path, arguments: list[str], code: str) -> None:
    ended = tieout("diff", *arguments, cwd=project)
    assert (ended.returncode, ended.stdout) == (2, "")
    assert ended.stderr.startswith(f"error[{code}]: ")
    assert "Traceback" not in ended.stderr


def test_a_release_of_data_alone_is_told_to_be_read_as_the_dataset_is(
    tieout: Command, project: Path, copy: Path
) -> None:
    (copy / "dataset.yaml").unlink()
    archive = shutil.make_archive(str(project / "v1"), "zip", copy)
    ended = tieout("diff", "v1.zip", "first-incidents", cwd=project)
    assert (ended.returncode, ended.stderr) == (1, "")
    assert "v1.zip (read as first-incidents describes it) -> first-incidents" in ended.stdout
    assert "3 -> 4" in ended.stdout
    loaded = json.loads(
        tieout("diff", archive, archive, "--described-by", "first-incidents", "--format", "json").stdout
    )
    assert (loaded["silent"], loaded["old"]["described_by"]) == (0, "first-incidents")
    assert loaded["old"]["data_hash"] == loaded["new"]["data_hash"]


def test_a_release_with_other_columns_is_told_to_need_a_description(tieout: Command, project: Path, copy: Path) -> None:
    (copy / "dataset.yaml").unlink()
    text = (copy / "incidents.csv").read_text(encoding="utf-8")
    (copy / "incidents.csv").write_text(text.replace("killed", "dead", 1), encoding="utf-8")
    ended = tieout("diff", str(copy), "first-incidents", cwd=project)
    assert (ended.returncode, ended.stdout) == (2, "")
    assert f"in 'incidents.csv' of {copy}" in ended.stderr
    assert "needs a dataset.yaml of its own" in ended.stderr
