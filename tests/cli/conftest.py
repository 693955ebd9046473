"""The command line as a user meets it: the console script in a process of its own, or the same function in this one."""

from __future__ import annotations

import os
import subprocess
import sys
from collections.abc import Callable
from pathlib import Path
from subprocess import CompletedProcess

import pytest

from tieout.cli import run
from tieout.scaffold.project import init

SCRIPT = Path(sys.executable).with_name("tieout")

Command = Callable[..., "CompletedProcess[str]"]


@pytest.fixture
def tieout(capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch) -> Command:
    """Runs a command in this process, in the folder `cwd`."""

    def call(*arguments: str, cwd: Path | None = None) -> CompletedProcess[str]:
        if cwd:
            monkeypatch.chdir(cwd)
        capsys.readouterr()
        code = run(arguments)
        out, err = capsys.readouterr()
        return CompletedProcess(arguments, code, out, err)

    return call


@pytest.fixture
def script() -> Command:
    """Runs the console script as a process, in the folder `cwd`, with more environment."""

    def call(*arguments: str, cwd: Path | None = None, **environment: str) -> CompletedProcess[str]:
        return subprocess.run(
            [str(SCRIPT), *arguments],
            cwd=cwd,
            env=os.environ | environment,
            capture_output=True,
            text=True,
            timeout=120,
            check=False,
        )

    return call


@pytest.fixture
def project(tmp_path: Path) -> Path:
    """A project as `tieout init` writes it."""
    root = tmp_path / "project"
    init(root)
    return root
