"""Words -> pieces: every word gets its letter, from the lexicon or from its form."""

from __future__ import annotations

import re
from collections.abc import Callable

from tieout.evidence.figures import no_counts, numerals
from tieout.evidence.figures.lexicon import Entry, Lexicon
from tieout.evidence.figures.pieces import Piece, Row, Trigger, rewrite
from tieout.evidence.figures.reader import GROWN, Age, Reader, Stated
from tieout.evidence.figures.tokens import Tokens
from tieout.evidence.figures.wording import wording

_SIGNS = frozenset(",;:.()&")
_SAME_AS = {"[": "(", "]": ")", "!": ".", "?": ".", "=": ":", "-": ",", "|": ";", "+": "&"}
_LEADS_TO_PEOPLE = frozenset("yqashijY")
_LABELS = frozenset("#$£€₹¥")
_LABEL = r"[hjx]{0,2}[KADTLk]h?[.:,(]{0,2}n\)?"
_TABLE = re.compile(rf"(?:^|(?<=[.,;:(|])){_LABEL}(?:[,;.|&]{{0,2}}{_LABEL})+(?=[.,;)]|$)")
_SHORT_NAME = re.compile(r"(?<=[jXcxohi])\([Xjcx]\)")
_BEFORE_AGE = (",n", "(n", "in")  # without one of these the next does not match
_AGE_ASIDE = re.compile(r"(?<=[Xi],)n(?=[,.;:)b])|(?<=[Xih]\()n(?=\))|(?<=i)n(?=[KbAD,)])")


def units_of(tokens: Tokens, cased: str, lexicon: Lexicon) -> Row:
    """The pieces of a sentence given as tokens; `cased` is the folded text before lower case."""
    words, starts, ends = tokens
    entries = list(map(lexicon.words.get, words))
    reader = Reader(lexicon, tokens, entries, cased)
    pieces, at, end = reader.pieces, 0, len(words)
    while at < end:
        entry = entries[at]
        if entry is None:
            at = _unlisted(reader, at)
            continue
        code, data, phrases, plain = entry
        if phrases and at + 1 < end and words[at + 1] in phrases and (after := _phrase(reader, at, entry)):
            at = after
        elif plain:  # most
            pieces.append(Piece(code, starts[at], ends[at], words[at], data))
            at += 1
        else:
            at = _by_context(reader, at, entry)
    return _with_labels(_with_ages(_without_short_names(Row(pieces), cased)))


def _phrase(reader: Reader, at: int, entry: Entry) -> int:
    """The place behind the longest phrase that begins here; 0 for none."""
    words = reader.tokens.words
    for rest, meaning in entry.phrases[words[at + 1]]:
        stop = at + 1 + len(rest)
        if words[at + 1 : stop] == rest:
            return reader.put(meaning.code.replace("-", ""), at, stop, meaning.data)
    return 0


def _by_context(reader: Reader, at: int, entry: Entry) -> int:
    if entry.code == "-":
        return at + 1
    if not entry.code:  # it only begins phrases
        return _by_form(reader, at)
    return _SPECIAL[entry.code](reader, at, entry)


def _deed(reader: Reader, at: int, entry: Entry) -> int:
    """As in "shooting ten people" is a deed, "a shooting" an event, "a massacre of ten" a deed."""
    of = reader.word(at + 1) in wording("of")
    people = reader.begins_number(at + 1 + of) or reader.code(at + 1 + of) in _LEADS_TO_PEOPLE
    event = (reader.last() in ("a", "d", "s", "j") and not of) or _is_labelled(reader, at + 1)
    noun = "T" if entry.data.kind == "deeds" else "o"
    return reader.put("G" if people and not event else noun, at, at + 1, entry.data)


def _is_labelled(reader: Reader, at: int) -> bool:
    """As in "shooting 3 killed": the number has a deed of its own."""
    number = reader.number(at)
    return number is not None and reader.code(number.next) in ("K", "A", "k")


def _in_capitals(reader: Reader, at: int, _: Entry) -> int:
    """As in "IS fighters" is a kind, "a man is killed" is "to be"."""
    starts, ends = reader.tokens.starts, reader.tokens.ends
    return reader.put("j" if reader.cased[starts[at] : ends[at]].isupper() else "b", at, at + 1)


_SPECIAL: dict[str, Callable[[Reader, int, Entry], int]] = {
    "n": numerals.number,
    "a": numerals.article,
    "k": numerals.short,
    "*": numerals.multiple,
    "M": no_counts.month,
    "@": no_counts.label,
    "$": no_counts.label,
    "%": no_counts.aged,
    "~": no_counts.day_part,
    "?": no_counts.sex,
    "0": no_counts.none,
    "q": no_counts.qualifier,
    "^": _deed,
    "!": _in_capitals,
}


# ---- what no list has


def _unlisted(reader: Reader, at: int) -> int:
    first = reader.tokens.words[at][0]
    if first.isdigit():
        return numerals.digits(reader, at)
    if first.isalpha():
        return _by_form(reader, at)
    if first in _LABELS:
        return no_counts.label(reader, at, Entry("@"))
    if first == "+" and reader.last() == "n":
        reader.pieces[-1].data = reader.pieces[-1].data.opened()
        return at + 1
    sign = _SAME_AS.get(first, first)
    if sign in _SIGNS:
        reader.put(sign, at, at + 1)
    return at + 1


def _by_form(reader: Reader, at: int) -> int:
    """By its digits, its apostrophe, its hyphen, its capital, its ending."""
    words, starts, ends = reader.tokens
    word, start = words[at], starts[at]
    if not word.isalpha():
        return _mixed(reader, at)
    if reader.cased[start].isupper():
        code = "X"
    elif word.endswith(reader.lexicon.participles):
        code = "w"
    else:
        code = "E" if word.endswith(reader.lexicon.gerunds) else "x"
    reader.pieces.append(Piece(code, start, ends[at], word))
    return at + 1


def _mixed(reader: Reader, at: int) -> int:
    word = reader.word(at)
    if any(sign.isdigit() for sign in word):
        return reader.put("O", at, at + 1)  # a code, a weapon
    if word.endswith("'s"):
        reader.put("s", at, at + 1)  # "Karim's wife": whose, like "his"
        reader.pieces[-1].word = word[:-2]
        return at + 1
    return _hyphened(reader, at, word)


def _hyphened(reader: Reader, at: int, word: str) -> int:
    """A number first says more of a thing ("two-storey") or is an age; otherwise the last part decides."""
    first, _, rest = word.partition("-")
    if first in reader.lexicon.numbers.small or first == "half":
        if "old" in rest.split("-"):
            return reader.put("9", at, at + 1, no_counts.age_in_words(reader, word))
        return reader.put("j", at, at + 1)
    entry = reader.lexicon.words.get(word.rpartition("-")[2])
    if entry and entry.code in ("h", "i"):
        return reader.put(entry.code, at, at + 1, entry.data)
    starts, ends = reader.tokens.starts, reader.tokens.ends
    return reader.put("j" if reader.cased[starts[at] : ends[at]].islower() else "X", at, at + 1)


def _with_ages(row: Row) -> Row:
    """As in "Karim, 34, was killed" and "a boy (12)": ages behind a person."""
    if not any(sign in row.codes for sign in _BEFORE_AGE):
        return row
    for match in _AGE_ASIDE.finditer(row.codes):
        piece = row.pieces[match.start()]
        stated: Stated = piece.data
        piece.data = Age(stated.value is not None and stated.value < GROWN)
        row.set(match.start(), "9")
    return row


def _without_short_names(row: Row, cased: str) -> Row:
    """As in "a National Army (NA) soldier": the letters say again what stands before them."""
    if "(" not in row.codes:
        return row
    return rewrite(row, _SHORT_NAME, lambda pieces, _: [] if _is_short_name(pieces[1], cased) else pieces)


def _is_short_name(piece: Piece, cased: str) -> bool:
    return cased[piece.start : piece.end].isupper() and piece.end - piece.start > 1


def _with_labels(row: Row) -> Row:
    """As in "Fatalities 5 Injured 8", "KIA: 5, WIA: 8": each of these says what the number behind it counts."""
    for table in _TABLE.finditer(row.codes):
        for at in range(*table.span()):
            piece = row.pieces[at]
            if piece.code in "KADTLk":
                piece.data = Trigger(piece.data.measure, "label")
                row.set(at, "L")
    if "k" in row.codes:
        for at, code in enumerate(row.codes):
            if code == "k":
                row.set(at, "x")
    return row
