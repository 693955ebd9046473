"""Formats are found, not registered; each renders the same text for the same audit."""

from __future__ import annotations

import hashlib
import os
import subprocess
import sys
from pathlib import Path

import make_audit
import pytest

from tieout.reports import formats

ROOT = Path(__file__).parents[2]
PRINT_HASHES = """
import sys; sys.path[:0] = ["tests/reports", "src"]
import hashlib, make_audit
from tieout.reports import formats
for f in formats().values(): print(f.name, hashlib.sha256(f.render(make_audit.small()).encode()).hexdigest())
"""


def test_the_formats_are_the_modules_that_name_a_file() -> None:
    found = formats()
    assert {"csv", "html", "json", "ties"} <= set(found)
    assert {name: found[name].file for name in ("csv", "html", "json", "ties")} == {
        "csv": "findings.csv",
        "html": "index.html",
        "json": "audit.json",
        "ties": "ties.csv",
    }
    assert all(name == found[name].name for name in found)
    assert "terminal" not in found


@pytest.mark.slow
@pytest.mark.parametrize("seed", ["0", "1"])
def test_another_process_renders_the_same_bytes(seed: str) -> None:
    shown = subprocess.run(
        [sys.executable, "-c", PRINT_HASHES],
        cwd=ROOT,
        env={**os.environ, "PYTHONHASHSEED": seed},
        capture_output=True,
        text=True,
        check=True,
    ).stdout
    expected = {
        name: hashlib.sha256(format_.render(make_audit.small()).encode()).hexdigest()
        for name, format_ in formats().items()
    }
    assert dict(line.split() for line in shown.splitlines()) == expected


def test_finding_the_formats_loads_no_heavy_library() -> None:
    code = (
        "import sys; from tieout.reports import formats; formats();"
        "heavy = {'jinja2', 'rich', 'duckdb', 'pandas'} & set(sys.modules); assert not heavy, heavy"
    )
    subprocess.run([sys.executable, "-c", code], cwd=ROOT, env={**os.environ, "PYTHONPATH": "src"}, check=True)
