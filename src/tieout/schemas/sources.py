"""The canonical tables `sources` and `documents`: who asserts something, and where."""

from __future__ import annotations

import pandera.pandas as pa

from tieout.schemas.columns import Canonical, Date, Text


class Sources(Canonical):
    """Organisations and persons that assert figures, identified by `id`."""

    id: Text = pa.Field(unique=True)
    name: Text | None = pa.Field(nullable=True)
    kind: Text | None = pa.Field(nullable=True)
    address: Text | None = pa.Field(nullable=True)
    language: Text | None = pa.Field(nullable=True)
    aliases: Text | None = pa.Field(nullable=True)


class Documents(Canonical):
    """Archived texts, identified by `id`. `file` is a path below the dataset's folder, `text` its words."""

    id: Text = pa.Field(unique=True)
    source: Text | None = pa.Field(nullable=True)
    publisher: Text | None = pa.Field(nullable=True)
    author: Text | None = pa.Field(nullable=True)
    title: Text | None = pa.Field(nullable=True)
    address: Text | None = pa.Field(nullable=True)
    archive: Text | None = pa.Field(nullable=True)
    published: Date | None = pa.Field(nullable=True)
    captured: Date | None = pa.Field(nullable=True)
    language: Text | None = pa.Field(nullable=True)
    file: Text | None = pa.Field(nullable=True)
    text: Text | None = pa.Field(nullable=True)
    hash: Text | None = pa.Field(nullable=True)
    found_hash: Text | None = pa.Field(nullable=True)
    active: Text | None = pa.Field(nullable=True)
    text_hash: Text | None = pa.Field(nullable=True)
    normalisation: Text | None = pa.Field(nullable=True)
    captured_by: Text | None = pa.Field(nullable=True)
    captured_with: Text | None = pa.Field(nullable=True)
