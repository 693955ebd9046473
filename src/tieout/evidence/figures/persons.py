"""People without a number: one person, some people, nobody, a name."""

from __future__ import annotations

import re

from tieout.evidence.figures import quantity as kinds
from tieout.evidence.figures.counts import grouped, is_other, whom
from tieout.evidence.figures.lexicon import Person
from tieout.evidence.figures.pieces import Piece, Row, rewrite
from tieout.evidence.figures.quantity import Quantity
from tieout.evidence.figures.reader import Age


def _made(kind: str, value: int, pieces: list[Piece], population: str, head: str) -> Quantity:
    return Quantity(kind, value, value, value, population, head, pieces[0].start, pieces[-1].end)


def _many(pieces: list[Piece], population: str, head: str) -> Quantity:
    return Quantity(kinds.PLURAL, 2, None, None, population, head, pieces[0].start, pieces[-1].end)


def one(pieces: list[Piece], codes: str, _: str) -> Piece:
    """As in "a police officer", "his wife", "another man", "policeman"; a couple and twins are two."""
    last = pieces[-1]
    if isinstance(last.data, int):
        return grouped("Q", _made(kinds.COUNT, last.data, pieces, "people", last.word))
    population, head = whom(pieces, codes)
    if last.code == "j" and not (isinstance(last.data, Person) and last.data.population) and len(pieces) == 1:
        return Piece("x", last.start, last.end, last.word)
    made = _made(kinds.ONE, 1, pieces, population, head or last.word)
    made.other = is_other(pieces, codes)
    return grouped("Q", made)


def somebody(pieces: list[Piece], _: str, __: str) -> Piece:
    """As in "killed the ferrywoman", "an usherette was injured": no list has the word, what happened says enough."""
    return grouped("Q", _made(kinds.ONE, 1, pieces, "unknown", pieces[-1].word))


def another(pieces: list[Piece], _: str, __: str) -> Piece:
    """As in "another was injured", "a third" is one more; a bare "more" are some."""
    last = pieces[-1]
    if isinstance(last.data, Person) and last.data.other:
        made, code = _made(kinds.ONE, 1, pieces, "people", last.word), "Q"
    else:
        made, code = _many(pieces, "people", ""), "V"
    made.other = True
    return grouped(code, made)


def some(pieces: list[Piece], codes: str, _: str) -> Piece:
    """As in "policemen", "the attackers", "police": more than one, not said how many."""
    made = _many(pieces, *whom(pieces, codes))
    made.other = is_other(pieces, codes)
    return grouped("V", made)


def alone(pieces: list[Piece], _: str, __: str) -> Piece:
    """As in "12-year-old killed": one person."""
    child = isinstance(pieces[-1].data, Age) and pieces[-1].data.child
    return grouped("Q", _made(kinds.ONE, 1, pieces, "children" if child else "people", pieces[0].word))


def nobody(pieces: list[Piece], codes: str, _: str) -> Piece:
    """As in "no one", "none of the passengers", "no civilians"; "no further casualties" is no zero."""
    population, head = whom(pieces, codes) if {"h", "i", "c"}.intersection(codes) else ("people", "")
    made = _made(kinds.NONE, 0, pieces, population, head)
    made.other = is_other(pieces, codes)
    return grouped("Z", made)


def dead(pieces: list[Piece], _: str, __: str) -> Piece:
    """As in "the dead", "those injured"."""
    last = pieces[-1]
    return Piece("H", pieces[0].start, last.end, last.word, last.data)


def name(pieces: list[Piece], _: str, __: str) -> Piece:
    """Words with a capital that no list has: a person, a place, an organisation."""
    return grouped("N", _made(kinds.NAME, 1, pieces, "people", "name"))


# ---- one person said twice

_TITLED = re.compile("N,Q&Q(?=f)|QN|Q,N(?=[,b.)&K]|$)|N,Q(?=,)|N,?o(?=[,bKD&])|Q,o,?(?=[bKAD])")


def join_names(row: Row) -> Row:
    """One person for "police chief Karim", "the mayor, Karim", "Karim, a farmer" and "Karim, 34"."""
    return rewrite(row, _TITLED, _joined)


def _joined(pieces: list[Piece], match: re.Match[str]) -> list[Piece]:
    first, last = pieces[0], pieces[-1]
    if last.code == "o":
        return [first]
    if match.group() == "N,Q&Q":  # "Karim, an elder and the brother of a mayor"
        return [pieces[0]] if {pieces[2].data.kind, last.data.kind} == {kinds.ONE} else pieces
    person = first if first.code == "Q" else last
    if not person.data.is_one:
        return pieces
    person.start, person.end = first.start, last.end
    person.data.start, person.data.end = first.start, last.end
    return [person]
