"""The kinds of defect that are planted, as `defects.yaml` beside this module lists them."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from functools import cache
from pathlib import Path


@dataclass(frozen=True)
class Defect:
    """One kind of defect, found by one check. `facts` and `cells` map a name to the SQL that bends it.

    `slot` is the figure of the event that bears it, from 0; `damage` is done to the line's bytes.
    """

    check: str
    code: str
    table: str
    why: str
    slot: int = 0
    facts: Mapping[str, str] = field(default_factory=dict)
    cells: Mapping[str, str] = field(default_factory=dict)
    damage: str = ""
    needs_text: bool = False


@cache
def defects() -> tuple[Defect, ...]:
    """Every kind of defect that an event or one of its rows can bear."""
    import yaml

    listed = yaml.safe_load(Path(__file__).with_suffix(".yaml").read_text("utf-8"))
    return tuple(_defect(entry, listed["shapes"]) for entry in listed["defects"])


def _defect(entry: dict[str, object], shapes: Mapping[str, Mapping[str, int]]) -> Defect:
    texts = {key: str(entry[key]) for key in ("check", "code", "table", "why", "damage") if key in entry}
    shape = {name: str(value) for name, value in shapes.get(str(entry.get("shape")), {}).items()}
    return Defect(
        **texts,
        slot=int(str(entry.get("slot", 0))),
        facts=shape | _sql(entry.get("facts")),
        cells=_sql(entry.get("cells")),
        needs_text=entry.get("needs") == "text",
    )


def _sql(entry: object) -> dict[str, str]:
    return dict(entry) if isinstance(entry, dict) else {}


UNNAMED = Defect("source-not-named", "PRV004", "sources", "The name names nobody.")
"""Borne by the last rows of the register, in every dataset."""

CUT_SHORT = Defect("file-cut-short", "LOD004", "events", "The file ends in the middle of a row.", damage="cut short")
"""Borne by the last row of the events, which no other defect is given."""
