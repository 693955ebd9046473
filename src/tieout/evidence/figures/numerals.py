"""Numbers in their surroundings: a count, a range, or one of `no_counts`."""

from __future__ import annotations

from tieout.evidence.figures.digits import Digits, read_digits
from tieout.evidence.figures.lexicon import Entry
from tieout.evidence.figures.no_counts import SEXED_AGES, age, behind_day, is_day
from tieout.evidence.figures.numbers import Number
from tieout.evidence.figures.reader import GROWN, Age, Reader, Stated
from tieout.evidence.figures.wording import wording

_WIDEST = 20  # a range whose ends differ more is none: "3 to 100"
_COUNTS = frozenset("hijcbKADTFG")  # a number before these is a plain count
_COUNTED = ("h", "K", "A", "T")  # what makes a count of "2015": people, or what happened to them


def number(reader: Reader, at: int, _: Entry) -> int:
    """A number word."""
    word = reader.tokens.words[at]
    if word in reader.lexicon.both:
        return _both(reader, at)
    small = reader.lexicon.numbers.small.get(word)
    if small is not None and reader.code(at + 1) in _COUNTS:
        return reader.put("n", at, at + 1, Stated.plain(small))
    found = reader.lexicon.numbers.read(reader.tokens, at)
    if found and found.value == 1 and reader.last() == "b" and _leads_to_count(reader, at + 1):
        return reader.put("I", at, at + 2)  # "he was one of four killed": as in "was among four killed"
    return _in_context(reader, at, found) if found else reader.put("x", at, at + 1)


def _leads_to_count(reader: Reader, of: int) -> bool:
    return reader.word(of) in wording("of") and reader.begins_number(of + 1)


def article(reader: Reader, at: int, _: Entry) -> int:
    """As in "a dozen" and "a hundred" are numbers, any other article is none."""
    found = reader.lexicon.numbers.read(reader.tokens, at)
    return _in_context(reader, at, found) if found else reader.put("a", at, at + 1)


def _both(reader: Reader, at: int) -> int:
    """As in "both were killed", "killing both": two people; in "both a man and a woman" it adds nothing."""
    following = reader.word(at + 1)
    if reader.code(at + 1) == "s" and reader.code(at + 2) == "h":  # "both his parents"
        return reader.put("n", at, at + 2, Stated.plain(reader.lexicon.both[reader.word(at)]))
    if following and following not in ",.;" and reader.code(at + 1) not in ("h", "b", "K", "D", "f"):
        return at + 1
    return reader.put("n", at, at + 1, Stated.plain(reader.lexicon.both[reader.word(at)]))


def multiple(reader: Reader, at: int, entry: Entry) -> int:
    """As in "double homicide" is two deaths."""
    if reader.code(at + 1) == "T":
        return reader.put("n", at, at + 1, Stated.plain(entry.data))
    return reader.put("x", at, at + 1)


def short(reader: Reader, at: int, entry: Entry) -> int:
    """Shorthand of notes, right behind a number, "3 inj", "3 inj."; elsewhere perhaps a label, "inj: 3"."""
    behind = reader.last() in ("n", "0", "Y") or (reader.last() == "h" and len(reader.word(at)) > 1)
    dotted = behind and reader.word(at + 1) == "." and at + 2 < len(reader.entries) and not reader.is_capital(at + 2)
    return reader.put("A" if behind else "k", at, at + 1 + dotted, entry.data)


def digits(reader: Reader, at: int) -> int:
    """A token that begins with a digit."""
    word = reader.word(at)
    if len(word) < 4 and word.isdecimal():  # most
        if reader.code(at + 1) in _COUNTS:
            return reader.put("n", at, at + 1, Stated.plain(int(word)))
        return _in_context(reader, at, reader.lexicon.numbers.of_plain(reader.tokens, at, int(word)))
    read = read_digits(word)
    if read.form in ("count", "scaled"):
        if _is_year(reader, at, int(read.value)):
            return reader.put("O", at, at + 1)
        found = reader.lexicon.numbers.of_digits(reader.tokens, at, read)
        return _in_context(reader, at, found) if found else reader.put("O", at, at + 1)
    if read.form == "range":
        return reader.put("n", at, at + 1, Stated(int(read.value), None, read.upper))
    if read.form == "age":
        return age(reader, at, at + 1, read)
    if read.form == "short":
        return _glued(reader, at, read)
    return reader.put("j" if read.form == "modifier" else "O", at, at + 1)


def _is_year(reader: Reader, at: int, value: int) -> bool:
    if not (1900 <= value <= 2100 and len(reader.word(at)) == 4):
        return False
    return reader.code(at + 1) not in _COUNTED or reader.word(at - 1) in wording("before a year")


def _glued(reader: Reader, at: int, read: Digits) -> int:
    """As in "3inj", "3K 5W"; but "10k people" are ten thousand."""
    value = int(read.value)
    if read.letters == "k" and reader.code(at + 1) in ("h", "j", "i"):
        return _in_context(reader, at, Number(value * 1000, at + 1))
    entry = reader.lexicon.words.get(read.letters)
    if not entry or entry.code not in ("k", "A", "K", "D", "h", "i"):
        return reader.put("O", at, at + 1)
    reader.put("n", at, at + 1, Stated.plain(value))
    return reader.put("A" if entry.code == "k" else entry.code, at, at + 1, entry.data)


def _in_context(reader: Reader, at: int, found: Number) -> int:
    """What a number is by what stands around it."""
    stop = found.next
    if reader.code(stop) in _COUNTS:  # most
        return reader.put("n", at, stop, Stated.plain(found.value, found.doubt))
    following = reader.word(stop)
    old = stop + 1 + (reader.word(stop + 1) == ".")  # "19 yr. old"
    if following in reader.lexicon.years and reader.word(old) in reader.lexicon.old:
        return reader.put("9", at, old + 1, Age(found.value < GROWN or not following.startswith("y")))
    if following in SEXED_AGES or following in wording("plain ages"):
        return age(reader, at, stop + 1, Digits("age", found.value, letters=following))
    if is_day(reader, stop):
        return reader.put("O", at, behind_day(reader, stop))
    if following in wording("clock"):
        return reader.put("O", at, stop + 1)
    return _count(reader, at, found)


def _count(reader: Reader, at: int, found: Number) -> int:
    """As in "12", "12 to 15", "between 12 and 15", "12 or more"; "from 12 to 15" may be a rise and stays two."""
    stop = found.next
    joint, before = reader.word(stop), reader.word(at - 1)
    if joint in wording("or") and reader.word(stop + 1) in wording("more"):
        return reader.put("n", at, stop + 2, Stated.plain(found.value, found.doubt).opened())
    ranged = before in wording("from to")
    joins = joint in reader.lexicon.to or joint == "-" or (joint in wording("and") and ranged)
    second = reader.number(stop + 1) if joins and before not in wording("rising") else None
    if second and found.value < second.value <= _WIDEST * max(found.value, 1):
        if ranged and reader.pieces and reader.pieces[-1].word == before:
            reader.pieces.pop()
        return reader.put("n", at, second.next, Stated(found.value, None, second.value))
    return reader.put("n", at, stop, Stated.plain(found.value, found.doubt))
