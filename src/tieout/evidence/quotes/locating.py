"""The place of a quote in a document: at the recorded offsets, else where its words stand, never where others do."""

from __future__ import annotations

from collections.abc import Iterator

from tieout.evidence.quotes.cutting import NumberWords, border, in_number, in_word, number_words
from tieout.evidence.quotes.location import Location, Status
from tieout.evidence.quotes.nearest import nearest
from tieout.evidence.quotes.setting import settings
from tieout.evidence.quotes.span import Span
from tieout.evidence.quotes.text import Text, fold

_SHOWN = 20  # places of an ambiguous quote that are listed
_TRIED = 2_000  # occurrences that are looked at
_AROUND = 200  # characters of the recorded surroundings that are compared

_NOT_SHIPPED = Location(Status.NOT_VERIFIABLE, why="the document's text is not here")


def locate(
    text: Text | str | None,
    exact: str,
    *,
    start: int | None = None,
    end: int | None = None,
    prefix: str = "",
    suffix: str = "",
    language: str = "en",
) -> Location:
    """Where the words `exact` stand in a text.

    `start` and `end` are the recorded offsets in code points of the original text, `prefix` and `suffix` the words
    recorded around the quote; all are optional. A number is never cut nor guessed: 2 is not found in 12, nor "three"
    in "three hundred" (`language` says how numbers are worded). Without a text the quote is not verifiable here.
    Never raises for what the text or the quote holds.
    """
    if text is None:
        return _NOT_SHIPPED
    document = text if isinstance(text, Text) else Text(text)
    return _Search(document, exact, prefix, suffix, number_words(language)).run(start, end)


class _Search:
    """One quote in one document."""

    def __init__(self, document: Text, exact: str, prefix: str, suffix: str, words: NumberWords) -> None:
        self.document = document
        self.text = document.original
        self.exact = exact
        self.prefix = prefix
        self.suffix = suffix
        self.words = words
        self.why = ""

    def run(self, start: int | None, end: int | None) -> Location:
        if not any(map(str.isalnum, self.exact)) and not fold(self.exact):
            return Location(Status.ABSENT, why="the quote is empty")
        recorded = self._recorded(start, end)
        if recorded and self._stands(recorded):
            return self._found(Status.EXACT, recorded)
        folded = fold(self.exact)
        tiers = (
            (Status.MOVED, self._as_written),
            (Status.NORMALISED, lambda: self._folded(folded)),
            (Status.NORMALISED, lambda: self._folded(*settings(folded))),
        )
        for status, places_of in tiers:
            places = places_of()
            if len(places) == 1:
                return self._found(status, places[0])
            if places:
                why = f"the words stand at {_many(len(places))} places"
                return Location(Status.AMBIGUOUS, places=tuple(places[:_SHOWN]), why=why)
        return Location(Status.ABSENT, why=self.why, nearest=nearest(self.document, folded, self.words))

    def _recorded(self, start: int | None, end: int | None) -> Span | None:
        if start is None or start < 0:
            return None
        span = Span(start, start + len(self.exact) if end is None else end)
        return span if self.text[span.start : span.end] == self.exact else None

    def _as_written(self) -> list[Span]:
        """The places where the text has the quote letter by letter."""
        places = (Span(at, at + len(self.exact)) for at in _occurrences(self.text, self.exact))
        return self._fitting([span for span in places if self._stands(span)])

    def _folded(self, *quotes: str) -> list[Span]:
        """The places where the folded text has one of the folded quotes, as places of the original."""
        folded = self.document.folded
        places = (folded.span(at, at + len(quote)) for quote in quotes for at in _occurrences(folded.text, quote))
        return self._fitting(sorted(span for span in places if span and self._stands(span)))

    def _fitting(self, places: list[Span]) -> list[Span]:
        """Of several places those whose surroundings are the recorded ones; all of them where none fits."""
        prefix, suffix = fold(self.prefix[-_AROUND:]), fold(self.suffix[:_AROUND])
        if len(places) < 2 or not (prefix or suffix):
            return places
        reach = 2 * _AROUND
        return [
            span
            for span in places
            if fold(self.text[max(0, span.start - reach) : span.start]).endswith(prefix)
            and fold(self.text[span.end : span.end + reach]).startswith(suffix)
        ] or places

    def _stands(self, span: Span) -> bool:
        """Whether an occurrence says what the document says: it cuts no number, and begins with a whole word."""
        first, last = border(self.text, span.start), border(self.text, span.end)
        if in_number(first, self.words) or in_number(last, self.words):
            self.why = self.why or f"its words stand only within a longer number: {_glimpse(self.text, span)}"
            return False
        if in_word(first):
            self.why = self.why or f"its words stand only within a longer word: {_glimpse(self.text, span)}"
            return False
        return True

    def _found(self, status: Status, span: Span) -> Location:
        if in_word(border(self.text, span.end)):
            return Location(Status.NORMALISED, span, why="the quote ends within a word of the document")
        return Location(status, span)


def _occurrences(text: str, words: str) -> Iterator[int]:
    """The first places of some words in a text, overlapping ones too."""
    at = text.find(words)
    for _ in range(_TRIED):
        if at < 0:
            return
        yield at
        at = text.find(words, at + 1)


def _glimpse(text: str, span: Span) -> str:
    first = max(0, span.start - 12)
    return f"“{text[first : min(span.start + 20, span.end + 12)]}…”"


def _many(count: int) -> str:
    return f"more than {count - 1:,}" if count >= _TRIED else f"{count:,}"
