"""A claim and what was read of it: the figures that matter, found once, asked by every rule."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from functools import cached_property

from tieout.evidence.claims.claim import Claim
from tieout.evidence.claims.conventions import Conventions
from tieout.evidence.figures import quantity as kinds
from tieout.evidence.figures.background import cues
from tieout.evidence.figures.populations import ANY, PERHAPS, SAME, relation
from tieout.evidence.figures.quantity import Quantity
from tieout.evidence.figures.reading import Reading
from tieout.evidence.figures.wording import wording

SHORT = 600  # code points; a longer text has room for more than one event
APART = frozenset({"military", "police", "militants", "assailants", "civilians"})  # nobody is of two of these
GENERAL = frozenset({"people", "civilians", "unknown", "mixed"})
_TOLLS = frozenset({"label", "noun", "toll"})  # "1 fatality" behind a story is the one it told


@dataclass
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
        return len(self.listed_with(quantity)) > 1 or self._is_outnumbered(quantity) or self.is_added_to(quantity)

    def is_added_to(self, quantity: Quantity) -> bool:
        """Whether the text adds another count, of no list with this one, to it, or it to another."""
        if self.claim.population != ANY:
            return False
        return any(
            self._adds_to(quantity, other)
            for other in self._near(quantity)
            if not quantity.group or other.group != quantity.group
        )

    def is_told_as_more(self, quantity: Quantity) -> bool:
        """Whether it comes on top of people counted before."""
        return quantity.is_more and self.is_added_to(quantity)

    def _near(self, quantity: Quantity) -> Iterable[Quantity]:
        """The settled figures that may be added to this one: in a longer text, those of its sentence and of the next.

        What comes on top of others is added to whatever was counted before it.
        """
        if quantity.is_more or len(self.reading.folded.plain) <= SHORT:
            return self.settled
        return [*self._by_sentence[quantity.sentence], *self._by_sentence[quantity.sentence + 1]]

    @cached_property
    def _by_sentence(self) -> Mapping[int, Sequence[Quantity]]:
        found: defaultdict[int, list[Quantity]] = defaultdict(list)
        for quantity in self.settled:
            found[quantity.sentence].append(quantity)
        return found

    def _adds_to(self, quantity: Quantity, other: Quantity) -> bool:
        """Whether the text adds the other count to this one: "12 rebels killed, 3 soldiers killed", "two more died"."""
        if other is quantity or {kinds.NONE, kinds.SELF} & {quantity.kind, other.kind}:
            return False
        if other.head in wording("many selves"):
            return False  # perpetrators may be left out of a total
        if quantity.rule == "toll" and quantity.population in GENERAL:
            return False
        if other.is_more and not quantity.is_more and other.start > quantity.start:
            return other.sentence - quantity.sentence <= 1
        if quantity.is_more and other.start < quantity.start:
            return not same_person(quantity, other, self.reading.folded.plain)
        populations = {quantity.population, other.population}
        if len(populations) == 1 or populations & GENERAL:
            return False
        if quantity.sentence == other.sentence:
            return not self.is_set_apart(quantity, other)
        return populations <= APART and self.is_of_one_event

    def is_set_apart(self, quantity: Quantity, other: Quantity) -> bool:
        """As in "six rebels were killed after a guard was shot dead": the guard was, before."""
        first, second = sorted((quantity, other), key=lambda one: one.start)
        return cues().before_that.search(self.reading.folded.plain, first.end, second.start) is not None

    @property
    def is_of_one_event(self) -> bool:
        """Whether the text is short and points to no other event."""
        plain = self.reading.folded.plain
        return len(plain) <= SHORT and not cues().elsewhere.search(plain)

    def _is_outnumbered(self, quantity: Quantity) -> bool:
        if self.claim.population != ANY:
            return False
        for other in self.tops:
            if other is quantity or other.kind == kinds.NONE or other.background:
                continue
            if quantity.is_one and not same_person(quantity, other, self.reading.folded.plain):
                return True
            wider = other.population in GENERAL and quantity.population not in GENERAL
            if wider and (other.value or other.lower) > (quantity.value or 0):
                return True
        return False


def is_settled(quantity: Quantity) -> bool:
    """Whether a figure is of this event, did happen, and is certain as a number."""
    return not (quantity.background or quantity.unreal or quantity.doubt)


def same_person(quantity: Quantity, other: Quantity, plain: str) -> bool:
    """Perhaps two mentions of one person: "a farmer was killed ... the farmer died", by name or pronoun."""
    if not (quantity.is_one and other.is_one):
        return False
    if any(one.bare and one.rule in _TOLLS for one in (quantity, other)):
        return True
    if quantity.head == other.head and not (other.is_more or quantity.is_more):
        return True
    said_again = () if quantity.is_more or other.is_more else tuple(wording("said again"))
    return any(
        one.kind in (kinds.PRONOUN, kinds.NAME) or plain.startswith(said_again, one.start) for one in (quantity, other)
    )
