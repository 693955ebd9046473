"""Pieces -> a row of groups: a count with what stands before and behind it, one person, some people, nobody, a name."""

from __future__ import annotations

import re
from collections.abc import Callable

from tieout.evidence.figures import quantity as kinds
from tieout.evidence.figures.counts import count, family, pronoun
from tieout.evidence.figures.persons import alone, another, dead, name, nobody, one, some, somebody
from tieout.evidence.figures.pieces import Piece, Row
from tieout.evidence.figures.quantity import Quantity
from tieout.evidence.figures.wording import wording

# ---- what is counted: an optional run of words, and the noun

_PEOPLE = "[jmxwEXico9g]{0,5}?[oeic]{0,2}h+"
_PERSON = "[jmxwEX9g]{0,4}[oc]{0,2}i+(?![oehcijT])"
_BODY = "[jmXi9c]{0,3}x?[jmXi9c]{0,2}c(?![oi])|[jmXi9]{0,3}c(?![oi])"  # "six coast guard crew"
_THING = "[jmxwEXicg]{0,4}o+"
_KIND = "[jmix]+(?=T)|[jm]+(?=[bKADLW,.;&]|$)"  # "12 civilian deaths", "two more were killed"
_OF = r"I(?=[bDKA])|f[ds]?n?q?(?:Y|[jm]?[KA](?![jX9hi])|(?=[jmxXicohwEg9]))"  # "two of them", "one of the injured"
_HURT = "(?:[KA](?=[jX9]{0,2}h)[jX9]{0,2}h+)?"  # "three injured people"
_UNLISTED = "j?[xX]{1,2}(?=[bKADf,.;&]|$)"  # "12 Rohingyas were", "two suspected ravers,"
_BOTH_OF = "(?:X{1,2}&(?=X{1,2}h))?"  # "four ABC and DEF fighters"
_BEHIND = "(?:,?q(?=[bKADGFLpt&,.;:)v]|$))?"  # "six people at least"
_AND = "(?:(?:,[jc]{0,2}h)*&[jc]{0,2}(?:h+|[cg](?![hio])))?"  # "12 women and children"

_COUNTED = f"{_PEOPLE}|{_PERSON}|{_BODY}|{_THING}"

_FORMS = {
    "count": rf"[da]?q*[ds]?q?m*[ny](?:\(n\))?(?:{_OF}|(?<=y)Y)?{_BOTH_OF}"
    rf"(?:{_COUNTED}|{_KIND}|{_UNLISTED})?{_HURT}{_AND}{_BEHIND}",
    "family": rf"[ads][jm]?gfq*n(?:{_COUNTED})?",
    "nobody": r"0[mjxwE]{0,3}(?:of[jx]{0,2}(?=T))?(?:[hic]+)?(?=[TKAWkbLDGUF,.]|$)"
    r"|1(?:f[ds]?[jmxXc9]{0,4}[hi]+|fY)?",
    "dead": r"d[jm]?[KA](?=[bvptuI,.;r&f(:B]|$)",
    "one": r"(?:[ads]m?|m)[jmxwEX9cig]{0,5}?[oe]{0,2}i+(?![oehcij])|[j9c]*i+(?![oehcijT])"
    r"|(?:[ad]9?|9)j(?=[bKD])|[ad][jX]{0,2}j(?=,X)|(?<![^,.;:])j(?=K)",
    "somebody": r"(?<!bK)(?<=[KG])[ad]j{0,2}x{1,2}(?=[&,.;:pufrt]|$)|[ad]j{0,2}x{1,2}(?=b{1,2}K)",
    "another": r"[ad]?m(?=[bKAD&tp,.]|$)",
    "some": r"(?:[ds]m?[jmxwEX9cig]{0,4}?[oec]{0,2}|[jmc9]*)h+(?:&[jc]{0,2}h+(?=[bKAD]))?|(?:d[jXxw]{0,3}|j*)c(?![oi])",
    "alone": r"[ad]9(?=[bKAD])|(?<![^,.;:&(u|])9(?=[bKAD&])",
    "name": r"X+(?:c?X)*",
}
_BEGINS = "(?=[adsmnyqjich01X9])"  # no group begins otherwise: most places are passed at once
_GROUPS = re.compile(_BEGINS + "(?:" + "|".join(f"(?P<{form}>{pattern})" for form, pattern in _FORMS.items()) + ")")
_MAKERS: dict[str, Callable[[list[Piece], str, str], Piece]] = {
    "count": count,
    "family": family,
    "nobody": nobody,
    "dead": dead,
    "one": one,
    "somebody": somebody,
    "another": another,
    "some": some,
    "alone": alone,
    "name": name,
}
_LEFT_OVER = {"O": "o", "9": "o", "g": "o", "j": "x", "m": "x", "i": "x", "h": "V", "y": "x", "n": "o"}
_DROPPED = frozenset("adsq")
_CHANGED = frozenset((*_LEFT_OVER, *_DROPPED, "Y", "R"))
_LEADING_IN = frozenset("pftBu(")


def group(row: Row) -> Row:
    """The row of groups of a sentence."""
    done: list[Piece] = []
    pieces, codes, last = row.pieces, row.codes, 0
    for match in _GROUPS.finditer(codes):
        start, end = match.span()
        if last < start:
            _keep(done, pieces[last:start], codes[last:start])
        last = end
        maker = _MAKERS[match.lastgroup or "name"]
        done.append(maker(pieces[start:end], codes[start:end], codes[end : end + 1]))
    _keep(done, pieces[last:], codes[last:])
    return Row(done)


def _keep(done: list[Piece], pieces: list[Piece], codes: str) -> None:
    """Add what belongs to no group. A time that no preposition leads in is read over: "killed Friday"."""
    if _CHANGED.isdisjoint(codes):  # most
        done += pieces
        return
    for piece in pieces:
        if piece.code not in _CHANGED:
            done.append(piece)
        elif piece.code == "O" and not (done and done[-1].code in _LEADING_IN):
            continue
        elif left := _left_over(piece):
            done.append(left)


def _left_over(piece: Piece) -> Piece | None:
    """Its letter in the row; articles and the like are dropped."""
    if (
        piece.code == "Y"
        or (piece.code == "s" and piece.word in wording("objects"))
        or (piece.code == "q" and piece.word in wording("everyone"))
    ):
        return pronoun(piece)
    if piece.code == "R":
        one = None if piece.word in wording("many selves") else 1
        kind = kinds.SELF if one else kinds.PLURAL
        piece.data = Quantity(kind, 1, one, one, "assailants", piece.word, piece.start, piece.end)
        return piece
    if piece.code in _DROPPED:
        return None
    piece.code = _LEFT_OVER.get(piece.code, piece.code)
    return piece
