"""Text -> every figure it states. The one way into the grammar."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field
from functools import lru_cache
from itertools import count

from tieout.evidence.claims.verdict import Span
from tieout.evidence.figures import quantity as kinds
from tieout.evidence.figures.adding import mark_added
from tieout.evidence.figures.asides import set_aside
from tieout.evidence.figures.background import mark_background
from tieout.evidence.figures.binding import Sentence
from tieout.evidence.figures.folding import Folded, fold
from tieout.evidence.figures.grouping import group
from tieout.evidence.figures.lexicon import Lexicon, lexicon
from tieout.evidence.figures.nominals import bind_nouns
from tieout.evidence.figures.persons import join_names
from tieout.evidence.figures.pieces import Piece
from tieout.evidence.figures.quantity import Quantity
from tieout.evidence.figures.reader import Stated
from tieout.evidence.figures.retracting import mark_taken_back
from tieout.evidence.figures.splitting import split
from tieout.evidence.figures.subsets import join_parts
from tieout.evidence.figures.tokens import Tokens, tokens_of, words_of
from tieout.evidence.figures.units import units_of
from tieout.evidence.figures.verbs import bind_verbs

MOST_POINTS = 1_000_000  # code points of a text that are read, and figures of it; `Reading.cut` says what is left
MOST_FIGURES = 5_000
MOST_TOKENS = 400  # of a sentence; the rest is read as a sentence of its own
_DIGIT = re.compile(r"\d")
_GLUED = re.compile(r"\d-?[^\W\d_]")  # "3killed", "3k 5w"
_DEEDS = frozenset("KFGDATLW")


@dataclass(slots=True)
class Reading:
    """All that was read from a text. `spare` are the measures of deeds that no count was bound to.

    `silent` are the places of sentences that state no deed; their numbers are read when they are asked for.
    """

    text: str
    folded: Folded
    figures: list[Quantity] = field(default_factory=list)
    unbound: list[Quantity] = field(default_factory=list)
    silent: list[tuple[int, int]] = field(default_factory=list)
    language: str = "en"
    spare: set[str] = field(default_factory=set)
    cut: bool = False

    @property
    def numbers(self) -> set[int]:
        """The numbers in sentences that state no deed."""
        return _numbers_in(self.folded, self.silent, self.language)

    def span(self, start: int, end: int) -> Span:
        """A place of the folded text as code points of the original, with the words there."""
        first, last = self.folded.place(start), self.folded.end(end)
        return Span(first, last, self.text[first:last])


def read(text: str, language: str = "en") -> Reading:
    """Read a text. Nothing raises, whatever the text holds."""
    folded = fold(text[:MOST_POINTS])
    reading = Reading(text, folded, language=language, cut=len(text) > MOST_POINTS)
    words, groups, number = lexicon(language), count(1), 0
    for number, (start, end) in enumerate(split(folded.cased, language)):
        for tokens in _portions(tokens_of(folded.plain, start, end)):
            _read_sentence(reading, tokens, words, groups, number)
        if len(reading.figures) > MOST_FIGURES:
            reading.cut = True
            break
    if number and reading.figures:
        mark_taken_back(folded.plain, split(folded.cased, language), reading.figures)
    return reading


@lru_cache(maxsize=4)
def read_again(text: str, language: str = "en") -> Reading:
    """`read`, remembering the last few texts: one quote is often held to several figures."""
    return read(text, language)


def share_of_known_words(text: str, language: str = "en") -> tuple[int, float]:
    """How many different words a text has, and the share of them that a language's lists know."""
    folded, words = fold(text[:MOST_POINTS]), lexicon(language)
    spelled = {word for word in words_of(folded.plain) if word[0].isalpha()}
    return len(spelled), len(spelled & words.words.keys()) / max(1, len(spelled))


def numbers_of(text: str, language: str = "en") -> set[int]:
    """Every number that stands in a text, in digits or words, whatever it counts."""
    folded = fold(text[:MOST_POINTS])
    return _numbers_in(folded, split(folded.cased, language), language)


def _numbers_in(folded: Folded, places: Iterable[tuple[int, int]], language: str) -> set[int]:
    words, found = lexicon(language), set[int]()
    for start, end in places:
        for tokens in _portions(tokens_of(folded.plain, start, end)):
            found.update(_numbers(units_of(tokens, folded.cased, words).pieces))
    return found


def _portions(tokens: Tokens) -> Iterable[Tokens]:
    many = len(tokens.words)
    if many <= MOST_TOKENS:
        return (tokens,) if many else ()
    return (tokens.part(start, start + MOST_TOKENS) for start in range(0, many, MOST_TOKENS))


def _read_sentence(reading: Reading, tokens: Tokens, words: Lexicon, groups: count[int], number: int) -> None:
    spelled = set(tokens.words)
    start, end = tokens.starts[0], tokens.ends[-1]
    if not words.may_tell(spelled) and not _GLUED.search(reading.folded.plain, start, end):
        if _DIGIT.search(reading.folded.plain, start, end):
            reading.silent.append((start, end))
        return
    row = units_of(tokens, reading.folded.cased, words)
    if _DEEDS.isdisjoint(row.codes):
        reading.silent.append((start, end))
        return
    row = join_names(group(row))
    plain = reading.folded.plain[start:end]
    sentence = Sentence(row, groups, plain, [piece.data for piece in row.pieces if isinstance(piece.data, Quantity)])
    bind_nouns(sentence)
    sentence.row = set_aside(sentence.row)
    join_parts(sentence)
    bind_verbs(sentence)
    _finish(reading, sentence, number)
    mark_background(reading.folded.plain, sentence.counts, spelled)
    mark_added(reading.folded.plain, sentence.counts, start, spelled)


def _settle(quantity: Quantity) -> None:
    """A part shares what happened to its whole, unless something else is said of it: then it is a figure by itself."""
    whole = quantity.parent
    if whole is None:
        return
    if not quantity.measure:
        quantity.measure, quantity.trigger = whole.measure, whole.trigger
    elif quantity.measure != whole.measure:
        quantity.parent = None


def _numbers(pieces: list[Piece]) -> Iterator[int]:
    for piece in pieces:
        if isinstance(piece.data, Stated):
            yield piece.data.lower
            if piece.data.upper is not None:
                yield piece.data.upper


def _finish(reading: Reading, sentence: Sentence, number: int) -> None:
    for quantity in sentence.counts:
        quantity.sentence = number
        _settle(quantity)
        if quantity.measure:
            reading.figures.append(quantity)
        elif quantity.kind not in (kinds.NAME, kinds.PRONOUN, kinds.NONE):
            reading.unbound.append(quantity)
    reading.spare.update(piece.data.measure for piece in sentence.spare)
    reading.spare.update(
        piece.data.measure for piece in sentence.row.pieces if piece.code in "TH" and piece.data is not None
    )
