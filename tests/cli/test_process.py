"""What only a process of its own shows: signals, pipes, encodings, terminals, privileges."""

from __future__ import annotations

import os
import pty
import signal
import subprocess
import sys
import threading
import time
from collections.abc import Callable
from pathlib import Path
from subprocess import CompletedProcess

import pytest

from tieout.cli.failure import tell
from workbench import PAGE

Command = Callable[..., CompletedProcess[str]]
SCRIPT = str(Path(sys.executable).with_name("tieout"))

INTERRUPTED = b"interrupted; every file is whole, as it was or as it is now\n"

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
    written = ["audit.json", "findings.csv", "index.html", "ties.csv"]
    with subprocess.Popen([SCRIPT, "audit"], cwd=project, stdout=subprocess.DEVNULL, stderr=subprocess.PIPE) as process:
        deadline = time.monotonic() + 60
        while not all((report / name).exists() for name in written) and time.monotonic() < deadline:
            time.sleep(0.05)
        time.sleep(1.0)  # it comes to the description
        process.send_signal(signal.SIGINT)
        assert process.stderr
        assert process.stderr.read() == INTERRUPTED
        assert process.wait(timeout=60) == 130
    assert sorted(path.name for path in report.iterdir()) == written


LENGTHY = """
id: lengthy
code: HSE009
summary: Takes minutes.
severity: error
over: events
offenders: SELECT a._row FROM events AS a, events AS b GROUP BY a._row HAVING sum(b._row % (a._row + 1)) < 0
expected: an end
message: none
"""


def test_an_interrupt_that_a_library_takes_for_an_error_of_its_own_ends_the_command(project: Path) -> None:
    """DuckDB tells an interrupt as an error of the query it is at: no check broke, and no other dataset is audited."""
    built, reports = project / ".tieout" / "lengthy.duckdb", project / "reports"
    (project / "datasets" / "lengthy").mkdir()
    (project / "datasets" / "lengthy" / "dataset.yaml").write_text(
        "name: lengthy\ntables: {events: {file: events.csv, key: id, roles: {event.id: id}}}\n"
    )
    (project / "datasets" / "lengthy" / "events.csv").write_text("id\n" + "".join(f"E{n}\n" for n in range(100_000)))
    (project / "checks" / "lengthy.yaml").write_text(LENGTHY)
    (project / "checks" / "lengthy.md").write_text(PAGE)
    with subprocess.Popen(
        [SCRIPT, "audit", "lengthy", "first-incidents"],
        cwd=project,
        stdout=subprocess.PIPE,
        stderr=subprocess.PIPE,
        start_new_session=True,
    ) as process:
        give_up = threading.Timer(60, process.kill)
        give_up.start()
        while not built.exists() and process.poll() is None:
            time.sleep(0.05)
        time.sleep(1.0)  # it comes to the check
        os.killpg(process.pid, signal.SIGINT)  # as a terminal does
        said, complained = process.communicate()
        give_up.cancel()
    assert (process.returncode, said, complained) == (130, b"", INTERRUPTED)
    assert not (reports / "lengthy").exists()
    assert not (reports / "first-incidents").exists()
    assert [path.name for path in (project / ".tieout").iterdir()] == ["lengthy.duckdb"]


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
