"""The canonical tables that tie figures to their support: `evidence`, `custody`, `relays` and `revisions`."""

from __future__ import annotations

import pandera.pandas as pa

from tieout.schemas.columns import Canonical, Date, Text, Whole


class Evidence(Canonical):
    """The words of a document that state a figure."""

    id: Text | None = pa.Field(unique=True)
    figure: Text | None = pa.Field(nullable=True)
    document: Text | None = pa.Field(nullable=True)
    quote: Text | None = pa.Field(nullable=True)
    prefix: Text | None = pa.Field(nullable=True)
    suffix: Text | None = pa.Field(nullable=True)
    start: Whole | None = pa.Field(nullable=True)
    end: Whole | None = pa.Field(nullable=True)


class Custody(Canonical):
    """Who had a document's file, step by step from its capture; `before` and `after` are its sha256."""

    id: Text | None = pa.Field(unique=True)
    document: Text | None = pa.Field(nullable=True)
    step: Whole | None = pa.Field(nullable=True, ge=1)
    at: Text | None = pa.Field(nullable=True)
    handed_by: Text | None = pa.Field(nullable=True)
    received_by: Text | None = pa.Field(nullable=True)
    action: Text | None = pa.Field(nullable=True)
    before: Text | None = pa.Field(nullable=True)
    after: Text | None = pa.Field(nullable=True)


class Relays(Canonical):
    """Who repeats whom: `source` repeats `via`."""

    id: Text | None = pa.Field(unique=True)
    source: Text | None = pa.Field(nullable=True)
    via: Text | None = pa.Field(nullable=True)
    document: Text | None = pa.Field(nullable=True)


class Revisions(Canonical):
    """Changes of what was recorded. `before` and `after` are kept as text."""

    id: Text | None = pa.Field(unique=True)
    event: Text | None = pa.Field(nullable=True)
    figure: Text | None = pa.Field(nullable=True)
    before: Text | None = pa.Field(nullable=True)
    after: Text | None = pa.Field(nullable=True)
    date: Date | None = pa.Field(nullable=True)
    source: Text | None = pa.Field(nullable=True)
    reason: Text | None = pa.Field(nullable=True)
