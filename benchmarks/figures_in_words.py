"""What reading figures in words costs: texts a second on one core, and how many times as long as a plain search takes.

`python benchmarks/figures_in_words.py` reads the invented sentences of tests/evidence; `--texts FILE` reads those of a
file of JSON Lines with `text`, `measure` and `best`.
"""

from __future__ import annotations

import argparse
import gc
import json
import re
import sys
import time
from collections.abc import Callable, Iterator
from functools import partial
from pathlib import Path
from random import Random
from typing import NamedTuple

import duckdb

from tieout.evidence import check_figure, confirming, read_figures

TESTS = Path(__file__).parents[1] / "tests" / "evidence"
SENTENCES = 4_000
ROWS = 500_000  # of the SQL tier
_NUMBER = re.compile(r"\b\d+\b|\b(?:one|two|three|four|five|six|seven|eight|nine|ten|eleven|twelve)\b")


class Claim(NamedTuple):
    """A text and the figure that is held to it."""

    text: str
    measure: str
    best: float


def main() -> None:
    """Measure the three ways to read, and print a line for each."""
    arguments = argparse.ArgumentParser(description=__doc__)
    arguments.add_argument("--texts", type=Path, help="JSON Lines with text, measure and best")
    arguments.add_argument("--runs", type=int, default=7, help="of which the quickest counts")
    given = arguments.parse_args()
    claims = list(_read(given.texts) if given.texts else _invented())
    words = sum(len(claim.text.split()) for claim in claims) / len(claims)
    signs = sum(len(claim.text) for claim in claims) / len(claims)
    print(f"{len(claims):,} texts of {words:.0f} words, {signs:.0f} characters on average; CPU time of one core")
    gc.collect()
    gc.freeze()  # what is loaded is not looked through again and again
    search = _rate(lambda: _search(claims), len(claims), given.runs)
    for name, work in (("read_figures", _read_all), ("check_figure", _check_all)):
        rate = _rate(partial(work, claims), len(claims), given.runs)
        print(f"{name:14}{rate:>12,.0f} texts/s   {search / rate:6.1f} x a search for numbers")
    gc.unfreeze()
    _sql(claims, given.runs)


def _read(path: Path) -> Iterator[Claim]:
    for line in path.read_text(encoding="utf-8").splitlines():
        row = json.loads(line)
        yield Claim(row["text"], row["measure"], row["best"])


def _invented() -> Iterator[Claim]:
    sys.path.insert(0, str(TESTS))
    from invented import MAKERS

    draw = Random(5)  # noqa: S311 - the same sentences each time
    for place in range(SENTENCES):
        told = MAKERS[place % len(MAKERS)](draw)
        measure = draw.choice(["killed", "injured"])
        yield Claim(told.text, measure, float({**told.figures, **told.sums}.get(measure, 3)))


def _search(claims: list[Claim]) -> None:
    for claim in claims:
        _NUMBER.findall(claim.text.lower())


def _read_all(claims: list[Claim]) -> None:
    for claim in claims:
        read_figures(claim.text)


def _check_all(claims: list[Claim]) -> None:
    for claim in claims:
        check_figure(claim.text, measure=claim.measure, best=claim.best)


def _rate(work: Callable[[], object], count: int, runs: int) -> float:
    """Texts a second of the quickest run: what other work on the machine takes away is no cost of ours."""
    work()
    quickest = float("inf")
    for _ in range(runs):
        start = time.process_time()
        work()
        quickest = min(quickest, time.process_time() - start)
    return count / quickest


def _sql(claims: list[Claim], runs: int) -> None:
    with duckdb.connect() as connection:
        connection.execute("SET threads = 1")
        connection.execute("CREATE TABLE few(id INT, text VARCHAR, measure VARCHAR, value DOUBLE)")
        columns = [list(range(len(claims))), *(list(column) for column in zip(*claims, strict=True))]
        connection.execute("INSERT INTO few SELECT unnest(?), unnest(?), unnest(?), unnest(?)", columns)
        times = ROWS // len(claims)
        connection.execute(
            "CREATE TABLE claims AS SELECT id + range * (SELECT count(*) FROM few) AS id, text || ' ' AS text, "
            f"measure, value FROM few, range({times})"
        )
        rows = len(claims) * times
        confirm = confirming(table="claims", key="id", text="text", measure="measure", value="value")
        search = "SELECT count(*) FROM claims WHERE regexp_matches(lower(text), 'killed|injured|wounded')"
        plain = _rate(lambda: connection.execute(search).fetchall(), rows, runs)
        rate = _rate(lambda: connection.execute(f"SELECT count(*) FROM ({confirm})").fetchall(), rows, runs)
        found = connection.execute(f"SELECT count(*) FROM ({confirm})").fetchone()
        share = found[0] / rows if found else 0.0
        times_as_long = f"{plain / rate:6.1f} x a search for three words"
        print(f"{'confirming':14}{rate:>12,.0f} rows/s    {times_as_long}; {share:.0%} confirmed")


if __name__ == "__main__":
    main()
