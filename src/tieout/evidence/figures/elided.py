"""Counts whose deed is not said again: "five were killed in Gara and seven in Mina", "one died at once, two later"."""

from __future__ import annotations

import re
from collections.abc import Sequence

from tieout.evidence.figures import quantity as kinds
from tieout.evidence.figures.background import cues
from tieout.evidence.figures.binding import Sentence
from tieout.evidence.figures.lexicon import lexicon
from tieout.evidence.figures.pieces import Piece, Row
from tieout.evidence.figures.wording import wording

RULE = "elided"
_AGAIN = re.compile(
    r"(?P<first>Q[PxoE,]{0,4}[bz]*x?[KDA]|q[xb]{0,4}|(?<=[KFG])Q(?=P[Px]{0,3}[,;]Q))(?P<there>[Px]{0,4})"
    r"(?P<joint>,?&|[,;])(?P<more>Q)(?P<place>x?P[Px]{0,3})(?=[.,;:)&]|$)"
)


def join_elided(sentence: Sentence) -> None:
    """Give the counts that stand with a place or a time of their own the deed of the count before; they add up."""
    codes = sentence.row.codes
    if "QP" not in codes and "QxP" not in codes:
        return
    at = 0
    while match := _AGAIN.search(sentence.row.codes, at):
        at = match.start() + 1
        if _is_elided(sentence, match):
            first, more = sentence.at(match.start("first")), sentence.at(match.start("more"))
            first.group = more.group = first.group or next(sentence.groups)
            more.parent, more.rule = first, RULE  # it takes the deed that its parent gets; see `adding`
            pieces = sentence.row.pieces
            sentence.row = Row(pieces[: match.start("joint")] + pieces[match.end("place") :])
            at = match.start()


def _is_elided(sentence: Sentence, match: re.Match[str]) -> bool:
    first, more = sentence.at(match.start("first")), sentence.at(match.start("more"))
    if more.value is None or more.kind not in (kinds.COUNT, kinds.ONE) or more.partitive:
        return False
    if first.value is None or first.kind == kinds.NONE:
        return False
    pieces = sentence.row.pieces
    there, place = (pieces[match.start(name) : match.end(name)] for name in ("there", "place"))
    joint, where = pieces[match.end("joint") - 1], _words(place)
    if not where.isdisjoint(wording("no place")):
        return False
    if cues().at_once.search(sentence.plain):
        return True
    if not any(piece.code == "P" for piece in there):
        return False
    if place[0].word in wording("in") and not where.isdisjoint(wording("hospital")):
        return False  # "two were killed in the crash and three in hospital": hurt, perhaps
    return joint.word in wording("and again") or (_is_named(there) and _is_named(place))


def _words(pieces: Sequence[Piece]) -> set[str]:
    return {word for piece in pieces for part in piece.data or (piece,) for word in part.word.split()}


def _is_named(pieces: Sequence[Piece]) -> bool:
    """Whether a place has a name, or a time."""
    known = lexicon().words
    for piece in pieces:
        for part in piece.data or ():
            entry = known.get(part.word.partition(" ")[0])
            if part.code == "N" or (entry and entry.code in "OM"):
                return True
    return False
