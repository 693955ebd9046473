"""The word lists of a language as one dictionary: word -> letter and meaning (`pieces` lists the letters)."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence, Set
from dataclasses import dataclass
from functools import cache
from typing import Any, NamedTuple

from tieout.evidence.figures.numbers import NumberWords
from tieout.evidence.figures.pieces import Trigger
from tieout.evidence.figures.tokens import tokens_of
from tieout.evidence.language import word_lists

KINDS = {
    "participle": "K",
    "verb": "F",
    "gerund": "G",
    "happens": "D",
    "state": "A",
    "noun": "T",
    "found": "T",
    "toll": "L",
    "lives": "W",
    "short": "k",
    "deed": "^",
    "deeds": "^",
}
CONTEXTUAL = frozenset({"", "-", *"nak*M@$%~0q^?!"})  # read by what stands around them: `units`
TRIGGERS = frozenset("KFGDATLWk^")
_SMALL_WORDS = {  # list of grammar.yaml -> letter; "-" is read over
    "indefinite": "a",
    "definite": "d",
    "possessive": "s",
    "increments": "m",
    "none": "0",
    "nobody": "1",
    "not": "z",
    "be": "b",
    "including": "I",
    "and": "&",
    "or": "|",
    "who": "r",
    "when": "u",
    "of": "f",
    "by": "B",
    "to": "t",
    "prepositions": "p",
    "each": "e",
    "left": "l",
    "undergo": "U",
    "claim": "C",
    "number of": "#",
    "ignored": "-",
    "verbs": "v",
    "dashes": ",",
    "equals": ":",
}


class Entry(NamedTuple):
    """What a word is; `phrases` are the longer expressions it begins, by their second word, the longest first.

    A `plain` word that begins none of these means the same wherever it stands.
    """

    code: str
    data: Any = None
    phrases: Mapping[str, Sequence[tuple[list[str], Entry]]] = {}
    plain: bool = False


class Person(NamedTuple):
    """A word for people."""

    population: str
    other: bool = False


@dataclass(frozen=True, slots=True)
class Lexicon:
    """All the words of a language.

    A sentence states no figure without a word of `alarms`, or the words of one of the phrases filed in `more_alarms`
    under the first of them; `begin_alarms` are these first words.
    """

    words: Mapping[str, Entry]
    numbers: NumberWords
    alarms: frozenset[str]
    more_alarms: Mapping[str, Sequence[frozenset[str]]]
    begin_alarms: frozenset[str]
    years: frozenset[str]
    old: frozenset[str]
    to: frozenset[str]
    both: Mapping[str, int]
    participles: str  # endings of words that are not listed
    gerunds: str
    affected: frozenset[str]
    also_prepositions: frozenset[str]

    def may_tell(self, spelled: Set[str]) -> bool:
        """Whether a sentence with these words may state a figure."""
        if not self.alarms.isdisjoint(spelled):
            return True
        if self.begin_alarms.isdisjoint(spelled):
            return False
        return any(rest <= spelled for first in self.begin_alarms & spelled for rest in self.more_alarms[first])


@cache
def lexicon(language: str = "en") -> Lexicon:
    """The lexicon of a language, made once."""
    lists = {name: word_lists(name, language) for name in ("numbers", "people", "things", "measures", "grammar")}
    meanings = dict(_entries(lists))
    grammar, number = lists["grammar"], lists["numbers"]
    more = _by_first(words for words, entry in meanings.items() if entry.code in TRIGGERS)
    return Lexicon(
        words=_indexed(meanings),
        numbers=NumberWords.of(number, frozenset(grammar["indefinite"])),
        alarms=frozenset(words for words, entry in meanings.items() if entry.code in TRIGGERS and _is_word(words)),
        more_alarms=more,
        begin_alarms=frozenset(more),
        years=frozenset(lists["things"]["years"]),
        old=frozenset(lists["things"]["old"]),
        to=frozenset(number["to"]),
        both=number["both"],
        participles=grammar["participle ending"],
        gerunds=grammar["gerund ending"],
        also_prepositions=frozenset(number["also prepositions"]),
        affected=frozenset(lists["people"]["affected"]),
    )


def _entries(lists: Mapping[str, Mapping[str, Any]]) -> Iterator[tuple[str, Entry]]:
    """Every word and phrase with its meaning; a later one replaces an earlier."""
    yield from _of_grammar(lists["grammar"])
    yield from _of_things(lists["things"])
    yield from _of_people(lists["people"])
    yield from _of_measures(lists["measures"])
    yield from _of_numbers(lists["numbers"])


def _of_grammar(lists: Mapping[str, Any]) -> Iterator[tuple[str, Entry]]:
    for name, code in _SMALL_WORDS.items():
        for word in _listed(lists[name]):
            yield word, Entry(code)


def _of_things(lists: Mapping[str, Any]) -> Iterator[tuple[str, Entry]]:
    for name in ("things", "events"):
        for one, many in forms(lists[name]):
            yield one, Entry("o")
            yield many, Entry("o")
    for name, code in (
        ("labels", "@"),
        ("currency", "$"),
        ("months", "M"),
        ("times", "O"),
        ("day parts", "~"),
        ("aged", "%"),
    ):
        for word in _listed(lists[name]):
            yield word, Entry(code)
    for word, population in lists["sexes"].items():
        yield word, Entry("?", Person(population))


def _of_people(lists: Mapping[str, Any]) -> Iterator[tuple[str, Entry]]:
    for word in lists["kinds"].split():
        yield word, Entry("j", Person(lists["names of kinds"].get(word, "")))
    for word in lists["kinds in capitals"]:
        yield word, Entry("!")
    yield from _of_populations(lists["words"])
    for one, many in forms(lists["others"]):
        yield one, Entry("m", Person("people", other=True))
        yield many, Entry("h", Person("people", other=True))
    for word in lists["singular others"]:
        yield word, Entry("m", Person("people", other=True))
    for word, count in lists["pronouns"].items():
        yield word, Entry("Y", count)
    for word in lists["anyone"]:
        yield word, Entry("Y", 0)
    for code, name in (("R", "reflexive"), ("g", "groups"), ("o", "households")):
        for word in lists[name]:
            yield word, Entry(code)


def _of_populations(lists: Mapping[str, str]) -> Iterator[tuple[str, Entry]]:
    for population, words in lists.items():
        for one, many in forms(words):
            if one and one != many:
                yield one, Entry("i", Person(population))
            yield many, Entry("c" if one == many else "h", Person(population))


def _of_measures(lists: Mapping[str, Mapping[str, str]]) -> Iterator[tuple[str, Entry]]:
    for measure, kinds in lists.items():
        for kind, code in KINDS.items():
            for one, many in forms(kinds.get(kind, "")):
                yield one, Entry(code, Trigger(measure, kind))
                yield many, Entry(code, Trigger(measure, kind, many=one != many))


def _of_numbers(lists: Mapping[str, Any]) -> Iterator[tuple[str, Entry]]:
    for word in (*NumberWords.of(lists, frozenset()).small, *lists["scales"]):
        yield word, Entry("n")
    for word in (*lists["half"], *lists["both"]):
        yield word, Entry("n")
    for word, times in lists["multiple"].items():
        yield word, Entry("*", times)
    for word, bounds in lists["vague"].items():
        yield word, Entry("y", tuple(bounds))
    for word, count in lists["together"].items():
        yield word, Entry("i", count)
    for form, words in lists["qualifiers"].items():
        for word in words:
            yield word, Entry("q", form)
    for word in lists["as many"]:
        yield word, Entry("y", (0,))


def _listed(words: str | Iterable[str]) -> list[str]:
    """The items of a list: separated by commas, or by spaces where there is no comma."""
    if not isinstance(words, str):
        return list(words)
    return [item.strip() for item in words.split(",")] if "," in words else words.split()


def forms(words: str) -> Iterator[tuple[str, str]]:
    """One and many of every item: "soldier+s", "man|men", "|minors" (many only), "*police" (the same for both)."""
    return map(_pair, _listed(words))


def _pair(word: str) -> tuple[str, str]:
    if word.startswith("*"):
        return word[1:], word[1:]
    if "|" in word:
        one, _, many = word.partition("|")
        return one, many
    stem, plus, ending = word.partition("+")
    return stem, f"{stem}{ending}" if plus else stem


def _words_of(phrase: str) -> tuple[str, ...]:
    return tuple(tokens_of(phrase, 0, len(phrase)).words)


def _is_word(phrase: str) -> bool:
    return len(_words_of(phrase)) == 1


def _by_first(phrases: Iterable[str]) -> dict[str, list[frozenset[str]]]:
    """The other words of each phrase, under its first word."""
    found: dict[str, list[frozenset[str]]] = {}
    for first, *rest in map(_words_of, phrases):
        if rest:
            found.setdefault(first, []).append(frozenset(rest))
    return found


def _indexed(meanings: Mapping[str, Entry]) -> dict[str, Entry]:
    """Single words, and the phrases filed under their first word and then their second."""
    index: dict[str, Entry] = {}
    longer: dict[str, list[tuple[list[str], Entry]]] = {}
    for words, entry in meanings.items():
        first, *rest = _words_of(words)
        if rest:
            longer.setdefault(first, []).append((rest, entry))
        else:
            index[first] = entry._replace(plain=entry.code not in CONTEXTUAL)
    for first, phrases in longer.items():
        phrases.sort(key=lambda phrase: -len(phrase[0]))
        by_second: dict[str, list[tuple[list[str], Entry]]] = {}
        for phrase in phrases:
            by_second.setdefault(phrase[0][0], []).append(phrase)
        known = index.get(first, Entry(""))
        index[first] = known._replace(phrases=by_second)
    return index
