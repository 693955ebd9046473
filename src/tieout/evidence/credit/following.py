"""Who is named behind a cue: "according to the Watch and the clinic", "citing local medics"."""

from __future__ import annotations

from collections.abc import Mapping

from tieout.evidence.credit.parties import Party
from tieout.evidence.credit.subject import Speakers
from tieout.evidence.sentences import Sentence

LONGEST_SOURCE = 14  # words behind a cue in which the source's name begins
MOST_JOINED = 12  # sources in one list
ENDING = frozenset(("cites", "relayed_by", "credited_by", "blamed", "tells"))  # cues that end an unknown source's name
BEFORE_NAMES = frozenset("-'’\"“@#")  # signs that may stand between a cue and a name


class Followers:
    """Reads names behind cues. `covered` is the word up to which a source that nobody registered takes the text up."""

    def __init__(self, speakers: Speakers, by_first: Mapping[int, Party]) -> None:
        self._speakers = speakers
        self._by_first = by_first
        self.covered = 0

    def named(self, at: int, sentence: Sentence) -> list[Party]:
        """The parties that the words behind a cue name, and those joined to them; or somebody nobody registered."""
        party = self._next_party(at, sentence)
        if party is None:
            unknown = self._unknown(at, sentence)
            return [unknown] if unknown else []
        found = [party]
        listed: list[Party] = []  # behind a comma: parties of the same list only if an "and" follows
        while len(found) + len(listed) < MOST_JOINED:
            joined, by_word = self._joined((listed or found)[-1].last, sentence)
            if joined is None:
                break
            listed.append(joined)
            if by_word:
                found, listed = [*found, *listed], []
        return found

    def _next_party(self, at: int, sentence: Sentence) -> Party | None:
        passage = self._speakers.passage
        for place in range(at, min(at + LONGEST_SOURCE, sentence.last)):
            party = self._by_first.get(place)
            if party and party.last > at:
                return party
            if not passage.words[place].folded and passage.raw(place) not in BEFORE_NAMES:
                return None
            if any(passage.is_in(group, place) for group in ("stops", "prepositions", "separators")):
                return None
        return None

    def _joined(self, at: int, sentence: Sentence) -> tuple[Party | None, bool]:
        """The party behind "and" or a comma, and whether there was a word."""
        passage = self._speakers.passage
        comma = passage.raw(at) == ","
        taken = passage.cues.begins(passage.cues.conjunctions, passage.words, at + comma)
        following = at + comma + taken
        party = self._by_first.get(following) if (comma or taken) and following < sentence.last else None
        return (party if party and party.last > at else None), bool(taken)

    def _unknown(self, at: int, sentence: Sentence) -> Party | None:
        """Words for a source that nobody registered: "according to local medics"."""
        passage = self._speakers.passage
        last = at
        while last < min(at + LONGEST_SOURCE, sentence.last) and passage.words[last].folded:
            cue = passage.cues.at(passage.words, last, sentence.last)
            if passage.is_in("stops", last) or (cue and cue.kinds & ENDING):
                break
            last += 1
        while last > at and passage.is_in("between", last - 1):
            last -= 1
        if last == at:
            return None
        ends = self._speakers.short(last - 1, at)
        if ends is None or ends.pronoun:
            return None
        self.covered = max(self.covered, last)
        return Party(ends.sources, at, last, (at, last), ends.person, ends.through)
