from __future__ import annotations

import re
from pathlib import Path

import pytest

from tieout.cli.exit import Exit, worst

ROOT = Path(__file__).parents[2]


@pytest.mark.parametrize(
    ("codes", "expected"),
    [
        ([], Exit.FIT),
        ([Exit.FIT, Exit.FIT], Exit.FIT),
        ([Exit.NOT_FIT, Exit.FIT], Exit.NOT_FIT),
        ([Exit.NOT_FIT, Exit.UNEVALUATED], Exit.UNEVALUATED),
        ([Exit.MISUSE, Exit.UNEVALUATED, Exit.NOT_FIT], Exit.MISUSE),
        ([Exit.INTERRUPTED, Exit.MISUSE], Exit.INTERRUPTED),
    ],
)
def test_the_gravest_code_wins(codes: list[Exit], expected: Exit) -> None:
    assert worst(codes) is expected


def test_the_page_lists_every_code() -> None:
    page = (ROOT / "docs" / "exit-codes.md").read_text(encoding="utf-8")
    told = {int(code): name for code, name in re.findall(r"^\| (\d+) \| ([a-z ]+) \|", page, re.MULTILINE)}
    assert told == {code.value: code.name.lower().replace("_", " ") for code in Exit}
