"""Deeds as nouns: "12 deaths", "the deaths of two men", "the toll rose to 53", "killed: 4", "claimed 12 lives"."""

from __future__ import annotations

import re

from tieout.evidence.figures import quantity as kinds
from tieout.evidence.figures.binding import Sentence
from tieout.evidence.figures.pieces import Piece, Trigger, rewrite
from tieout.evidence.figures.quantity import Quantity

_LISTED = "[QVNRYZ](?:[xo]?(?:,?&|,)[QVNRYZ])*"
_NUMBER_OF = re.compile("#[xjp]{0,2}V?x?[KATHW]")
_COUNTED = re.compile(r"(?P<who>[QVZ])x?(?P<deed>T)")
_OF = re.compile(rf"(?P<deed>[TGF])P?f(?P<who>{_LISTED})|(?P<to>T)t(?P<hurt>{_LISTED})")
_TO = re.compile(r"(?P<deed>L)[^KADGFTLHI.;]{0,14}?t(?P<who>Q)")
_TOLL = re.compile(r"(?P<deed>L)(?:[,x]{0,2}|[^QqKADGFTLHI.;]{0,10}?[tp:bvf]x?)(?P<who>[QZ])")
_LABEL = re.compile(
    r"(?:^|(?<=[.,;(&:q]))(?P<deed>[KATHL]):(?P<who>[QZ])(?![KAD])|(?:^|(?<=[.,;(&:q]))(?P<noun>[TL])(?P<many>[QZ])(?![KADb])"
)
_LIVES = re.compile(r"C(?P<who>[QV])(?P<deed>W)|(?P<lost>[QV])(?P<life>W)[bx]{0,3}C")
_NOT_ANY = re.compile("(?:z[xvwElC]{0,3}|0)(?=(?P<noun>T)|[FG]x?(?P<anyone>Y))")
_INJURED = re.compile("[pU][xowE]{0,3}T")


def bind_nouns(sentence: Sentence) -> None:
    """Bind the counts that stand with a noun; what they are bound to no verb binds again."""
    sentence.row = rewrite(sentence.row, _NUMBER_OF, _toll)
    _negate(sentence)
    sentence.row = rewrite(sentence.row, _INJURED, _undergone)
    for pattern, rule in ((_TO, "toll"), (_TOLL, "toll"), (_LABEL, "label"), (_LIVES, "lives")):
        _each(sentence, pattern, rule)
    for match in _COUNTED.finditer(sentence.row.codes):
        quantity = sentence.at(match.start("who"))
        if quantity.kind != kinds.PLURAL and not _has_own_people(quantity.head, quantity.population):
            sentence.bind([match.start("who")], sentence.row.pieces[match.start("deed")], "noun")
            sentence.row.set(match.start("deed"), "x")
    _each(sentence, _OF, "noun of")


def _negate(sentence: Sentence) -> None:
    """As in "did not cause any casualties", "did not injure anyone", "without killing anyone"."""
    for match in reversed(list(_NOT_ANY.finditer(sentence.row.codes))):
        first, deed = sentence.row.pieces[match.start()], sentence.row.pieces[match.end()]
        if match["anyone"]:
            anyone = sentence.at(match.start("anyone"))
            if anyone.kind != kinds.NONE:
                continue
            none, places = anyone, [match.start("anyone")]
        else:
            none = Quantity(kinds.NONE, 0, 0, 0, "people", "", first.start, first.end)
            sentence.counts.append(none)
            sentence.row.pieces[match.start()] = Piece("Z", first.start, first.end, first.word, none)
            places = [match.start()]
        sentence.row.set(places[0], "Z")
        sentence.bind(places, deed, "none")
        sentence.row.set(match.end(), "x")


def _each(sentence: Sentence, pattern: re.Pattern[str], rule: str) -> None:
    for match in pattern.finditer(sentence.row.codes):
        groups = {name: span for name in match.groupdict() if (span := match.span(name)) != (-1, -1)}
        deed, who = [span for _, span in sorted(groups.items(), key=lambda item: item[0] not in _DEEDS)][:2]
        trigger = sentence.row.pieces[deed[0]]
        if rule == "noun of" and "to" in groups and trigger.data.measure != "injured":
            continue
        places = [place for place in range(*who) if sentence.row.codes[place] in "QVNRYZ"]
        sentence.bind(places, trigger, rule)
        sentence.row.set(deed[0], "x")  # one deed, one list


_DEEDS = frozenset({"deed", "noun", "to", "life"})


def _has_own_people(head: str, population: str) -> bool:
    """As in "three soldiers deaths" is no wording; "12 civilian deaths" has no noun of its own."""
    return bool(head) and population != "unknown" and head not in ("more", "other", "others", "another", "further")


def _toll(pieces: list[Piece], _: re.Match[str]) -> list[Piece]:
    """As in "the number of people killed" is a toll."""
    deed = pieces[-1]
    measure = deed.data.measure if isinstance(deed.data, Trigger) else "killed"
    return [Piece("L", pieces[0].start, deed.end, deed.word, Trigger(measure, "toll"))]


def _undergone(pieces: list[Piece], _: re.Match[str]) -> list[Piece]:
    """As in "suffered minor injuries", "with injuries"."""
    noun = pieces[-1]
    if noun.data.measure != "injured" or (pieces[0].word != "with" and pieces[0].code != "U"):
        return pieces
    code = "D" if pieces[0].code == "U" else "A"
    return [Piece(code, pieces[0].start, noun.end, noun.word, Trigger("injured", "happens"))]
