"""Starting is cheap: nothing heavy is imported before it is needed."""

from __future__ import annotations

import os
import subprocess
import sys
import tomllib
from pathlib import Path

import pytest

import tieout

ROOT = Path(__file__).parents[1]
HEAVY = "duckdb pandas pandera great_expectations ibis jinja2 sqlglot sqlalchemy openpyxl rich yaml numpy".split()
MOST_SECONDS = 0.15


def loaded_after(program: str) -> set[str]:
    code = f"import sys\n{program}\nprint(*{{name.split('.')[0] for name in sys.modules}})"
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True)
    return set(done.stdout.split("\n")[-2].split())


@pytest.mark.parametrize(
    "program",
    [
        "import tieout",
        "from tieout.cli import run; run(['--help'])",
        "from tieout.cli import run; run(['audit', '-h'])",
    ],
)
def test_nothing_heavy_is_imported(program: str) -> None:
    assert loaded_after(program).intersection(HEAVY) == set()


def cpu_seconds(*command: str) -> float:
    """CPU time of a command, the least of several runs: the machine may be busy with something else."""
    costs = []
    for _ in range(7):
        before = os.times()
        subprocess.run(command, stdout=subprocess.DEVNULL, check=True)
        after = os.times()
        costs.append(sum(after[2:4]) - sum(before[2:4]))
    return min(costs)


def test_help_is_instant() -> None:
    bare = cpu_seconds(sys.executable, "-c", "pass")
    assert cpu_seconds(sys.executable, "-m", "tieout", "--help") - bare < MOST_SECONDS


def test_the_function_stays_when_the_module_of_its_name_is_imported() -> None:
    program = (
        "import tieout, tieout.auditing.auditor; import inspect; assert inspect.isfunction(tieout.audit), tieout.audit"
    )
    assert "tieout" in loaded_after(program)


def test_the_version_is_the_packages() -> None:
    project = tomllib.loads((ROOT / "pyproject.toml").read_text(encoding="utf-8"))["project"]
    assert tieout.__version__ == project["version"]
    lines = (ROOT / "src" / "tieout" / "__init__.py").read_text(encoding="utf-8").splitlines()
    assert len(lines) <= 40
