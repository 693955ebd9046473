"""Numbers that a text gives in parts: what adds up to a claim, with the arithmetic shown."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import NamedTuple

from tieout.evidence.case import Case
from tieout.evidence.figures import quantity as kinds
from tieout.evidence.figures.background import cues
from tieout.evidence.figures.populations import ANY
from tieout.evidence.figures.quantity import Quantity
from tieout.evidence.figures.wording import wording

MOST_PARTS = 6


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
    yield from _perpetrators(case)
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
            if len(listed) > 1 and all(part.value is not None for part in listed):
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
        if 1 < len(counted) <= 4 and _are_different(counted):
            yield _sum(counted, "one sentence")


def _are_different(counted: Sequence[Quantity]) -> bool:
    """Whether these are counts of different people, none a part of another."""
    if any(part.value is None or part.kind == kinds.NONE or part.parent in counted for part in counted):
        return False
    if any(part.kind == kinds.PRONOUN or not part.head or part.head in wording("anybody") for part in counted):
        return False  # who else is counted may be among them
    return len({(part.population, part.head) for part in counted}) == len(counted)


def _perpetrators(case: Case) -> Iterator[Sum]:
    """As in "killed five people before killing himself": six died."""
    if case.claim.population != ANY or case.claim.measure != "killed":
        return
    own = next((quantity for quantity in case.tops if quantity.kind == kinds.SELF), None)
    if own is None and not cues().own_death.search(case.reading.folded.plain):
        return
    for quantity in case.settled:
        listed = [part for part in case.listed_with(quantity) if part is not own]
        values = [part.value for part in listed if part.value]
        if quantity is own or len(values) < len(listed):
            continue
        total = sum(values) + 1
        arithmetic = "+".join(map(str, [*values, 1])) + f"={total}"
        yield Sum((*listed, own) if own else tuple(listed), total, "with the perpetrator", arithmetic)


def _additions(case: Case) -> Iterator[Sum]:
    """As in "four were killed; two more died in hospital"."""
    base: Quantity | None = None
    for quantity in case.settled:
        if quantity.value is None or quantity.kind == kinds.NONE:
            continue
        if quantity.other and base is not None and base.group != (quantity.group or -1):
            yield _sum([*case.listed_with(base), quantity], "addition")
        elif not quantity.other:
            base = quantity


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
