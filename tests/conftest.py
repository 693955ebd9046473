"""What all tests share: golden files, and the folders of modules that several test files use."""

from __future__ import annotations

import difflib
import sys
from collections.abc import Callable
from pathlib import Path

import pytest
from hypothesis import settings

settings.register_profile("patient", deadline=None)  # the machine may have other things to do
settings.register_profile("quick", deadline=None, max_examples=20)  # of `make check`
settings.load_profile("patient")

HERE = Path(__file__).parent
# Modules that tests share stand beside the tests, and test folders are no packages.
sys.path[:0] = [str(HERE / folder) for folder in ("evidence", "reports", "workbench")]


def pytest_addoption(parser: pytest.Parser) -> None:
    parser.addoption("--update-golden", action="store_true", help="rewrite the files in tests/golden")


@pytest.fixture
def golden(request: pytest.FixtureRequest) -> Callable[[str, str], None]:
    """Holds a text equal to a file of tests/golden, or writes the file under --update-golden."""

    def check(name: str, text: str) -> None:
        path = HERE / "golden" / name
        if request.config.getoption("--update-golden"):
            path.parent.mkdir(parents=True, exist_ok=True)
            path.write_bytes(text.encode())
            return
        assert path.exists(), f"{path} is missing: run pytest --update-golden and read what it writes"
        expected = path.read_bytes().decode()
        if text != expected:
            difference = difflib.unified_diff(
                expected.splitlines(), text.splitlines(), "golden", "now", lineterm="", n=1
            )
            shown = "\n".join(line[:300] for line in list(difference)[:60])
            pytest.fail(f"{name} has changed; if that is meant, run pytest --update-golden\n{shown}")

    return check
