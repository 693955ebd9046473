"""Who is meant by a name: the exact folded alias decides, similarity only hints.

An alias is folded word by word (case, accents, articles, possessives, hyphens); an acronym is made of every name with
three capitalised words or more, while two initials name nobody and may mean somebody. An alias that two sources share
stays ambiguous: it names both, and nobody chooses.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from difflib import SequenceMatcher

from tieout.evidence.language import word_lists
from tieout.evidence.words import Word, words_of

SHORTEST_ACRONYM = 3
LONGEST_ACRONYM = 8
LONGEST_NAME = 200  # code points of a name that hints are sought for
LEAST_SIMILARITY = 0.85
LONGEST_GAP = 4  # articles and signs between two words of an alias, and the second word
JOINTS = frozenset("-–.&'’")
SHORTEST_HINT = 8  # shorter aliases resemble too much
_POSSESSIVE = re.compile(r"['’][sS]$")
_IN_BRACKETS = re.compile(r"\(([^()]{1,80})\)")

Alias = tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Mention:
    """An alias in a text: its code points, its words `first` to `last` (exclusive), the sources it may name."""

    sources: frozenset[str]
    start: int
    end: int
    first: int
    last: int


@dataclass(frozen=True, slots=True)
class Hint:
    """A source whose alias resembles a name that nobody registered. Never a match."""

    source: str
    alias: str
    similarity: float


class Registry:
    """The sources of a dataset by their names."""

    def __init__(self, sources: Mapping[str, Sequence[str]], language: str = "en") -> None:
        """`sources` maps each identifier to its names and aliases. Names without a word are left out."""
        self._spelling = word_lists("sources", language)
        self._articles = frozenset(self._spelling["articles"])
        self._joined = frozenset(self._spelling["joined"])
        self._declared: dict[Alias, set[str]] = {}
        self._lettered: dict[Alias, set[str]] = {}  # aliases that a text must write in capitals
        self._short: dict[str, set[str]] = {}  # two initials by the source whose they may be
        for source, names in sources.items():
            for name in names:
                self._declare(source, name)
        self._generate(sources)
        self._by_first = self._index()
        self._words = {source: self._all_words(names) for source, names in sources.items()}

    def _declare(self, source: str, name: str) -> None:
        bare = _IN_BRACKETS.sub(" ", name)
        for form in {name, bare, *(inner for inner in _IN_BRACKETS.findall(name) if _is_acronym(inner.strip()))}:
            alias = self.alias(form)
            if alias:
                aliases = self._lettered if _is_acronym(form.strip()) else self._declared
                aliases.setdefault(alias, set()).add(source)

    def _all_words(self, names: Sequence[str]) -> frozenset[str]:
        return frozenset(word for name in names for word in self.alias(name))

    def _generate(self, sources: Mapping[str, Sequence[str]]) -> None:
        """Acronyms of the names; one that somebody declared belongs to them alone."""
        declared = {*self._declared, *self._lettered}
        for source, names in sources.items():
            for name in names:
                letters = initials(_IN_BRACKETS.sub(" ", name), frozenset(self._spelling["unlettered"]))
                alias = (letters.casefold(),)
                if alias in declared:
                    continue
                if len(letters) >= SHORTEST_ACRONYM:
                    self._lettered.setdefault(alias, set()).add(source)
                elif len(letters) == SHORTEST_ACRONYM - 1:
                    self._short.setdefault(source, set()).add(letters)

    def _index(self) -> dict[str, list[Alias]]:
        """Aliases by their first word, the longest first."""
        by_first: dict[str, list[Alias]] = {}
        for alias in sorted({*self._declared, *self._lettered}, key=len, reverse=True):
            by_first.setdefault(alias[0], []).append(alias)
        return by_first

    def alias(self, name: str) -> Alias:
        """The folded words of a name, without articles."""
        folded = tuple(word.folded for word in words_of(name) if word.folded)
        return tuple(word for word in folded if word not in self._articles) or folded

    def exact(self, name: str) -> frozenset[str]:
        """The sources that bear this name, whole and folded; several where it is ambiguous, none where unknown."""
        alias = self.alias(name)
        return frozenset(self._declared.get(alias, set()) | self._lettered.get(alias, set()))

    def words_of_names(self, source: str) -> frozenset[str]:
        """Every folded word that occurs in a name of the source."""
        return self._words.get(source, frozenset())

    def initials_in(self, source: str, text: str) -> str:
        """The two initials of a source as they stand in a text in capitals, or an empty text. They name nobody."""
        for letters in sorted(self._short.get(source, ())):
            one, other = map(re.escape, letters)
            if found := re.search(rf"(?<!\w)(?:{one}{other}|{one}\.{other}\.)(?!\w)", text):
                return found[0]
        return ""

    def hints(self, name: str, most: int = 3) -> tuple[Hint, ...]:
        """Sources whose aliases resemble a name, the nearest first. They decide nothing."""
        wanted = " ".join(sorted(self.alias(name[:LONGEST_NAME])))
        if len(wanted) < SHORTEST_HINT:
            return ()
        matcher = SequenceMatcher(a="", b=wanted, autojunk=False)
        return tuple(sorted(self._similar(matcher), key=lambda hint: (-hint.similarity, hint.source))[:most])

    def _similar(self, matcher: SequenceMatcher[str]) -> Iterator[Hint]:
        for alias, sources in self._declared.items():
            matcher.set_seq1(" ".join(sorted(alias))[:LONGEST_NAME])
            if len(" ".join(alias)) < SHORTEST_HINT or matcher.real_quick_ratio() < LEAST_SIMILARITY:
                continue
            if matcher.quick_ratio() >= LEAST_SIMILARITY and (found := matcher.ratio()) >= LEAST_SIMILARITY:
                yield from (Hint(source, " ".join(alias), round(found, 3)) for source in sources)

    def mentions(self, words: Sequence[Word]) -> tuple[Mention, ...]:
        """Every alias that stands in a text, given its words; where several begin at one place, the longest."""
        found = []
        at = 0
        while at < len(words):
            mention = self._mention(words, at) if words[at].folded in self._by_first else None
            if mention:
                found.append(mention)
            at = mention.last if mention else at + 1
        return tuple(found)

    def _mention(self, words: Sequence[Word], first: int) -> Mention | None:
        for alias in self._by_first[words[first].folded]:
            last = self._run(words, first, alias)
            if not last or _is_bound_behind(words, last) or self._is_bound_before(words, first):
                continue
            sources = set(self._declared.get(alias, set()))
            if _POSSESSIVE.sub("", words[first].raw).isupper():
                sources |= self._lettered.get(alias, set())
            if sources:
                return Mention(frozenset(sources), words[first].start, words[last - 1].end, first, last)
        return None

    def _run(self, words: Sequence[Word], first: int, alias: Alias) -> int:
        """Where an alias that begins at a word ends, or 0: between its words may stand articles and hyphens."""
        at = first
        for position, wanted in enumerate(alias):
            if position:
                at += next((n for n, word in enumerate(words[at : at + LONGEST_GAP]) if not self._is_joint(word)), 0)
            if at >= len(words) or words[at].folded != wanted:
                return 0
            at += 1
        return at

    def _is_joint(self, word: Word) -> bool:
        return word.raw in JOINTS or word.folded in self._articles

    def _is_bound_before(self, words: Sequence[Word], first: int) -> bool:
        """Whether a name is the tail of a compound, as in "anti-UN"."""
        if first < 2 or words[first - 1].raw != "-" or words[first - 1].end != words[first].start:
            return False
        return words[first - 2].end == words[first - 1].start and words[first - 2].folded not in self._joined


def _is_bound_behind(words: Sequence[Word], last: int) -> bool:
    """Whether a name is the head of a compound, as in "UN-backed"."""
    if last + 1 >= len(words) or words[last].raw != "-" or words[last].start != words[last - 1].end:
        return False
    return words[last + 1].start == words[last].end and bool(words[last + 1].folded)


def _is_acronym(name: str) -> bool:
    letters = name.replace(".", "")
    return letters.isalpha() and letters.isupper() and 2 <= len(letters) <= LONGEST_ACRONYM


def acronym(name: str, unlettered: frozenset[str] = frozenset()) -> str:
    """The initials of a name's capitalised words where they are three or more, or an empty text."""
    letters = initials(name, unlettered)
    return letters if len(letters) >= SHORTEST_ACRONYM else ""


def initials(name: str, unlettered: frozenset[str] = frozenset()) -> str:
    """The initials of a name's capitalised words, without words that give no letter."""
    capitalised = [word for word in words_of(name) if word.folded and word.is_capitalised]
    return "".join(word.raw[0] for word in capitalised if word.folded not in unlettered)
