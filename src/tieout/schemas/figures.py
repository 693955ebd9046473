"""The canonical table `figures`: one row for each reported number."""

from __future__ import annotations

import pandas as pd
import pandera.pandas as pa

from tieout.schemas.columns import Canonical, Date, Number, Text, Whole, ordered


class Figures(Canonical):
    """Figures, identified by `id`. `lower`, `best` and `upper` count people; nothing recorded is not zero."""

    id: Text = pa.Field(unique=True)
    event: Text | None = pa.Field(nullable=True)
    measure: Text
    population: Text | None = pa.Field(nullable=True)
    lower: Number | None = pa.Field(nullable=True, ge=0)
    best: Number | None = pa.Field(nullable=True, ge=0)
    upper: Number | None = pa.Field(nullable=True, ge=0)
    words: Text | None = pa.Field(nullable=True)
    scope: Text | None = pa.Field(nullable=True)
    reported: Date | None = pa.Field(nullable=True)
    source: Text | None = pa.Field(nullable=True)
    document: Text | None = pa.Field(nullable=True)
    quote: Text | None = pa.Field(nullable=True)
    quote_start: Whole | None = pa.Field(nullable=True)
    quote_end: Whole | None = pa.Field(nullable=True)
    quote_prefix: Text | None = pa.Field(nullable=True)
    quote_suffix: Text | None = pa.Field(nullable=True)
    replaces: Text | None = pa.Field(nullable=True)

    @pa.dataframe_check(error="the lower bound is not above the best value")
    def lower_within_best(cls, frame: pd.DataFrame) -> pd.Series[bool]:  # noqa: N805 - pandera makes it a classmethod
        return ordered(frame, "lower", "best")

    @pa.dataframe_check(error="the best value is not above the upper bound")
    def best_within_upper(cls, frame: pd.DataFrame) -> pd.Series[bool]:  # noqa: N805 - pandera makes it a classmethod
        return ordered(frame, "best", "upper")

    @pa.dataframe_check(error="the lower bound is not above the upper bound")
    def lower_within_upper(cls, frame: pd.DataFrame) -> pd.Series[bool]:  # noqa: N805 - pandera makes it a classmethod
        return ordered(frame, "lower", "upper")
