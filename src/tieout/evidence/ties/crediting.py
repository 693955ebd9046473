"""The link between a figure and its source: whether the document credits the source with it, near it."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Mapping
from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from tieout.evidence.foreign import foreign
from tieout.evidence.ties.links import Told, names_nobody
from tieout.evidence.ties.support import Support
from tieout.model.tie import Credited, State

if TYPE_CHECKING:
    from collections.abc import Sequence

    from tieout.evidence.credit.attribution import Attribution
    from tieout.evidence.credit.verdict import Credit, CreditVerdict
    from tieout.evidence.quotes import Span
    from tieout.evidence.ties.taken_apart import Part, TakenApart

LONGEST_VOICE = 60  # characters shown of a voice that nobody registered
HEARD = 2_000  # documents of which it is kept how they speak of their sources
NEAR = {"same sentence": "in the sentence of the figure", "adjacent": "in the sentence beside it"}


@dataclass(frozen=True, slots=True)
class Crediting:
    """Who is credited in the documents of a dataset.

    `names` maps each source to its names, `generic` are the words that name nobody. `heard` is what was found in the
    documents that were searched: how each speaks of every source that it names.
    """

    apart: TakenApart
    names: Mapping[str, Sequence[str]]
    generic: Collection[str] = ()
    heard: dict[str, tuple[Credited, ...]] = field(default_factory=dict)

    def told(self, support: Support, span: Span | None, junk: str) -> Told:
        """Whether the document credits the recorded source, and how far from the quote at `span`.

        A source that the document never names is not credited; whatever is less certain cannot be told. `junk` is what
        was captured instead of the article.
        """
        if support.source is None:
            return State.MISSING, "no source is recorded"
        if support.withheld:
            return State.ELSEWHERE, "the document's text is kept elsewhere"
        if support.text is None:
            return State.MISSING, "there is no text to look in"
        if all(names_nobody(name, self.generic) for name in self.names.get(support.source, ())):
            return State.UNTOLD, "the source has no name to look for"
        published_by = self.apart.registry.exact(support.publisher or "")
        if support.document_source == support.source or support.source in published_by:
            return State.HOLDS, "the document is the source's own"
        return self._searched(support, support.source, support.text, span, junk)

    def _searched(self, support: Support, source: str, text: str, span: Span | None, junk: str) -> Told:
        part = self.apart.part(support.document or "", text, span)
        place = part.place(span) if span else None
        self._hear(support.document, part)
        verdict = part.attribution.of_source(source, place)
        if verdict.level.value == "absent":
            doubt = self._doubt(support, source, text, part, junk)
            return (State.UNTOLD, doubt) if doubt else (State.BROKEN, "the document does not name the source")
        if verdict.level.value == "mentioned":
            return State.UNTOLD, "the document names the source and credits it with nothing"
        contested = self._contested(part.attribution, verdict, place) if place else ""
        return (State.UNTOLD, contested) if contested else self._credited(verdict)

    def _doubt(self, support: Support, source: str, text: str, part: Part, junk: str) -> str:
        """Why a document that does not name a source may speak of it all the same, or an empty text."""
        if junk:
            return f"what was captured is not the article: {junk}"
        if strange := foreign(text, support.document_language):
            return strange
        if not part.whole:
            return "the document is too long to be searched for the source"
        initials = self.apart.registry.initials_in(source, text)
        return f"the document has the initials '{initials}', which may be the source" if initials else ""

    def _hear(self, document: str | None, part: Part) -> None:
        """Keep how a document speaks of its sources; of one too long to be read as a whole nothing is kept."""
        if document is None or document in self.heard or not part.whole or len(self.heard) >= HEARD:
            return
        named = dict.fromkeys(source for credit in part.attribution.credits for source in sorted(credit.sources))
        verdicts = [part.attribution.of_source(source) for source in named]
        self.heard[document] = tuple(
            Credited(document, one.source, one.level.value, one.person, tuple(sorted(one.via)), one.cue)
            for one in sorted(verdicts, key=lambda one: one.level.rank)
        )

    def _contested(self, attribution: Attribution, verdict: CreditVerdict, place: tuple[int, int]) -> str:
        """Why the figure's own sentence leaves open whether the source said it, or an empty text.

        A credit in another sentence ties only where nobody else is heard in the figure's own.
        """
        beside = attribution.beside(place)
        if verdict.governs:
            return ""
        if any(credit.denied and verdict.source in credit.sources for credit in beside):
            return "the document says of the source that these are not its words"
        is_here = verdict.distance is not None and verdict.distance.value == "same sentence"
        voices = attribution.governing(place) if is_here else [credit for credit in beside if credit.speaks]
        if any(verdict.source in credit.sources | credit.via for credit in voices):
            return ""
        others = self._named(voices)
        return f"the document has these words from {others}" if others else ""

    def _named(self, voices: Sequence[Credit]) -> str:
        """Voices by the names of their sources, or in the words of the text where nobody registered them."""
        registered = self._listed(source for credit in voices for source in credit.sources)
        others = dict.fromkeys(
            f"'{' '.join(credit.words.split())[:LONGEST_VOICE]}'" for credit in voices if not credit.sources
        )
        return ", ".join([*([registered] if registered else []), *others])

    def _credited(self, verdict: CreditVerdict) -> Told:
        via = self._listed(verdict.via)
        said = verdict.level.value + (f", passed on by {via}" if via else "")
        near = NEAR.get(verdict.distance.value) if verdict.distance else None
        if near:
            return State.HOLDS, f"{said}, {near}"
        far = "elsewhere in the document" if verdict.distance else "in the document"
        return State.UNTOLD, f"{said}, {far}: nothing ties that to the figure"

    def _listed(self, sources: Iterable[str]) -> str:
        return ", ".join(sorted(next(iter(self.names.get(source, ())), source) for source in sources))
