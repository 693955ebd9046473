"""What texts made to hurt cost: each is read at one length and at four times that length, in turn, in one run.

`python benchmarks/hostile_texts.py`; a ratio of four is work that grows with the text alone, sixteen with its square.
It needs pytest, for the texts stand in the tests.
"""

from __future__ import annotations

import argparse
import sys
import time
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import NamedTuple

from tieout.evidence import check_figure
from tieout.evidence.credit import Attribution
from tieout.evidence.ties.support import Support
from tieout.evidence.ties.tying import Tyer

TESTS = Path(__file__).parents[1] / "tests" / "evidence"
TIMES = 4


class Task(NamedTuple):
    """A way to read a text that repeats one piece."""

    reader: str
    name: str
    piece: str
    read: Callable[[str], object]


def main() -> None:
    """Measure every reader on every text, and print a line for each."""
    arguments = argparse.ArgumentParser(description=__doc__)
    arguments.add_argument("--length", type=int, default=50_000, help="code points of the shorter text")
    arguments.add_argument("--runs", type=int, default=3, help="of which the quickest counts")
    given = arguments.parse_args()
    print(f"{given.length:,} and {TIMES * given.length:,} code points; CPU time of one core")
    for task in _tasks():
        short, long = (_text(task.piece, given.length * times) for times in (1, TIMES))
        quickest = _quickest(task.read, (short, long), given.runs)
        ratio = quickest[1] / max(quickest[0], 1e-6)
        print(f"{task.reader:14}{task.name:38}{quickest[0]:8.3f} s {quickest[1]:8.3f} s {ratio:6.1f} x")


def _tasks() -> Iterator[Task]:
    sys.path[:0] = [str(TESTS), str(TESTS.parent / "workbench")]
    from one_figure import FULL, GENERIC, QUOTE, SOURCES
    from test_credit import REGISTRY, UNITS
    from test_hostile_figures import HOSTILE

    for name, piece in HOSTILE.items():
        yield Task("check_figure", name, piece, lambda text: check_figure(text, measure="killed", best=3))
    for piece in UNITS:
        yield Task("credits", piece.strip(), piece, lambda text: Attribution.of(text, REGISTRY).credits)

    def tie(text: str) -> object:
        words = f"{text}{QUOTE}, the Harbour Office said. {text}"
        return Tyer(SOURCES, GENERIC).read(Support(**{**FULL, "text": words}))  # type: ignore[arg-type] # by name

    yield Task("tie", "the quote in the middle", "lorem ipsum ", tie)


def _text(piece: str, points: int) -> str:
    return (piece * (points // len(piece) + 1))[:points]


def _quickest(read: Callable[[str], object], texts: tuple[str, str], runs: int) -> tuple[float, float]:
    """The least CPU seconds for each of two texts: what other work on the machine adds is no cost of ours."""
    best = [float("inf"), float("inf")]
    for run in range(runs):
        for place, text in enumerate(texts):
            unread = f"{text} {run}"  # what was read before is remembered
            started = time.process_time()
            read(unread)
            best[place] = min(best[place], time.process_time() - started)
    return best[0], best[1]


if __name__ == "__main__":
    main()
