"""Two states of a dataset to compare."""

from __future__ import annotations

from pathlib import Path

import pytest
from two_states import States


@pytest.fixture
def states(tmp_path: Path) -> States:
    """Writes and compares states below an empty folder."""
    return States(tmp_path)
