"""`tieout evidence` as a coder meets it."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path
from subprocess import CompletedProcess

Command = Callable[..., "CompletedProcess[str]"]


def test_figures_of_a_text_are_listed(tieout: Command, tmp_path: Path) -> None:
    text = tmp_path / "report.txt"
    text.write_text("At least 53 civilians, including 21 children, were killed since March 2011.", encoding="utf-8")
    done = tieout("evidence", str(text))
    assert done.returncode == 0
    assert "killed.civilians" in done.stdout
    assert "53 (at least 53)" in done.stdout
    assert "of which" in done.stdout
    assert "since march 2011" in done.stdout
    assert "2 figures" in done.stdout


def test_a_text_without_figures_says_so(tieout: Command, tmp_path: Path) -> None:
    text = tmp_path / "report.txt"
    text.write_text("Nothing happened.", encoding="utf-8")
    done = tieout("evidence", str(text))
    assert (done.returncode, done.stdout) == (0, "No figure is stated in this text.\n")


def test_reliability_is_measured_on_a_file(tieout: Command, tmp_path: Path) -> None:
    rows = tmp_path / "rows.csv"
    rows.write_text("text,measure,best\nTwelve people were killed.,killed,12\n", encoding="utf-8")
    done = tieout("evidence", "--measure", str(rows))
    assert done.returncode == 0
    assert done.stdout.startswith("measure  population  rows  supported")
    assert "1.000" in done.stdout


def test_bytes_that_are_no_text_are_read(tieout: Command, tmp_path: Path) -> None:
    text = tmp_path / "report.txt"
    text.write_bytes(b"\xff\x00\x1b[31m12 people were killed\x9b\n")
    done = tieout("evidence", str(text))
    assert done.returncode == 0
    assert "\x1b" not in done.stdout
    assert "killed" in done.stdout


def test_misuse_is_told(tieout: Command, tmp_path: Path) -> None:
    for arguments in (
        [],
        [str(tmp_path / "none.txt")],
        ["--measure", str(tmp_path / "none.csv")],
        ["a", "--measure", "b"],
    ):
        done = tieout("evidence", *arguments)
        assert done.returncode == 2
        assert done.stderr.startswith("error[")
