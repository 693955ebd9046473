"""Numbers that count nobody: dates, times, ages, names of things ("flight 17", "no. 5"), money."""

from __future__ import annotations

from tieout.evidence.figures.digits import Digits
from tieout.evidence.figures.lexicon import Entry, Person
from tieout.evidence.figures.reader import GROWN, Age, Reader
from tieout.evidence.figures.wording import wording

SEXED_AGES = {"yom": "men", "yof": "women"}  # "19 yom" in notes: a man of nineteen


def month(reader: Reader, at: int, _: Entry) -> int:
    """A month with its day and year; "in May 12 people" counts people, and "may" is a verb."""
    number = day_or_year(reader.word(at + 1))
    if not number:
        return reader.put("v" if reader.word(at) in wording("month or verb") else "O", at, at + 1)
    if number <= 31 and reader.word(at - 1) in wording("in") and reader.code(at + 2) in ("h", "j", "i"):
        return reader.put("O", at, at + 1)
    stop = at + 2
    while reader.word(stop) in wording("days") and (number := day_or_year(reader.word(stop + 1))):
        if number <= 31 and reader.code(stop + 2) in ("h", "K", "j", "i"):
            break
        stop += 2
    return reader.put("O", at, stop)


def is_day(reader: Reader, stop: int) -> bool:
    """Whether the number before `stop` is the day of a month: "12 May", "12 of May"."""
    stop += reader.word(stop) in wording("of")
    return reader.code(stop) == "M" and (reader.word(stop) not in wording("month or verb") or reader.is_capital(stop))


def behind_day(reader: Reader, stop: int) -> int:
    """The place behind a month and, where it stands, its year."""
    stop += 1 + (reader.word(stop) in wording("of"))
    after = stop + (reader.word(stop) == ",")
    return after + 1 if day_or_year(reader.word(after)) >= 1900 else stop


def day_or_year(word: str) -> int:
    """A day of the month or a year; 0 for anything else."""
    digits = word[:-2] if word[-2:] in ("st", "nd", "rd", "th") else word
    number = int(digits) if digits.isdecimal() and len(digits) <= 4 else 0
    return number if number <= 31 or 1900 <= number <= 2100 else 0


def sex(reader: Reader, at: int, entry: Entry) -> int:
    """As in "F/24": a woman of that age; alone the letter says nothing."""
    digits = reader.word(at + 2) if reader.word(at + 1) == "/" else ""
    if not digits.isdecimal() or len(digits) > 3:
        return reader.put("x", at, at + 1)
    return reader.put("i", at, at + 3, Person("children") if int(digits) < GROWN else entry.data)


def day_part(reader: Reader, at: int, _: Entry) -> int:
    """As in "Friday night"; alone it is a thing like others."""
    return at + 1 if reader.last() == "O" else reader.put("o", at, at + 1)


def label(reader: Reader, at: int, entry: Entry) -> int:
    """As in "Flight 17", "article 5", "#4", "Rs 500": the number names something, or is money."""
    after = at + 1 + (reader.word(at + 1) == ".")
    if reader.word(after)[:1].isdigit():
        return reader.put("O", at, after + 1)
    return reader.put("o" if entry.code == "@" else "x", at, at + 1)


def none(reader: Reader, at: int, _: Entry) -> int:
    """As in "no", unless it is "No. 5"."""
    if reader.word(at + 1) == "." and reader.word(at + 2)[:1].isdigit():
        return reader.put("O", at, at + 3)
    return reader.put("0", at, at + 1)


def aged(reader: Reader, at: int, _: Entry) -> int:
    """As in "aged 12", "aged between 5 and 12", "ages 3, 5 and 7", "under 12"."""
    stop, end, ages = at + 1, at + 1, []
    while stop < at + 12:
        number = reader.number(stop)
        if number:
            ages.append(number.value)
            stop = end = number.next
        elif reader.word(stop) in wording("ages"):
            stop += 1
        else:
            break
    return reader.put("9", at, end, Age(bool(ages) and max(ages) < GROWN)) if ages else reader.put("x", at, at + 1)


def qualifier(reader: Reader, at: int, entry: Entry) -> int:
    """Wording of a bound; "children under 12" gives an age."""
    young = reader.word(at + 1).isdecimal() and int(reader.word(at + 1)[:4]) <= GROWN
    if entry.data == "..n-1" and young and reader.last() in ("h", "i") and reader.code(at + 2) not in ("h", "i", "j"):
        return aged(reader, at, entry)
    if reader.word(at) in reader.lexicon.also_prepositions and not _leads_to_number(reader, at + 1):
        return reader.put("p", at, at + 1)
    return reader.put("q", at, at + 1, entry.data)


def _leads_to_number(reader: Reader, at: int) -> bool:
    """Whether a number follows, perhaps behind another qualifier or an article: "over a hundred", "about some 30"."""
    place = at + (reader.code(at) in ("q", "a", "d", ""))
    return any(reader.begins_number(here) or reader.code(here) == "y" for here in (at, place))


def age(reader: Reader, at: int, stop: int, digits: Digits) -> int:
    """As in "12-year-old", "34yo"; "19yom" is a man of that age."""
    child = digits.value < GROWN
    if digits.letters in SEXED_AGES:
        return reader.put("i", at, stop, Person("children" if child else SEXED_AGES[digits.letters]))
    return reader.put("9", at, stop, Age(child))


def age_in_words(reader: Reader, word: str) -> Age:
    """As in "twenty-year-old"; months, weeks and days are a child's."""
    parts = word.split("-")
    if "year" not in parts and "years" not in parts:
        return Age(child=True)
    small = reader.lexicon.numbers.small
    return Age(small.get("-".join(parts[:2]), small.get(parts[0], GROWN)) < GROWN)
