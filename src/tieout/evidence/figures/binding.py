"""Counts of one sentence, and the tie from a count to what happened to the people counted."""

from __future__ import annotations

from collections.abc import Sequence
from copy import copy
from dataclasses import dataclass, field
from itertools import count

from tieout.evidence.figures import quantity as kinds
from tieout.evidence.figures.pieces import Piece, Row
from tieout.evidence.figures.populations import covers
from tieout.evidence.figures.quantity import Quantity
from tieout.evidence.figures.wording import wording

_RULE_OF_KIND = {"found": "bodies", "label": "label"}


@dataclass(slots=True)
class Sentence:
    """A row of groups and what is known of its counts. `groups` numbers the lists of a whole text."""

    row: Row
    groups: count[int]
    plain: str = ""  # its words
    counts: list[Quantity] = field(default_factory=list)
    spare: list[Piece] = field(default_factory=list)  # deeds that no count was bound to

    def at(self, place: int) -> Quantity:
        """The count at a place of the row."""
        quantity = self.row.pieces[place].data
        assert isinstance(quantity, Quantity)  # noqa: S101 - the letters promise it
        return quantity

    def bind(self, places: Sequence[int], trigger: Piece, rule: str, *, comma: bool = False) -> None:
        """Bind the counts at these places, which stand in one list, to a deed."""
        bound = []
        for place in places:
            quantity = self.at(place)
            if quantity.measure:
                quantity = copy(quantity)
                self.counts.append(quantity)
            quantity.measure, quantity.trigger = trigger.data.measure, (trigger.start, trigger.end)
            quantity.rule = _RULE_OF_KIND.get(trigger.data.kind, rule)
            bound.append(quantity)
            self.row.set(place, "q")
        if len(bound) > 1:
            self.coordinate(bound, comma=comma)

    def coordinate(self, listed: list[Quantity], *, comma: bool) -> None:
        """Decide what a list means: counts that add up, or a count and then who they were."""
        listed = [quantity for quantity in listed if quantity.kind != kinds.NONE]
        if len(listed) < 2:
            return
        first, *rest = listed
        if comma and len(rest) == 1 and (rest[0].kind == kinds.PLURAL or _are_one(first, rest[0])):
            rest[0].parent = first  # "12 others, mostly women,", "the mayor, a father of three,"
            return
        if explains(first, rest, comma=comma):
            for quantity in rest:
                quantity.parent = first
            return
        number = next((quantity.group for quantity in listed if quantity.group), 0) or next(self.groups)
        for quantity in listed:
            if quantity.kind != kinds.SELF:
                quantity.group = number


def _are_one(first: Quantity, second: Quantity) -> bool:
    return {first.kind, second.kind} <= kinds.SINGLE


def explains(first: Quantity, rest: Sequence[Quantity], *, comma: bool) -> bool:
    """Whether the rest of a list says who the first were: "two civilians, a man and his daughter"."""
    if first.value is None or any(quantity.value is None for quantity in rest):
        return comma and first.kind == kinds.PLURAL
    if not all(covers(first.population, quantity.population) for quantity in rest):
        return False
    if len(rest) == 1 and {first.kind, rest[0].kind} == {kinds.COUNT} and first.head not in wording("general"):
        return False  # "two porters, two customers" are four
    total = sum(quantity.value or 0 for quantity in rest)
    return total == first.value and (first.value > 1 or first.kind == kinds.COUNT)
