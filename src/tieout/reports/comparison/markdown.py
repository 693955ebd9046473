"""`diff.md`: the comparison as a comment on a pull request.

Every text of the data stands in a code element with its punctuation written as entities: nothing in it becomes a link,
a mention, an image or a line of its own. The comment stays below the size that forges accept.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Sequence

from tieout.model.comparison import Change, Comparison, Kind, State
from tieout.reports.comparison import wording
from tieout.reports.controls import legible

FILE = "diff.md"
MOST_CHARACTERS = 60_000  # GitHub refuses comments above 65,536
MOST_ONCE = 20
_PLAIN = re.compile(r"[^0-9A-Za-z\u0080-\U0010ffff ,;()-]")
_HEADER = ("| row | what changed | what it carries | where |", "|-----|--------------|-----------------|-------|")


def render(comparison: Comparison) -> str:
    """The comment: verdict, counts, what was redefined, the silent changes, and the others folded."""
    sign = "❌" if comparison.silent else "✅"
    lines = [
        f"### {sign} tieout diff: {wording.verdict(comparison)}",
        "",
        f"{_state(comparison.old)} → {_state(comparison.new)}",
        "",
    ]
    if not comparison.empty:
        lines += [*_counts(comparison), *_once(comparison)]
        lines += _listed(comparison, MOST_CHARACTERS - _length(lines))
    return "\n".join(lines).rstrip("\n") + "\n"


def code(text: str) -> str:
    """A text of the data, as it may stand anywhere on a line of Markdown."""
    return f"<code>{_PLAIN.sub(lambda match: f'&#{ord(match[0])};', legible(text))}</code>"


def _state(state: State) -> str:
    return code(wording.shortened(wording.named(state), 300))


def _counts(comparison: Comparison) -> Iterator[str]:
    yield "| | before | after | " + " | ".join(Kind) + " | silent |"
    yield "|---|---|---|" + "---|" * (len(Kind) + 1)
    for tally in comparison.tallies:
        counts = " | ".join(f"{tally.counts.get(kind, 0):,}" for kind in Kind)
        silent = sum(tally.silent.values())
        yield f"| {tally.relation} | {tally.old_rows:,} | {tally.new_rows:,} | {counts} | {silent:,} |"
    yield ""


def _once(comparison: Comparison) -> Iterator[str]:
    """The first of them: a description that is another one altogether is not told word by word."""
    told = [*map(wording.as_whole, comparison.whole), *map(wording.redefined, comparison.redefinitions)]
    yield from (f"- {code(words)}" for words in told[:MOST_ONCE])
    if len(told) > MOST_ONCE:
        yield f"- and {len(told) - MOST_ONCE:,} more"
    if told:
        yield ""


def _listed(comparison: Comparison, room: int) -> Iterator[str]:
    silent = [change for change in comparison.changes if change.silent]
    others = [change for change in comparison.changes if not change.silent]
    if silent:
        total = sum(sum(tally.silent.values()) for tally in comparison.tallies)
        lines = [f"**Silent: {total:,}**", "", *_table(silent, total, room // 2)]
        room -= _length(lines)
        yield from (*lines, "")
    if others:
        total = sum(sum(t.counts.values()) - sum(t.silent.values()) for t in comparison.tallies)
        yield f"<details><summary>Other changes: {total:,}</summary>"
        yield from ("", *_table(others, total, room - 200), "", "</details>")


def _table(changes: Sequence[Change], total: int, room: int) -> Iterator[str]:
    yield from _HEADER
    listed = 0
    for line in map(_row, changes):
        room -= len(line) + 1
        if room < 0:
            break
        listed += 1
        yield line
    if listed < total:
        yield ""
        yield f"and {total - listed:,} more; `--format json` lists up to a thousand of each kind"


def _row(change: Change) -> str:
    words = (wording.subject(change), wording.happened(change), wording.carried(change), wording.place(change))
    return "| " + " | ".join(code(text) if text else "" for text in words) + " |"


def _length(lines: Iterable[str]) -> int:
    return sum(len(line) + 1 for line in lines)
