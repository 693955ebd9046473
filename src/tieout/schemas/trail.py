"""The canonical tables that tie figures to their support: `evidence`, `relays` and `revisions`."""

from __future__ import annotations

import pandera.pandas as pa

from tieout.schemas.columns import Canonical, Date, Text


class Evidence(Canonical):
    """The words of a document that state a figure."""

    id: Text | None = pa.Field(unique=True)
    figure: Text | None = pa.Field(nullable=True)
    document: Text | None = pa.Field(nullable=True)
    quote: Text | None = pa.Field(nullable=True)


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
