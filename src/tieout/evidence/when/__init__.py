"""Dates in words: which days an expression allows, against the day on which it was written.

Nothing is resolved to a day that the text does not give: a month is a month, a night has two days, and a date that
can be read two ways keeps both.
"""

from tieout.evidence.when.finding import find, resolve
from tieout.evidence.when.moment import Flag, When

__all__ = ["Flag", "When", "find", "resolve"]
