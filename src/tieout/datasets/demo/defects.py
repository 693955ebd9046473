"""The kinds of defect that are planted, as `defects.yaml` beside this module lists them."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from functools import cache
from pathlib import Path
from typing import Any


@dataclass(frozen=True)
class Defect:
    """One kind of defect, found by one check. `facts` and `cells` map a name to the SQL that bends it.

    `slot` is the one of an event's figures, relays or steps of custody that bears it, from 0; `damage` is done to the
    line's bytes. `least` and `most` bound the events of the datasets that have it.
    """

    check: str
    code: str
    table: str
    why: str
    slot: int = 0
    facts: Mapping[str, str] = field(default_factory=dict)
    cells: Mapping[str, str] = field(default_factory=dict)
    damage: str = ""
    least: int = 1
    most: int | None = None

    def fits(self, events: int) -> bool:
        """Whether a dataset of so many events has this defect."""
        return self.least <= events and (self.most is None or events <= self.most)


@cache
def defects() -> tuple[Defect, ...]:
    """Every kind of defect that an event or one of its rows can bear."""
    import yaml

    listed = yaml.safe_load(Path(__file__).with_suffix(".yaml").read_text("utf-8"))
    return tuple(_defect(entry, listed["shapes"]) for entry in listed["defects"])


def _defect(entry: dict[str, Any], shapes: Mapping[str, Mapping[str, int]]) -> Defect:
    texts = {key: entry[key] for key in ("check", "code", "table", "why", "damage") if key in entry}
    shape = {name: str(value) for name, value in shapes.get(entry.get("shape", ""), {}).items()}
    return Defect(
        **texts,
        slot=entry.get("slot", 0),
        facts=shape | entry.get("facts", {}),
        cells=entry.get("cells", {}),
        least=entry.get("least", 1),
        most=entry.get("most"),
    )


UNNAMED = Defect("source-not-named", "PRV004", "sources", "The name names nobody.")
"""Borne by the last rows of the register, in every dataset."""

CUT_SHORT = Defect("file-cut-short", "LOD004", "events", "The file ends in the middle of a row.", damage="cut short")
"""Borne by the last row of the events, which no other defect is given."""
