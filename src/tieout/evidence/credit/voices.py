"""Reads the credits of a text, sentence by sentence, cue by cue."""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Iterator
from dataclasses import dataclass, field
from itertools import takewhile

from tieout.evidence.credit.cues import VERBS, Cue
from tieout.evidence.credit.following import Followers
from tieout.evidence.credit.parties import Party, parties_of, persons
from tieout.evidence.credit.passage import Passage
from tieout.evidence.credit.subject import Speakers, Subject
from tieout.evidence.credit.verdict import Level
from tieout.evidence.sentences import Sentence

NEAR = 6  # voices back to which a remark on who passes them on may belong
LOOKED_AT = 40  # voices back among which the one that "it" means is sought
COUNTED_WITHIN = 6  # words behind "put" in which there is a toll


@dataclass
class Voice:
    """A party at a cue, before it becomes a credit."""

    party: Party
    level: Level
    cue: Cue | None
    sentence: int
    via: set[str] = field(default_factory=set)
    blamed: bool = False
    denied: bool = False
    before: bool = True  # the party stands before its cue
    cites: bool = False  # the party names another source, and stays a relay whatever verb follows
    until: int = 0  # the last word of whom it is told to

    @property
    def speaks(self) -> bool:
        return self.level in (Level.CREDITED, Level.THROUGH_PERSON)

    @property
    def first(self) -> int:
        return min(self.party.first, self.cue.first) if self.cue else self.party.first

    @property
    def last(self) -> int:
        return max(self.party.last, self.cue.last if self.cue else 0, self.until)


def voices_of(passage: Passage) -> list[Voice]:
    """Every voice of a text in order, and every source that is merely named."""
    return _Reading(passage).voices()


class _Reading:
    def __init__(self, passage: Passage) -> None:
        self.passage = passage
        self.parties = parties_of(passage)
        self.speakers = Speakers(passage, self.parties, {party.last: party for party in self.parties})
        self.by_first = {first: party for party in self.parties for first in range(party.first, party.name[0] + 1)}
        for name, party in persons(passage, self.parties):
            self.speakers.persons.setdefault(name, party)
        self.found: list[Voice] = []
        self.used: set[int] = set()
        self.pending: list[Voice] = []
        self.followers = Followers(self.speakers, self.by_first)

    def voices(self) -> list[Voice]:
        for number, sentence in enumerate(self.passage.sentences):
            self.pending = []
            begun = len(self.found)
            for cue in self._cues(sentence):
                self._read(cue, number, sentence)
            self._pass_on_later(self.found[begun:])
            self._bylines(number, sentence)
        for party in self.parties:
            if party.name[0] not in self.used:
                number = self.passage.sentence_at(self.passage.words[party.name[0]].start)
                self.found.append(Voice(party, Level.MENTIONED, None, number))
        return sorted(self.found, key=lambda voice: (voice.party.name, voice.level.rank))

    def _cues(self, sentence: Sentence) -> Iterator[Cue]:
        """Cues of a sentence, apart from words that belong to a name."""
        at = sentence.first
        while at < sentence.last:
            cue = self.passage.cues.at(self.passage.words, at, sentence.last)
            party = self.by_first.get(at)
            if at < self.followers.covered:
                at += 1
            elif party and party.name[0] == at:
                at = party.name[1]
            elif cue and not self._inside(cue):
                yield cue
                at = cue.last
            else:
                at += 1

    def _inside(self, cue: Cue) -> bool:
        """Whether a cue word is part of a party behind its name, as in "the Watch's report"."""
        return any(
            (party := self.speakers.by_end.get(end)) is not None and party.name[1] <= cue.first < party.last
            for end in range(cue.last, cue.last + 3)
        )

    def _read(self, cue: Cue, number: int, sentence: Sentence) -> None:
        kinds = cue.kinds
        subject = self.speakers.subject(cue, sentence.first) if kinds & (VERBS | {"cites"}) else None
        if subject and kinds & {"says", "say", "tells", "gives"}:
            self._said(cue, subject, number, sentence)
        if subject and kinds & {"accuses", "denies"} and subject.party:
            blamed, denied = subject.passive and "accuses" in kinds, not subject.passive and "denies" in kinds
            party = self._meant(subject.party, number)
            self._add(Voice(party, Level.MENTIONED, cue, number, blamed=blamed, denied=denied))
        if "cites" in kinds:
            self._cited(cue, subject, number, sentence)
        if kinds & {"according", "credited_by"}:
            denied = self.speakers.is_negated(cue.first, sentence.first)
            for party in self.followers.named(cue.last, sentence):
                level = Level.MENTIONED if denied else _level(party)
                self._add(Voice(party, level, cue, number, denied=denied, before=False))
        if "relayed_by" in kinds:
            self._relayed(cue, number, sentence)
        if "blamed" in kinds:
            for party in self.followers.named(cue.last, sentence):
                if party.sources:
                    self._add(Voice(party, Level.MENTIONED, cue, number, blamed=True, before=False))

    def _said(self, cue: Cue, subject: Subject, number: int, sentence: Sentence) -> None:
        if "gives" in cue.kinds and not self._counts(cue, sentence):
            return
        party = subject.party
        if party is None:
            if "says" in cue.kinds:
                self._inverted(cue, subject, number, sentence)
            return
        joined = self.speakers.joined_before(party, sentence.first)
        if "say" in cue.kinds and not joined and not self.speakers.is_plural(party):
            return
        if subject.passive and cue.last - cue.first < 3:
            return
        via: set[str] = set()
        if party.pronoun:
            echoed = self._echo(party, number)
            if echoed is None:
                return
            party, via = echoed
        claims_deed = self.passage.is_in("responsibility", cue.last)
        for speaker in (*joined, party):
            level = Level.MENTIONED if subject.denied or claims_deed else _level(speaker)
            voice = Voice(speaker, level, cue, number, set(via), blamed=claims_deed, denied=subject.denied)
            is_told = "tells" in cue.kinds or self.passage.raw(cue.last) == "by"
            if is_told and speaker is party:
                self._passed_on(voice, cue.last + ("tells" not in cue.kinds), sentence)
            self._add(voice)

    def _meant(self, party: Party, number: int) -> Party:
        """The party that a pronoun means, or itself."""
        echoed = self._echo(party, number) if party.pronoun else None
        return echoed[0] if echoed else party

    def _counts(self, cue: Cue, sentence: Sentence) -> bool:
        """Whether a count is the object: "put the toll at 12", and not "put out the fire" nor "gave no figure"."""
        window = range(cue.last, min(cue.last + COUNTED_WITHIN, sentence.last))
        if any(self.passage.is_in("nobody", at) for at in window):
            return False
        return any(self.passage.is_in("counts", at) for at in window)

    def _inverted(self, cue: Cue, subject: Subject, number: int, sentence: Sentence) -> None:
        """The verb opens the sentence, or follows a comma or a quotation: "twelve died, said the Watch"."""
        passage = self.passage
        opened = subject.end < sentence.first or passage.raw(cue.first - 1) in "\"'”’»,—–"
        if not opened or cue.first - 1 != subject.end or subject.passive:
            return
        for party in self.followers.named(cue.last, sentence)[:1]:
            behind = passage.raw(party.last)
            closes = party.last >= sentence.last or not passage.words[party.last].folded
            closes = closes or passage.is_in("prepositions", party.last) or passage.is_in("between", party.last)
            quoted = passage.raw(cue.first - 1) in "\"'”’»"
            if (closes or quoted) and behind != "-":
                self._add(Voice(party, _level(party), cue, number, before=False))

    def _echo(self, party: Party, number: int) -> tuple[Party, set[str]] | None:
        """Who "it", "he" or "its head" is, and who passes them on: the voice of this sentence or the one before."""
        last = self._last_source(party) if party.through else self._last_voice(number)
        if last is None or number - last.sentence > 1 or last.party.first >= party.first:
            return None
        kind = self.passage.cues.pronouns.get(self.passage.words[party.first].folded, "any")
        if kind == "person" and not last.party.through and last.party.sources:
            return None
        person, through = party.person or last.party.person, party.through or last.party.through
        return Party(last.party.sources, party.first, party.last, party.name, person, through), set(last.via)

    def _last_voice(self, number: int) -> Voice | None:
        """The last voice that spoke, no further back than the sentence before."""
        recent = takewhile(lambda voice: number - voice.sentence <= 1, reversed(self.found[-LOOKED_AT:]))
        return next((voice for voice in recent if voice.speaks), None)

    def _last_source(self, party: Party) -> Voice | None:
        """The source last named before "its head"."""
        count = self.speakers.count_before(party.first)
        if not count:
            return None
        other = self.parties[count - 1]
        return Voice(other, Level.MENTIONED, None, self.passage.sentence_at(self.passage.words[other.name[0]].start))

    def _cited(self, cue: Cue, subject: Subject | None, number: int, sentence: Sentence) -> None:
        """Halver Wire, citing the Watch: the Watch is credited, the agency passes it on.

        Who cites somebody that nobody registered stays credited, beside that voice.
        """
        by = self._citing(cue, subject, number)
        for party in self.followers.named(cue.last, sentence):
            if not party.sources and self.passage.is_in("possessives", cue.last):
                continue
            voice = Voice(party, _level(party), cue, number, before=False)
            self._add(voice)
            if by and by.sources:
                voice.via |= by.sources
                self._add(Voice(by, Level.RELAYED, cue, number, cites=bool(party.sources)))
            elif by is None and party.sources:
                self.pending.append(voice)

    def _citing(self, cue: Cue, subject: Subject | None, number: int) -> Party | None:
        """Who cites: the party before the verb or before its comma, or the last voice of the sentence."""
        by = self.speakers.by_end.get(cue.first - 1) if self.passage.raw(cue.first - 1) == "," else None
        by = by or (subject.party if subject and not subject.passive else None)
        if by and by.pronoun:
            echoed = self._echo(by, number)
            by = echoed[0] if echoed else None
        voice = next((v for v in reversed(self.found[-NEAR:]) if v.sentence == number and v.speaks and v.before), None)
        return by if by and by.sources else voice.party if voice else by

    def _relayed(self, cue: Cue, number: int, sentence: Sentence) -> None:
        """Quoted by Halver Wire: the agency passes on the voice that stands nearest in the sentence."""
        parties = [party for party in self.followers.named(cue.last, sentence) if party.sources]
        if not parties:
            return
        voice = next((v for v in reversed(self.found[-NEAR:]) if v.sentence == number and v.speaks), None)
        subject = self.speakers.subject(cue, sentence.first).party
        if voice is None and subject and subject.sources:
            voice = Voice(subject, _level(subject), cue, number)
            self._add(voice)
        for party in parties:
            relay = Voice(party, Level.RELAYED, cue, number, before=False)
            self._add(relay)
            if voice:
                voice.via |= party.sources
            else:
                self.pending.append(relay)

    def _pass_on_later(self, voices: list[Voice]) -> None:
        """Relays and citations that open a sentence belong to the first voice behind them."""
        speakers = [(voice.cue.first, voice) for voice in voices if voice.cue and voice.speaks and voice.before]
        speakers.sort(key=lambda entry: entry[0])
        for early in self.pending:
            at = bisect_left(speakers, early.last, key=lambda entry: entry[0])
            if at == len(speakers):
                continue
            speaker = speakers[at][1]
            if early.level is Level.RELAYED:
                speaker.via |= early.party.sources
            elif speaker.party.sources:
                early.via |= speaker.party.sources
                speaker.level, speaker.cites = Level.RELAYED, True

    def _passed_on(self, voice: Voice, at: int, sentence: Sentence) -> None:
        for party in self.followers.named(at, sentence):
            if party.sources:
                voice.via |= party.sources
                voice.until = party.last
                self._add(Voice(party, Level.RELAYED, voice.cue, voice.sentence, before=False))

    def _bylines(self, number: int, sentence: Sentence) -> None:
        """An agency in brackets before a dash, or alone at the end: it transmits the text."""
        passage = self.passage
        for at in range(sentence.first, min(sentence.first + 8, sentence.last)):
            party = self.by_first.get(at)
            if party and party.name[0] == at and party.name[0] not in self.used:
                bracketed = passage.raw(at - 1) == "(" and passage.raw(party.name[1]) == ")"
                dashed = passage.raw(party.name[1] + bracketed) in ("-", "–", "—")
                alone = sentence.last - sentence.first <= party.name[1] - party.name[0] + 3 and number > 0
                if (bracketed and dashed) or alone:
                    self._add(Voice(party, Level.RELAYED, None, number))

    def _add(self, voice: Voice) -> None:
        """One voice a party and sentence: the stronger stays."""
        for other in self.found[-NEAR:]:
            if other.party.name == voice.party.name:
                if voice.cites or (voice.level.rank < other.level.rank and not other.cites):
                    other.level, other.cue, other.before = voice.level, voice.cue, voice.before
                other.via |= voice.via
                other.until = max(other.until, voice.until)
                other.denied = other.denied or voice.denied
                other.blamed = other.blamed or voice.blamed
                other.cites = other.cites or voice.cites
                return
        self.used.add(voice.party.name[0])
        self.found.append(voice)


def _level(party: Party) -> Level:
    return Level.THROUGH_PERSON if party.through else Level.CREDITED
