"""The comparison on one screen: what is silent, how much changed, what was redefined, and the first changes."""

from __future__ import annotations

from collections.abc import Iterator
from typing import TYPE_CHECKING

from tieout.model.comparison import Change, Comparison
from tieout.model.counting import counted
from tieout.reports.comparison import wording
from tieout.reports.screen import drawn, line, safe

if TYPE_CHECKING:
    from rich.text import Text

_ONCE = 5
_CHANGES = 11


def draw(comparison: Comparison, *, width: int, colour: bool) -> str:
    """At most 24 lines of at most `width` cells."""
    return drawn(_lines(comparison), width=width, colour=colour)


def _lines(comparison: Comparison) -> Iterator[Text]:
    style, sign = ("bold red", "✗") if comparison.silent else ("bold green", "✓")
    yield line("  ", (f"{sign} {wording.verdict(comparison).capitalize()}", style))
    yield line(f"    {safe(wording.named(comparison.old))} -> {safe(wording.named(comparison.new))}")
    if comparison.empty:
        return
    yield line("")
    for tally in comparison.tallies:
        rows = f"{tally.old_rows:,} -> {tally.new_rows:,}"
        yield line(f"  {tally.relation:<8} {rows:<20} {wording.counted(tally)}")
    yield from _once(comparison)
    yield from _changes(comparison)


def _once(comparison: Comparison) -> Iterator[Text]:
    told = [
        *(("✗" if spread.silent else "~", wording.as_whole(spread)) for spread in comparison.whole),
        *(("~", wording.redefined(redefinition)) for redefinition in comparison.redefinitions),
    ]
    for sign, words in told[:_ONCE]:
        yield line("  ", (f"{sign} ", "red" if sign == "✗" else "cyan"), safe(words))
    if len(told) > _ONCE:
        yield line(f"  ~ and {len(told) - _ONCE:,} more said of the whole")


def _changes(comparison: Comparison) -> Iterator[Text]:
    ordered = sorted(comparison.changes, key=lambda change: not change.silent)
    for change in ordered[:_CHANGES]:
        yield _change(change)
    total = sum(sum(tally.counts.values()) for tally in comparison.tallies)
    if total > _CHANGES:
        yield line(f"  and {counted(total - min(_CHANGES, len(ordered)), 'more change')}")


def _change(change: Change) -> Text:
    sign, style = ("✗", "red") if change.silent else (" ", "")
    carried = wording.carried(change)
    return line(
        "  ",
        (f"{sign} ", style),
        (safe(wording.subject(change)), "bold"),
        "  ",
        safe(wording.happened(change)),
        *((f"  ({safe(carried)})", "dim") for _ in [carried] if carried),
    )
