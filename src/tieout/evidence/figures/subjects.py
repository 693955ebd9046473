"""What a deed takes before it: "12 were killed", "12 people who were in the car died", "12 dead", "12 killed"."""

from __future__ import annotations

import re

from tieout.evidence.figures import quantity as kinds
from tieout.evidence.figures.binding import Sentence
from tieout.evidence.figures.objects import auxiliary_before
from tieout.evidence.figures.wording import wording

_WINDOW = 60  # letters that a subject may stand before its deed
_PERSON = "[QVNYZ]"
_PERSONS = frozenset("QVNYZ")
_LIST = rf"(?P<list>(?:{_PERSON}[PxoE]{{0,4}}(?:,?&|,)P?,?)*{_PERSON})"
_ASIDE = "[PxowE,]{0,8}"
_FIRST_DEED = "(?:b[PxowEv,]{0,8}&)?"  # "were taken to hospital and"
_CLAUSE = "(?:rb?[PxowEv,]{0,8})?"  # "who were in the car"
_OTHER_DEED = "(?:[vKF][PxowEv,q]{0,10}(?:,?[&u]|,))?"  # "attacked a post and"
_SUBJECT = re.compile(rf"{_LIST}(?P<tail>{_ASIDE}{_FIRST_DEED}{_CLAUSE}{_OTHER_DEED}(?:,?[&ur])?)$")
_ALONE = re.compile(f"(?P<list>{_PERSON})(?P<tail>)")  # what `_SUBJECT` finds where no list can end
_BESIDE = re.compile(rf"{_LIST}(?P<tail>[Po]{{0,3}},?)$")
_AGAIN = re.compile(r"(?P<who>q)(?P<gap>[PxowE,]{0,6}(?:r?[bz]*[KADF][PxowE,]{0,6})?(?:,?[&|]|,)?x?)$")
_ACTOR = re.compile("(?P<who>[QVN])[Pxo,]{0,6}[vwE]$")
_TOGETHER = re.compile(r"[Pxo]{0,3},?(?P<joint>&)(?P<who>[QVN][Pxo]{0,2}(?:(?:,?&|,)[QVN][Pxo]{0,2})*)(?![bzKAD])")
_BEHIND = re.compile("b(?P<who>[QVN](?:(?:,?&|,)[QVN])*)")
_STOP = re.compile(r"(?:P|u|p|$|[b.,;:&|)(tI]|E(?![QVNY])|Qx?[KAD])")  # what may follow "12 killed", if they were
_RULES = {"K": "participle", "D": "happens", "A": "state"}


def bind_subject(sentence: Sentence, place: int) -> bool:
    """Bind what stands before a passive, a participle or an event. Whether something was bound."""
    codes, pieces = sentence.row.codes, sentence.row.pieces
    auxiliary = auxiliary_before(codes, place, 8)
    start = auxiliary.start() if auxiliary else place
    if auxiliary and "z" in auxiliary["run"]:
        return True  # "were not killed" states no count
    if not auxiliary and codes[place] == "K" and not _STOP.match(codes, place + 1):
        return _inverted(sentence, place)
    joined = codes[place - 1 : place] == "&"  # "was taken to hospital and pronounced dead"
    pattern = _SUBJECT if auxiliary or joined or codes[place] == "D" else _BESIDE
    near = codes[max(0, start - 4) : start]
    if near[-1:] in _PERSONS and "&" not in near and "," not in near:
        match = _ALONE.match(codes, start - 1)
    else:
        match = pattern.search(codes, max(0, start - _WINDOW), start)
    if match:
        return _take(sentence, match, place, "passive" if auxiliary else _RULES[codes[place]])
    if codes[place] != "A" or auxiliary or joined:
        again = _AGAIN.search(codes, max(0, start - 24), start)
        if again:
            return _share(sentence, again, pieces[place].data.measure, place)
    return _inverted(sentence, place)


def _take(sentence: Sentence, match: re.Match[str], place: int, rule: str) -> bool:
    codes = sentence.row.codes
    if match["tail"].endswith("u") and codes.endswith(("q,", "q&", "q,&"), 0, match.start()):
        return False  # "wounded a man and two boys before being caught": they were not
    start, end = match.span("list")
    places = [start]
    if end - start > 1:
        places = _of_one_list(sentence, match, [at for at in range(start, end) if codes[at] in "QVNYZ"])
    if match["tail"] == "&" and len(places) == 1:
        places = _acting(sentence, places[0]) or places
    if codes[places[0] - 1 : places[0]] == "Q":  # "2 women 3 men were killed"
        sentence.at(places[0]).doubt = "another count stands right before it"
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
    if sentence.row.codes.find("&", place) < 0:
        return []
    match = _TOGETHER.match(sentence.row.codes, place + 1)
    if not match or " " not in sentence.row.pieces[match.start("joint")].word:
        return []
    return [at for at in range(*match.span("who")) if sentence.row.codes[at] in "QVN"]


def _of_one_list(sentence: Sentence, match: re.Match[str], places: list[int]) -> list[int]:
    """Which of the counts before a verb are its subject."""
    places = _behind_contrast(sentence, match, places)
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
        adding = before[-1:] in ("&", "l") or sentence.at(places[0]).kind == kinds.ONE
        return places if begins and adding else places[-1:]
    return places


def _behind_contrast(sentence: Sentence, match: re.Match[str], places: list[int]) -> list[int]:
    """As in "there was one target, but five were killed": five were."""
    apart = [at for at in range(*match.span("list")) if sentence.row.pieces[at].word in wording("contrast")]
    return [at for at in places if at > apart[-1]] if apart else places


def _acting(sentence: Sentence, place: int) -> list[int]:
    """As in "Two gunmen attacked a guard and were killed": the gunmen were."""
    codes = sentence.row.codes
    if place and codes[place - 1] in "vwE":
        match = _ACTOR.search(codes, max(0, place - _WINDOW), place)
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
    match = _BEHIND.match(sentence.row.codes, place + 1)
    if not match or sentence.row.codes[place] != "K" or (place and sentence.row.codes[place - 1] in "QVqb"):
        return False
    places = [at for at in range(*match.span("who")) if sentence.row.codes[at] in "QVN"]
    sentence.bind(places, sentence.row.pieces[place], "inverted")
    return True
