from __future__ import annotations

from datetime import date
from pathlib import Path
from typing import Any

import pandas as pd
import pytest
import yaml
from pandera.errors import SchemaErrors

import tieout
from tieout import schemas

ROLES: dict[str, Any] = yaml.safe_load(
    (Path(tieout.__file__).parent / "packs" / "core" / "roles.yaml").read_text(encoding="utf-8")
)
TABLES = {
    "events": schemas.Events,
    "figures": schemas.Figures,
    "sources": schemas.Sources,
    "documents": schemas.Documents,
    "evidence": schemas.Evidence,
    "custody": schemas.Custody,
    "relays": schemas.Relays,
    "revisions": schemas.Revisions,
}
KINDS = {"text": "str", "number": "float64", "integer": "Int64", "date": "datetime64[ns]"}


def failing(model: Any, frame: pd.DataFrame) -> dict[str, list[int]]:
    with pytest.raises(SchemaErrors) as caught:
        model.validate(frame, lazy=True)
    cases = caught.value.failure_cases
    return {str(check): sorted(set(rows)) for check, rows in cases.groupby("check")["index"]}


@pytest.mark.parametrize("relation", TABLES)
def test_the_models_name_exactly_the_roles(relation: str) -> None:
    roles = next(group["roles"] for group in ROLES.values() if group["relation"] == relation)
    columns = TABLES[relation].to_schema().columns
    assert list(columns) == list(roles)
    for name, role in roles.items():
        assert (name, str(columns[name].dtype).replace("string[pyarrow]", "str")) == (name, KINDS[role["type"]])


def test_every_relation_but_the_problems_has_a_model() -> None:
    assert {group["relation"] for group in ROLES.values()} - set(TABLES) == {"problems"}


def test_a_whole_frame_passes_and_comes_back_typed() -> None:
    frame = pd.DataFrame(
        {
            "id": ["F1", "F2"],
            "measure": ["killed", "injured"],
            "lower": [42, None],
            "best": ["53", None],
            "reported": [date(2017, 11, 28), None],
            "note": [1, 2],
        }
    )
    typed = schemas.Figures.validate(frame, lazy=True)
    assert typed["best"].tolist()[0] == 53.0
    assert typed["reported"][0] == pd.Timestamp("2017-11-28")
    assert typed["note"].tolist() == [1, 2]


def test_bounds_out_of_order_and_below_zero_are_found() -> None:
    frame = pd.DataFrame(
        {
            "id": list("abcd"),
            "measure": ["killed"] * 4,
            "lower": [5, 1, 9, None],
            "best": [4, 2, None, -1],
            "upper": [6, 1, 3, None],
        }
    )
    found = failing(schemas.Figures, frame)
    assert found["the lower bound is not above the best value"] == [0]
    assert found["the best value is not above the upper bound"] == [1]
    assert found["the lower bound is not above the upper bound"] == [2]
    assert found["greater_than_or_equal_to(0)"] == [3]


def test_what_is_not_recorded_never_fails() -> None:
    nothing = {name: [None] for name in TABLES["events"].to_schema().columns if name != "id"}
    schemas.Events.validate(pd.DataFrame({"id": ["a"], **nothing}), lazy=True)
    schemas.Figures.validate(pd.DataFrame({"id": ["a"], "measure": ["killed"]}), lazy=True)


def test_events_end_after_they_start_and_lie_on_earth() -> None:
    frame = pd.DataFrame(
        {
            "id": list("ab"),
            "start": ["2017-11-27", "2017-11-26"],
            "end": ["2017-11-26", "2017-11-26"],
            "latitude": [34.5, 91],
            "longitude": [-181, 40.9],
        }
    )
    found = failing(schemas.Events, frame)
    assert found["an event ends on the day it starts or later"] == [0]
    assert found["less_than_or_equal_to(90)"] == [1]
    assert found["greater_than_or_equal_to(-180)"] == [0]


@pytest.mark.parametrize("model", TABLES.values(), ids=TABLES)
def test_an_id_stands_once_and_is_never_empty(model: Any) -> None:
    others = {"measure": ["killed"] * 3} if model is schemas.Figures else {}
    found = failing(model, pd.DataFrame({"id": ["a", "a", None], **others}))
    assert found == {"field_uniqueness": [0, 1], "not_nullable": [2]}
