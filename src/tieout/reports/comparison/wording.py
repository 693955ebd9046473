"""What a comparison says, in words that every format shares. Texts of the data are passed through as they are."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from tieout.model.comparison import FIGURES, Cell, Change, Comparison, Kind, Mark, Redefinition, Spread, State, Tally

LONGEST = 80  # characters of one value in a sentence
MOST_CELLS = 6  # columns that one sentence names
NOTHING = "not recorded"
CARRIED = (Mark.REPLACES, Mark.SOURCE, Mark.DOCUMENT, Mark.LATER)


def verdict(comparison: Comparison) -> str:
    """`3 changes are silent`, `nothing changed`, `nothing is silent`."""
    if comparison.silent:
        return f"{comparison.silent:,} {'change is' if comparison.silent == 1 else 'changes are'} silent"
    return "nothing changed" if comparison.empty else "nothing is silent"


def named(state: State) -> str:
    """A state as it was asked for, with its release, and with whose description it is read by if it has none."""
    if state.described_by:
        return f"{state.shown} (read as {state.described_by} describes it)"
    return f"{state.shown} ({shortened(state.release)})" if state.release else state.shown


def counted(tally: Tally) -> str:
    """`1 changed (1 silent), 3 added`."""
    parts = []
    for kind in Kind:
        if count := tally.counts.get(kind, 0):
            silent = tally.silent.get(kind, 0)
            parts.append(f"{count:,} {kind}" + (f" ({silent:,} silent)" if silent else ""))
    return ", ".join(parts) or "no row changed"


def as_whole(spread: Spread) -> str:
    """A column that changed as a whole, in a sentence."""
    silent = f", {spread.silent:,} of them silently" if spread.silent else ""
    known = spread.before is not None or spread.after is not None
    example = f"; the first: {shortened(spread.before)} -> {shortened(spread.after)}" if known else ""
    what = shortened(spread.column or "figures without a measure")
    return f"{what} changed as a whole, in {spread.rows:,} of {spread.shared:,} {spread.relation}{silent}{example}"


def redefined(redefinition: Redefinition) -> str:
    """A difference of the two descriptions, in a sentence."""
    of = " ".join(shortened(part) for part in (redefinition.relation, redefinition.column) if part)
    words = shortened(redefinition.words, 2 * LONGEST)
    return f"{of}: {words}" if of else words


def subject(change: Change) -> str:
    """What identifies the row: its one key, or all parts of it by name."""
    if len(change.key) == 1:
        return shortened(next(iter(change.key.values())))
    parts = [f"{shortened(name)}={shortened(value)}" for name, value in change.key.items() if value is not None]
    return ", ".join(parts[:MOST_CELLS]) or "a row without a key"


def happened(change: Change) -> str:
    """What changed: `killed of press: 34 -> at least 53`, or the columns with their values before and after."""
    if change.relation == FIGURES:
        return _figure(change)
    return "; ".join(_cells(change.cells)) or str(change.kind)


def _figure(change: Change) -> str:
    of = f" of {shortened(change.event)}" if change.event is not None else ""
    what = f"{shortened(change.figure or 'a figure')}{of}"
    before, after = shortened(change.before), shortened(change.after)
    match change.kind:
        case Kind.ADDED:
            return f"{what}: {after}, added"
        case Kind.REMOVED:
            return f"{what}: {before}, removed"
        case Kind.REPLACED:
            return f"{what}: {before} -> {after}, in place of {shortened(change.replaces)}"
    beside = [c for c in change.cells if not _told_by_value(c)]
    value = f"{before} -> {after}" if Mark.REVISED in change.marks else after
    return f"{what}: " + "; ".join([value, *_cells(beside)])


def _told_by_value(changed: Cell) -> bool:
    return changed.column in ("figure.lower", "figure.best", "figure.upper", "figure.words")


def _cells(cells: Sequence[Cell]) -> Iterator[str]:
    yield from map(_cell, cells[:MOST_CELLS])
    if len(cells) > MOST_CELLS:
        yield f"and {len(cells) - MOST_CELLS} more"


def _cell(changed: Cell) -> str:
    """`place: Quay -> Old Quay`."""
    column = shortened(changed.column)
    if changed.withheld:
        return f"{column} changed (withheld)"
    return f"{column}: {shortened(changed.before)} -> {shortened(changed.after)}"


def carried(change: Change) -> str:
    """What the change carries: `new document; revision of 2017-11-27: more bodies were found`; or that it is silent."""
    parts = list(_carried(change))
    if change.silent:
        gone = change.kind is Kind.REMOVED
        lacking = (
            "no replacement, no revision" if gone else "no new source, document, later date, replacement or revision"
        )
        parts.insert(0, lacking)
    return "; ".join(parts)


def _carried(change: Change) -> Iterator[str]:
    if Mark.WITH_EVENT in change.marks:
        yield "its event was removed"
    yield from (str(mark) for mark in CARRIED if mark in change.marks)
    revision = change.revision
    if Mark.REVISION in change.marks:
        of = f"revision of {shortened(revision.date)}" if revision and revision.date else "recorded revision"
        yield f"{of}: {shortened(revision.reason)}" if revision and revision.reason else of
    elif Mark.INCOMPLETE in change.marks:
        yield str(Mark.INCOMPLETE)


def place(change: Change) -> str:
    """File and line: of the new state, or of the old where the row is gone."""
    at = change.new or change.old
    if at is None or not at.file:
        return ""
    file = shortened(at.file)
    return file if at.line is None else f"{file}:{at.line}"


def shortened(text: str | None, longest: int = LONGEST) -> str:
    """A value for a sentence, cut where it is long."""
    if text is None:
        return NOTHING
    return text if len(text) <= longest else f"{text[: longest - 1]}…"
