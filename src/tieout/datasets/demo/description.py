"""The dataset.yaml of a generated dataset."""

from __future__ import annotations

from collections.abc import Sequence

from tieout.datasets.demo import invented
from tieout.datasets.demo.facts import COVERS
from tieout.datasets.demo.tables import Table

_HEAD = """\
# Written by: tieout demo --events {events} --seed {seed} {name}
name: {name}
title: Incidents in {city}, a city that does not exist
about: >
  {events:,} invented incidents with {figures:,} figures of killed, injured and missing people, from invented sources.
  It has defects planted in it on purpose; planted.csv lists each with the check that finds it.
publisher: The tieout project
licence: CC0-1.0
release: "2026-01"
taxonomy: conflict
covers: {{from: {first}, to: {last}}}
sentinels: ["-99"]

tables:
"""


def describe(name: str, tables: Sequence[Table], *, events: int, seed: int, figures: int) -> str:
    """The text of dataset.yaml. `name` is the folder's."""
    head = _HEAD.format(
        name=name, city=invented.CITY, events=events, seed=seed, figures=figures, first=COVERS[0], last=COVERS[1]
    )
    return head + "".join(_table(table) for table in tables)


def _table(table: Table) -> str:
    roles = "".join(f"      {role}: {column}\n" for role, column in table.bound.items())
    return f"  {table.name}:\n    file: {table.file}\n    key: {table.key}\n    roles:\n{roles}"
