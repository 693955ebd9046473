"""Who stands before a verb of speech, and whether the verb is meant: "did not say" and "was told" are no statements."""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Mapping
from dataclasses import dataclass, field

from tieout.evidence.credit.cues import Cue
from tieout.evidence.credit.parties import LONGEST_REMARK, Party, appositive
from tieout.evidence.credit.passage import Passage

LONGEST_GAP = 14  # words between a subject and its verb
LONGEST_PHRASE = 8  # words of a subject that no registry knows
REMEMBERED = 12  # parties back that a short form such as "the ministry" may mean
MOST_JOINED = 12  # subjects of one verb
RECENT = 4  # parties before a comma that the remark may be about


@dataclass(frozen=True, slots=True)
class Subject:
    """The party before a verb, and how the verb is said of it. `end` is the last word before the gap to the verb."""

    party: Party | None
    end: int
    passive: bool = False
    denied: bool = False


@dataclass
class Speakers:
    """Parties by where they end, and the persons and short names that stand for them later in a text."""

    passage: Passage
    parties: list[Party]
    by_end: Mapping[int, Party] = field(default_factory=dict)
    persons: dict[str, Party] = field(default_factory=dict)

    def subject(self, cue: Cue, begin: int) -> Subject:
        """The subject of a verb, sought to its left no further than the sentence begins."""
        passage, at = self.passage, cue.first - 1
        passive = denied = False
        for _ in range(LONGEST_GAP):
            if at < begin or self._party_at(at, begin) or self._echoes(at):
                break
            if taken := passage.cues.ends(passage.cues.negations, passage.words, at + 1):
                denied, at = True, at - taken
                continue
            passive = passive or passage.is_in("be", at)
            denied = denied or passage.is_in("may", at) or passage.is_in("infinitive", at)
            past = self._past(at)
            if past == at:
                break
            at = past
        party = self._who(at, begin) if at >= begin else None
        return Subject(party, at, passive, denied or (party is not None and self._is_contradicted(party, begin)))

    def _is_contradicted(self, party: Party, begin: int) -> bool:
        """Whether a party, or one joined before it, stands behind "contrary to what"."""
        joined = (party, *self.joined_before(party, begin))
        cues, words = self.passage.cues, self.passage.words
        return any(cues.ends(cues.contradicted, words, one.first) for one in joined)

    def _party_at(self, at: int, begin: int) -> Party | None:
        """The party whose last word is `at`, or whose closing comma it is."""
        party = self.by_end.get(at + 1)
        return party if party and party.first >= begin else None

    def _past(self, at: int) -> int:
        """One step to the left over a word that may stand before a verb, or over brackets; the same place if none."""
        passage = self.passage
        if passage.raw(at) == ")":
            return next((n - 1 for n in range(at, max(-1, at - 8), -1) if passage.raw(n) == "("), at)
        if passage.is_in("relatives", at):
            return at - 2 if passage.raw(at - 1) == "," else at - 1
        small = any(passage.is_in(group, at) for group in ("between", "be", "may", "infinitive"))
        return at - 1 if small or passage.raw(at).isdigit() else at

    def _who(self, at: int, begin: int) -> Party | None:
        """Who is named by the words that end at `at`."""
        party = self._party_at(at, begin)
        if party:
            return None if party.oblique and not party.through else party
        if self.passage.raw(at) in (",", "—", "–"):
            return self._remarked(at, begin)
        return self.short(at, begin)

    def _remarked(self, comma: int, begin: int) -> Party | None:
        """Whom a remark between commas is about: a party, or somebody nobody registered."""
        passage = self.passage
        closing = self.by_end.get(comma)
        if closing and closing.first >= begin and closing.through and passage.raw(closing.name[1] - 1) != ",":
            return closing
        recent = [party for party in self._recent(comma) if appositive(passage, party, comma, begin)]
        for party in recent:
            if not party.oblique or party.through:
                return party
        for opening in range(comma - 2, max(begin, comma - LONGEST_REMARK), -1):
            if passage.raw(opening) == ",":
                opener = opening + 1
                is_remark = passage.is_in("appositions", opener) or passage.is_in("officers", opener)
                return self.short(opening - 1, begin) if is_remark else None
        return None

    def _recent(self, at: int) -> list[Party]:
        """The last parties named before a word, the nearest first."""
        count = self.count_before(at)
        return self.parties[max(0, count - RECENT) : count][::-1]

    def count_before(self, at: int) -> int:
        """How many parties are named before a word."""
        return bisect_left(self.parties, at, key=lambda party: party.name[0])

    def short(self, at: int, begin: int) -> Party | None:
        """A later short form of a name, or words for somebody nobody registered, that end at `at`."""
        passage = self.passage
        if at < begin or passage.is_in("nobody", at) or not passage.words[at].folded:
            return None
        if passage.words[at].folded in passage.cues.pronouns:
            return Party(frozenset(), at, at + 1, (at, at + 1), pronoun=True)
        known = self.persons.get(passage.raw(at)) if passage.is_name(at) else None
        if known:
            return Party(known.sources, at, at + 1, (at, at + 1), known.person, through=True)
        first = self._phrase_from(at, begin)
        if passage.is_in("determiners", at - 1) and (sources := self._named_before(at)):
            return Party(sources, at - 1, at + 1, (at, at + 1))
        if passage.is_in("possessives", first) and self._is_office(first + 1, at):
            return Party(
                frozenset(), first, at + 1, (first, at + 1), passage.said(first, at + 1), through=True, pronoun=True
            )
        if self._echoes(at):
            return Party(frozenset(), at - 1, at + 1, (at - 1, at + 1), pronoun=True)
        speaks = any(self._can_speak(n) for n in range(first, at + 1))
        return Party(frozenset(), first, at + 1, (first, at + 1)) if speaks else None

    def _is_office(self, first: int, at: int) -> bool:
        """Whether an office ends at a word, or a name behind an office: "head", "head Mira Doe"."""
        passage = self.passage
        while at > first and passage.is_name(at) and not passage.is_in("officers", at):
            at -= 1
        return passage.is_in("officers", at)

    def is_negated(self, first: int, begin: int) -> bool:
        """Whether a verb in the passive is denied, contradicted or only possible: "could not be verified by"."""
        passage, at = self.passage, first - 1
        refused = (*passage.cues.negations, *passage.cues.contradicted)
        while at >= max(begin, first - 5):
            if passage.cues.ends(refused, passage.words, at + 1) or passage.is_in("may", at):
                return True
            if not (passage.is_in("be", at) or passage.is_in("hedges", at)):
                return False
            at -= 1
        return False

    def _echoes(self, at: int) -> bool:
        """Whether "the statement" ends here, and is no part of "in the statement"."""
        passage = self.passage
        is_echo = passage.is_in("echoes", at) and passage.raw(at - 1).casefold() == "the"
        return is_echo and not passage.is_in("prepositions", at - 2)

    def joined_before(self, party: Party, begin: int) -> list[Party]:
        """The parties that "and" joins to a subject: "the Watch, the clinic and the ministry said"."""
        found: list[Party] = []
        at = party.first
        while len(found) < MOST_JOINED:
            taken = self.passage.cues.ends(self.passage.cues.conjunctions, self.passage.words, at)
            taken = taken or int(bool(found) and self.passage.raw(at - 1) == ",")
            before = self._party_at(at - taken - 1, begin) if taken else None
            if not before or before.oblique:
                break
            found.append(before)
            at = before.first
        return found

    def is_plural(self, party: Party) -> bool:
        """Whether a verb in the plural can follow: "figures of the Watch show", and not "a note"."""
        words = self.passage.words[party.first : party.last]
        plurals = self.passage.cues.sets["plurals"]
        return any(word.folded in plurals or (len(word.folded) > 3 and word.folded.endswith("s")) for word in words)

    def _can_speak(self, at: int) -> bool:
        passage = self.passage
        person = any(passage.is_in(group, at) for group in ("people", "officers", "vehicles"))
        return person or (passage.is_name(at) and not any(passage.is_in(g, at) for g in ("determiners", "between")))

    def _phrase_from(self, at: int, begin: int) -> int:
        """Where a phrase that ends at `at` begins; one preposition may stand inside it."""
        passage, first = self.passage, at
        while first > max(begin, at - LONGEST_PHRASE + 1) and passage.words[first - 1].folded:
            before = first - 1
            if any(passage.is_in(group, before) for group in ("stops", "separators")):
                break
            first = before
        while first < at and passage.is_in("prepositions", first):
            first += 1
        return first

    def _named_before(self, at: int) -> frozenset[str]:
        """The sources named earlier in whose names a word stands: "the ministry"."""
        word = self.passage.words[at].folded
        found: frozenset[str] = frozenset()
        count = self.count_before(at)
        for party in self.parties[max(0, count - REMEMBERED) : count]:
            for source in party.sources:
                if word in self.passage.registry.words_of_names(source):
                    found |= {source}
        return found
