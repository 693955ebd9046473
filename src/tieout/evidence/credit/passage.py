"""A text taken apart once: its words, its sentences, the sources that it names."""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Sequence
from dataclasses import dataclass

from tieout.evidence.credit.cues import Cues, cues
from tieout.evidence.registry import Mention, Registry
from tieout.evidence.sentences import Sentence, sentences_of
from tieout.evidence.words import Word, words_of


@dataclass(frozen=True)
class Passage:
    """What every step of reading credits looks at. Words are named by their index."""

    text: str
    words: Sequence[Word]
    sentences: Sequence[Sentence]
    mentions: Sequence[Mention]
    registry: Registry
    cues: Cues

    @classmethod
    def of(cls, text: str, registry: Registry, language: str) -> Passage:
        words = words_of(text)
        sentences = sentences_of(text, words, language)
        return cls(text, words, sentences, registry.mentions(words), registry, cues(language))

    def span(self, first: int, last: int) -> tuple[int, int]:
        """Code points of words `first` to `last` (exclusive)."""
        return self.words[first].start, self.words[last - 1].end

    def said(self, first: int, last: int) -> str:
        """The words as they stand."""
        start, end = self.span(first, last)
        return self.text[start:end]

    def sentence_at(self, offset: int) -> int:
        """The index of the sentence that holds a code point, or the last one before it."""
        return max(0, bisect_right(self.sentences, offset, key=lambda sentence: sentence.start) - 1)

    def is_in(self, group: str, at: int) -> bool:
        """Whether a word belongs to a set of the language's attribution words; False outside the text."""
        return 0 <= at < len(self.words) and self.words[at].folded in self.cues.sets[group]

    def raw(self, at: int) -> str:
        """A word as written, an empty text outside."""
        return self.words[at].raw if 0 <= at < len(self.words) else ""

    def is_name(self, at: int) -> bool:
        """Whether a word can be part of a person's name."""
        if not 0 <= at < len(self.words):
            return False
        word = self.words[at]
        return bool(word.folded) and (word.is_capitalised and not word.raw[0].isdigit())
