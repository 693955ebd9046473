"""The canonical table `events`: one row for each thing that happened."""

from __future__ import annotations

import pandas as pd
import pandera.pandas as pa

from tieout.schemas.columns import Canonical, Date, Number, Text, Whole, ordered


class Events(Canonical):
    """Events, identified by `id`. Coordinates are degrees, north and east positive."""

    id: Text = pa.Field(unique=True)
    start: Date | None = pa.Field(nullable=True)
    end: Date | None = pa.Field(nullable=True)
    reported: Date | None = pa.Field(nullable=True)
    published: Date | None = pa.Field(nullable=True)
    year: Whole | None = pa.Field(nullable=True)
    weekday: Text | None = pa.Field(nullable=True)
    date_words: Text | None = pa.Field(nullable=True)
    date_written: Text | None = pa.Field(nullable=True)
    date_precision: Text | None = pa.Field(nullable=True)
    title: Text | None = pa.Field(nullable=True)
    kind: Text | None = pa.Field(nullable=True)
    place: Text | None = pa.Field(nullable=True)
    region: Text | None = pa.Field(nullable=True)
    country: Text | None = pa.Field(nullable=True)
    latitude: Number | None = pa.Field(nullable=True, ge=-90, le=90)
    longitude: Number | None = pa.Field(nullable=True, ge=-180, le=180)
    place_precision: Text | None = pa.Field(nullable=True)
    blamed: Text | None = pa.Field(nullable=True)
    status: Text | None = pa.Field(nullable=True)
    sources_stated: Whole | None = pa.Field(nullable=True, ge=0)
    source: Text | None = pa.Field(nullable=True)
    source_name: Text | None = pa.Field(nullable=True)
    page: Text | None = pa.Field(nullable=True)

    @pa.dataframe_check(error="an event ends on the day it starts or later")
    def starts_before_end(cls, frame: pd.DataFrame) -> pd.Series[bool]:  # noqa: N805 - pandera makes it a classmethod
        return ordered(frame, "start", "end")
