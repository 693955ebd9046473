"""Parts of a count: "53 civilians, including 21 children", "five of them women", "among the dead were two boys"."""

from __future__ import annotations

import re

from tieout.evidence.figures.binding import Sentence
from tieout.evidence.figures.elided import join_elided
from tieout.evidence.figures.pieces import Piece, Row, Trigger, rewrite
from tieout.evidence.figures.quantity import Quantity

_ONE = "[QVNY]"
_INCLUDING = re.compile(
    rf"[,(]?I[xY]?(?::)?(?P<list>{_ONE}[xoP]{{0,3}}(?:(?:,?&|,)P?{_ONE}[xoP]{{0,3}})*)(?P<close>[,)]?)"
)
_OWN_DEED = re.compile(r"[xP]{0,2}[bz]*[KAD]")
_CLAUSE = re.compile("(?:r[^,)K]{0,15}|bx{1,2})[,)]")  # "who came early,", "two of whom were pregnant,"
_MEMBERS = rf"{_ONE}[xoP]{{0,3}}(?:(?:,?&|,){_ONE}[xoP]{{0,3}})*"
_AMONG = (
    re.compile(rf"I(?P<of>H)x?b?(?P<list>{_MEMBERS})"),  # among the dead were three children
    re.compile(rf"(?P<of>[HLV])b?I(?P<list>{_MEMBERS})"),  # the dead, the toll, the victims included
    re.compile(rf"(?P<list>{_MEMBERS})bI(?P<of>H)"),  # three children were among the dead
)
_ONE_OF = re.compile("[QVN]b{1,2}I(?=QK)")  # "a commander was among four militants killed"
_OF_THEM = re.compile(r"(?P<part>[Qq])x?bx?(?P<who>[QV])(?![bK])|(?P<bare>Q)(?P<kind>V)")

_IN_BRACKETS = re.compile(r"\(x[xoP]{0,3}\)")  # "three adults (one of them pregnant)"


def join_parts(sentence: Sentence) -> None:
    """Give every part its whole, and take the parts out of the row."""
    _name_kinds(sentence)
    if "I" in sentence.row.codes:
        _one_of(sentence)
        _included_or_among(sentence)
    if any(quantity.points_back for quantity in sentence.counts):
        for place, code in enumerate(sentence.row.codes):
            if code in "QV" and sentence.at(place).points_back and sentence.at(place).parent is None:
                _point_back(sentence, place)
    if "(" in sentence.row.codes:
        sentence.row = rewrite(sentence.row, _IN_BRACKETS, lambda pieces, match: [])
    join_elided(sentence)


def _one_of(sentence: Sentence) -> None:
    """Somebody named as one of those counted behind, whose deed is told there."""
    while match := _ONE_OF.search(sentence.row.codes):
        part, whole = sentence.at(match.start()), sentence.at(match.end())
        part.parent, part.rule = whole, "part"
        sentence.row = Row([*sentence.row.pieces[: match.start()], *sentence.row.pieces[match.end() :]])


def _included_or_among(sentence: Sentence) -> None:
    _among(sentence)
    while match := _INCLUDING.search(sentence.row.codes):
        if not _included(sentence, match):
            sentence.row.set(sentence.row.codes.index("I", match.start()), "x")


def _included(sentence: Sentence, match: re.Match[str]) -> bool:
    whole = _whole(sentence, match.start())
    if whole is None:
        return False
    places = _own(sentence, match, whole)
    if not places:
        return False
    for place in places:
        sentence.at(place).parent = whole
        _inherit(sentence.at(place), whole)
    stop = match.end("close") if places[-1] == _places(sentence.row.codes, match)[-1] else places[-1] + 1
    if clause := _CLAUSE.match(sentence.row.codes, stop):  # "including one who seemed to be foreign,"
        stop = clause.end()
    sentence.row = Row(sentence.row.pieces[: match.start()] + sentence.row.pieces[stop:])
    return True


def _whole(sentence: Sentence, before: int) -> Quantity | None:
    """The count before "including", unless a new clause lies between."""
    for place in range(before - 1, max(-1, before - 14), -1):
        if sentence.row.codes[place] in "QqV":
            return sentence.at(place)
        if sentence.row.codes[place] in ";.":
            return None
    return None


def _places(codes: str, match: re.Match[str]) -> list[int]:
    return [place for place in range(*match.span("list")) if codes[place] in "QVNY"]


def _own(sentence: Sentence, match: re.Match[str], whole: Quantity) -> list[int]:
    """The members of the list that are parts: a later one with a deed of its own begins something new."""
    codes = sentence.row.codes
    places = _places(codes, match)
    if whole.measure and re.match("[xP]?[KA]", codes[places[0] + 1 :]) and codes[places[0]] == "Q":
        return []  # "12 casualties, including 3 killed"
    values = [sentence.at(place).value for place in places]
    if None not in values and sum(value or 0 for value in values) == whole.value:
        return places  # "12 people, including six guards and six rebels were killed"
    for number, place in enumerate(places[1:], start=1):
        new = codes[place - 1] == "&" and not match["close"]
        if new and _OWN_DEED.match(codes, place + 1):
            return places[:number]
    return places


def _inherit(part: Quantity, whole: Quantity) -> None:
    part.rule = "part"
    if whole.measure:
        part.measure, part.trigger = whole.measure, whole.trigger


def _among(sentence: Sentence) -> None:
    """Members of a total that stands elsewhere: "among the dead were three children"."""
    for pattern in _AMONG:
        while match := pattern.search(sentence.row.codes):
            of: Piece = sentence.row.pieces[match.start("of")]
            for place in _places(sentence.row.codes, match):
                quantity = sentence.at(place)
                quantity.member = True
                if isinstance(of.data, Trigger):
                    quantity.measure, quantity.rule = of.data.measure, "among"
                    quantity.trigger = (of.start, of.end)
            sentence.row = Row([*sentence.row.pieces[: match.start()], *sentence.row.pieces[match.end() :]])


def _name_kinds(sentence: Sentence) -> None:
    """As in "five of them women", "two of them were children"."""
    for match in list(_OF_THEM.finditer(sentence.row.codes)):
        first, second = (
            (match.start("part"), match.start("who")) if match["part"] else (match.start("bare"), match.start("kind"))
        )
        part, kind = sentence.at(first), sentence.at(second)
        if not (part.partitive or part.bare):
            continue
        part.partitive = part.points_back = True
        part.population, part.head = kind.population, kind.head
        sentence.row.set(second, "x")


def _point_back(sentence: Sentence, place: int) -> None:
    part = sentence.at(place)
    for before in range(place - 1, -1, -1):
        if sentence.row.codes[before] in "QqV":
            part.parent = sentence.at(before)
            if not _OWN_DEED.match(sentence.row.codes, place + 1) and sentence.row.codes[place - 1] not in "KFG":
                _inherit(part, part.parent)
                sentence.row.set(place, "x")
            return
