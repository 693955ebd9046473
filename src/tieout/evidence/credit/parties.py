"""The parties of a text: each named source with the people, papers and remarks that its mention carries.

"Mira Doe, head of the Watch", "the Watch's spokesman", "figures of the Watch", "the news agency Halver Wire (HW)" are
one party each, with the words that it takes up.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, replace

from tieout.evidence.credit.passage import Passage
from tieout.evidence.registry import Mention

LONGEST_NAME = 6  # words of a person's name
LONGEST_REMARK = 24  # words between commas or brackets
REACH = 7  # words before a name that may describe it


@dataclass(frozen=True, slots=True)
class Party:
    """A source, or somebody who speaks for it, and the words `first` to `last` (exclusive) that say so.

    `through` is whether a person stands for it, `person` the name or the office as written. `oblique` is whether the
    words belong to something else: "a strike on Halver" is no party that could speak.
    """

    sources: frozenset[str]
    first: int
    last: int
    name: tuple[int, int]
    person: str = ""
    through: bool = False
    oblique: bool = False
    pronoun: bool = False


def parties_of(passage: Passage) -> list[Party]:
    """The parties of all mentions, in order; a short form in brackets belongs to the name before it."""
    found: list[Party] = []
    for mention in passage.mentions:
        if found and _abbreviates(passage, found[-1], mention):
            continue
        found.append(_Reader(passage, mention).party())
    return found


def _abbreviates(passage: Passage, before: Party, mention: Mention) -> bool:
    return mention.first < before.last or (before.last == mention.first - 1 and passage.raw(mention.first - 1) == "(")


class _Reader:
    """Grows one mention to the party that it is part of."""

    def __init__(self, passage: Passage, mention: Mention) -> None:
        self.passage = passage
        self.mention = mention
        sentence = passage.sentences[passage.sentence_at(mention.start)]
        self.begin, self.end = sentence.first, sentence.last

    def party(self) -> Party:
        passage, mention = self.passage, self.mention
        first = self._described_from(mention.first)
        bare = Party(mention.sources, first, self._past_brackets(mention.last), (mention.first, mention.last))
        for grown in (self._with_office_behind(bare), self._with_office_before(bare), self._with_head(bare)):
            if grown:
                return grown
        carried = self._past_vehicle(bare)
        before = self._vehicle_before(carried.first)
        if before is not None:
            return replace(carried, first=self._described_from(before))
        is_oblique = passage.is_in("prepositions", first - 1) and first - 1 > self.begin and not self._opens(first - 1)
        return replace(carried, oblique=is_oblique)

    def _opens(self, at: int) -> bool:
        """Whether nothing of the clause stands before a word: a phrase that opens it has no other head."""
        return self.passage.raw(at - 1) in ',;:—–-"“”(' and not self.passage.is_in("links", at - 2)

    def _past_brackets(self, at: int) -> int:
        """Behind "(HW)" or "(Halver's largest)"."""
        if self.passage.raw(at) != "(":
            return at
        for end in range(at + 1, min(at + 8, self.end)):
            if self.passage.raw(end) == ")":
                return end + 1
        return at

    def _described_from(self, at: int) -> int:
        """Where the description of a name begins: "the state news agency" before it, if it leads to an article."""
        start = at
        for before in range(at - 1, max(self.begin, at - REACH) - 1, -1):
            if self.passage.is_in("determiners", before):
                return before
            if self.passage.is_in("descriptors", before):
                start = before
            elif not self._may_describe(before):
                break
        return start

    def _may_describe(self, at: int) -> bool:
        """Adjectives and compounds: no sign but a hyphen, no preposition, no verb that is known."""
        passage = self.passage
        if passage.raw(at) == "-":
            return True
        known = ("prepositions", "stops", "officers", "vehicles", "separators")
        return bool(passage.words[at].folded) and not any(passage.is_in(group, at) for group in known)

    def _with_office_behind(self, bare: Party) -> Party | None:
        """The Watch's deputy director Mira Doe; a Watch spokesman."""
        passage = self.passage
        for office in range(bare.last, min(bare.last + 4, self.end)):
            if passage.is_in("officers", office):
                last = office + 1
                while passage.is_in("officers", last) or (
                    passage.raw(last) == "and" and passage.is_in("officers", last + 1)
                ):
                    last += 1
                name = self.name_behind(last)
                if not name and passage.raw(last) == ",":
                    name = self._name_between_commas(last)
                person = passage.said(*name) if name else passage.said(office, last)
                behind = max(last, self._closed(name)) if name else last
                return replace(bare, last=behind, person=person, through=True)
            if not passage.words[office].folded or not passage.words[office].raw[0].islower():
                break
            if passage.is_in("stops", office) or passage.is_in("prepositions", office):
                break
        return None

    def _with_office_before(self, bare: Party) -> Party | None:
        """Mira Doe, head of the Watch; the head of the Watch, Mira Doe; a doctor at the clinic; Mira Doe of it."""
        passage = self.passage
        link = bare.first - 1
        if link <= self.begin or not passage.is_in("links", link):
            return None
        if not passage.is_in("officers", link - 1):
            name = self._name_before(link)
            linked = name and passage.words[link].folded in ("of", "from", "at", "with")
            return replace(bare, first=name[0], person=passage.said(*name), through=True) if linked and name else None
        first = self._described_from(self._office_from(link - 1))
        office = passage.said(self._office_from(link - 1), link)
        name = self._name_before(first - 1) if passage.raw(first - 1) == "," else self._name_before(first)
        if name and (passage.raw(first - 1) == "," or name[1] - name[0] > 1):
            return replace(bare, first=name[0], person=passage.said(*name), through=True)
        name = self.name_behind(bare.last)
        if not name and passage.raw(bare.last) == ",":
            name = self._name_between_commas(bare.last)
        last = self._closed(name) if name else bare.last
        return replace(bare, first=first, last=last, person=passage.said(*name) if name else office, through=True)

    def _office_from(self, at: int) -> int:
        """The first of several offices: "head and founder", "spokesman and director"."""
        while self.passage.is_in("officers", at - 1) or (
            self.passage.raw(at - 1) == "and" and self.passage.is_in("officers", at - 2)
        ):
            at -= 1 if self.passage.is_in("officers", at - 1) else 2
        return at

    def _with_head(self, bare: Party) -> Party | None:
        """Mira Doe, who heads the Watch."""
        passage = self.passage
        verb = bare.first - 1
        related = passage.is_in("relatives", verb - 1) and passage.raw(verb - 2) == ","
        if not passage.is_in("heading", verb) or not related:
            return None
        name = self._name_before(verb - 2)
        return replace(bare, first=name[0], person=passage.said(*name), through=True) if name else None

    def _name_before(self, last: int) -> tuple[int, int] | None:
        """Capitalised words that end before `last`; a title before them belongs to them."""
        first = last
        while first > max(self.begin, last - LONGEST_NAME) and self._is_person(first - 1):
            first -= 1
            if self.passage.raw(first - 1) == "." and self.passage.is_name(first - 2):
                first -= 1
        return (first, last) if first < last and self._has_name(first, last) else None

    def name_behind(self, first: int) -> tuple[int, int] | None:
        last = first
        while last < min(self.end, first + LONGEST_NAME) and (self._is_person(last) or self._ends_title(last, first)):
            last += 1
        return (first, last) if last > first and self._has_name(first, last) else None

    def _ends_title(self, at: int, first: int) -> bool:
        """Whether a full stop belongs to a title or an initial inside a name: "Col. Dan Reeve"."""
        passage = self.passage
        return passage.raw(at) == "." and at > first and len(passage.raw(at - 1)) <= 4 and self._is_person(at + 1)

    def _name_between_commas(self, comma: int) -> tuple[int, int] | None:
        """A name that a comma opens and another closes."""
        name = self.name_behind(comma + 1)
        return name if name and self.passage.raw(name[1]) == "," else None

    def _closed(self, name: tuple[int, int]) -> int:
        """Behind a name, and behind the comma that closes it where one opened it."""
        opened = self.passage.raw(name[0] - 1) == "," and self.passage.raw(name[1]) == ","
        return name[1] + 1 if opened else name[1]

    def _is_person(self, at: int) -> bool:
        passage = self.passage
        if not self.begin <= at < self.end:
            return False
        if passage.raw(at) == "-":
            return passage.is_name(at - 1) and passage.is_name(at + 1)
        return passage.is_name(at) and not self._is_known(at)

    def _is_known(self, at: int) -> bool:
        groups = ("determiners", "between", "officers", "stops", "prepositions", "people", "vehicles")
        return any(self.passage.is_in(group, at) for group in groups)

    def _has_name(self, first: int, last: int) -> bool:
        return any(self.passage.is_name(at) for at in range(first, last))

    def _past_vehicle(self, bare: Party) -> Party:
        """The Watch's figures; a Halver Wire tally."""
        last = bare.last
        if self.passage.words[last - 1].is_possessive:
            last = next((at + 1 for at in range(last, min(last + 3, self.end)) if self._is_paper(at)), last)
        while last < min(bare.last + 5, self.end) and self._carries(last):
            last += 1
        return replace(bare, last=last)

    def _is_paper(self, at: int) -> bool:
        return self.passage.is_in("vehicles", at) or self.passage.is_in("descriptors", at)

    def _carries(self, at: int) -> bool:
        """Whether a word is the source's paper, and not what the source does: "the Watch reports twelve deaths"."""
        cues, words = self.passage.cues, self.passage.words
        if not self._is_paper(at) or not cues.is_verb(words[at]):
            return self._is_paper(at)
        return at + 1 < self.end and cues.is_verb(words[at + 1])

    def _vehicle_before(self, first: int) -> int | None:
        """Where "figures of", "a statement by" begins, or None."""
        is_linked = self.passage.is_in("links", first - 1) and self.passage.is_in("vehicles", first - 2)
        return first - 2 if is_linked and first - 2 >= self.begin else None


def appositive(passage: Passage, party: Party, comma: int, begin: int) -> bool:
    """Whether the words between a party and a later comma are a remark about it."""
    opened = passage.raw(party.last) in (",", "—", "–")
    if not opened or not party.last < comma <= party.last + LONGEST_REMARK or party.first < begin:
        return False
    opener = passage.words[party.last + 1]
    return opener.folded in passage.cues.sets["appositions"] or passage.is_in("officers", party.last + 1)


def persons(passage: Passage, parties: list[Party]) -> Iterator[tuple[str, Party]]:
    """The last word of every person's name that a party gives, and those by whom a source is headed."""
    for party in parties:
        if party.person and party.person[0].isupper():
            yield party.person.split()[-1], party
        at = party.last + (passage.raw(party.last) == "," or passage.is_in("be", party.last))
        taken = passage.cues.begins(passage.cues.headed_by, passage.words, at)
        if taken:
            reader = _Reader(passage, Mention(party.sources, *passage.span(party.first, party.last), *party.name))
            name = reader.name_behind(at + taken)
            if name:
                yield passage.raw(name[1] - 1), replace(party, person=passage.said(*name), through=True)
