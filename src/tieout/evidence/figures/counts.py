"""Counts: the number, the bound that its wording makes, and of whom it is."""

from __future__ import annotations

from tieout.evidence.figures import quantity as kinds
from tieout.evidence.figures.lexicon import Person, lexicon
from tieout.evidence.figures.pieces import Piece, Trigger
from tieout.evidence.figures.quantity import Quantity
from tieout.evidence.figures.reader import Age, Stated

_AGELESS = frozenset({"people", "civilians", "kin", "women", "men"})  # of these an age can make children
_CODES = {kinds.NONE: "Z", kinds.VAGUE: "V"}


def count(pieces: list[Piece], codes: str, following: str) -> Piece:
    """As in "at least 53 civilians", "two of his sons", "three injured soldiers"; "three vehicles" count nobody."""
    at = codes.find("n") if "n" in codes else codes.find("y")
    behind = codes.rfind("q", at) if codes.endswith("q") else len(codes)  # "six people at least"
    first = at + 4 if codes.startswith("(", at + 1) else at + 1  # "twelve (12) people"
    tail, kinds_of_tail = pieces[first:behind], codes[first:behind].removesuffix(",")
    tail = tail[: len(kinds_of_tail)]
    if kinds_of_tail.endswith("o"):
        return Piece("o", pieces[0].start, pieces[-1].end, tail[-1].word)
    made = _numbered(pieces[at], pieces)
    if "q" in codes:
        bind_wording([piece for piece in (*pieces[:at], *pieces[behind:]) if piece.code == "q"], made)
    if codes[first : first + 3].startswith("X&") or codes[first : first + 3] == "XX&":
        made.doubt = _two_kinds(pieces[first])
    made.other = is_other(pieces, codes)
    if tail:
        made.population, made.head = whom(tail, kinds_of_tail)
        if kinds_of_tail[0] in "fIY":
            made.partitive = True
            made.points_back = "Y" in kinds_of_tail or "I" in kinds_of_tail
            made.member = tail[-1].word in lexicon().affected
        if following == "T":
            made.head = ""  # "12 civilian deaths" counts deaths
        _bind_deed(made, tail, kinds_of_tail if made.partitive else kinds_of_tail[:-1])
    if made.value == 0:
        made.kind = kinds.NONE
    return grouped("q" if made.measure else _CODES.get(made.kind, "Q"), made)


def _two_kinds(first: Piece) -> str:
    """As in "four ABC and DEF fighters"; but "four Xs and Y fighters" may be more than four."""
    return "the number may be of the first kind alone" if first.word.endswith("s") else ""


def _bind_deed(made: Quantity, tail: list[Piece], codes: str) -> None:
    """A count is bound already by a deed before its noun, "three injured people", or as a part, "two of the dead"."""
    if "K" not in codes and "A" not in codes:
        return
    deed = next(piece for piece in tail if piece.code in "KA")
    if isinstance(deed.data, Trigger):
        made.measure, made.rule, made.trigger = deed.data.measure, "adjective", (deed.start, deed.end)


def family(pieces: list[Piece], codes: str, _: str) -> Piece:
    """As in "a family of five", "a group of 12 militants"."""
    at = codes.index("n")
    if codes.endswith("o"):
        return Piece("o", pieces[0].start, pieces[-1].end, pieces[-1].word)
    made = _numbered(pieces[at], pieces)
    made.population, made.head = whom(pieces[at + 1 :], codes[at + 1 :])
    made.head = made.head or pieces[codes.index("g")].word
    return grouped("Q", made)


def grouped(code: str, made: Quantity) -> Piece:
    """The piece that stands for a count in the row."""
    return Piece(code, made.start, made.end, made.head, made)


def pronoun(piece: Piece) -> Piece:
    """As in "he", one person, and "they", some; "anyone" is nobody once it is denied."""
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
    made = Quantity(kind, stated.lower, stated.value, stated.upper, "people", "", start, end, doubt=stated.doubt)
    if stated.upper is None:
        made.bound, made.qualifier = "n..", "or more"
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


def whom(pieces: list[Piece], codes: str) -> tuple[str, str]:
    """The population and the noun behind a number: "12 civilian drivers" are civilians."""
    at = max(codes.rfind("h"), codes.rfind("i"), codes.rfind("c"))
    if at < 0:
        return _unnamed(pieces, codes)
    head = pieces[at]
    population = _population(head) or "people"
    if "&" in codes:
        populations = {_population(piece) for piece in pieces if piece.code in "hic"}
        return (population if len(populations) == 1 else "mixed"), head.word
    for piece in pieces[:at]:
        if piece.code == "9" and isinstance(piece.data, Age) and piece.data.child and population in _AGELESS:
            population = "children"
        elif population == "people":
            population = _population(piece) or population
    return population, head.word


def _unnamed(pieces: list[Piece], codes: str) -> tuple[str, str]:
    """No listed noun: "12 Rohingyas" and "12 ravers" count somebody; "12 more" does not say whom."""
    words = [piece for piece in pieces if piece.code in "xXwE"]
    if words:
        return "unknown", words[-1].word
    kind = [population for piece in pieces if (population := _population(piece))]
    return (kind[-1] if kind else "people"), ("more" if "m" in codes else "")


def _population(piece: Piece) -> str:
    return piece.data.population if isinstance(piece.data, Person) and not piece.data.other else ""


def is_other(pieces: list[Piece], codes: str) -> bool:
    """Whether these come on top of people said before: "others", "more", "another"."""
    if "m" in codes:
        return True
    for place, code in enumerate(codes):
        if code == "h" and isinstance(pieces[place].data, Person) and pieces[place].data.other:
            return True
    return False
