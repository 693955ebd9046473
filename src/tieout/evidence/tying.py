"""A figure and what it rests on -> its tie: each link between them, and what can be said of it."""

from __future__ import annotations

from collections import OrderedDict
from collections.abc import Callable, Collection, Mapping, Sequence
from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from tieout.evidence.support import Support
from tieout.model.tie import Excerpt, Link, State, Tie

if TYPE_CHECKING:
    from tieout.evidence.quotes import Location, Text
    from tieout.evidence.registry import Registry
    from tieout.evidence.verdict import FigureVerdict

KEPT = 100_000  # ties that are remembered, so that several checks and the report read each figure once
TEXTS = 200  # documents that are kept folded

Told = tuple[State, str]


@dataclass(frozen=True, slots=True)
class Reading:
    """A tie, and the findings of grammar and quote search behind it."""

    tie: Tie
    verdict: FigureVerdict | None = None
    location: Location | None = None


@dataclass(slots=True)
class Tyer:
    """Ties figures of one dataset.

    `sources` maps each source to its names, `generic` are the words that name nobody, `conventions` those of the
    dataset.
    """

    sources: Mapping[str, Sequence[str]]
    generic: Collection[str] = ()
    conventions: Mapping[str, object] = field(default_factory=dict)
    _read: OrderedDict[int, Reading] = field(default_factory=OrderedDict)
    _texts: OrderedDict[str, Text] = field(default_factory=OrderedDict)
    _registry: Registry | None = None

    def read(self, support: Support) -> Reading:
        """The reading of one figure; the same row is read once."""
        if support.row not in self._read:
            self._read[support.row] = self._tie(support)
            if len(self._read) > KEPT:
                self._read.popitem(last=False)
        return self._read[support.row]

    def _tie(self, support: Support) -> Reading:
        location = self._located(support)
        verdict, words = self._worded(support, location)
        told: dict[Link, Told] = {
            Link.SOURCE: self._source(support),
            Link.DOCUMENT: self._document(support, location),
            Link.QUOTE: _quoted(support, location),
            Link.WORDS: words,
            Link.CREDIT: self._credited(support, location),
        }
        tie = Tie(
            table=support.table,
            row=support.row,
            key=support.key,
            event=support.event,
            figure=support.figure,
            value=support.value,
            source=support.source_name or support.source,
            document=support.document,
            quote=support.quote,
            states={link: state for link, (state, _) in told.items()},
            words={link: said for link, (_, said) in told.items()},
            excerpt=self._excerpt(support, location),
            reported=support.reported,
        )
        return Reading(tie, verdict, location)

    def _source(self, support: Support) -> Told:
        if support.source is None:
            return State.MISSING, "no source is recorded"
        if not support.registered:
            return State.BROKEN, f"{support.source} is not in the register of sources"
        name = (support.source_name or "").strip()
        if not name:
            return State.BROKEN, f"the register gives {support.source} no name"
        if all(word in self.generic for word in name.lower().split()):
            return State.BROKEN, f"'{name}' names nobody"
        return State.HOLDS, name

    def _document(self, support: Support, location: Location | None) -> Told:
        if support.document is None:
            return State.MISSING, "no document is recorded"
        if not support.kept:
            return State.BROKEN, f"{support.document} is not among the documents"
        if support.text is None:
            why = "its text is not here, only its hash" if support.hash else "its text is not kept"
            return (State.UNTOLD if support.hash else State.MISSING), why
        recorded = (support.hash or "").strip().lower().removeprefix("sha256:")
        if recorded and support.found_hash and recorded != support.found_hash:
            return State.BROKEN, "the file is not the one that was captured: its hash differs"
        junk = _junk(support.text)
        if junk and not (location and location.status.found):  # a short post above a login wall is still the post
            return State.BROKEN, f"the capture is not the article: {junk}"
        return State.HOLDS, "kept, with the hash that was recorded" if recorded else "kept"

    def _located(self, support: Support) -> Location | None:
        from tieout.evidence.quotes import locate

        if not support.quote or support.document is None:
            return None
        text = None if support.text is None else self._text(support.document, support.text)
        return locate(text, support.quote, start=support.quote_start, end=support.quote_end)

    def _text(self, document: str, words: str) -> Text:
        """A document, folded once however many figures quote it."""
        from tieout.evidence.quotes import Text

        known = self._texts.get(document)
        if known is None or known.original != words:
            known = self._texts[document] = Text(words)
            if len(self._texts) > TEXTS:
                self._texts.popitem(last=False)
        return known

    def _worded(self, support: Support, location: Location | None) -> tuple[FigureVerdict | None, Told]:
        """Whether the quoted words state the number; where they alone do not say, the sentence they stand in may."""
        if not support.known:
            return None, (State.MISSING, "no number is recorded")
        if not support.quote:
            return None, (State.MISSING, "no words are quoted")
        verdict = self._checked(support, support.quote)
        if verdict.status not in HELD and verdict.status != "contradicted" and location and location.span:
            around = self._checked(support, _sentence(support.text or "", location.span))
            verdict = around if around.status in HELD else verdict
        return verdict, _told_words(verdict)

    def _checked(self, support: Support, words: str) -> FigureVerdict:
        from tieout.evidence.check import check_figure

        lower, best, upper = support.bounds
        return check_figure(
            words,
            measure=support.measure or "",
            population=support.population or "any",
            lower=lower,
            best=best,
            upper=upper,
            conventions=self.conventions or None,
        )

    def _credited(self, support: Support, location: Location | None) -> Told:
        if support.source is None:
            return State.MISSING, "no source is recorded"
        if support.text is None:
            return State.MISSING if support.document is None else State.UNTOLD, "there is no text to look in"
        if support.document_source == support.source:
            return State.HOLDS, "the document is the source's own"
        if support.source not in self.sources:
            return State.UNTOLD, "the register does not know the source"
        return self._credit(support.text, support.source, location)

    def _credit(self, text: str, source: str, location: Location | None) -> Told:
        from tieout.evidence.credit import credit_of
        from tieout.evidence.registry import Registry

        if self._registry is None:
            self._registry = Registry(self.sources)
        span = location.span if location else None
        verdict = credit_of(text, source, self._registry, span=(span.start, span.end) if span else None)
        level = verdict.level.value
        if level in ("credited", "credited through a person", "relayed"):
            near = f", {verdict.distance.value} as the figure" if verdict.distance else ""
            return State.HOLDS, f"{level}{near}"
        if level == "mentioned":
            return State.UNTOLD, "the document names the source and credits it with nothing"
        return State.BROKEN, "the document does not name the source"

    def _excerpt(self, support: Support, location: Location | None) -> Excerpt | None:
        from tieout.evidence.quotes import surroundings

        if support.text is None or location is None or location.span is None or support.document is None:
            return None
        part = surroundings(self._text(support.document, support.text), location.span)
        return Excerpt(part.text, part.quote.start, part.quote.end, part.offset)


HELD = frozenset({"supported", "supported-derived", "consistent"})


def _told_words(verdict: FigureVerdict) -> Told:
    why = verdict.arithmetic or "; ".join(verdict.reasons) or verdict.status
    if verdict.status in HELD:
        return State.HOLDS, why if verdict.status != "supported" else "the words state it"
    if verdict.status in ("contradicted", "capture-junk"):
        return State.BROKEN, why
    return State.UNTOLD, f"{verdict.status}: {why}" if why != verdict.status else why


def _quoted(support: Support, location: Location | None) -> Told:
    if not support.quote:
        return State.MISSING, "no words are quoted"
    if location is None:
        return State.MISSING, "there is no document to look in"
    status = location.status.value
    if location.status.found:
        return State.HOLDS, f"the words stand in the document ({status})"
    if status == "ambiguous":
        return State.HOLDS, "the words stand in the document at several places"
    if status == "absent":
        return State.BROKEN, "the words do not stand in the document" + _nearest(location)
    return State.UNTOLD, status


def _nearest(location: Location) -> str:
    return f"; the nearest there: {location.nearest.text}" if location.nearest else ""


def _sentence(text: str, span: tuple[int, int], most: int = 400) -> str:
    """The sentence that a quote stands in, at most `most` characters to each side."""
    before = text[max(0, span[0] - most) : span[0]]
    after = text[span[1] : span[1] + most]
    start = max(before.rfind(mark) + len(mark) for mark in (". ", "! ", "? ", "\n\n")) if before else 0
    ends = [after.find(mark) + 1 for mark in (". ", "! ", "? ", ".\n", "\n\n") if after.find(mark) >= 0]
    begun = before[start:] if any(mark in before for mark in (". ", "! ", "? ", "\n\n")) else before
    return begun + text[span[0] : span[1]] + (after[: min(ends)] if ends else after)


def _junk(text: str) -> str | None:
    junk: Callable[[str], str | None]
    from tieout.evidence.documents.junk import is_junk as junk

    return junk(text)
