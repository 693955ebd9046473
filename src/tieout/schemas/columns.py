"""What the models share: the types of columns, and comparisons that leave what is not recorded undecided."""

from __future__ import annotations

import pandas as pd
import pandera.pandas as pa
from pandera.typing import Series

Text = Series[str]
Number = Series[float]
Whole = Series[pd.Int64Dtype]
Date = Series[pd.Timestamp]


class Canonical(pa.DataFrameModel):
    """A canonical table: types are coerced, further columns allowed."""

    class Config:
        """How every canonical table is read."""

        coerce = True


def ordered(frame: pd.DataFrame, earlier: str, later: str) -> pd.Series[bool]:
    """For each row whether `earlier` is not above `later`; true where one is not recorded or the column absent."""
    if earlier not in frame or later not in frame:
        return pd.Series(True, index=frame.index)
    one, other = frame[earlier], frame[later]
    return one.isna() | other.isna() | (one <= other)
