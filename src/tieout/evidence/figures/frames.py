"""What a sentence frames a figure in: another event, a whole war, a question, a film, a number that is taken back."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence, Set
from dataclasses import dataclass
from functools import cache
from typing import Any, NamedTuple

from tieout.evidence.figures.quantity import Quantity
from tieout.evidence.language import word_lists

_REACH = 160  # code points around a figure that a frame may reach
_SIGNS = str.maketrans("<>", "()")  # in a passage they hold the figure
_YEARS = frozenset(str(year) for year in range(1900, 2101))
_NAMED = re.compile("[A-Z]{3,}")
_BEGIN = re.compile(r"[.!?][\"')]{0,2}\s+|\n")
_END = re.compile(r"[.!?](?=[\"')]{0,2}(?:\s|$))|\n")
_FIGURE = re.compile("<[^>]*>?")


class Frame(NamedTuple):
    """It needs one of the words `beside`, where there are any."""

    effect: str
    reason: str
    beside: frozenset[str]
    to_the_end: bool
    pattern: re.Pattern[str]

    def may_stand(self, spelled: Set[str]) -> bool:
        return not self.beside or not self.beside.isdisjoint(spelled)


@dataclass(frozen=True, slots=True)
class Frames:
    """The frames of a language, each filed under every word that it needs."""

    hints: frozenset[str]
    filed: Mapping[str, Sequence[Frame]]

    def of(self, spelled: Set[str]) -> Sequence[Frame]:
        """Those that a sentence with these words can have."""
        found = self.hints & spelled
        if not found:
            return ()
        possible = [frame for word in found for frame in self.filed[word] if frame.may_stand(spelled)]
        return tuple(dict.fromkeys(possible)) if len(found) > 1 else possible


@cache
def frames(language: str = "en") -> Frames:
    """The frames of a language, from `frames.yaml`."""
    lists = word_lists("frames", language)
    filed: dict[str, list[Frame]] = {}
    for entry in lists["frames"]:
        frame = _frame(entry, lists["words"])
        for word in _words(entry["needs"]):
            filed.setdefault(word, []).append(frame)
    return Frames(frozenset(filed), filed)


def _frame(entry: Mapping[str, Any], words: Mapping[str, str]) -> Frame:
    pattern = "|".join(f"(?:{one})" for one in entry["patterns"])
    pattern = _NAMED.sub(lambda name: words[name.group()].replace("| ", "|"), pattern)
    beside, reason = _words(entry.get("beside", "")), entry.get("reason", "")
    return Frame(entry["effect"], reason, beside, entry.get("to the end", False), re.compile(pattern))


def _words(listed: str) -> frozenset[str]:
    """The words of a list; YEAR stands for all years."""
    words = frozenset(listed.split())
    return words - {"YEAR"} | _YEARS if "YEAR" in words else words


def mark_framed(plain: str, bound: Sequence[Quantity], possible: Sequence[Frame]) -> None:
    """Mark the figures of a sentence, in their order, that stand in a frame, of those the sentence can have.

    `plain` is the whole folded text.
    """
    for number, quantity in enumerate(bound):
        lead, tail = _around(plain, quantity)
        following = next((one.start for one in bound[number + 1 :] if one.start >= quantity.end), len(plain))
        near = lead + tail[: following - quantity.end]
        for frame in possible:
            found = frame.pattern.search(lead + tail if frame.to_the_end else near)
            if found:
                _mark(quantity, frame, found.group())


def _around(plain: str, quantity: Quantity) -> tuple[str, str]:
    """The sentence up to a figure, which stands between < and > at its end, and the rest of the sentence."""
    lead = plain[max(0, quantity.start - _REACH) : quantity.start]
    tail = plain[quantity.end : quantity.end + _REACH]
    begins = [border.end() for border in _BEGIN.finditer(lead)][-1:]
    ends = _END.search(tail)
    lead, tail = lead[begins[0] if begins else 0 :], tail[: ends.end() if ends else None]
    words = plain[quantity.start : quantity.end].translate(_SIGNS)
    return f"{lead.translate(_SIGNS)}<{words}>", tail.translate(_SIGNS)


def _mark(quantity: Quantity, frame: Frame, words: str) -> None:
    if frame.effect == "background":
        quantity.background = quantity.background or _FIGURE.sub("...", words).strip()
    elif frame.effect == "unreal":
        quantity.unreal = True
    else:
        quantity.doubt = quantity.doubt or frame.reason
