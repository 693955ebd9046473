"""Words, numbers and signs of a sentence, by one regular expression."""

from __future__ import annotations

import re

Token = tuple[str, int, int]  # the word in lower case, start, end

_TOKEN = re.compile(
    r"[^\W\d_](?:\.[^\W\d_])+\.?(?![^\W_])"  # u.s.
    r"|[^\W\d_]+(?:['-][^\W\d_]+)*(?:-?\d[\w-]*)?"  # words; codes such as su-30sm
    r"|[$£€₹¥]?\d+(?:[.,:/-]\d+)*[\w%-]*"
    r"|[<>]=|[^\w\s]"
)


def tokens_of(plain: str, start: int, end: int) -> list[Token]:
    """The tokens of a part of a folded text."""
    return [(match.group(), match.start(), match.end()) for match in _TOKEN.finditer(plain, start, end)]
