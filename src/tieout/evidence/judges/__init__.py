"""Judges: what the checks ask of words. One module a judge: `figure_in_words` is what a check calls figure-in-words.

A judge is given one row at a time, with the bench that all judges of an audit share, and says pass, fail or unknown,
and why. It never fails a row that it does not understand.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Mapping
from importlib import import_module
from pathlib import Path
from typing import Any

from tieout.evidence.bench import Bench
from tieout.model.verdict import Judgement, Verdict

Row = Mapping[str, Any]
Said = tuple[Verdict, str]
Judge = Callable[[Row, Bench], Said]


def names() -> tuple[str, ...]:
    """Every judge that a check may name."""
    return tuple(sorted(_name(file) for file in Path(__file__).parent.glob("[a-z]*.py")))


def judge_named(name: str) -> Judge:
    """The judge of that name. Raises LookupError where there is none."""
    if name not in names():
        raise LookupError(f"no judge '{name}'")
    judge: Judge = import_module(f"{__name__}.{name.replace('-', '_')}").judge
    return judge


def judged(bench: Bench, name: str, rows: Iterable[Row]) -> Iterator[Judgement]:
    """What the judge of that name says of each row. Raises LookupError where there is none."""
    judge = judge_named(name)
    for row in rows:
        verdict, words = judge(row, bench)
        yield Judgement(row["_row"], verdict, words)


def _name(file: Path) -> str:
    return file.stem.replace("_", "-")
