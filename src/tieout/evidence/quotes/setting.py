"""What quoting changes around words: marks that enclose them, a sign that closes them, a capital that begins them.

A coder writes "We counted 14 bodies." where the text has “we counted 14 bodies,” she said. The words are the same; the
sentence that they are set in differs. Nothing within the words is touched, and no number.
"""

from __future__ import annotations

_MARKS = "\"'"  # as folded
_CLOSING = ".,;:!"  # a question is another sentence


def settings(quote: str) -> tuple[str, ...]:
    """The words of a folded quote without what encloses and closes them, as written and with the other first letter.

    Empty where no word is left. Three dots are words left out, not one sign that closes.
    """
    words = _unclosed(_unenclosed(_unclosed(quote)))
    if not any(map(str.isalnum, words)):
        return ()
    return tuple(dict.fromkeys((words, _other_case(words))))


def _unclosed(words: str) -> str:
    if words[-1:] and words[-1] in _CLOSING and words[-2:-1] not in (*_CLOSING, ""):
        return words[:-1].rstrip()
    return words


def _unenclosed(words: str) -> str:
    if len(words) > 1 and words[0] in _MARKS and words[0] == words[-1]:
        return words[1:-1].strip()
    return words


def _other_case(words: str) -> str:
    """The words with their first letter as a capital, or as none; unchanged where they begin with a number."""
    at = next(place for place, sign in enumerate(words) if sign.isalnum())
    other = words[at].swapcase()
    return words[:at] + other + words[at + 1 :] if len(other) == 1 else words
