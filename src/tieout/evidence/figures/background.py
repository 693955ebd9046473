"""Figures of other events, of many events, or of none: "since 2011", "brings the total to", "threatened to kill"."""

from __future__ import annotations

import re
from collections.abc import Sequence, Set
from dataclasses import dataclass
from functools import cache

from tieout.evidence.figures import quantity as kinds
from tieout.evidence.figures.frames import frames, mark_framed
from tieout.evidence.figures.quantity import Quantity
from tieout.evidence.figures.wording import wording
from tieout.evidence.language import word_lists

_NEAR = 60
_REACH = 160  # code points that a clause may reach
_CLAUSE = re.compile(r"[;:]|\.\s|, (?:while|but|whereas|which|bringing)\b")


@dataclass(frozen=True, slots=True)
class Cues:
    """Wording that sets a figure apart, as compiled patterns; each is a list of `cues.yaml`."""

    any_hints: frozenset[str]  # words without which nothing is set apart
    hints: frozenset[str]  # words without which neither of the next two can match
    deeds_of: frozenset[str]  # such words where an "of" stands too: "the killing of"
    unreal_hints: frozenset[str]  # the same for `unreal` and `denied`
    before: re.Pattern[str]
    after: re.Pattern[str]
    ranked: re.Pattern[str]
    unreal: re.Pattern[str]
    denied: re.Pattern[str]
    elsewhere: re.Pattern[str]
    perhaps_framed: re.Pattern[str]
    several: re.Pattern[str]
    one_of_several_hint: str
    one_of_several: re.Pattern[str]
    of_them_all: re.Pattern[str]
    before_that: re.Pattern[str]
    own_death_hints: tuple[str, ...]
    own_death: re.Pattern[str]
    outlived: re.Pattern[str]
    perhaps_counted: re.Pattern[str]
    in_turn: re.Pattern[str]
    beside_a_clip: re.Pattern[str]
    excepted: re.Pattern[str]
    occasion: re.Pattern[str]
    unread: re.Pattern[str]
    bodies_found: re.Pattern[str]
    added_hints: frozenset[str]
    added_before: re.Pattern[str]
    added_behind: re.Pattern[str]
    added_at_first: re.Pattern[str]
    by_guards: re.Pattern[str]
    at_once_hints: frozenset[str]
    at_once: re.Pattern[str]
    in_hospital: re.Pattern[str]
    taken_back_hints: tuple[str, ...]
    taken_back: re.Pattern[str]

    def tells_of_own_death(self, plain: str) -> bool:
        """Whether one perpetrator's own death is told: "before killing himself"."""
        if not any(hint in plain for hint in self.own_death_hints):
            return False
        found = self.own_death.search(plain)
        if found is None or self.outlived.search(plain):
            return False
        return not found.group().endswith(tuple(wording("many selves")))


@cache
def cues(language: str = "en") -> Cues:
    """The cues of a language."""
    lists = word_lists("cues", language)
    hints = frozenset(lists["background"]["hints"].split()) | {str(year) for year in range(1900, 2101)}
    deeds_of, unreal_hints = lists["background"]["hints with of"].split(), frozenset(lists["unreal hints"].split())
    return Cues(
        any_hints=hints.union(deeds_of, unreal_hints, frames(language).filed),
        hints=hints,
        deeds_of=frozenset(deeds_of),
        unreal_hints=unreal_hints,
        before=_compiled(lists["background"]["before"]),
        after=_compiled(lists["background"]["after"]),
        ranked=_compiled(lists["ranked"]),
        unreal=_compiled(lists["unreal"]),
        denied=_compiled(lists["denied"]),
        elsewhere=_compiled(lists["elsewhere"]),
        perhaps_framed=_compiled(lists["perhaps framed"]),
        several=_compiled(lists["several events"]),
        one_of_several_hint=lists["one of several hint"],
        one_of_several=_compiled(lists["one of several"]),
        of_them_all=_compiled(lists["of them all"]),
        before_that=_compiled(lists["before that"]),
        own_death_hints=tuple(lists["own death hints"]),
        own_death=_compiled(lists["own death"]),
        outlived=_compiled(lists["outlived"]),
        perhaps_counted=_compiled(lists["perhaps counted"]),
        in_turn=_compiled(lists["killed in turn"]),
        beside_a_clip=_compiled(lists["beside a clip"]),
        excepted=_compiled(lists["except"]),
        occasion=_compiled(lists["occasion"]),
        unread=_compiled(lists["unread"]),
        bodies_found=_compiled(lists["bodies found"]),
        added_hints=frozenset(lists["added"]["hints"].split()),
        added_before=_compiled(lists["added"]["before"]),
        added_behind=_compiled(lists["added"]["behind"]),
        added_at_first=_compiled(lists["added"]["at first"]),
        by_guards=_compiled(lists["by guards"]),
        at_once_hints=frozenset(lists["at once hints"].split()),
        at_once=_compiled(lists["at once"]),
        in_hospital=_compiled(lists["in hospital"]),
        taken_back_hints=tuple(lists["taken back hints"]),
        taken_back=_compiled(lists["taken back"]),
    )


def _compiled(patterns: Sequence[str]) -> re.Pattern[str]:
    """One pattern that finds any of them, each at word borders; one that ends in $ looks at the end of the text."""
    ends = [pattern if pattern.endswith("$") else rf"(?:{pattern})\b" for pattern in patterns]
    return re.compile(rf"\b(?:{'|'.join(ends)})")


def mark_background(plain: str, counts: Sequence[Quantity], spelled: Set[str]) -> None:
    """Mark the figures of a sentence that its wording sets apart.

    `plain` is the whole folded text, `spelled` the words of the sentence.
    """
    known = cues()
    if known.any_hints.isdisjoint(spelled):
        return
    possible = frames().of(spelled)
    unreal = not known.unreal_hints.isdisjoint(spelled)
    told = not known.hints.isdisjoint(spelled) or not (
        known.deeds_of.isdisjoint(spelled) or wording("of").isdisjoint(spelled)
    )
    if not (possible or unreal or told):
        return
    bound = sorted((quantity for quantity in counts if quantity.measure), key=lambda quantity: quantity.start)
    if unreal:
        _mark_unreal(known, plain, bound)
    if possible:
        mark_framed(plain, bound, possible)
    if told:
        _mark_told(known, plain, bound)


def _mark_told(known: Cues, plain: str, bound: Sequence[Quantity]) -> None:
    first, last = (max(0, bound[0].start - _REACH), bound[-1].end + _REACH) if bound else (0, 0)
    for number, quantity in enumerate(bound):
        start = next((one.end for one in reversed(bound[:number]) if one.end <= quantity.start), first)
        end = next((one.start for one in bound[number + 1 :] if one.start >= quantity.end), last)
        said = _background(known, plain[start : quantity.start], plain[quantity.end : end])
        quantity.background = said or quantity.background
    for quantity in bound:
        if not quantity.background and quantity.group:  # a list is set apart as one
            beside = (one.background for one in bound if one.group == quantity.group and one.background)
            quantity.background = next(beside, "")


def _mark_unreal(known: Cues, plain: str, bound: Sequence[Quantity]) -> None:
    for quantity in bound:
        unreal = quantity.kind != kinds.NONE and _ends(known.unreal, plain, quantity.trigger[0])
        quantity.unreal = unreal or _ends(known.denied, plain, quantity.start)


def _background(known: Cues, lead: str, tail: str) -> str:
    """The wording that sets a figure apart, from the clause around it; "" for none."""
    before, after = _clause_before(lead[-_REACH:]), _clause_after(tail[:_REACH])
    found = known.before.search(before) or known.after.search(after)
    if found and known.ranked.search(found.string):
        found = known.before.search(known.ranked.sub("", before)) or known.after.search(known.ranked.sub("", after))
    return found.group().strip() if found else ""


def _ends(cue: re.Pattern[str], plain: str, at: int) -> bool:
    """Whether a cue stands right before a place."""
    return bool(cue.search(plain[max(0, at - _NEAR) : at]))


def _clause_before(lead: str) -> str:
    *_, last = _CLAUSE.split(lead)
    return last if last.strip() else lead


def _clause_after(tail: str) -> str:
    return _CLAUSE.split(tail, maxsplit=1)[0]
