"""Whether the dates in a quote can be days at all, and only one.

Reads `quote` and `published`, the day from which words such as "on Sunday" are counted.
"""

from __future__ import annotations

import re
from datetime import date
from typing import TYPE_CHECKING

from tieout.evidence.judges import Row, Said
from tieout.evidence.when import Flag, When, find
from tieout.model.verdict import Verdict

if TYPE_CHECKING:
    from tieout.evidence.bench import Bench

LONGEST = 20_000  # characters; longer words are no quote
_NUMERIC = re.compile(r"\d\s?[-/.]\s?\d")


def judge(row: Row, bench: Bench) -> Said:
    """Fail at a weekday beside a date that falls on another, a day of no calendar, or 05/06 without a way to tell."""
    quote, published = row.get("quote"), row.get("published")
    if not isinstance(published, date):
        return Verdict.UNKNOWN, "the document has no date from which to count"
    if not quote or len(quote) > LONGEST:
        return Verdict.UNKNOWN, "there are no words of a quote's length"
    found = find(str(quote), published)
    wrong = [words for one in found if (words := _wrong(one))]
    if wrong:
        return Verdict.FAIL, "; ".join(wrong)
    open_ = [one.words for one in found if one.flags]
    return (Verdict.UNKNOWN, f"'{open_[0]}' is not settled to days") if open_ else (Verdict.PASS, "")


def _wrong(one: When) -> str:
    if Flag.IMPOSSIBLE in one.flags:
        return f"'{one.words}' is no day of the calendar"
    if Flag.MISMATCH in one.flags:
        return f"in '{one.words}' the weekday is not that of the date"
    if Flag.AMBIGUOUS in one.flags and len(one.readings) > 1 and _NUMERIC.search(one.words):
        return f"'{one.words}' is {one.readings[0]} or {one.readings[1]}"
    return ""
