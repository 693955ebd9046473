"""Documents that were published before what they repeat."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date


@dataclass(frozen=True, slots=True)
class Document:
    """A kept text: who published it, when, and about which event, where that is recorded."""

    id: str
    source: str | None
    published: date | None
    event: str | None = None


@dataclass(frozen=True, slots=True)
class Relay:
    """A source that repeats another, and the document in which it does."""

    source: str
    via: str
    document: str | None = None


@dataclass(frozen=True, slots=True)
class TooEarly:
    """A document published before anything that could have been repeated in it: `original` is the first of these."""

    relay: Relay
    document: Document
    original: Document


def too_early(relays: Iterable[Relay], documents: Iterable[Document]) -> tuple[TooEarly, ...]:
    """Relays whose document is older than every dated document of the source that it repeats.

    Only documents of the same event count where the relay's document has one. A document that is not dated proves
    nothing, and neither does one that stands on both sides.
    """
    kept = {document.id: document for document in documents}
    dated = _dated_by_source(kept.values())
    found = []
    for relay in relays:
        document = kept.get(relay.document or "")
        if document is None or document.published is None:
            continue
        originals = [one for one in dated.get(relay.via, ()) if document.event in (None, one.event)]
        if not originals or document in originals:
            continue
        first = originals[0]
        if first.published is not None and document.published < first.published:
            found.append(TooEarly(relay, document, first))
    return tuple(found)


def _dated_by_source(documents: Iterable[Document]) -> Mapping[str, list[Document]]:
    """Dated documents of each source, the earliest first."""
    dated = [(document.published, document.id, document) for document in documents if document.published]
    by_source: dict[str, list[Document]] = {}
    for _, _, document in sorted(dated, key=lambda entry: entry[:2]):
        by_source.setdefault(document.source or "", []).append(document)
    return by_source
