"""Which words of a sentence a voice says.

A cue that ends a sentence speaks for what stands before it, one that opens it for what follows, one between commas for
both; another voice, or a comma and a word like "while" between two voices, is the border.
"""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Mapping, Sequence

from tieout.evidence.credit.passage import Passage
from tieout.evidence.credit.verdict import Level, Span
from tieout.evidence.credit.voices import Voice
from tieout.evidence.sentences import Sentence

LONGEST_BETWEEN = 80  # words between two voices in which a border is sought


def scopes_of(passage: Passage, sentence: Sentence, voices: Sequence[Voice]) -> list[Span]:
    """The scope of every voice of one sentence. A voice that says nothing itself has only its own words."""
    shared = _anchors(voices)
    passing = {voice.first: voice.last for voice in voices if voice.level is Level.RELAYED}
    anchors = sorted(set(shared.values()))
    found = []
    for voice in voices:
        first, last = own = shared[_cue_of(voice)] if voice.speaks else (voice.first, voice.last)
        if voice.speaks:
            before, behind = _sides(passage, sentence, voice, own, passing)
            reach = _reach_as_cited if voice.cue and "cites" in voice.cue.kinds else _reach_back
            first = min(first, reach(passage, sentence, anchors, own)) if before else first
            last = max(last, _reach_on(passage, sentence, anchors, own)) if behind else last
        found.append(passage.span(max(first, sentence.first), min(last, sentence.last)))
    return found


def _anchors(voices: Sequence[Voice]) -> dict[Span, Span]:
    """The words that each cue and its speakers take up, by the cue: joined speakers have one."""
    shared: dict[Span, Span] = {}
    for voice in voices:
        if voice.speaks:
            first, last = shared.get(_cue_of(voice), (voice.first, voice.last))
            shared[_cue_of(voice)] = (min(first, voice.first), max(last, voice.last))
    return shared


def _cue_of(voice: Voice) -> Span:
    return (voice.cue.first, voice.cue.last) if voice.cue else voice.party.name


def _sides(
    passage: Passage, sentence: Sentence, voice: Voice, own: Span, passing: Mapping[int, int]
) -> tuple[bool, bool]:
    """Whether a voice speaks for what stands before it, and for what stands behind.

    `passing` are the words of those who pass it on, first to last: they say nothing more.
    """
    first, last = own
    opens = first - sentence.first < 4 and not any(passage.words[at].folded for at in range(sentence.first, first))
    while last < sentence.last and (last in passing or passage.is_in("between", last)):
        last = max(passing.get(last, 0), last + 1)
    closes = (
        not any(passage.words[at].folded for at in range(last, sentence.last)) if last + 40 > sentence.last else False
    )
    if opens or closes:
        return closes, opens
    if voice.cue and voice.cue.kinds & {"credited_by", "cites"}:
        return True, True
    is_remark = passage.raw(last) in (",", ";", "—", "–", '"', "”")
    spoken_before = passage.raw(first - 1) in (",", '"', "”", "—", "–", ";")
    if voice.before and not is_remark:
        return False, True
    return spoken_before or not voice.before, is_remark


def _reach_back(passage: Passage, sentence: Sentence, anchors: list[Span], own: Span) -> int:
    """Back to the voice before, or to the border between the two."""
    at = bisect_left(anchors, own)
    if at == 0:
        return sentence.first
    border = _border(passage, anchors[at - 1][1], own[0])
    return border if border is not None else anchors[at - 1][1]


def _reach_as_cited(passage: Passage, sentence: Sentence, anchors: list[Span], own: Span) -> int:
    """As far back as the voice right before reaches: "twelve died, residents said, citing the Watch"."""
    at = bisect_left(anchors, own)
    if at and not any(passage.words[n].folded for n in range(anchors[at - 1][1], own[0])):
        own = anchors[at - 1]
    return _reach_back(passage, sentence, anchors, own)


def _reach_on(passage: Passage, sentence: Sentence, anchors: list[Span], own: Span) -> int:
    at = bisect_left(anchors, own)
    if at + 1 == len(anchors):
        return sentence.last
    border = _border(passage, own[1], anchors[at + 1][0])
    return border if border is not None else anchors[at + 1][0]


def _border(passage: Passage, first: int, last: int) -> int | None:
    """The last place between two voices where a new statement begins."""
    for at in range(last - 1, max(first, last - LONGEST_BETWEEN) - 1, -1):
        if passage.raw(at) == ";" or (passage.raw(at) == "," and passage.is_in("separators", at + 1)):
            return at
    return None
