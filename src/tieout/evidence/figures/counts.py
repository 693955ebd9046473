"""Counts: the number, the bound that its wording makes, and of whom it is."""

from __future__ import annotations

from tieout.evidence.figures import quantity as kinds
from tieout.evidence.figures.lexicon import Person, lexicon
from tieout.evidence.figures.pieces import Piece, Trigger
from tieout.evidence.figures.quantity import Quantity
from tieout.evidence.figures.reader import Age, Stated

_AGELESS = frozenset({"people", "civilians", "kin", "women", "men"})  # of these an age can make children
_CODES = {kinds.NONE: "Z", kinds.VAGUE: "V"}


def count(pieces: list[Piece], following: str) -> Piece:
    """As in "at least 53 civilians", "two of his sons", "three injured soldiers"; "three vehicles" count nobody."""
    at = next(place for place, piece in enumerate(pieces) if piece.code in "ny")
    tail = pieces[
        at + 4 if pieces[at + 1 : at + 2] and pieces[at + 1].code == "(" else at + 1 :
    ]  # "twelve (12) people"
    if tail and tail[-1].code == "o":
        return Piece("o", pieces[0].start, pieces[-1].end, tail[-1].word)
    made = _numbered(pieces[at], pieces)
    bind_wording([piece for piece in pieces[:at] if piece.code == "q"], made)
    made.other = any(is_other(piece) for piece in pieces)
    made.partitive = bool(tail) and tail[0].code in "fIY"
    made.points_back = made.partitive and any(piece.code in "YI" for piece in tail)
    made.member = made.partitive and tail[-1].word in lexicon().affected
    made.population, made.head = whom(tail)
    if following == "T":
        made.head = ""  # "12 civilian deaths" counts deaths
    if made.value == 0:
        made.kind = kinds.NONE
    return _with_deed(made, tail)


def _with_deed(made: Quantity, tail: list[Piece]) -> Piece:
    """A count is bound already where a deed stands before its noun: "three injured people"."""
    deed = next((piece for piece in tail[:-1] if piece.code in "KA"), None)
    if deed and isinstance(deed.data, Trigger):
        made.measure, made.rule, made.trigger = deed.data.measure, "adjective", (deed.start, deed.end)
    return grouped("q" if made.measure else _CODES.get(made.kind, "Q"), made)


def family(pieces: list[Piece], _: str) -> Piece:
    """As in "a family of five", "a group of 12 militants"."""
    at = next(place for place, piece in enumerate(pieces) if piece.code == "n")
    tail = pieces[at + 1 :]
    if tail and tail[-1].code == "o":
        return Piece("o", pieces[0].start, pieces[-1].end, tail[-1].word)
    made = _numbered(pieces[at], pieces)
    made.population, made.head = whom(tail)
    made.head = made.head or next(piece.word for piece in pieces if piece.code == "g")
    return grouped("Q", made)


def grouped(code: str, made: Quantity) -> Piece:
    """The piece that stands for a count in the row."""
    return Piece(code, made.start, made.end, made.head, made)


def pronoun(piece: Piece) -> Piece:
    """As in "he" is one person, "they" are some, "anyone" is nobody until denied."""
    number = 1 if piece.code == "s" else 2 if piece.code == "q" else piece.data
    kind = {0: kinds.NONE, 1: kinds.PRONOUN, 2: kinds.PLURAL}[number]
    single = None if number == 2 else number
    head = piece.word if number else ""
    piece.data = Quantity(kind, number, single, single, "people", head, piece.start, piece.end)
    piece.code = "Y"
    return piece


def _numbered(number: Piece, pieces: list[Piece]) -> Quantity:
    start, end = pieces[0].start, pieces[-1].end
    if number.code == "y":
        least, *most = number.data
        upper = most[0] if most else None
        return Quantity(kinds.VAGUE, least, None, upper, "people", "", start, end, qualifier=number.word)
    stated: Stated = number.data
    kind = kinds.RANGE if stated.value is None else kinds.COUNT
    bound = "n.." if stated.upper is None else ""
    made = Quantity(kind, stated.lower, stated.value, stated.upper, "people", "", start, end, bound, doubt=stated.doubt)
    made.qualifier = "or more" if bound else ""
    return made


def bind_wording(wording: list[Piece], made: Quantity) -> None:
    """What "at least", "more than", "nearly" make of a number."""
    for piece in wording:
        made.qualifier = f"{made.qualifier} {piece.word}".strip()
        if piece.data != "n":
            made.bound = piece.data
    if made.bound:
        upper = made.lower if made.upper is None else made.upper
        made.lower, made.upper = widened(made.bound, made.lower, upper)


def widened(bound: str, lower: int, upper: int) -> tuple[int, int | None]:
    """The interval that a bound makes of a number or a range (casualties/vocabularies/qualifiers.yaml)."""
    intervals: dict[str, tuple[int, int | None]] = {
        "n..": (lower, None),
        "n+1..": (lower + 1, None),
        "..n": (0, upper),
        "..n-1": (0, max(0, upper - 1)),
        "about n": (lower * 9 // 10, -(-upper * 11 // 10)),
        "nearly n": (lower * 9 // 10, max(0, upper - 1)),
    }
    return intervals[bound]


# ---- of whom


def whom(tail: list[Piece]) -> tuple[str, str]:
    """The population and the noun behind a number: "12 civilian drivers" are civilians."""
    heads = [piece for piece in tail if piece.code in "hic"]
    if not heads:
        return _unnamed(tail)
    population = _population(heads[-1]) or "people"
    if any(piece.code == "&" for piece in tail):
        populations = {_population(head) for head in heads}
        return (population if len(populations) == 1 else "mixed"), heads[-1].word
    for piece in tail:
        if piece.code == "9" and isinstance(piece.data, Age) and piece.data.child and population in _AGELESS:
            population = "children"
        elif population == "people" and _population(piece):
            population = _population(piece)
    return population, heads[-1].word


def _unnamed(tail: list[Piece]) -> tuple[str, str]:
    """No listed noun: "12 Rohingyas" and "12 ravers" count somebody; "12 more" does not say whom."""
    words = [piece for piece in tail if piece.code in "xXwE"]
    if words:
        return "unknown", words[-1].word
    kind = [population for piece in tail if (population := _population(piece))]
    return (kind[-1] if kind else "people"), ("more" if any(piece.code == "m" for piece in tail) else "")


def _population(piece: Piece) -> str:
    return piece.data.population if isinstance(piece.data, Person) and not piece.data.other else ""


def is_other(piece: Piece) -> bool:
    """Whether a word says that these come on top of people said before: "others", "more", "another"."""
    return piece.code == "m" or (isinstance(piece.data, Person) and piece.data.other)
