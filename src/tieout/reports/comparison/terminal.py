"""The comparison on one screen: what is silent, how much changed, what was redefined, and the first changes.

Every line is cut to the terminal's width, so the number of lines does not depend on the data.
"""

from __future__ import annotations

import io
from collections.abc import Iterator
from typing import TYPE_CHECKING

from tieout.model.comparison import Change, Comparison
from tieout.reports.comparison import wording
from tieout.reports.controls import legible

if TYPE_CHECKING:
    from rich.text import Text

_ONCE = 5
_CHANGES = 11
_NARROWEST = 20


def draw(comparison: Comparison, *, width: int, colour: bool) -> str:
    """At most 24 lines of at most `width` cells."""
    from rich.console import Console

    screen = io.StringIO()
    width = max(width, _NARROWEST)
    console = Console(
        file=screen,
        width=width,
        force_terminal=colour,
        color_system="standard" if colour else None,
        highlight=False,
        markup=False,
        emoji=False,
        legacy_windows=False,
        _environ={},
    )
    for line in _lines(comparison):
        line.truncate(width, overflow="ellipsis")
        console.print(line, no_wrap=True, crop=True, soft_wrap=False)
    return screen.getvalue()


def _lines(comparison: Comparison) -> Iterator[Text]:
    style, sign = ("bold red", "✗") if comparison.silent else ("bold green", "✓")
    yield _line("  ", (f"{sign} {wording.verdict(comparison).capitalize()}", style))
    yield _line(f"    {_safe(wording.named(comparison.old))} -> {_safe(wording.named(comparison.new))}")
    if comparison.empty:
        return
    yield _line("")
    for tally in comparison.tallies:
        rows = f"{tally.old_rows:,} -> {tally.new_rows:,}"
        yield _line(f"  {tally.relation:<8} {rows:<20} {wording.counted(tally)}")
    yield from _once(comparison)
    yield from _changes(comparison)


def _once(comparison: Comparison) -> Iterator[Text]:
    told = [
        *(("✗" if spread.silent else "~", wording.as_whole(spread)) for spread in comparison.whole),
        *(("~", wording.redefined(redefinition)) for redefinition in comparison.redefinitions),
    ]
    for sign, words in told[:_ONCE]:
        yield _line("  ", (f"{sign} ", "red" if sign == "✗" else "cyan"), _safe(words))
    if len(told) > _ONCE:
        yield _line(f"  ~ and {len(told) - _ONCE:,} more said of the whole")


def _changes(comparison: Comparison) -> Iterator[Text]:
    ordered = sorted(comparison.changes, key=lambda change: not change.silent)
    for change in ordered[:_CHANGES]:
        yield _change(change)
    total = sum(sum(tally.counts.values()) for tally in comparison.tallies)
    if total > _CHANGES:
        yield _line(f"  and {total - min(_CHANGES, len(ordered)):,} more changes")


def _change(change: Change) -> Text:
    sign, style = ("✗", "red") if change.silent else (" ", "")
    carried = wording.carried(change)
    return _line(
        "  ",
        (f"{sign} ", style),
        (_safe(wording.subject(change)), "bold"),
        "  ",
        _safe(wording.happened(change)),
        *((f"  ({_safe(carried)})", "dim") for _ in [carried] if carried),
    )


def _line(*parts: str | tuple[str, str]) -> Text:
    from rich.text import Text

    return Text.assemble(*parts, end="\n")


def _safe(value: str) -> str:
    """Text that neither the terminal nor a build log acts on. It never stands at the start of a line."""
    return legible(value).replace("::", ": :").replace("##[", "## [")
