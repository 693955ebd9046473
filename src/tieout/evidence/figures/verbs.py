"""Deeds as verbs: "were killed", "killed 12", "killing 12", "died", "12 dead", and which counts they take.

A verb with an object takes the first count behind it; then passives, participles and what happens take the counts
before them; what is left in a list behind an object joins it.
"""

from __future__ import annotations

import re

from tieout.evidence.figures.binding import Sentence
from tieout.evidence.figures.objects import extend, object_of
from tieout.evidence.figures.subjects import bind_subject
from tieout.evidence.figures.wording import wording

_OUTCOME = re.compile("[KGF][QVNY]A|KD")
_TO_DEATH = re.compile("wx?[QVNY]?A")
_RULES = {"K": "active", "G": "gerund", "F": "verb"}


def bind_verbs(sentence: Sentence) -> None:
    """Bind every count of a sentence that a verb takes."""
    _join_outcomes(sentence)
    taken: dict[int, list[int]] = {}
    codes = sentence.row.codes
    triggers = [place for place, code in enumerate(codes) if code in "KFGDA"]
    for place in triggers:
        target = object_of(sentence, place)
        if target is not None:
            taken[place] = [target]
            sentence.row.set(target, "q")
    for place in triggers:
        if place not in taken and sentence.row.codes[place] in "KDA" and not bind_subject(sentence, place):
            sentence.spare.append(sentence.row.pieces[place])
    for place, places in taken.items():
        extend(sentence, places)
        sentence.bind(places, sentence.row.pieces[place], _RULES.get(codes[place], "active"))
    for place in triggers:
        if sentence.row.codes[place] in "FG" and place not in taken:
            sentence.spare.append(sentence.row.pieces[place])


def _join_outcomes(sentence: Sentence) -> None:
    """As in "stabbed the driver to death", "shot two men dead", "man shot died": one deed, its outcome."""
    codes = sentence.row.codes
    if "A" not in codes and "KD" not in codes:
        return
    for match in _TO_DEATH.finditer(sentence.row.codes):
        deed, outcome = sentence.row.pieces[match.start()], sentence.row.pieces[match.end() - 1]
        if outcome.word in wording("by a deed"):
            deed.data = outcome.data
            sentence.row.set(match.start(), "K")
            sentence.row.set(match.end() - 1, "x")
    for match in _OUTCOME.finditer(sentence.row.codes):
        deed, outcome = sentence.row.pieces[match.start()], sentence.row.pieces[match.end() - 1]
        if deed.data.measure == "shot" and outcome.code == "D":
            sentence.row.set(match.start(), "x")
        elif deed.data.measure == "shot":
            deed.data = outcome.data
            sentence.row.set(match.end() - 1, "x")
