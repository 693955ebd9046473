"""Numbers that a text gives in parts: what adds up to a claim, with the arithmetic shown."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from itertools import pairwise
from typing import NamedTuple

from tieout.evidence.claims.case import APART, Case, same_person
from tieout.evidence.figures import quantity as kinds
from tieout.evidence.figures.background import cues
from tieout.evidence.figures.populations import ANY
from tieout.evidence.figures.quantity import Quantity
from tieout.evidence.figures.wording import wording

MOST_PARTS = 6
_ACTS = frozenset({"active", "gerund", "verb"})  # of a perpetrator, who is no object of his deed
MOST_KINDS = 4


class Sum(NamedTuple):
    """Parts, the total they make, how, and whether the text itself puts them together."""

    parts: tuple[Quantity, ...]
    total: int
    how: str
    arithmetic: str


def sums(case: Case) -> Iterator[Sum]:
    """Every total that the text puts together: lists, counts of one sentence, additions, differences."""
    yield from _lists(case)
    yield from _one_sentence(case)
    yield from _different_kinds(case)
    yield from _perpetrators(case)
    yield from _beside_others(case)
    yield from _additions(case)
    yield from _differences(case)


def separate(case: Case) -> Iterator[Sum]:
    """What only a reader could add: all figures by themselves. A hint, no support."""
    tops = [quantity for quantity in case.settled if quantity.value and quantity.kind in kinds.PLAIN]
    if 1 < len(tops) <= 12:
        yield _sum(tops, "separate mentions")
    shares = [quantity for quantity in case.perhaps if quantity.value and quantity.kind in kinds.PLAIN]
    if 1 < len(shares) <= 12:
        yield _sum(shares, "separate mentions")


def _sum(parts: Sequence[Quantity], how: str) -> Sum:
    values = [part.value or 0 for part in parts]
    return Sum(tuple(parts), sum(values), how, "+".join(map(str, values)) + f"={sum(values)}")


def _lists(case: Case) -> Iterator[Sum]:
    seen = set()
    for quantity in case.settled:
        if quantity.group and quantity.group not in seen:
            seen.add(quantity.group)
            listed = case.listed_with(quantity)
            known = len(listed) > 1 and all(part.value is not None for part in listed)
            if known and not any(case.is_added_to(part) for part in listed):
                yield _sum(listed, "list")
    if case.claim.population != ANY:
        yield from _parts_of_one(case)


def _parts_of_one(case: Case) -> Iterator[Sum]:
    """As in "including two boys and a girl": three children."""
    wholes: dict[int, list[Quantity]] = {}
    for quantity in case.settled:
        if quantity.parent is not None and quantity.value is not None:
            wholes.setdefault(id(quantity.parent), []).append(quantity)
    for parts in wholes.values():
        if 1 < len(parts) <= MOST_PARTS:
            yield _sum(parts, "parts of one count")


def _one_sentence(case: Case) -> Iterator[Sum]:
    """Counts of different people in one sentence: "three soldiers were killed and two civilians died"."""
    sentences: dict[int, list[Quantity]] = {}
    for quantity in case.settled:
        sentences.setdefault(quantity.sentence, []).append(quantity)
    for counted in sentences.values():
        apart = any(case.is_set_apart(one, other) for one, other in pairwise(counted))
        if 1 < len(counted) <= 4 and not apart and _are_different(counted) and not case.is_told_as_more(counted[0]):
            yield _sum(counted, "one sentence")


def _are_different(counted: Sequence[Quantity]) -> bool:
    """Whether these are counts of different people, none a part of another."""
    if any(part.value is None or part.kind == kinds.NONE or part.parent in counted for part in counted):
        return False
    if any(part.kind == kinds.PRONOUN or not part.head or part.head in wording("anybody") for part in counted):
        return False  # who else is counted may be among them
    return len({(part.population, part.head) for part in counted}) == len(counted)


def _different_kinds(case: Case) -> Iterator[Sum]:
    """As in "Three soldiers were killed. Two rebels died in the fight that followed.": nobody is of two kinds."""
    counted = [quantity for quantity in case.settled if quantity.value and quantity.kind in kinds.PLAIN]
    if not 1 < len(counted) <= MOST_KINDS or len(counted) < len(case.tops):
        return
    names = {quantity.population for quantity in counted}
    apart = names <= APART and len(names) == len(counted) and not names >= {"assailants", "militants"}
    if any(case.is_set_apart(one, other) for one, other in pairwise(counted)):
        return
    if apart and case.is_of_one_event:
        yield _sum(counted, "different kinds")


def _perpetrators(case: Case) -> Iterator[Sum]:
    """As in "killed five people before killing himself", "police shot the gunman dead": six died."""
    if case.claim.population != ANY or case.claim.measure != "killed":
        return
    own = next((quantity for quantity in case.settled if _is_perpetrator(case, quantity)), None)
    plain = case.reading.folded.plain
    if own is None and not cues().tells_of_own_death(plain):
        return
    victims = _all_victims(case, own)
    acted = own is not None or any(victim.rule in _ACTS for victim in victims)
    if victims and (acted or not cues().perhaps_counted.search(plain)):
        values = [*(part.value or 0 for part in victims), 1]
        arithmetic = "+".join(map(str, values)) + f"={sum(values)}"
        yield Sum((*victims, own) if own else tuple(victims), sum(values), "with the perpetrator", arithmetic)


def _is_perpetrator(case: Case, quantity: Quantity) -> bool:
    """As in "himself", "the gunman was killed", "he was killed by police"."""
    if quantity.kind == kinds.SELF:
        return True
    if quantity.kind == kinds.PRONOUN:
        return bool(cues().by_guards.match(case.reading.folded.plain, quantity.trigger[1]))
    return quantity.kind == kinds.ONE and quantity.population == "assailants" and not quantity.group


def _all_victims(case: Case, own: Quantity | None) -> list[Quantity]:
    """Everyone else who was counted, where the text leaves no doubt how many: one list, or lists it adds up."""
    lists: list[list[Quantity]] = []
    for quantity in case.settled:
        beside = quantity is own or quantity.kind in (kinds.SELF, kinds.PRONOUN, kinds.NONE)
        if not beside and not any(quantity in parts for parts in lists):
            lists.append([part for part in case.listed_with(quantity) if part is not own])
    if not lists or any(not part.value for parts in lists for part in parts):
        return []
    if len({(sum(part.value or 0 for part in parts), parts[0].population) for parts in lists}) == 1:
        return lists[0]  # one list, or one said again
    is_added_up = all(any(part.is_more for part in parts) for parts in lists[1:])
    return [part for parts in lists for part in parts] if is_added_up else []


def _beside_others(case: Case) -> Iterator[Sum]:
    """As in "police killed two gunmen ... in addition to the gunmen, 19 people were killed": 21."""
    for many in case.tops:
        listed = case.listed_with(many)
        if many.kind != kinds.PLURAL or len(listed) != 2:
            continue
        beside = [one for one in listed if one.value and one is not many]
        counted = [one for one in case.settled if one.value and one.population == many.population and not one.group]
        if beside and len(counted) == 1 and many.population in APART:
            yield _sum((*counted, *beside), "addition")


def _additions(case: Case) -> Iterator[Sum]:
    """As in "four were killed; two more died in hospital; the driver died later"."""
    so_far: list[Quantity] = []
    for quantity in case.settled:
        if not quantity.value or quantity.kind == kinds.SELF or quantity in so_far:
            continue
        listed = case.listed_with(quantity)
        if not quantity.is_more or not so_far:
            so_far = listed
        elif not _is_said_again(case, quantity, so_far) and all(part.value for part in listed):
            so_far = [*so_far, *listed]
            yield _sum(so_far, "addition")


def _is_said_again(case: Case, quantity: Quantity, so_far: Sequence[Quantity]) -> bool:
    plain = case.reading.folded.plain
    if quantity.other and any(one.other and one.value == quantity.value for one in so_far):
        return True  # "injuring two others ... two others were injured"
    return quantity.added and any(same_person(quantity, one, plain) for one in so_far)


_WHOLES = {"injured": (("shot", "killed"), ("casualties", "killed")), "killed": (("casualties", "injured"),)}


def _differences(case: Case) -> Iterator[Sum]:
    """As in "4 shot, 1 killed": three injured, where no injured are counted. Killed and injured make casualties."""
    if case.claim.population != ANY:
        return
    known = {
        quantity.measure: quantity
        for quantity in case.reading.figures
        if quantity.top and quantity.value is not None and quantity.kind != kinds.NONE and not quantity.background
    }
    if case.claim.measure == "casualties" and {"killed", "injured"} <= known.keys():
        yield _sum([known["killed"], known["injured"]], "killed and injured")
    if case.figures:
        return
    for whole, part in _WHOLES.get(case.claim.measure, ()):
        if whole in known and part in known and known[whole].sentence == known[part].sentence:
            total, taken = known[whole].value or 0, known[part].value or 0
            if total > taken:
                yield Sum((known[whole], known[part]), total - taken, "difference", f"{total}-{taken}={total - taken}")
