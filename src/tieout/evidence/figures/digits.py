"""What a token that begins with a digit is: a count, a range, an age, or something that is no count at all."""

from __future__ import annotations

import re
from typing import NamedTuple

_FORMS = re.compile(
    r"(?P<plain>\d+)"
    r"|(?P<grouped>\d{1,3}(?:,\d{3})+|\d{1,2}(?:,\d{2})+,\d{3})"
    r"|(?P<points>\d{1,3}(?:\.\d{3})+)"
    r"|(?P<decimal>\d+\.\d+)"
    r"|(?P<range>(?P<from>\d{1,3}(?:,\d{3})+|\d{1,6})-(?P<to>\d{1,3}(?:,\d{3})+|\d{1,6}))"
    r"|(?P<age>\d{1,3})-?(?P<unit>years?|yrs?|yo[mf]?|months?|weeks?|days?)-?(?:olds?|ster)?(?:-[a-z]+)?"
    r"|(?P<short>\d{1,4})-?(?P<letters>[a-z]{1,10})"
    r"|\d+(?P<modifier>-[a-z]+)+"
)
_LONGEST = 24
MOST_DIGITS = 9  # a longer run is a telephone number or a code


class Digits(NamedTuple):
    """`form` is count, range, scaled, age, short, modifier or other; `value` and `upper` its numbers."""

    form: str
    value: float = 0
    upper: int = 0
    letters: str = ""
    doubt: str = ""


OTHER = Digits("other")


def read_digits(token: str) -> Digits:
    """Read one token. What is not surely a count is `other`."""
    if token.isdecimal():  # most
        return Digits("count", int(token)) if len(token) <= MOST_DIGITS else OTHER
    token = token.rstrip("-")
    match = _FORMS.fullmatch(token) if len(token) <= _LONGEST else None
    if not match:
        return OTHER
    if match["range"]:
        return _range(int(match["from"].replace(",", "")), int(match["to"].replace(",", "")))
    if match["age"]:
        return _age(int(match["age"]), match["unit"], token)
    if match["short"]:
        return Digits("short", int(match["short"]), letters=match["letters"])
    return Digits("modifier") if match["modifier"] else _written(match)


def _written(match: re.Match[str]) -> Digits:
    """A number with its groups or its decimals."""
    token = match.group()
    if match["plain"] or match["grouped"]:
        return read_digits(token.replace(",", ""))
    if match["decimal"]:
        return Digits("scaled", float(token))
    doubt = f"{token} may be a thousand or a decimal" if token.count(".") == 1 else ""
    return Digits("count", int(token.replace(".", "")), doubt=doubt)


def _range(least: int, most: int) -> Digits:
    """5-10, but no years (2014-15), no telephone number (555-1234), nothing that falls."""
    is_year = 1900 <= least <= 2100 and (most <= 99 or 1900 <= most <= 2100)
    if is_year or least >= most or (least >= 100 and most > 10 * least) or (100 <= least < 1000 <= most):
        return OTHER
    return Digits("range", least, most)


def _age(number: int, unit: str, token: str) -> Digits:
    if token[-1] not in "dsmfo" and "old" not in token and unit not in ("yo", "yom", "yof"):
        return Digits("modifier")  # a 3-day curfew
    if unit[:1] == "y" and ("old" in token or unit.startswith("yo") or token.endswith("ster")):
        return Digits("age", number, letters=unit)
    return Digits("age", 0, letters=unit) if "old" in token else Digits("modifier")
