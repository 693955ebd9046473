"""SQL that reads a date as people write it, and says when two readings of one text disagree."""

from __future__ import annotations

from typing import TYPE_CHECKING

from tieout.model.dataset import Table
from tieout.model.mistake import Mistake
from tieout.plan.quote import literal

if TYPE_CHECKING:
    import duckdb

MONTH_IN_WORDS = (
    "%d %B %Y", "%d %b %Y", "%d-%b-%Y", "%d-%B-%Y", "%B %d, %Y", "%b %d, %Y", "%B %d %Y", "%b %d %Y",
)  # fmt: skip
YEAR_FIRST = ("%Y/%m/%d", "%Y.%m.%d")
DAY_FIRST = ("%d/%m/%Y", "%d.%m.%Y", "%d-%m-%Y")
MONTH_FIRST = ("%m/%d/%Y", "%m.%d.%Y", "%m-%d-%Y")
TIMES = ("%H:%M:%S", "%H:%M", "%I:%M:%S %p", "%I:%M %p")
YEARS = ("%Y", "%y", "%G", "%c", "%x")


def written(text: str, formats: tuple[str, ...]) -> str:
    """The TIMESTAMP that a trimmed text says, or NULL where it says none or could mean two.

    A date alone is its midnight; a zone is ignored, the clock time stands as written. Years run from 1000 to 9999, so
    that a year of two digits is not taken for one of antiquity.
    """
    readings = _readings(text, formats)
    agreed = f"CASE WHEN {_least(readings)} = {_greatest(readings)} THEN {_least(readings)} END"
    return agreed if formats else f"CASE WHEN {_is_iso(text)} THEN {_iso(text)} ELSE {agreed} END"


def ambiguous(text: str, formats: tuple[str, ...]) -> str:
    """Whether a text can be read as two different moments."""
    readings = _readings(text, formats)
    differ = f"coalesce({_least(readings)} < {_greatest(readings)}, FALSE)"
    return differ if formats else f"NOT {_is_iso(text)} AND {differ}"


def either(text: str, formats: tuple[str, ...]) -> str:
    """The words "2017-03-05 or 2017-05-03" for an ambiguous text."""
    readings = _readings(text, formats)
    return f"CAST({_least(readings)} AS DATE) || ' or ' || CAST({_greatest(readings)} AS DATE)"


def refuse_bad_formats(con: duckdb.DuckDBPyConnection, table: Table) -> None:
    """Raise Mistake("bad-date-format") at a declared format that DuckDB does not know or that has no year."""
    import duckdb

    for column, formats in table.formats.items():
        at = table.positions.get(column, table.at)
        for text in formats:
            try:
                con.execute(f"SELECT try_strptime('', {literal(text)})").fetchall()
            except duckdb.Error:
                help_ = "expected strptime directives such as %d %B %Y"
                raise Mistake("bad-date-format", f"'{text}' is not a date format", at=at, help=help_) from None
            if not any(year in text for year in YEARS):
                raise Mistake("bad-date-format", f"'{text}' has no year", at=at, help="a year is %Y or %y")


def _is_iso(text: str) -> str:
    return f"(substr({text}, 5, 1) = '-')"


def _iso(text: str) -> str:
    return _plausible(f"TRY_CAST({text} AS TIMESTAMP)")


def _readings(text: str, formats: tuple[str, ...]) -> list[str]:
    if formats:
        return [_plausible(f"CAST(try_strptime({text}, {literal(one)}) AS TIMESTAMP)") for one in formats]
    return [_timed(text, kind) for kind in ((*MONTH_IN_WORDS, *YEAR_FIRST), DAY_FIRST, MONTH_FIRST)]


def _timed(text: str, formats: tuple[str, ...]) -> str:
    with_time = [f"{day} {time}" for day in formats for time in TIMES]
    return _plausible(
        f"CASE WHEN contains({text}, ':') THEN try_strptime({text}, {_list(with_time)}) "
        f"ELSE try_strptime({text}, {_list(formats)}) END"
    )


def _plausible(moment: str) -> str:
    return f"(CASE WHEN year({moment}) BETWEEN 1000 AND 9999 THEN {moment} END)"


def _list(formats: list[str] | tuple[str, ...]) -> str:
    return "[" + ", ".join(map(literal, formats)) + "]"


def _least(readings: list[str]) -> str:
    return f"least({', '.join(readings)})"


def _greatest(readings: list[str]) -> str:
    return f"greatest({', '.join(readings)})"
