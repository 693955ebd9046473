"""The fast tier: SQL that confirms in bulk that a figure's number stands bound to its measure in its quote.

It only ever confirms. What it does not confirm is left to `check_figure`: every text with wording that could make the
number a part, a bound or another's is left alone. The patterns are constants (RE2 compiles a pattern once if it does
not change from row to row), and numbers in words are a small table that is joined on the value.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator
from functools import cache

from tieout.evidence.figures.lexicon import forms
from tieout.evidence.figures.numbers import NumberWords
from tieout.evidence.language import word_lists
from tieout.plan.quote import identifier

_MEASURES = ("killed", "injured")
_LONGEST = 400  # code points; a longer text holds too much to be read by two patterns
_MOST_SPELLED = 100  # numbers in words up to here; greater ones stand in digits
_DIGITS = r"\d{1,3}(?:,\d{3})+|\d+"
_PEOPLE = "[a-z-]*(?:s|men|people|women|children|police|troops)"
_AUXILIARY = "(?:(?:was|were|is|are|has|have|been|reportedly|later|found|then) )+"
_BEFORE = "(?:at least |over |more than |about |around |some |a total of )?"


def confirming(*, table: str, key: str, text: str, measure: str, value: str) -> str:
    """SQL for DuckDB: the keys of the rows whose `text` states `value` for `measure`, each once.

    The arguments are names of the table and of its columns, quoted here. `measure` holds the names of measures
    ("killed", "injured"); rows with another measure, without a text or without a whole number are never confirmed.
    """
    columns = {"key": key, "text": text, "measure": measure, "value": value}
    of = {name: identifier(column) for name, column in columns.items()}
    left = _by_measure("NOT regexp_matches(text, '{}')", _left_alone)
    said = _by_measure("regexp_extract(text, '{}')", _patterns)
    return f"""
WITH spelled(n, word, other) AS (VALUES {", ".join(_spelled())}),
claims AS (
  SELECT {of["key"]} AS key, lower({of["text"]}) AS text, lower({of["measure"]}) AS measure,
    CAST({of["value"]} AS BIGINT) AS n
  FROM {identifier(table)}
  WHERE {of["value"]} > 0 AND {of["value"]} < 1e9 AND {of["value"]} = floor({of["value"]})
    AND length({of["text"]}) < {_LONGEST}
),
simple AS (SELECT * FROM claims WHERE {left}),
stated AS (SELECT key, n, regexp_extract({said}, '{_number()}') AS said FROM simple)
SELECT DISTINCT key FROM stated LEFT JOIN spelled USING (n)
WHERE said = CAST(n AS VARCHAR) OR said = format('{{:,}}', n) OR said = word OR said = other
""".strip()


def _by_measure(sql: str, pattern: Callable[[str], str]) -> str:
    """SQL with the pattern of the row's measure; NULL for measures that are not confirmed."""
    cases = " ".join(f"WHEN '{name}' THEN {sql.format(pattern(name))}" for name in _MEASURES)
    return f"CASE measure {cases} END"


@cache
def _patterns(measure: str) -> str:
    """The number before the deed ("12 people were killed") or behind it ("killing 12"): the first number of a match.

    A text has at most one match, because one with two deeds is left alone. One pattern without groups: groups, lists
    of matches and a second pass over the text take several times as long.
    """
    lists = word_lists("measures")[measure]
    participles, states = _single(lists["participle"]), _single(lists["state"])
    deeds = _choice([*participles, *states, *(["died"] if measure == "killed" else [])])
    active = _choice([*participles, *_single(lists["gerund"]), *_single(lists["verb"])])
    counted = rf"\b(?:{_number()}) (?:[a-z]+ )?(?:{_PEOPLE} )?"
    behind = rf"{counted}(?:{_AUXILIARY}{deeds}\b|{deeds}(?:[.,;)]|$| (?:in|at|after|when|and|on|by|near) ))"
    ahead = rf"\b{active} {_BEFORE}(?:{_number()})(?: (?:[a-z]+ )?{_PEOPLE}|[,.;]| in | at | and {active}|$)"
    return f"{behind}|{ahead}"


@cache
def _left_alone(measure: str) -> str:
    """Wording that is left to the grammar; lists, whose numbers are no total; a second deed of the same measure."""
    lists = word_lists("measures")[measure]
    kinds = ("participle", "gerund", "verb", "state", "happens")
    deeds = _choice([word for kind in kinds for word in _single(lists[kind])])
    listed = (
        rf"{_PEOPLE}(?:,| and|, and)? (?:{_number()}) (?:[a-z]+ )?{_PEOPLE}",
        rf"[a-z]*[^d\W](?:,| and) (?:his |her |their |the )?(?:{_number()}) (?:[a-z]+ )?{_PEOPLE}",
        rf"{_PEOPLE},? and (?:a|an|one|the|his|her|their) [a-z]+",
        rf"of the (?:{_number()}) ",
    )
    wording = [pattern.replace("'", "''") for pattern in word_lists("bulk")["left to the grammar"]]
    return "|".join((*wording, *listed, rf"\b{deeds}\b.*\b{deeds}\b"))


def _number() -> str:
    lists = word_lists("numbers")
    digits = [word for word, value in lists["units"].items() if 0 < value < 10]
    units = [word for word, value in lists["units"].items() if value]
    return rf"{_DIGITS}|\b{_choice(lists['tens'])}(?:-{_choice(digits)})?\b|\b{_choice(units)}\b"


def _spelled() -> Iterator[str]:
    """Each number in words, as one or two spellings: 40 is "forty" and "fourty"."""
    small = NumberWords.of(word_lists("numbers"), frozenset()).small
    for number in range(1, _MOST_SPELLED):
        words = [f"'{word}'" for word, value in small.items() if value == number]
        yield f"({number}, {words[0]}, {words[1] if len(words) > 1 else 'NULL'})"


def _single(words: str) -> list[str]:
    return [word for word, _ in forms(words) if word.isalpha()]


def _choice(words: Iterable[str]) -> str:
    return "(?:" + "|".join(sorted(words, key=lambda word: (-len(word), word))) + ")"
