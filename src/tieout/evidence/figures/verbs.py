"""Deeds as verbs: "were killed", "killed 12", "killing 12", "died", "12 dead", and which counts they take.

A verb with an object takes the first count behind it; then passives, participles and what happens take the counts
before them; what is left in a list behind an object joins it.
"""

from __future__ import annotations

import re

from tieout.evidence.figures import quantity as kinds
from tieout.evidence.figures.binding import Sentence, explains

_WINDOW = 60
_PERSON = "[QVNYZ]"
_LIST = rf"(?P<list>(?:{_PERSON}[PxoE]{{0,4}}(?:,?&|,)P?,?)*{_PERSON})"
_SUBJECT = re.compile(
    rf"{_LIST}(?P<tail>[PxowE,]{{0,8}}(?:rb?[PxowEv,]{{0,8}})?(?:[vKF][PxowEv,q]{{0,10}}(?:,?[&u]|,))?(?:,?[&ur])?)$"
)
_BESIDE = re.compile(rf"{_LIST}(?P<tail>[Po]{{0,3}},?)$")
_AGAIN = re.compile(r"(?P<who>q)(?P<gap>[PxowE,]{0,6}(?:r?[bz]*[KADF][PxowE,]{0,6})?(?:,?[&|]|,)?x?)$")
_AUXILIARY = re.compile(r"(?P<run>[bz]+)(?P<adverb>x{0,2})$")
_OBJECT = re.compile(r"f?x?(?P<who>[QVNYRZ])")
_NEXT = re.compile(r"[Pxo]{0,4}(?P<joint>,?&|,)P?(?P<who>[QVNR])(?![Pxo]{0,4}[vbFz])")
_TOGETHER = re.compile(r"[Pxo]{0,3},?(?P<joint>&)(?P<who>[QVN][Pxo]{0,2}(?:(?:,?&|,)[QVN][Pxo]{0,2})*)(?![bzKAD])")
_OUTCOME = re.compile("[KGF][QVNY]A")
_STOP = re.compile(r"(?:P|u|p|$|[b.,;:&|)(tI]|Qx?[KAD])")
_PERFECT = frozenset({"has", "have", "had", "having"})
_NAMES_COUNT_AFTER = frozenset({"assailants", "militants", "military", "police"})


def bind_verbs(sentence: Sentence) -> None:
    """Bind every count of a sentence that a verb takes."""
    _join_outcomes(sentence)
    taken: dict[int, list[int]] = {}
    codes = sentence.row.codes
    triggers = [place for place, code in enumerate(codes) if code in "KFGDA"]
    for place in triggers:
        target = _object(sentence, place)
        if target is not None:
            taken[place] = [target]
            sentence.row.set(target, "q")
    for place in triggers:
        if place not in taken and sentence.row.codes[place] in "KDA" and not _bind_subject(sentence, place):
            sentence.spare.append(sentence.row.pieces[place])
    for place, places in taken.items():
        _extend(sentence, places)
        rule = {"G": "gerund", "F": "verb"}.get(codes[place], "active")
        sentence.bind(places, sentence.row.pieces[place], rule)
    for place in triggers:
        if sentence.row.codes[place] in "FG" and place not in taken:
            sentence.spare.append(sentence.row.pieces[place])


def _join_outcomes(sentence: Sentence) -> None:
    """As in "stabbed the driver to death", "shot two men dead": one deed, its outcome."""
    for match in _OUTCOME.finditer(sentence.row.codes):
        deed, outcome = sentence.row.pieces[match.start()], sentence.row.pieces[match.end() - 1]
        if deed.data.measure == "shot":
            deed.data = outcome.data
            sentence.row.set(match.end() - 1, "x")


# ---- objects


def _object(sentence: Sentence, place: int) -> int | None:
    """The place of the first count that an active verb takes."""
    codes = sentence.row.codes
    code = codes[place]
    if code in "DA":
        return (
            place + 1
            if code == "A" and codes[place - 1 : place] == "l" and codes[place + 1 : place + 2] == "Q"
            else None
        )
    match = _OBJECT.match(codes, place + 1)
    if not match:
        return None
    target = match.start("who")
    if code == "K" and not _is_active(sentence, place, target):
        return None
    return None if sentence.at(target).measure else target


def _is_active(sentence: Sentence, place: int, target: int) -> bool:
    """Whether a participle is a verb with an object: "gunmen killed 12", but not "4 shot 1 killed", "was killed"."""
    codes = sentence.row.codes
    auxiliary = _AUXILIARY.search(codes, max(0, place - 6), place)
    if auxiliary:
        words = {sentence.row.pieces[at].word for at in range(*auxiliary.span("run"))}
        return words <= _PERFECT and codes[target] in "QVZ" and not re.match("[bz]*[KAD]", codes[target + 1 :])
    before = codes[place - 1 : place]
    if codes[target] == "N" and before in ("Q", "q"):
        return sentence.at(place - 1).population in _NAMES_COUNT_AFTER or sentence.at(place - 1).kind == kinds.ONE
    if before != "Q" or codes[target] == "R":
        return True
    left, right = sentence.at(place - 1), sentence.at(target)
    if right.bare and re.match("x?[KAD]", codes[target + 1 :]):
        return False
    return not left.bare


def _extend(sentence: Sentence, places: list[int]) -> None:
    """The rest of the list behind an object: "killed two officers, a guard and three civilians"."""
    codes = sentence.row.codes
    found: list[tuple[int, str]] = []
    while match := _NEXT.match(codes, places[-1] + 1 if not found else found[-1][0] + 1):
        found.append((match.start("who"), match["joint"]))
        if "&" in match["joint"] and not re.match(r"(?:,?&)", codes[match.start("who") + 1 :]):
            break
    if not found:
        return
    if "&" in found[-1][1]:
        places += [place for place, _ in found]
    elif len(found) == 1 and explains(sentence.at(places[0]), [sentence.at(found[0][0])], comma=True):
        places.append(found[0][0])  # "one person, a policeman"


# ---- subjects


def _bind_subject(sentence: Sentence, place: int) -> bool:
    """Bind what stands before a passive, a participle or an event. Whether something was bound."""
    codes, pieces = sentence.row.codes, sentence.row.pieces
    auxiliary = _AUXILIARY.search(codes, max(0, place - 8), place)
    start = auxiliary.start() if auxiliary else place
    if auxiliary and "z" in auxiliary["run"]:
        return True  # "were not killed" states no count
    if not auxiliary and codes[place] == "K" and not _STOP.match(codes, place + 1):
        return _inverted(sentence, place)
    pattern = _SUBJECT if auxiliary or codes[place] == "D" else _BESIDE
    match = pattern.search(codes, max(0, start - _WINDOW), start)
    if match:
        return _take(sentence, match, place, "passive" if auxiliary else _RULES[codes[place]])
    if codes[place] != "A" or auxiliary:
        again = _AGAIN.search(codes, max(0, start - 24), start)
        if again:
            return _share(sentence, again, pieces[place].data.measure, place)
    return _inverted(sentence, place)


_RULES = {"K": "participle", "D": "happens", "A": "state"}


def _take(sentence: Sentence, match: re.Match[str], place: int, rule: str) -> bool:
    codes = sentence.row.codes
    places = [at for at in range(*match.span("list")) if codes[at] in "QVNYZ"]
    places = _of_one_list(sentence, match, places)
    if match["tail"] == "&" and len(places) == 1:
        places = _acting(sentence, places[0]) or places
    unbound = [at for at in places if not sentence.at(at).measure]
    if not unbound:
        return False
    unbound += _beside(sentence, place)
    sentence.bind(
        unbound,
        sentence.row.pieces[place],
        rule,
        comma=match["tail"].lstrip("Pxo")[:1] == "," and "&" not in match["list"],
    )
    return True


def _beside(sentence: Sentence, place: int) -> list[int]:
    """As in "was killed together with his wife and two children"."""
    match = _TOGETHER.match(sentence.row.codes, place + 1)
    if not match or " " not in sentence.row.pieces[match.start("joint")].word:
        return []
    return [at for at in range(*match.span("who")) if sentence.row.codes[at] in "QVN"]


def _of_one_list(sentence: Sentence, match: re.Match[str], places: list[int]) -> list[int]:
    """Which of the counts before a verb are its subject."""
    if len(places) == 1:
        return places
    codes = match["list"]
    last = sentence.at(places[-1])
    before = sentence.row.codes[max(0, match.start() - 3) : match.start()]
    if last.bare and last.kind == kinds.COUNT and not all(sentence.at(at).bare for at in places):
        return places[-1:]  # "four policemen and two were killed"
    if before.endswith(("q&", "qP&", "K", "F", "G", "w", "E")):
        return places[-1:]
    if "&" not in codes and not match["tail"].startswith(","):
        begins = match.start() == 0 or before[-1:] in "&.;:(lu"
        adding = before[-1:] == "&" or sentence.at(places[0]).kind == kinds.ONE
        return places if begins and adding else places[-1:]
    return places


def _acting(sentence: Sentence, place: int) -> list[int]:
    """As in "Two gunmen attacked a guard and were killed": the gunmen were."""
    codes = sentence.row.codes
    if place and codes[place - 1] in "vwE":
        match = re.search(r"(?P<who>[QVN])[Pxo,]{0,6}[vwE]$", codes[:place])
        return [match.start("who")] if match else []
    return []


def _share(sentence: Sentence, match: re.Match[str], measure: str, place: int) -> bool:
    """As in "were abducted and killed", "three injured people died": the same people again."""
    first = sentence.at(match.start("who"))
    if first.kind == kinds.NONE or first.measure == measure:
        return first.measure == measure
    gap = match["gap"]
    same = [
        quantity for quantity in sentence.counts if quantity.trigger == first.trigger and quantity.rule == first.rule
    ]
    if (
        sentence.row.codes[place] != "D"
        and {first.measure, measure} == {"killed", "injured"}
        and re.search("[&|,]", gap)
        and not re.search("[PxorD]", gap)
    ):
        for quantity in same:
            quantity.measure = "casualties"
        return True
    trigger = sentence.row.pieces[place]
    at = [spot for spot, piece in enumerate(sentence.row.pieces) if piece.data in same]
    sentence.bind(at or [match.start("who")], trigger, "shared")
    return True


def _inverted(sentence: Sentence, place: int) -> bool:
    """As in "Killed were three soldiers": the count stands behind."""
    match = re.compile(r"b(?P<who>[QVN](?:(?:,?&|,)[QVN])*)").match(sentence.row.codes, place + 1)
    if not match or sentence.row.codes[place] != "K" or (place and sentence.row.codes[place - 1] in "QVqb"):
        return False
    places = [at for at in range(*match.span("who")) if sentence.row.codes[at] in "QVN"]
    sentence.bind(places, sentence.row.pieces[place], "inverted")
    return True
