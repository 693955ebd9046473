"""Exit codes: what a shell or a CI job learns from a run. docs/exit-codes.md tells them to users."""

from __future__ import annotations

from collections.abc import Iterable
from enum import IntEnum


class Exit(IntEnum):
    """How a run ended."""

    FIT = 0  # nothing blocks
    NOT_FIT = 1  # a finding blocks
    MISUSE = 2  # wrong use, broken configuration, nothing to check
    UNEVALUATED = 3  # a check could not be evaluated, or tieout itself broke
    INTERRUPTED = 130  # Ctrl-C, as shells count it


_GRAVITY = (Exit.FIT, Exit.NOT_FIT, Exit.UNEVALUATED, Exit.MISUSE, Exit.INTERRUPTED)


def worst(codes: Iterable[Exit]) -> Exit:
    """The gravest code: a dataset that could not be audited at all weighs more than one that is not fit."""
    return max(codes, key=_GRAVITY.index, default=Exit.FIT)
