"""`tieout audit` over the project that `tieout init` writes: reports, exit codes, and one dataset at a time."""

from __future__ import annotations

import json
from collections.abc import Callable
from pathlib import Path
from subprocess import CompletedProcess
from typing import Any

import pytest

Command = Callable[..., CompletedProcess[str]]
FILES = {"index.html", "audit.json", "findings.csv", "ties.csv"}


def edit(project: Path, path: str, old: str, new: str) -> None:
    text = (project / path).read_text(encoding="utf-8")
    assert old in text
    (project / path).write_text(text.replace(old, new), encoding="utf-8")


def corrected(project: Path) -> None:
    """Mend the one row of the example that cannot be right, as its README asks."""
    edit(project, "datasets/first-incidents/incidents.csv", ",3,3,4,8,", ",4,4,4,8,")


def report(project: Path, name: str = "first-incidents") -> dict[str, Any]:
    loaded: dict[str, Any] = json.loads((project / "reports" / name / "audit.json").read_text(encoding="utf-8"))
    return loaded


def test_the_example_has_one_finding_and_is_not_fit(tieout: Command, project: Path) -> None:
    ended = tieout("audit", cwd=project)
    assert (ended.returncode, ended.stderr) == (1, "")
    assert "Not fit" in ended.stdout
    assert "reports/first-incidents/index.html" in ended.stdout
    assert {path.name for path in (project / "reports" / "first-incidents").iterdir()} == FILES
    (finding,) = report(project)["findings"]
    assert (finding["code"], finding["line"], finding["key"]) == ("CAS001", 7, {"incident": "LH-06"})


def test_the_example_is_fit_once_the_row_is_mended(tieout: Command, project: Path) -> None:
    corrected(project)
    ended = tieout("audit", cwd=project)
    assert (ended.returncode, report(project)["findings"]) == (0, [])
    assert tieout("audit", "--fail-on", "warning").returncode == 0


@pytest.mark.slow
def test_what_new_writes_audits_as_written(tieout: Command, project: Path) -> None:
    tieout("new", "dataset", "river-bridge", cwd=project)
    tieout("new", "check", "dates/week-without-reports")
    assert tieout("audit", "river-bridge").returncode == 0
    assert report(project, "river-bridge")["findings"] == []


def test_never_fails_on_nothing_that_an_audit_finds(tieout: Command, project: Path) -> None:
    assert tieout("audit", "--fail-on", "never", cwd=project).returncode == 0


@pytest.mark.slow
def test_a_warning_fails_only_where_asked_for(tieout: Command, project: Path) -> None:
    corrected(project)
    edit(project, "datasets/first-incidents/incidents.csv", "Boat yard,Quayside", "Boat yard,")
    codes = [tieout("audit", "--fail-on", on, cwd=project).returncode for on in ("error", "warning", "never")]
    assert codes == [0, 1, 0]


def test_a_required_check_that_cannot_be_evaluated_ends_with_three(tieout: Command, project: Path) -> None:
    corrected(project)
    edit(project, "expectations/first-incidents.yaml", "coordinates-out-of-range", "end-before-start")
    assert tieout("audit", cwd=project).returncode == 3
    assert tieout("audit", "--fail-on", "never").returncode == 0


def test_a_suite_without_checks_has_nothing_to_check(tieout: Command, project: Path) -> None:
    (project / "expectations" / "first-incidents.yaml").write_text("packs: []\n", encoding="utf-8")
    for fail_on in ("error", "never"):
        ended = tieout("audit", "--fail-on", fail_on, cwd=project)
        assert ended.returncode == 2
        assert "error[nothing-to-check]" in ended.stderr


def test_a_table_without_rows_has_nothing_to_check(tieout: Command, project: Path) -> None:
    (project / "expectations" / "first-incidents.yaml").write_text("packs: [casualties]\n", encoding="utf-8")
    path = project / "datasets" / "first-incidents" / "incidents.csv"
    path.write_text(path.read_text(encoding="utf-8").splitlines()[0] + "\n", encoding="utf-8")
    ended = tieout("audit", "--fail-on", "never", cwd=project)
    assert ended.returncode == 2
    assert "error[nothing-to-check]" in ended.stderr
    assert (project / "reports" / "first-incidents" / "index.html").is_file()


@pytest.mark.slow
def test_one_broken_dataset_does_not_stop_the_others(tieout: Command, project: Path) -> None:
    tieout("new", "dataset", "alpha", cwd=project)
    tieout("new", "dataset", "zulu")
    (project / "datasets" / "first-incidents" / "dataset.yaml").write_text("- a\n- list\n", encoding="utf-8")
    ended = tieout("audit")
    assert ended.returncode == 2
    assert "error[wrong-type]: datasets/first-incidents/dataset.yaml:1:1 a dataset is a list" in ended.stderr
    for name in ("alpha", "zulu"):
        assert {path.name for path in (project / "reports" / name).iterdir()} == FILES
    assert not (project / "reports" / "first-incidents").exists()


def test_reports_are_written_where_and_as_asked(tieout: Command, project: Path, tmp_path: Path) -> None:
    ended = tieout("audit", "--format", "json", "--output", str(tmp_path / "out"), cwd=project)
    assert [path.name for path in (tmp_path / "out" / "first-incidents").iterdir()] == ["audit.json"]
    assert not (project / "reports" / "first-incidents").exists()
    assert "audit.json" in ended.stdout


@pytest.mark.slow
def test_the_time_of_the_audit_is_what_is_said(tieout: Command, project: Path) -> None:
    texts = set()
    for now in ("2026-03-04T05:06:07Z", "2026-03-04T05:06:07", "2026-03-04T07:06:07+02:00"):
        tieout("audit", "--now", now, cwd=project)
        texts.add((project / "reports" / "first-incidents" / "audit.json").read_text(encoding="utf-8"))
    (text,) = texts
    assert "2026-03-04T05:06:07" in text


@pytest.mark.slow
def test_an_output_folder_that_is_a_file_is_told(tieout: Command, project: Path) -> None:
    ended = tieout("audit", "--output", "README.md", cwd=project)
    assert ended.returncode == 2
    assert "error[cannot-write]: README.md/first-incidents/index.html cannot be written: " in ended.stderr


def test_a_report_that_cannot_be_replaced_is_told_and_left(tieout: Command, project: Path) -> None:
    blocked = project / "reports" / "first-incidents" / "audit.json"
    blocked.mkdir(parents=True)
    ended = tieout("audit", cwd=project)
    assert ended.returncode == 2
    assert "error[cannot-write]" in ended.stderr
    assert blocked.is_dir()


def test_build_says_where_the_database_is(tieout: Command, project: Path) -> None:
    ended = tieout("build", cwd=project)
    assert (ended.returncode, ended.stdout, ended.stderr) == (0, ".tieout/first-incidents.duckdb\n", "")
    assert (project / ".tieout" / "first-incidents.duckdb").is_file()


@pytest.mark.slow
def test_a_demo_audits_on_its_own(tieout: Command, tmp_path: Path) -> None:
    assert tieout("demo", "--events", "60", "--seed", "1", "mini", cwd=tmp_path).returncode == 0
    assert tieout("audit", "mini").returncode == 1
    assert {path.name for path in (tmp_path / "mini" / "reports" / "mini").iterdir()} == FILES


@pytest.mark.parametrize("name", ["first-incidents", "datasets/first-incidents/dataset.yaml"])
def test_a_dataset_is_audited_by_name_or_path(tieout: Command, project: Path, name: str) -> None:
    tieout("new", "dataset", "other", cwd=project)
    assert tieout("audit", name).returncode == 1
    assert not (project / "reports" / "other").exists()
