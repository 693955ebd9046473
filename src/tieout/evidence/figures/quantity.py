"""A count of people as a text words it, before and after it is bound to what happened."""

from __future__ import annotations

from dataclasses import dataclass

COUNT = "count"  # a number in digits or words
RANGE = "range"
VAGUE = "vague"  # dozens, several
ONE = "one"  # a man, the driver, policeman
NAME = "name"
PRONOUN = "pronoun"
SELF = "self"  # himself
PLURAL = "plural"  # policemen: two or more
NONE = "none"  # no one, no casualties

SINGLE = frozenset({ONE, NAME, PRONOUN, SELF})
PLAIN = frozenset({COUNT, ONE, NAME, PRONOUN, SELF})  # those with one value


@dataclass(slots=True, eq=False)
class Quantity:
    """`value` is the number as said, None where there is none; `lower` and `upper` (None: open) what it commits to."""

    kind: str
    lower: int
    value: int | None
    upper: int | None
    population: str
    head: str
    start: int
    end: int
    bound: str = ""  # the form of the bound: n.., n+1.., ..n, about n
    qualifier: str = ""
    other: bool = False  # three others, two more
    partitive: bool = False  # two of them, one of the victims
    added: bool = False  # told as one more: "also", "later", "then"
    points_back: bool = False  # five of them
    doubt: str = ""  # why the number itself is uncertain
    measure: str = ""
    rule: str = ""
    trigger: tuple[int, int] = (0, 0)
    parent: Quantity | None = None
    member: bool = False  # listed among the dead, of a total that stands elsewhere
    group: int = 0  # counts with the same group add up
    extra: bool = False  # stands beside a total: "in addition to the assailant"
    background: str = ""
    unreal: bool = False
    sentence: int = 0

    @property
    def top(self) -> bool:
        """Whether this is a figure by itself and no part of another."""
        return self.parent is None and not self.member

    @property
    def is_one(self) -> bool:
        """Whether it is a single person: "a man", "one man", "Karim"."""
        return self.kind in SINGLE or (self.kind == COUNT and self.value == 1)

    @property
    def is_more(self) -> bool:
        """Whether it comes on top of people counted before."""
        return self.other or self.added

    @property
    def bare(self) -> bool:
        """Whether nothing says what is counted: "12 killed"."""
        return not self.head
