"""The credits of a text, and what they say of one source or one figure."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from functools import cached_property
from itertools import groupby

from tieout.evidence.credit.passage import Passage
from tieout.evidence.credit.scope import scopes_of
from tieout.evidence.credit.verdict import Credit, CreditVerdict, Distance, Level, Span
from tieout.evidence.credit.voices import Voice, voices_of
from tieout.evidence.registry import Registry


@dataclass(frozen=True)
class Attribution:
    """Every credit of one text, read once, to be asked for many figures."""

    passage: Passage

    @classmethod
    def of(cls, text: str, registry: Registry, language: str = "en") -> Attribution:
        """Reads a text. Raises Mistake("unknown-language")."""
        return cls(Passage.of(text, registry, language))

    @cached_property
    def credits(self) -> tuple[Credit, ...]:
        """Every place where somebody is credited or a registered source named, in order."""
        voices = voices_of(self.passage)
        by_sentence = sorted(voices, key=lambda voice: voice.sentence)
        found = [
            credit
            for number, several in groupby(by_sentence, key=lambda voice: voice.sentence)
            for credit in self._of_sentence(number, list(several))
        ]
        return tuple(sorted(found, key=lambda credit: (credit.span, credit.level.rank)))

    def _of_sentence(self, number: int, voices: Sequence[Voice]) -> Iterator[Credit]:
        sentence = self.passage.sentences[number]
        for voice, scope in zip(voices, scopes_of(self.passage, sentence, voices), strict=True):
            cue = self.passage.said(voice.cue.first, voice.cue.last) if voice.cue else ""
            yield Credit(
                sources=voice.party.sources,
                level=voice.level,
                cue=" ".join(cue.split()),
                words=self.passage.said(*voice.party.name),
                span=self.passage.span(*voice.party.name),
                sentence=number,
                scope=scope,
                person=" ".join(voice.party.person.split()) if voice.level is not Level.MENTIONED else "",
                via=frozenset(voice.via),
                blamed=voice.blamed,
                denied=voice.denied and not voice.speaks,
            )

    def governing(self, span: Span) -> tuple[Credit, ...]:
        """The voices that say the words at a span. None of them registered, or none at all: the source is unnamed."""
        return tuple(credit for credit in self.credits if credit.governs(span))

    def beside(self, span: Span) -> tuple[Credit, ...]:
        """Every credit and mention in the sentence in which a span begins."""
        number = self.passage.sentence_at(span[0])
        return tuple(credit for credit in self.credits if credit.sentence == number)

    def of_source(self, source: str, span: Span | None = None) -> CreditVerdict:
        """What the text says of a source, seen from the figure at `span` where one is given."""
        own = tuple(credit for credit in self.credits if source in credit.sources)
        if not own:
            return CreditVerdict(source, Level.ABSENT)
        if span is None:
            best = min(own, key=lambda credit: credit.level.rank)
            return CreditVerdict(source, best.level, best, own)
        best = min(own, key=lambda credit: self._remoteness(credit, span))
        return CreditVerdict(source, best.level, best, own, self._distance(best, span), best.governs(span))

    def _remoteness(self, credit: Credit, span: Span) -> tuple[bool, bool, int, int]:
        is_mention = credit.level is Level.MENTIONED
        return is_mention, not credit.governs(span), self._distance(credit, span).rank, credit.level.rank

    def _distance(self, credit: Credit, span: Span) -> Distance:
        first, last = self.passage.sentence_at(span[0]), self.passage.sentence_at(max(span[0], span[1] - 1))
        apart = max(first - credit.sentence, credit.sentence - last, 0)
        return (Distance.SAME_SENTENCE, Distance.ADJACENT, Distance.ELSEWHERE)[min(apart, 2)]
