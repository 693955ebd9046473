"""The attribution words of a language, as sets and phrases of folded words."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from functools import cache
from typing import NamedTuple

from tieout.evidence.language import word_lists
from tieout.evidence.words import Word, words_of

Phrase = tuple[str, ...]
KINDS = (
    "says",
    "say",
    "tells",
    "gives",
    "accuses",
    "denies",
    "according",
    "credited_by",
    "cites",
    "relayed_by",
    "blamed",
)
VERBS = frozenset(("says", "say", "tells", "gives", "accuses", "denies"))
SETS = (
    "counts responsibility between be may infinitive nobody relatives plurals determiners links prepositions stops "
    "separators appositions officers heading people vehicles descriptors hedges possessives echoes"
).split()


class Cue(NamedTuple):
    """A cue in a text: its words from `first` to `last` (exclusive), and the kinds that the phrase may be."""

    first: int
    last: int
    kinds: frozenset[str]


@dataclass(frozen=True)
class Cues:
    """Cue phrases by their first word, the longest first, and the sets of words around them."""

    phrases: Mapping[str, tuple[tuple[Phrase, frozenset[str]], ...]]
    sets: Mapping[str, frozenset[str]]
    pronouns: Mapping[str, str]
    negations: tuple[Phrase, ...]
    contradicted: tuple[Phrase, ...]
    conjunctions: tuple[Phrase, ...]
    headed_by: tuple[Phrase, ...]

    def at(self, words: Sequence[Word], first: int, last: int) -> Cue | None:
        """The longest cue that begins at a word and ends before `last`."""
        for phrase, kinds in self.phrases.get(words[first].folded, ()):
            end = first + len(phrase)
            if end <= last and all(_key(words[first + n]) == part for n, part in enumerate(phrase)):
                return Cue(first, end, kinds)
        return None

    def is_verb(self, word: Word) -> bool:
        """Whether a word alone is a verb of speech."""
        return any(kinds & VERBS for phrase, kinds in self.phrases.get(word.folded, ()) if len(phrase) == 1)

    def begins(self, phrases: Iterable[Phrase], words: Sequence[Word], first: int) -> int:
        """How many words one of the phrases takes from `first` on, or 0."""
        for phrase in phrases:
            if all(first + n < len(words) and _key(words[first + n]) == part for n, part in enumerate(phrase)):
                return len(phrase)
        return 0

    def ends(self, phrases: Iterable[Phrase], words: Sequence[Word], last: int) -> int:
        """How many words one of the phrases takes that ends before `last`, or 0."""
        for phrase in phrases:
            first = last - len(phrase)
            if first >= 0 and all(_key(words[first + n]) == part for n, part in enumerate(phrase)):
                return len(phrase)
        return 0


def _key(word: Word) -> str:
    return word.folded or word.raw


@cache
def cues(language: str = "en") -> Cues:
    """The attribution words of a language. Raises Mistake("unknown-language") where it has none."""
    lists = word_lists("attribution", language)
    kinds: dict[Phrase, set[str]] = {}
    for kind in KINDS:
        for phrase in _phrases(lists[kind]):
            kinds.setdefault(phrase, set()).add(kind)
    by_first: dict[str, list[tuple[Phrase, frozenset[str]]]] = {}
    for phrase in sorted(kinds, key=lambda phrase: (-len(phrase), phrase)):
        by_first.setdefault(phrase[0], []).append((phrase, frozenset(kinds[phrase])))
    return Cues(
        phrases={first: tuple(several) for first, several in by_first.items()},
        sets={name: frozenset(phrase[0] for phrase in _phrases(lists[name])) for name in SETS},
        pronouns=lists["pronouns"],
        negations=_phrases(lists["not"]),
        contradicted=_phrases(lists["contradicted"]),
        conjunctions=_phrases(lists["conjunctions"]),
        headed_by=_phrases(lists["headed_by"]),
    )


def _phrases(texts: Iterable[str]) -> tuple[Phrase, ...]:
    """Phrases as folded words, the longest first."""
    phrases = {tuple(_key(word) for word in words_of(text)) for text in texts}
    return tuple(sorted(phrases, key=lambda phrase: (-len(phrase), phrase)))
