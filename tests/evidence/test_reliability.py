"""Reliability on one's own data: exact counts, the same twice, and mistakes with their line."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from tieout.evidence import Status
from tieout.evidence.claims.recorded import read_recorded
from tieout.evidence.claims.reliability import Recorded, measure_reliability, table
from tieout.model.figure import Bounds
from tieout.model.mistake import Mistake

TEXT = "Twelve people were killed and 30 people were injured."


def rows() -> list[Recorded]:
    return [
        Recorded(TEXT, "killed", "any", Bounds(best=12)),
        Recorded(TEXT, "wounded", "any", Bounds(best=30)),
        Recorded("Nothing happened.", "killed", "any", Bounds(best=0)),
        Recorded("Between 4 and 6 people were killed.", "killed", "any", Bounds(lower=4, upper=6)),
    ]


def test_every_row_is_counted_once() -> None:
    killed, injured = measure_reliability(rows())
    assert (killed.measure, killed.rows, killed.verdicts[Status.SUPPORTED], killed.verdicts[Status.SILENT_ZERO]) == (
        "killed",
        3,
        2,
        1,
    )
    assert (injured.measure, injured.rows, injured.accepted) == ("injured", 1, 1.0)
    assert killed.accused == killed.accepted_wrong == killed.accepted_exchanged == 0.0
    assert killed.exchanged.total() == injured.exchanged.total() == 1
    assert killed.searched == 2


def test_the_same_rows_give_the_same_table() -> None:
    assert list(table(measure_reliability(rows()))) == list(table(measure_reliability(rows())))
    assert list(table(measure_reliability(rows(), seed=8)))


def test_a_search_accepts_what_the_grammar_does_not() -> None:
    _, injured = measure_reliability([Recorded(TEXT, "killed", "any", Bounds(best=12)), rows()[1]])
    assert injured.accepted_exchanged == 0.0
    assert injured.searched == 1


def test_files_are_read(tmp_path: Path) -> None:
    as_csv = tmp_path / "rows.csv"
    as_csv.write_text(
        'text,measure,population,lower,best,upper\n"Two, said\nthe man",killed,,,2,\n', encoding="utf-8-sig"
    )
    as_json = tmp_path / "rows.jsonl"
    as_json.write_text(json.dumps({"text": "a", "measure": "killed", "lower": 1}) + "\n\n", encoding="utf-8")
    assert list(read_recorded(as_csv)) == [Recorded("Two, said\nthe man", "killed", "any", Bounds(best=2))]
    assert list(read_recorded(as_json)) == [Recorded("a", "killed", "any", Bounds(lower=1))]


@pytest.mark.parametrize(
    ("name", "content", "code", "line"),
    [
        ("a.csv", "text,best\nx,3\n", "no-column", 2),
        ("a.csv", "text,measure,best\nx,killed,\n", "no-figure", 2),
        ("a.csv", "text,measure,best\nx,killed,many\n", "number", 2),
        ("a.csv", "text,measure,best\nx,killed,-3\n", "number", 2),
        ("a.jsonl", '{"text": "a", "measure": "killed", "best": 1}\n[1]\n', "json-lines", 2),
        ("a.jsonl", "{\n", "json-lines", 1),
    ],
)
def test_a_mistake_names_its_line(tmp_path: Path, name: str, content: str, code: str, line: int) -> None:
    path = tmp_path / name
    path.write_text(content, encoding="utf-8")
    with pytest.raises(Mistake) as caught:
        list(read_recorded(path))
    assert caught.value.code == code
    assert caught.value.at is not None
    assert caught.value.at.line == line
