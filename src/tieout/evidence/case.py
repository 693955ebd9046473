"""A claim and what was read of it: the figures that matter, found once, asked by every rule."""

from __future__ import annotations

from dataclasses import dataclass, field

from tieout.evidence.claim import Claim
from tieout.evidence.conventions import Conventions
from tieout.evidence.figures import quantity as kinds
from tieout.evidence.figures.populations import ANY, PERHAPS, SAME, relation
from tieout.evidence.figures.quantity import Quantity
from tieout.evidence.figures.reading import Reading
from tieout.evidence.figures.wording import wording

GENERAL = frozenset({"people", "civilians", "unknown", "mixed"})


@dataclass(slots=True)
class Case:
    """`tops` are figures by themselves about the people claimed, `others` the same measure of other people or parts."""

    claim: Claim
    reading: Reading
    conventions: Conventions
    figures: list[Quantity] = field(default_factory=list)
    tops: list[Quantity] = field(default_factory=list)
    perhaps: list[Quantity] = field(default_factory=list)
    settled: list[Quantity] = field(default_factory=list)  # tops of this event, that did happen, certain as numbers

    def __post_init__(self) -> None:
        claim = self.claim
        for quantity in self.reading.figures:
            if quantity.measure != claim.measure:
                continue
            self.figures.append(quantity)
            related = relation(claim.population, quantity.population)
            if related == SAME and (quantity.top or claim.population != ANY):
                self.tops.append(quantity)
            elif related in (SAME, PERHAPS):
                self.perhaps.append(quantity)
        self.settled = [quantity for quantity in self.tops if is_settled(quantity)]

    def listed_with(self, quantity: Quantity) -> list[Quantity]:
        """The counts that add up with this one, itself included, of the people claimed."""
        if not quantity.group:
            return [quantity]
        return [other for other in self.tops if other.group == quantity.group and other.parent is quantity.parent]

    def is_component(self, quantity: Quantity) -> bool:
        """Whether it is only one entry of a list, one person among others counted, or a kind among all."""
        if len(self.listed_with(quantity)) > 1 or self._is_outnumbered(quantity):
            return True
        return self.claim.population == ANY and any(self._adds_to(quantity, other) for other in self.settled)

    def _adds_to(self, quantity: Quantity, other: Quantity) -> bool:
        """Whether the text adds the other count to this one: "12 rebels killed, 3 soldiers killed", "two more died"."""
        if other is quantity or kinds.NONE in (quantity.kind, other.kind):
            return False
        if quantity.rule == "toll" and quantity.population in GENERAL:
            return False
        if other.other and not quantity.other and other.start > quantity.start:
            return other.sentence - quantity.sentence <= 1
        kinds_differ = not {quantity.population, other.population} & GENERAL and quantity.population != other.population
        return kinds_differ and quantity.sentence == other.sentence

    def _is_outnumbered(self, quantity: Quantity) -> bool:
        if self.claim.population != ANY:
            return False
        for other in self.tops:
            if other is quantity or other.kind == kinds.NONE or other.background:
                continue
            if quantity.kind in kinds.SINGLE and not _may_be_same(quantity, other, self.reading.folded.plain):
                return True
            wider = other.population in GENERAL and quantity.population not in GENERAL
            if wider and (other.value or other.lower) > (quantity.value or 0):
                return True
        return False


def is_settled(quantity: Quantity) -> bool:
    """Whether a figure is of this event, did happen, and is certain as a number."""
    return not (quantity.background or quantity.unreal or quantity.doubt)


def _may_be_same(quantity: Quantity, other: Quantity, plain: str) -> bool:
    """Two mentions of one person: "a farmer was killed ... the farmer died", by name or pronoun."""
    if other.kind not in kinds.SINGLE:
        return False
    if quantity.head == other.head and not other.other:
        return True
    said_again = tuple(wording("said again"))
    return any(
        one.kind in (kinds.PRONOUN, kinds.NAME) or plain.startswith(said_again, one.start) for one in (quantity, other)
    )
