"""What the publisher of the example promises its users, beyond what every dataset of incidents must meet."""

import ibis.expr.types as ir
import pandera.ibis as pa
from pandera.ibis import IbisData


class Events(pa.DataFrameModel):
    """Every incident has a district of the city, one of six kinds, and a standing."""

    title: str = pa.Field(str_length={"max_value": 80})
    kind: str = pa.Field(isin=["shelling", "shooting", "air strike", "explosion", "armed clash", "vehicle bomb"])
    status: str = pa.Field(isin=["confirmed", "provisional", "contested"])
    country: str = pa.Field(eq="Isle of Halver")

    @pa.dataframe_check(error="the title names the district")
    def title_names_the_district(cls, data: IbisData) -> ir.BooleanColumn:  # noqa: N805 - pandera makes it a classmethod
        return data.table.title.endswith(data.table.district)


class Figures(pa.DataFrameModel):
    """Every figure counts one of three things, of people that the taxonomy knows."""

    measure: str = pa.Field(isin=["killed", "injured", "missing"])
    population: str = pa.Field(isin=["civilians", "combatants", "unknown", "children", "women", "men"], nullable=True)
    scope: str = pa.Field(eq="event")


class Documents(pa.DataFrameModel):
    """Every document is in English and held as a text."""

    language: str = pa.Field(eq="en")
    file: str = pa.Field(str_matches=r"^documents/[DW][0-9]{8}\.txt$", unique=True)
