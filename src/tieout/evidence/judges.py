"""Judges: what the checks ask of words, one function a judge. A check names its judge in its YAML file.

A judge is given rows and says of each pass, fail or unknown, and why. It never fails a row that it does not understand.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Mapping
from functools import cached_property
from typing import Any

from tieout.evidence.support import Support
from tieout.evidence.tying import Tyer
from tieout.model.tie import Link, State
from tieout.model.verdict import Judgement, Verdict

Row = Mapping[str, Any]

OF_STATE = {
    State.HOLDS: Verdict.PASS,
    State.BROKEN: Verdict.FAIL,
    State.UNTOLD: Verdict.UNKNOWN,
    State.MISSING: Verdict.UNKNOWN,
}


class Bench:
    """The judges of one audit; they share one reading of each figure."""

    def __init__(self, tyer: Tyer) -> None:
        self.tyer = tyer

    @cached_property
    def judges(self) -> Mapping[str, Callable[[Row], tuple[Verdict, str]]]:
        """Name -> judge, as checks name them."""
        return {
            "figure-in-words": lambda row: self._link(row, Link.WORDS),
            "source-credited": lambda row: self._link(row, Link.CREDIT),
            "capture": capture,
            "archive": archive,
        }

    def judge(self, name: str, rows: Iterable[Row]) -> Iterator[Judgement]:
        """What the judge of that name says of each row. Raises LookupError where there is none."""
        if name not in self.judges:
            raise LookupError(f"no judge '{name}'")
        judge = self.judges[name]
        for row in rows:
            verdict, words = judge(row)
            yield Judgement(row["_row"], verdict, words)

    def _link(self, row: Row, link: Link) -> tuple[Verdict, str]:
        tie = self.tyer.read(Support.read(row)).tie
        return OF_STATE[tie.states[link]], tie.words[link]


def capture(row: Row) -> tuple[Verdict, str]:
    """Whether a document's text is the article, or a login wall, an error page, a request to prove oneself human."""
    from tieout.evidence.documents.junk import is_junk

    text = row.get("text")
    if not isinstance(text, str) or not text.strip():
        return Verdict.UNKNOWN, "there is no text"
    junk = is_junk(text)
    return (Verdict.FAIL, junk) if junk else (Verdict.PASS, "")


def archive(row: Row) -> tuple[Verdict, str]:
    """Whether the address of an archived copy can be one of this document."""
    from tieout.evidence.documents.archive import implausible

    address, archived, published = (row.get(name) for name in ("address", "archive", "published"))
    if not isinstance(archived, str):
        return Verdict.UNKNOWN, "no archived copy is recorded"
    why = implausible(archived, str(address) if address else None, str(published)[:10] if published else None)
    return (Verdict.FAIL, why) if why else (Verdict.PASS, "")


def names() -> tuple[str, ...]:
    """Every judge that a check may name."""
    return tuple(Bench(Tyer({})).judges)
