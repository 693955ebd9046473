"""A figure and what it rests on -> its tie: each link between them, and what can be said of it."""

from __future__ import annotations

from collections import OrderedDict
from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass, field, replace
from functools import cached_property
from typing import TYPE_CHECKING

from tieout.evidence.ties.crediting import Crediting
from tieout.evidence.ties.links import Told, names_nobody, told_capture, told_document, told_quote, told_source
from tieout.evidence.ties.support import Support
from tieout.evidence.ties.taken_apart import TakenApart
from tieout.evidence.ties.wording import told_words
from tieout.model.figure import Bounds
from tieout.model.tie import Excerpt, Link, State, Tie

if TYPE_CHECKING:
    from tieout.evidence.claims.conventions import Conventions
    from tieout.evidence.claims.verdict import FigureVerdict
    from tieout.evidence.quotes import Location
    from tieout.evidence.ties.qualified import Qualifiers

KEPT = 100_000  # ties that are remembered, so that several checks and the report read each figure once


@dataclass(frozen=True, slots=True)
class Reading:
    """A tie, and what grammar and quote search found behind it; `bounds` are those that the words commit to."""

    tie: Tie
    verdict: FigureVerdict | None = None
    location: Location | None = None
    bounds: Bounds | None = None


@dataclass
class Tyer:
    """Ties figures of one dataset.

    `sources` maps each source to its names, `generic` are the words that name nobody, `conventions` those of the
    dataset; `qualifiers` maps words before a number to what they make of it.
    """

    sources: Mapping[str, Sequence[str]]
    generic: Collection[str] = ()
    conventions: Conventions | Mapping[str, object] | None = None
    qualifiers: Qualifiers = field(default_factory=dict)
    _read: OrderedDict[tuple[object, ...], Reading] = field(default_factory=OrderedDict)

    @cached_property
    def apart(self) -> TakenApart:
        """The documents that were used last."""
        from tieout.evidence.registry import Registry

        return TakenApart(Registry(self.sources))

    @cached_property
    def crediting(self) -> Crediting:
        """Who is credited in them."""
        return Crediting(self.apart, self.sources, self.generic)

    def is_nameless(self, source: str) -> bool:
        """Whether the register knows a source by no name, or by words that name nobody."""
        names = self.sources.get(source)
        return names is not None and all(names_nobody(name, self.generic) for name in names)

    def read(self, support: Support) -> Reading:
        """The reading of one figure; read once for all checks, and named by the caller that knows its key."""
        known = self._read.get(support.recognised_by)
        if known is None:
            known = self._read[support.recognised_by] = self._tie(support)
            if len(self._read) > KEPT:
                self._read.popitem(last=False)
        if not support.table:
            return known
        return replace(known, tie=replace(known.tie, table=support.table, key=support.key))

    def quoted(self, recorded: Support) -> Told:
        """Whether the quote stands in its document, without a reading of what it says: a fraction of the cost."""
        known = self._read.get(recorded.recognised_by)
        if known is not None:
            return known.tie.states[Link.QUOTE], known.tie.words[Link.QUOTE]
        support = recorded.quoted_by_place()
        location = self._located(support)
        return told_quote(support, location, told_capture(support, location))

    def _tie(self, recorded: Support) -> Reading:
        support = recorded.quoted_by_place()
        location = self._located(support)
        span = location.span if location else None
        junk = told_capture(support, location)
        worded = told_words(support, span, self.conventions, self.qualifiers)
        told: dict[Link, Told] = {
            Link.SOURCE: told_source(support, self.generic),
            Link.DOCUMENT: told_document(support, junk),
            Link.QUOTE: told_quote(support, location, junk),
            Link.WORDS: worded.told,
            Link.CREDIT: self.crediting.told(support, span, junk),
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
            quote=support.quote_shown,
            states={link: state for link, (state, _) in told.items()},
            words={link: said for link, (_, said) in told.items()},
            excerpt=self._excerpt(support, location),
            reported=support.reported,
        )
        verdict = _with_axes(worded.verdict, told) if worded.verdict else None
        return Reading(tie, verdict, location, worded.bounds)

    def _located(self, support: Support) -> Location | None:
        from tieout.evidence.quotes import locate

        if not support.quote or support.document is None:
            return None
        text = None if support.text is None else self.apart.text(support.document, support.text)
        return locate(
            text,
            support.quote,
            start=support.quote_start,
            end=support.quote_end,
            prefix=support.quote_prefix or "",
            suffix=support.quote_suffix or "",
        )

    def _excerpt(self, support: Support, location: Location | None) -> Excerpt | None:
        from tieout.evidence.quotes import surroundings

        if support.text is None or location is None or location.span is None or support.quote_shown != support.quote:
            return None
        part = surroundings(support.text, location.span)
        return Excerpt(part.text, part.quote.start, part.quote.end, part.offset)


def _with_axes(verdict: FigureVerdict, told: Mapping[Link, Told]) -> FigureVerdict:
    """A verdict on words, with what is known of their document: the quote and the source."""
    from tieout.evidence.claims.verdict import Agreement, Axis

    decided = {State.HOLDS: Agreement.AGREES, State.BROKEN: Agreement.DIFFERS, State.MISSING: Agreement.UNCHECKED}
    quote, source = (
        Axis(decided.get(state, Agreement.OPEN), words) for state, words in (told[Link.QUOTE], told[Link.CREDIT])
    )
    return replace(verdict, quote=quote, source=source)
