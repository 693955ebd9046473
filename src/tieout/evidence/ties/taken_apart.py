"""Documents taken apart once for all the figures that quote them: folded for quotes, read for credits."""

from __future__ import annotations

from collections import OrderedDict
from dataclasses import dataclass, field
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from tieout.evidence.credit.attribution import Attribution
    from tieout.evidence.quotes import Span, Text
    from tieout.evidence.registry import Registry

MOST = 200  # documents that are kept
MOST_CHARACTERS = 20_000_000  # of them all
READ_FOR_CREDIT = 100_000  # characters; of a longer document, only what stands around the quote is read


@dataclass(frozen=True, slots=True)
class Part:
    """A document read for credits: the whole, or what begins at `offset`."""

    attribution: Attribution
    offset: int
    whole: bool

    def place(self, span: Span) -> tuple[int, int]:
        """A span of the document, in this part."""
        return span.start - self.offset, span.end - self.offset


@dataclass(slots=True)
class TakenApart:
    """What is known of the documents that were used last; the one that waited longest goes first."""

    registry: Registry
    _texts: OrderedDict[str, Text] = field(default_factory=OrderedDict)
    _parts: OrderedDict[str, Part] = field(default_factory=OrderedDict)
    _characters: int = 0

    def text(self, document: str, words: str) -> Text:
        """A document, folded."""
        from tieout.evidence.quotes import Text

        known = self._texts.get(document)
        if known is not None and known.original == words:
            self._texts.move_to_end(document)
            return known
        self._drop(document)
        known = self._texts[document] = Text(words)
        self._characters += len(words)
        while len(self._texts) > MOST or (self._characters > MOST_CHARACTERS and len(self._texts) > 1):
            self._drop(next(iter(self._texts)))
        return known

    def _drop(self, document: str) -> None:
        text = self._texts.pop(document, None)
        self._characters -= len(text.original) if text else 0
        self._parts.pop(document, None)

    def part(self, document: str, words: str, span: Span | None) -> Part:
        """A document read for credits, around a span where it is too long to be read as a whole."""
        from tieout.evidence.credit.attribution import Attribution

        if len(words) > READ_FOR_CREDIT:
            start = max(0, (span.start + span.end - READ_FOR_CREDIT) // 2) if span else 0
            return Part(Attribution.of(words[start : start + READ_FOR_CREDIT], self.registry), start, whole=False)
        self.text(document, words)
        if document not in self._parts:
            self._parts[document] = Part(Attribution.of(words, self.registry), 0, whole=True)
        return self._parts[document]
