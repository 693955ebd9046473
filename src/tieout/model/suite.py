"""A suite: which checks a dataset is expected to meet, how strictly; and what a gate lets through."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field

from tieout.model.check import ParameterValue
from tieout.model.mistake import Position
from tieout.model.verdict import Severity


@dataclass(frozen=True, slots=True)
class Expectation:
    """How strictly one check holds: None keeps what the check itself says.

    `allow` findings are tolerated before the check fails. `required` makes "not evaluated" block.
    `skip` is the reason why the check is left out.
    """

    check: str
    at: Position
    severity: Severity | None = None
    allow: int = 0
    required: bool = False
    skip: str | None = None
    parameters: Mapping[str, ParameterValue] = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class Suite:
    """The checks of whole packs and of single names, with what the suite changes about them."""

    name: str
    at: Position
    packs: tuple[str, ...] = ()
    expectations: Mapping[str, Expectation] = field(default_factory=dict)
    contracts: str | None = None  # NAME.py, pandera models
    great_expectations: Mapping[str, str] = field(default_factory=dict)  # table -> NAME.<table>.json


@dataclass(frozen=True, slots=True)
class Policy:
    """`gate.yaml`: findings allowed per severity (None: any number), and the least share of checks evaluated."""

    allowed: Mapping[Severity, int | None] = field(
        default_factory=lambda: {Severity.ERROR: 0, Severity.WARNING: None, Severity.NOTE: None}
    )
    least_coverage: float = 0.0
    at: Position = Position("")
