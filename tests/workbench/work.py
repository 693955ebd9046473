"""How much work a call is, counted and not timed: the same on every machine, whatever else runs on it."""

from __future__ import annotations

import sys
from collections.abc import Callable
from types import FrameType
from typing import Any


def lines_run(call: Callable[[], object]) -> int:
    """How many lines of Python run while a function is called. Word lists that are read once should be read before."""
    count = 0

    def at(_frame: FrameType, event: str, _detail: Any) -> Callable[..., Any]:
        nonlocal count
        count += event == "line"
        return at

    before = sys.gettrace()
    sys.settrace(at)
    try:
        call()
    finally:
        sys.settrace(before)
    return count
