"""Notes that put two numbers behind or before their labels, in every order and with every sign: none is exchanged."""

from __future__ import annotations

from collections.abc import Iterator
from itertools import product

from tieout.evidence import check_figure

DEAD = ["killed", "dead", "fatalities", "KIA"]
HURT = ["injured", "wounded", "WIA", "inj"]
SIGNS = [" ", ", ", "; ", " / ", "/", " | ", " + ", " - ", ". ", " and "]
FORMS = [
    "{number} {label}",
    "{label} {number}",
    "{label}: {number}",
    "{label} = {number}",
    "{label} - {number}",
    "{label} ({number})",
]
KILLED, INJURED = 14, 27


def notes() -> Iterator[str]:
    """Each with fourteen dead and twenty-seven hurt."""
    for dead, hurt, sign, form, place in product(DEAD, HURT, SIGNS, FORMS, ("", "Market blast: ")):
        parts = [form.format(number=KILLED, label=dead), form.format(number=INJURED, label=hurt)]
        yield place + sign.join(parts)
        yield place + sign.join(reversed(parts))


def states(text: str, measure: str, best: int) -> bool:
    return check_figure(text, measure=measure, best=best).status.accepts


def test_no_number_is_taken_for_the_other() -> None:
    assert [note for note in notes() if states(note, "killed", INJURED) or states(note, "injured", KILLED)] == []


def test_nearly_all_are_read() -> None:
    told = [states(note, "killed", KILLED) and states(note, "injured", INJURED) for note in notes()]
    assert sum(told) / len(told) > 0.98
