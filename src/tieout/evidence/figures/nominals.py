"""Deeds as nouns: "12 deaths", "the deaths of two men", "the toll rose to 53", "killed: 4", "claimed 12 lives"."""

from __future__ import annotations

import re

from tieout.evidence.figures import quantity as kinds
from tieout.evidence.figures.background import cues
from tieout.evidence.figures.binding import Sentence
from tieout.evidence.figures.pieces import Piece, Trigger, rewrite
from tieout.evidence.figures.quantity import Quantity
from tieout.evidence.figures.wording import wording

_LISTED = "[QVNRYZ](?:[xo]?(?:,?&|,)[QVNRYZ])*"
_BORDER = "(?:^|(?<=[.,;(&|:q]))"
_NUMBER_OF = re.compile("#(?:of|[xjp]){0,2}V?x?(?:rb)?[KATHW]")
_UNDERGONE = re.compile("[pU][xowE]{0,3}T")
_NOT_ANY = re.compile("(?:z[xvwElC]{0,3}|0)(?=(?P<noun>T)|[FG]x?(?P<anyone>Y))")
_COUNTED = re.compile("(?P<who>[QVZ])x?(?P<deed>T)")
# Each with a letter without which it cannot match. In order: what an earlier pattern takes, no later one sees.
_PATTERNS = (
    ("toll", "L", re.compile("(?P<deed>L)[^KADGFTLHI.;]{0,14}?t(?P<who>Q)(?!x?[KAH])")),
    ("toll", "L", re.compile("(?P<deed>L)(?:[,x]{0,2}|[^QqKADGFTLHI.;]{0,10}?[tp:bvf]x?)(?P<who>[QZ])(?!x?[KAH])")),
    ("toll", "L", re.compile("t(?P<who>Q),?(?P<deed>L)")),
    ("toll", "(", re.compile(r"(?P<deed>L)V?\((?P<who>[QZ])(?=\))")),
    ("label", ":", re.compile(f"{_BORDER}(?P<deed>[KADTHL])V?:(?P<who>[QZ](?:(?:,|,?&)Q(?![KADTL:]))*)(?![KAD](?!:))")),
    ("label", ",", re.compile(f"{_BORDER}(?P<deed>[KATHL]),(?P<who>[QZ](?:(?:,|,?&)Q(?![KADTL:]))*)(?![KAD])")),
    ("label", "T", re.compile(f"{_BORDER}(?P<deed>[TL])(?P<who>[QZ])(?![KADb])")),
    ("lives", "W", re.compile("C(?P<who>[QV])(?P<deed>W)")),
    ("lives", "W", re.compile("(?P<who>[QV])(?P<deed>W)[bx]{0,3}C")),
)
_OF = (
    ("noun of", "f", re.compile(f"(?P<deed>[TGF])P?f(?P<who>{_LISTED})")),
    ("injuries to", "t", re.compile(f"(?P<deed>T)t(?P<who>{_LISTED})")),
)
_NOUNS = frozenset("TLWf:#HUz0-,")


def bind_nouns(sentence: Sentence) -> None:
    """Bind the counts that stand with a noun; what they are bound to no verb binds again."""
    if _NOUNS.isdisjoint(sentence.row.codes):
        return
    if "#" in sentence.row.codes:
        sentence.row = rewrite(sentence.row, _NUMBER_OF, _toll)
    _negate(sentence)
    if "T" in sentence.row.codes:
        sentence.row = rewrite(sentence.row, _UNDERGONE, _undergone)
    for rule, needed, pattern in _PATTERNS:
        if needed in sentence.row.codes:
            _bind_each(sentence, pattern, rule)
    for match in _COUNTED.finditer(sentence.row.codes):
        if _counts_deeds(sentence.at(match.start("who"))):
            _bind(sentence, match, "noun")
    for rule, needed, pattern in _OF:
        if needed in sentence.row.codes:
            _bind_each(sentence, pattern, rule)
    _one_body(sentence)


def _bind_each(sentence: Sentence, pattern: re.Pattern[str], rule: str) -> None:
    for match in pattern.finditer(sentence.row.codes):
        pieces = sentence.row.pieces
        if rule == "label" and pieces[match.end("deed")].word == ",":
            continue  # a dash marks a label, a comma does not
        if rule == "injuries to" and pieces[match.start("deed")].data.measure != "injured":
            continue
        _bind(sentence, match, rule)


def _bind(sentence: Sentence, match: re.Match[str], rule: str) -> None:
    deed = match.start("deed")
    places = [place for place in range(*match.span("who")) if sentence.row.codes[place] in "QVNRYZ"]
    sentence.bind(places, sentence.row.pieces[deed], rule)
    sentence.row.set(deed, "x")  # one deed, one list


def _counts_deeds(counted: Quantity) -> bool:
    """As in "12 civilian deaths"; "three soldiers deaths" is no wording."""
    if counted.kind == kinds.PLURAL:
        return False
    return not counted.head or counted.population == "unknown" or counted.head in wording("adding")


def _one_body(sentence: Sentence) -> None:
    """As in "the body of a man was found", "an unidentified body was recovered": one, where somebody found it."""
    for place, piece in enumerate(sentence.row.pieces):
        if piece.code != "T" or piece.data.kind != "found" or piece.data.many:
            continue
        if cues().bodies_found.search(sentence.plain):
            body = Quantity(kinds.ONE, 1, 1, 1, "people", "body", piece.start, piece.end)
            sentence.counts.append(body)
            sentence.row.pieces[place] = Piece("Q", piece.start, piece.end, piece.word, body)
            sentence.bind([place], piece, "bodies")


def _negate(sentence: Sentence) -> None:
    """As in "did not cause any casualties", "did not injure anyone", "without killing anyone"."""
    for match in reversed(list(_NOT_ANY.finditer(sentence.row.codes))):
        first, deed = sentence.row.pieces[match.start()], sentence.row.pieces[match.end()]
        if match["anyone"]:
            place = match.start("anyone")
            if sentence.at(place).kind != kinds.NONE:
                continue
        else:
            place = match.start()
            none = Quantity(kinds.NONE, 0, 0, 0, "people", "", first.start, first.end)
            sentence.counts.append(none)
            sentence.row.pieces[place] = Piece("Z", first.start, first.end, first.word, none)
        sentence.row.set(place, "Z")
        sentence.bind([place], deed, "none")
        sentence.row.set(match.end(), "x")


def _toll(pieces: list[Piece], _: re.Match[str]) -> list[Piece]:
    """As in "the number of people killed": that is a toll."""
    deed = pieces[-1]
    return [Piece("L", pieces[0].start, deed.end, deed.word, Trigger(deed.data.measure, "toll"))]


def _undergone(pieces: list[Piece], _: re.Match[str]) -> list[Piece]:
    """As in "suffered minor injuries", "with injuries"."""
    first, noun = pieces[0], pieces[-1]
    if noun.data.measure != "injured" or (first.code == "p" and first.word not in wording("hurt with")):
        return pieces
    code = "D" if first.code == "U" else "A"
    return [Piece(code, first.start, noun.end, noun.word, Trigger("injured", "happens"))]
