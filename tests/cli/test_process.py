"""What only a process of its own shows: signals, pipes, encodings, terminals, privileges."""

from __future__ import annotations

import os
import pty
import signal
import subprocess
import sys
import time
from collections.abc import Callable
from pathlib import Path
from subprocess import CompletedProcess

import pytest

from tieout.cli.failure import tell

Command = Callable[..., CompletedProcess[str]]
SCRIPT = str(Path(sys.executable).with_name("tieout"))

pytestmark = pytest.mark.slow


def test_a_build_log_gets_the_summary_and_nothing_else(script: Command, project: Path) -> None:
    ended = script("audit", cwd=project)
    assert (ended.returncode, ended.stderr) == (1, "")
    assert "Not fit" in ended.stdout
    assert "\x1b" not in ended.stdout
    assert subprocess.run([sys.executable, "-m", "tieout", "--version"], check=True, capture_output=True).stdout


def test_a_terminal_that_knows_no_unicode_is_no_crash(script: Command, project: Path) -> None:
    ended = script("audit", cwd=project, PYTHONIOENCODING="ascii", PYTHONUTF8="0", LC_ALL="C")
    assert (ended.returncode, ended.stderr) == (1, "")


def test_a_reader_who_left_changes_neither_report_nor_exit_code(project: Path) -> None:
    with subprocess.Popen([SCRIPT, "audit"], cwd=project, stdout=subprocess.PIPE, stderr=subprocess.PIPE) as process:
        assert process.stdout
        assert process.stderr
        process.stdout.close()
        assert process.stderr.read() == b""
        assert process.wait(timeout=60) == 1
    assert (project / "reports" / "first-incidents" / "findings.csv").is_file()


def test_an_interrupt_ends_with_130_and_leaves_whole_files(project: Path) -> None:
    """The audit waits for a description that never comes, and is interrupted while it does."""
    waiting = project / "datasets" / "zulu" / "dataset.yaml"
    waiting.parent.mkdir()
    os.mkfifo(waiting)
    report = project / "reports" / "first-incidents"
    written = ["audit.json", "findings.csv", "index.html"]
    with subprocess.Popen([SCRIPT, "audit"], cwd=project, stdout=subprocess.DEVNULL, stderr=subprocess.PIPE) as process:
        deadline = time.monotonic() + 60
        while not all((report / name).exists() for name in written) and time.monotonic() < deadline:
            time.sleep(0.05)
        time.sleep(1.0)  # it comes to the description
        while process.poll() is None and time.monotonic() < deadline:
            process.send_signal(signal.SIGINT)  # a library that is asked in that moment may keep the first for itself
            time.sleep(1.0)
        process.kill()
        assert process.stderr
        assert process.wait(timeout=60) == 130
        assert b"Traceback" not in process.stderr.read()
    assert sorted(path.name for path in report.iterdir()) == written


def test_progress_is_shown_on_a_terminal(project: Path) -> None:
    ours, theirs = pty.openpty()
    with subprocess.Popen(
        [SCRIPT, "audit"], cwd=project, stdout=subprocess.PIPE, stderr=theirs, env=os.environ | {"TERM": "xterm"}
    ) as process:
        os.close(theirs)
        assert process.stdout
        summary = process.stdout.read()
        assert process.wait(timeout=60) == 1
    seen = b""
    try:
        while chunk := os.read(ours, 65536):
            seen += chunk
    except OSError:  # how Linux says that the other end of a terminal is closed
        os.close(ours)
    assert b"first-incidents" in seen
    assert b"\x1b" not in summary


def test_a_read_only_project_is_told(project: Path) -> None:
    """In a process that may not write everywhere: as root nothing is read-only."""
    folders = [project / "reports", project]
    for folder in folders:
        folder.chmod(0o555)
    unprivileged = ["setpriv", "--bounding-set=-dac_override", "--inh-caps=-dac_override"] if os.geteuid() == 0 else []
    ended = subprocess.run([*unprivileged, SCRIPT, "audit"], cwd=project, capture_output=True, text=True, check=False)
    for folder in folders:
        folder.chmod(0o755)
    assert ended.returncode == 2
    assert ended.stderr == f"error[system]: {project}/.tieout the system says: Permission denied\n"


def test_a_full_disk_is_told(capsys: pytest.CaptureFixture[str]) -> None:
    full = os.open("/dev/full", os.O_WRONLY)  # a device on which there never is any room
    with pytest.raises(OSError, match="No space") as caught:
        os.write(full, b"x")
    os.close(full)
    assert tell(caught.value) == 2
    assert capsys.readouterr().err == "error[system]: the system says: No space left on device\n"


def test_a_defect_of_tieout_is_one_message(capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.delenv("TIEOUT_DEBUG", raising=False)
    assert tell(ZeroDivisionError("division\nby zero")) == 3
    message = capsys.readouterr().err
    assert message.startswith("error[internal]: ZeroDivisionError: divisionU+000Aby zero\n  help: ")
    assert "TIEOUT_DEBUG=1" in message


def test_the_traceback_is_there_for_those_who_ask(
    capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("TIEOUT_DEBUG", "1")
    try:
        raise ZeroDivisionError
    except ZeroDivisionError as problem:
        tell(problem)
    assert "test_process.py" in capsys.readouterr().err
