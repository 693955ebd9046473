"""SQL that reads a date as people write it, and says when two readings of one text disagree."""

from __future__ import annotations

from collections.abc import Iterable
from typing import TYPE_CHECKING

from tieout.model.dataset import Table
from tieout.model.mistake import Mistake
from tieout.plan.quote import literal

if TYPE_CHECKING:
    import duckdb

DAY_AND_WORD = ("%d %B %Y", "%d %b %Y")
WORD_AND_DAY = ("%B %d %Y", "%b %d %Y")
NUMBERS = r"^(\d{1,2})[/.-](\d{1,2})[/.-](\d{4})"
DAY_FIRST, MONTH_FIRST = r"\3-\2-\1", r"\3-\1-\2"
TIME = r"[ T]+\d{1,2}:\d{2}(:\d{2}(\.\d+)?)?( ?[AaPp][Mm])?( ?(Z|[+-]\d{2}:?\d{2}))?$"
TIMES = ("%H:%M:%S", "%H:%M", "%I:%M:%S %p", "%I:%M %p")
READ_UNDECLARED = " such as 2017-11-26, 26 November 2017 or 26/11/2017"
YEARS = ("%Y", "%y", "%G", "%c", "%x")


def moments(text: str, formats: tuple[str, ...], *, timed: bool) -> str:
    """SQL for the different TIMESTAMPs that a trimmed text may mean, as a list: none, one, or two that disagree.

    A zone is ignored, the clock time stands as written; unless `timed`, a time behind the day is dropped. Years run
    from 1000 to 9999, so that a year of two digits is not taken for one of antiquity. Without declared formats a text
    that `is_iso` has no moments here: `iso` reads it.
    """
    if formats:
        found = _plausible_of([f"CAST(try_strptime({text}, {literal(one)}) AS TIMESTAMP)" for one in formats])
        skipped = _without_digit(text)
    else:
        found = _undeclared(text if timed else f"regexp_replace({text}, {literal(TIME)}, '')", timed)
        skipped = f"{is_iso(text)} OR {_without_digit(text)}"
    return f"CASE WHEN {skipped} THEN CAST([] AS TIMESTAMP[]) ELSE {found} END"


def written(text: str, formats: tuple[str, ...], *, timed: bool) -> str:
    """SQL for the TIMESTAMP that a trimmed text says, NULL where it says none or could mean two."""
    found = moments(text, formats, timed=timed)
    agreed = f"CASE WHEN len({found}) = 1 THEN ({found})[1] END"
    return agreed if formats else f"CASE WHEN {is_iso(text)} THEN {iso(text)} ELSE {agreed} END"


def either(found: str) -> str:
    """SQL for the words "2017-03-05 or 2017-05-03" from a list of moments."""
    return f"array_to_string(list_sort(list_transform({found}, lambda moment: strftime(moment, '%Y-%m-%d'))), ' or ')"


def is_iso(text: str) -> str:
    """Whether a text begins like 2017-11-26 or 2017/11/26; by far the most dates do, and this is quick to see."""
    return f"(substr({text}, 5, 1) IN ('-', '/'))"


def iso(text: str) -> str:
    """The TIMESTAMP of such a text, NULL where it is none."""
    moment = f"TRY_CAST({text} AS TIMESTAMP)"
    return f"CASE WHEN {_plausible(moment)} THEN {moment} END"


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


def _undeclared(text: str, timed: bool) -> str:
    """Formats are tried only on texts of their shape: one that fails costs a hundred times a cast."""
    words = f"regexp_replace({text}, '[-, ]+', ' ', 'g')"
    number_first = f"CASE WHEN {text} < 'A' THEN {_worded(words, DAY_AND_WORD, timed)}"
    by_word = _plausible_of([f"{number_first} ELSE {_worded(words, WORD_AND_DAY, timed)} END"])
    by_number = _plausible_of([_numbered(text, order, timed) for order in (DAY_FIRST, MONTH_FIRST)])
    return f"CASE WHEN regexp_matches({text}, '[A-Za-z]{{3}}') THEN {by_word} ELSE {by_number} END"


def _worded(text: str, formats: tuple[str, ...], timed: bool) -> str:
    with_time = [f"{day} {time}" for day in formats for time in TIMES] if timed else []
    return f"try_strptime({text}, {_list([*formats, *with_time])})"


def _numbered(text: str, order: str, timed: bool) -> str:
    turned = f"regexp_replace({text}, {literal(NUMBERS)}, {literal(order)})"
    cast = f"TRY_CAST({turned} AS TIMESTAMP)"
    return f"coalesce({cast}, try_strptime({turned}, {_list(f'%Y-%m-%d {time}' for time in TIMES)}))" if timed else cast


def _plausible_of(readings: list[str]) -> str:
    return f"list_distinct(list_filter([{', '.join(readings)}], lambda moment: {_plausible('moment')}))"


def _without_digit(text: str) -> str:
    """DuckDB reads `epoch` and `infinity` by any format; a date has a digit."""
    return f"NOT regexp_matches({text}, '[0-9]')"


def _plausible(moment: str) -> str:
    return f"year({moment}) BETWEEN 1000 AND 9999"


def _list(formats: Iterable[str]) -> str:
    return "[" + ", ".join(map(literal, formats)) + "]"
