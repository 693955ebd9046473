"""Characters that nobody sees, where they make a text read otherwise than it is written.

Most such characters are honest: the marks of Arabic and Hebrew, the joiners of Persian, Hindi and emoji, isolates
around a name in the other direction, soft hyphens, the breaks between words of Thai or Khmer. Those are passed over.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterator
from typing import NamedTuple

_RTL = (
    "\u0590-\u05ff\u0600-\u065f\u066a-\u06ef\u06fa-\u08ff\ufb1d-\ufdff\ufe70-\ufefe\U00010800-\U00010fff"
    "\U0001e800-\U0001efff"
)
# Written without blanks between words, which a character without width may part.
_UNSPACED = "\u0e00-\u0eff\u0f00-\u0fff\u1000-\u109f\u1780-\u17ff\u1950-\u19df\u3040-\u30ff\u3400-\u9fff"
_ANY = re.compile("[\b\x1b\x7f\xad\u200b-\u200f\u202a-\u202e\u2060-\u2069\ufe00-\ufe0f\ufeff\U000e0000-\U000e01ef]")

_STEERING = re.compile("[\u202a-\u202e\u2066-\u2069\n\r\u2029]")
_POP, _POP_ISOLATE = "\u202c", "\u2069"
_ISOLATES = "\u2066\u2067\u2068"
_RIGHT_TO_LEFT, _LEFT_TO_RIGHT = "\u202b\u2067", "\u202a\u2066\u2068"
_OVERRIDE_LEFT, _OVERRIDE_RIGHT = "\u202e", "\u202d"
_DEEPEST = 16  # nobody writes deeper
_TURNED_LEFT = re.compile(f"(?:(?![{_RTL}])[^\\W_]){{2}}")
_TURNED_RIGHT = re.compile(f"[{_RTL}]{{2}}")
_LETTER_OF_RTL = re.compile(f"[{_RTL}]")
_NUMBER_BESIDE = re.compile(r"\d\W{0,3}\s\W{0,3}\w|\w\W{0,3}\s\W{0,3}\d")  # two words, and one of them a number

_WITHIN = re.compile(
    f"(?<=[^\\W_])(?<![{_UNSPACED}])[\u200b\u2060-\u2064\ufeff](?=[^\\W_])(?![{_UNSPACED}])"
    "|(?<=\\d)[\xad\u200c-\u200f](?=\\d)"
)
_FLAG = "\U0001f3f4[\U000e0020-\U000e007e]{1,6}\U000e007f"  # emoji of a region
_TAGS = re.compile(f"{_FLAG}|([\U000e0000-\U000e007f])")
_VARIANTS = re.compile("(?<=[\ufe00-\ufe0f\U000e0100-\U000e01ef])[\ufe00-\ufe0f\U000e0100-\U000e01ef]")
_ACTING = re.compile("[\b\x1b\x7f]")


class Hidden(NamedTuple):
    """What hidden characters of one kind do to a text, how many there are, and the first: code point and place."""

    does: str
    times: int
    sign: str
    place: int

    @property
    def words(self) -> str:
        """`U+202E (right-to-left override) at 17 shows words or numbers in another order, and 2 more do`."""
        name = unicodedata.name(self.sign, "").lower()
        more = f", and so {'does' if self.times == 2 else 'do'} {self.times - 1:,} more" if self.times > 1 else ""
        return f"U+{ord(self.sign):04X}{f' ({name})' if name else ''} at {self.place:,} {self.does}{more}"


def hidden(text: str) -> tuple[Hidden, ...]:
    """The kinds of hidden characters that make a text read otherwise than it is written; none for an honest text."""
    if not _ANY.search(text):
        return ()
    kinds = (
        ("shows words or numbers in another order than they are written", _turning(text)),
        ("cuts a word or a number where nobody sees it", (found.start() for found in _WITHIN.finditer(text))),
        ("is a letter that nobody sees", (found.start() for found in _TAGS.finditer(text) if found[1])),
        ("repeats a mark that nobody sees, as hidden messages do", (one.start() for one in _VARIANTS.finditer(text))),
        ("rewrites what a screen shows", (found.start() for found in _ACTING.finditer(text))),
    )
    found = ((does, list(places)) for does, places in kinds)
    return tuple(Hidden(does, len(places), text[min(places)], min(places)) for does, places in found if places)


def _turning(text: str) -> Iterator[int]:
    """Places of overrides and embeddings that change the visible order of what they govern."""
    governing: list[int] = []
    for found in _STEERING.finditer(text):
        sign, place = found[0], found.start()
        if sign in "\n\r\u2029":
            closed, governing = governing, []
        elif sign == _POP:
            closed = [governing.pop()] if governing and text[governing[-1]] not in _ISOLATES else []
        elif sign == _POP_ISOLATE:
            first = next((n for n in reversed(range(len(governing))) if text[governing[n]] in _ISOLATES), None)
            closed = [] if first is None else governing[first:]
            governing = governing if first is None else governing[:first]
        elif len(governing) == _DEEPEST:
            yield place
            continue
        else:
            governing.append(place)
            continue
        yield from (opened for opened in closed if _turns(text, opened, place))
    yield from (opened for opened in governing if _turns(text, opened, len(text)))


def _turns(text: str, place: int, end: int) -> bool:
    """Whether the character at `place` changes the order in which what follows it, up to `end`, is seen."""
    sign, start = text[place], place + 1
    if sign == _OVERRIDE_LEFT:
        return bool(_TURNED_LEFT.search(text, start, end))
    if sign == _OVERRIDE_RIGHT:
        return bool(_TURNED_RIGHT.search(text, start, end))
    if sign in _RIGHT_TO_LEFT:
        return bool(_NUMBER_BESIDE.search(text, start, end)) and not _LETTER_OF_RTL.search(text, start, end)
    return False
