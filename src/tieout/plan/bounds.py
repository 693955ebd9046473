"""The algebra of `model/figure.py` as SQL: what is recorded of a figure -> the interval it means."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

from tieout.plan.quote import literal

NOTHING = "NULL::DOUBLE"
NO_WORDS = "NULL::VARCHAR"
INFINITY = "'infinity'::DOUBLE"

Qualifiers = Mapping[str, tuple[str, ...]]  # words -> what they make of the number: (lower, upper)


@dataclass(frozen=True, slots=True)
class Interval:
    """SQL for the least and the largest value, the best one, and whether anything is recorded."""

    least: str
    most: str
    point: str
    known: str


def interval(lower: str | None, best: str | None, upper: str | None) -> Interval:
    """The interval of a figure from the SQL of its recorded bounds; None where the table has no such column."""
    if lower is None and upper is None:
        plain = best or NOTHING
        return Interval(f"coalesce({plain}, 0)", f"coalesce({plain}, {INFINITY})", plain, f"({plain} IS NOT NULL)")
    low, top = lower or NOTHING, upper or NOTHING
    recorded = ", ".join(bound for bound in (lower, best, upper) if bound)
    known = " OR ".join(f"{bound} IS NOT NULL" for bound in (lower, best, upper) if bound)
    below_top = ", ".join(["0", *(bound for bound in (best, upper) if bound)])
    exact = f"CASE WHEN {low} = {top} THEN {low} WHEN {low} IS NULL AND {top} <= 0 THEN {top} END"
    return Interval(
        least=f"CASE WHEN {low} IS NULL AND {top} IS NOT NULL THEN least({below_top}) "
        f"ELSE coalesce(least({recorded}), 0) END",
        most=f"CASE WHEN {top} IS NULL AND {low} IS NOT NULL THEN {INFINITY} "
        f"ELSE coalesce(greatest({recorded}), {INFINITY}) END",
        point=f"coalesce({best}, {exact})" if best else f"({exact})",
        known=f"({known})",
    )


def form(lower: str, best: str, upper: str, words: str, qualifiers: Qualifiers) -> str:
    """What the words before a plain number make of it, as SQL for the number of a form: 0 nothing, -1 not understood.

    Words speak only where no bound is recorded.
    """
    silent = f"{words} IS NULL OR {best} IS NULL OR {lower} IS NOT NULL OR {upper} IS NOT NULL OR trim({words}) = ''"
    numbers = {made: number for number, made in enumerate(_forms(qualifiers), start=1)}
    # One WHEN a phrase: an IN of several makes DuckDB write the form out anew wherever it is read.
    whens = " ".join(f"WHEN {literal(phrase)} THEN {numbers[made]}" for phrase, made in sorted(qualifiers.items()))
    said = f"CASE lower(trim({words})) {whens} ELSE -1 END" if whens else "-1"
    return f"CASE WHEN {silent} THEN 0 ELSE {said} END"


def formed(form_: str, lower: str, best: str, upper: str, qualifiers: Qualifiers) -> tuple[str, str, str]:
    """Lower, best and upper bound as SQL, once the form of the words is known.

    Words that are not understood leave the figure known but without bounds: nothing can be held against it.
    """
    made = [_made(*bounds) for bounds in _forms(qualifiers)]

    def case(part: int, recorded: str, unknown: str) -> str:
        whens = " ".join(f"WHEN {n} THEN {bounds[part].format(n=best)}" for n, bounds in enumerate(made, start=1))
        return f"CASE {form_} WHEN 0 THEN {recorded} {whens} ELSE {unknown} END"

    return case(0, lower, "0"), case(1, best, NOTHING), case(2, upper, NOTHING)


def _forms(qualifiers: Qualifiers) -> list[tuple[str, ...]]:
    return sorted(set(qualifiers.values()))


def _made(lower: str, upper: str) -> tuple[str, str, str]:
    """What a form makes of {n}: lower, best and upper. A neighbour that excludes the number has no best value."""
    low, top = _BOUND[lower], _BOUND[upper]
    if upper == "open":
        return low, low, top
    return low, NOTHING if lower == "open" or upper == "n-1" else "{n}", top


_BOUND = {
    "n": "{n}",
    "n+1": "{n} + 1",
    "n-1": "{n} - 1",
    "n-10%": "floor({n} * 9 / 10)",
    "n+10%": "ceil({n} * 11 / 10)",
    "open": NOTHING,
}
