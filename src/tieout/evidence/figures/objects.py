"""What a deed takes behind it: "killed 12", "killing two officers, a guard and three civilians", "left dead 12"."""

from __future__ import annotations

import re

from tieout.evidence.figures import quantity as kinds
from tieout.evidence.figures.binding import Sentence, explains
from tieout.evidence.figures.wording import wording

_AUXILIARY = re.compile(r"(?P<run>[bz]+)(?P<adverb>x{0,2})$")
_AUXILIARY_ENDS = frozenset("bzx")
_OBJECT = re.compile(r"f?x?(?P<who>[QVNYRZ])")
_NEXT = re.compile(r"[Pxo]{0,4}(?P<joint>,?&|,)P?(?P<who>[QVNR])(?![Pxo]{0,4}[vbFz])")
_GOES_ON = re.compile("[Px]{0,2},?&x?[KFG]")  # "killed a teacher, a student and wounded three"
_OWN_DEED = re.compile("[bz]*[KAD]")
_LABELLED = re.compile("x?[KAD]")
_ACTING = frozenset({"assailants", "militants", "military", "police"})  # "two gunmen killed Karim": they are no victims


def auxiliary_before(codes: str, place: int, reach: int) -> re.Match[str] | None:
    """What of "was", "have been", "did not" stands right before a deed."""
    if codes[place - 1 : place] not in _AUXILIARY_ENDS:
        return None
    return _AUXILIARY.search(codes, max(0, place - reach), place)


def object_of(sentence: Sentence, place: int) -> int | None:
    """The place of the first count that an active verb takes."""
    codes = sentence.row.codes
    code = codes[place]
    if code in "DA":
        left = code == "A" and codes[place - 1 : place] == "l" and codes.startswith("Q", place + 1)
        return place + 1 if left else None  # "left dead 12"
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
    auxiliary = auxiliary_before(codes, place, 6)
    if auxiliary:
        words = {sentence.row.pieces[at].word for at in range(*auxiliary.span("run"))}
        if codes[target] == "Y":
            return words <= wording("perfect") and sentence.row.pieces[target].word in wording("objective")
        return words <= wording("perfect") and codes[target] in "QVZ" and not _OWN_DEED.match(codes, target + 1)
    before = codes[place - 1 : place]
    if codes[target] == "N" and before in ("Q", "q"):
        return sentence.at(place - 1).population in _ACTING or sentence.at(place - 1).kind == kinds.ONE
    if before != "Q" or codes[target] == "R":
        return True
    left, right = sentence.at(place - 1), sentence.at(target)
    if _LABELLED.match(codes, target + 1) and (right.bare or left.population not in _ACTING):
        return False  # "33 people wounded 29 people killed"
    return not left.bare


def extend(sentence: Sentence, places: list[int]) -> None:
    """The rest of the list behind an object: "killed two officers, a guard and three civilians"."""
    codes = sentence.row.codes
    found: list[tuple[int, str]] = []
    while match := _NEXT.match(codes, places[-1] + 1 if not found else found[-1][0] + 1):
        found.append((match.start("who"), match["joint"]))
        if "&" in match["joint"] and not codes.startswith(("&", ",&"), match.start("who") + 1):
            break
    if not found:
        return
    if "&" in found[-1][1] or _GOES_ON.match(codes, found[-1][0] + 1):
        places += [place for place, _ in found]
    elif len(found) == 1 and explains(sentence.at(places[0]), [sentence.at(found[0][0])], comma=True):
        places.append(found[0][0])  # "one person, a policeman"
