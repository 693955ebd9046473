"""What every record of this dataset keeps, so that the four accounts of one event can be told apart."""

import ibis.expr.types as ir
import pandera.ibis as pa
from pandera.ibis import IbisData


class Events(pa.DataFrameModel):
    """Who reports and who is blamed stand apart, and neither is left out."""

    country: str = pa.Field(eq="Syria")
    blamed: str
    source: str

    @pa.dataframe_check(error="a contested record names a second party that is blamed")
    def contested_has_two_accused(cls, data: IbisData) -> ir.BooleanColumn:  # noqa: N805 - pandera makes it a classmethod
        return (data.table.status != "Contested") | data.table.also_blamed.notnull()


class Figures(pa.DataFrameModel):
    """A figure belongs to one record of the event, or to a background that is larger than it."""

    measure: str = pa.Field(isin=["killed", "injured"])
    scope: str = pa.Field(isin=["event", "background"])
    quote: str

    @pa.dataframe_check(error="a background figure belongs to no event, every other to one")
    def background_has_no_event(cls, data: IbisData) -> ir.BooleanColumn:  # noqa: N805 - pandera makes it a classmethod
        return (data.table.scope == "background") == data.table.event.isnull()


class Documents(pa.DataFrameModel):
    """Every document is a case note of its own."""

    title: str = pa.Field(str_startswith="Case note on ")
    file: str = pa.Field(str_matches=r"^documents/.+\.txt$", unique=True)
