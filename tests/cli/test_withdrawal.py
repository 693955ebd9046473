"""A dataset whose audit is refused keeps no report from better days."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path
from subprocess import CompletedProcess

import pytest

from tieout.cli.withdrawal import withdraw
from tieout.model.mistake import Mistake, Position
from tieout.project import root

Command = Callable[..., CompletedProcess[str]]
FILES = {"index.html", "audit.json", "findings.csv", "ties.csv"}
OTHERS = {"notes.md", "index.html.old", "sub"}
REMOVED = "note: the old report in reports/first-incidents is out of date and was removed"


def old_report(project: Path, name: str = "first-incidents", reports: str = "reports") -> Path:
    """A report of every format, with files beside it that are somebody else's."""
    folder = project / reports / name
    (folder / "sub").mkdir(parents=True)
    for file in (*FILES, "notes.md", "index.html.old", "sub/index.html"):
        (folder / file).write_text("Fit for release", encoding="utf-8")
    return folder


def names(folder: Path) -> set[str]:
    return {path.name for path in folder.iterdir()}


def break_dataset(project: Path) -> None:
    (project / "datasets" / "first-incidents" / "dataset.yaml").write_text("- a\n- list\n", encoding="utf-8")


def test_the_report_of_a_refused_dataset_is_removed_and_nothing_else(tieout: Command, project: Path) -> None:
    folder, other = old_report(project), old_report(project, "elsewhere")
    break_dataset(project)
    ended = tieout("audit", cwd=project)
    assert ended.returncode == 2
    assert "error[wrong-type]" in ended.stderr
    assert REMOVED in ended.stderr
    assert names(folder) == OTHERS
    assert (folder / "sub" / "index.html").is_file()
    assert names(other) == FILES | OTHERS


def test_every_format_goes_whichever_is_asked_for_and_wherever(tieout: Command, project: Path) -> None:
    inside, outside = old_report(project), old_report(project, reports="out")
    break_dataset(project)
    tieout("audit", "--format", "json", "--output", "out", cwd=project)
    assert names(outside) == OTHERS
    assert names(inside) == FILES | OTHERS


@pytest.mark.parametrize("file", ["expectations/gate.yaml", "expectations/first-incidents.yaml"])
def test_a_mistake_in_the_suite_or_the_gate_counts_too(tieout: Command, project: Path, file: str) -> None:
    folder = old_report(project)
    (project / file).write_text("- a\n- list\n", encoding="utf-8")
    assert tieout("audit", cwd=project).returncode == 2
    assert names(folder) == OTHERS


def test_a_project_that_cannot_be_read_takes_back_what_was_asked_for(
    tieout: Command, project: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    def refused(path: Path) -> root.Project:
        raise Mistake("stray-file", "belongs to no dataset", at=Position("expectations/frist-incidents.yaml"))

    folder, other = old_report(project), old_report(project, "elsewhere")
    monkeypatch.setattr(root, "load", refused)
    assert tieout("audit", "another", cwd=project).returncode == 2
    assert names(folder) == FILES | OTHERS
    ended = tieout("audit", cwd=project)
    assert ended.returncode == 2
    assert "error[stray-file]" in ended.stderr
    assert REMOVED in ended.stderr
    assert names(folder) == OTHERS
    assert names(other) == FILES | OTHERS


@pytest.mark.parametrize("arguments", [("first-incidents", "frist-incidents"), ("--now", "noon"), ("--format", "htm")])
def test_a_slip_on_the_command_line_takes_nothing_back(
    tieout: Command, project: Path, arguments: tuple[str, ...]
) -> None:
    folder = old_report(project)
    ended = tieout("audit", *arguments, cwd=project)
    assert ended.returncode == 2
    assert "removed" not in ended.stderr
    assert names(folder) == FILES | OTHERS


def test_nothing_is_said_where_there_was_no_report(tieout: Command, project: Path) -> None:
    break_dataset(project)
    assert "report" not in tieout("audit", cwd=project).stderr


def test_a_link_goes_and_what_it_leads_to_stays(tmp_path: Path) -> None:
    target = tmp_path / "kept.html"
    target.write_text("kept", encoding="utf-8")
    (tmp_path / "report").mkdir()
    (tmp_path / "report" / "index.html").symlink_to(target)
    withdraw(tmp_path / "report")
    assert names(tmp_path / "report") == set()
    assert target.read_text(encoding="utf-8") == "kept"
