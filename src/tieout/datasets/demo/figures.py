"""The five figures of an event in long form, and how a reporter words them."""

from __future__ import annotations

from tieout.datasets.demo.facts import Columns
from tieout.plan.quote import literal

PER_EVENT = 5
SPOKEN_BY_THE_FIRST = (3, 3, 4)
"""By layout: how many of the five figures are the first voice's; the others are the second's."""

_Figure = tuple[str, str, str]

LAYOUTS: tuple[tuple[_Figure, ...], ...] = (
    (
        ("killed", "", "killed"),
        ("killed", "civilians", "civilians"),
        ("killed", "children", "children"),
        ("injured", "", "injured"),
        ("missing", "", "missing"),
    ),
    (
        ("killed", "", "killed"),
        ("killed", "women", "women"),
        ("killed", "men", "men"),
        ("injured", "", "injured"),
        ("injured", "children", "injured_children"),
    ),
    (
        ("killed", "", "killed"),
        ("killed", "civilians", "civilians"),
        ("killed", "combatants", "combatants"),
        ("killed", "unknown", "undetermined"),
        ("injured", "", "injured"),
    ),
)
"""What the five figures count: measure, population (empty: all), and the fact that holds the number."""

_PEOPLE = {
    "": ("person", "people"),
    "civilians": ("civilian", "civilians"),
    "combatants": ("combatant", "combatants"),
    "unknown": ("person of unknown standing", "people of unknown standing"),
    "children": ("child", "children"),
    "women": ("woman", "women"),
    "men": ("man", "men"),
}


def _by_layout(part: int) -> str:
    """SQL for what the layout says of this slot: 0 the measure, 1 the population, 2 the number."""
    cells = [[figure[part] if part == 2 else literal(figure[part]) for figure in layout] for layout in LAYOUTS]
    choices = " ".join(f"WHEN {n} THEN ([{', '.join(row)}])[slot + 1]" for n, row in enumerate(cells))
    return f"CASE layout {choices} END"


def _people(number: int) -> str:
    """SQL for the population's noun: 0 the singular, 1 the plural."""
    choices = " ".join(f"WHEN {literal(name)} THEN {literal(nouns[number])}" for name, nouns in _PEOPLE.items())
    return f"CASE population {choices} END"


WORDING: Columns = {
    "measure": _by_layout(0),
    "population": _by_layout(1),
    "number": _by_layout(2),
    # Only totals are reported with bounds or as "at least"; their parts never exceed the lower bound.
    "hedged": "CASE WHEN population <> '' OR number < 1 THEN 0 ELSE manner END",
    "spread": "1 + draw(e, 50 + slot, 4)",
    "noun": f"CASE WHEN number = 1 AND hedged <> 1 THEN {_people(0)} ELSE {_people(1)} END",
    "verb": "CASE WHEN number = 1 AND hedged <> 1 THEN ' was ' ELSE ' were ' END || measure",
    "quote": """CASE
        WHEN slot = vague THEN 'people' || verb || ' as well'
        WHEN number = -99 THEN 'how many people are missing is not known'
        WHEN number = 0 THEN 'no ' || noun || verb
        WHEN hedged = 1 THEN 'between ' || number || ' and ' || (number + spread + 2) || ' ' || noun || verb
        WHEN hedged = 2 THEN 'at least ' || number || ' ' || noun || verb
        ELSE number || ' ' || noun || verb END""",
    "speaker": f"CASE WHEN slot < {list(SPOKEN_BY_THE_FIRST)}[layout + 1] THEN voice ELSE other END",
}
"""What a figure's cells are written from, besides the facts of its event."""
