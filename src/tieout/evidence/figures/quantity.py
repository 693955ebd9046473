"""A count of people as a text words it, before and after it is bound to what happened."""

from __future__ import annotations

from dataclasses import dataclass, field

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


@dataclass(eq=False)
class Quantity:
    """`value` is the number as said, None where there is none; `lower` and `upper` (None: open) what it commits to.

    What is found out later is no argument: a text has many counts, and most of it stays as it is.
    """

    kind: str
    lower: int
    value: int | None
    upper: int | None
    population: str
    head: str
    start: int
    end: int
    qualifier: str = ""
    doubt: str = ""  # why the number itself is uncertain
    bound: str = field(default="", init=False)  # the form of the bound: n.., n+1.., ..n, about n
    other: bool = field(default=False, init=False)  # three others, two more
    partitive: bool = field(default=False, init=False)  # two of them, one of the victims
    added: bool = field(default=False, init=False)  # told as one more: "also", "later", "then"
    points_back: bool = field(default=False, init=False)  # five of them
    measure: str = field(default="", init=False)
    rule: str = field(default="", init=False)
    trigger: tuple[int, int] = field(default=(0, 0), init=False)
    parent: Quantity | None = field(default=None, init=False)
    member: bool = field(default=False, init=False)  # listed among the dead, of a total that stands elsewhere
    group: int = field(default=0, init=False)  # counts with the same group add up
    background: str = field(default="", init=False)
    unreal: bool = field(default=False, init=False)
    sentence: int = field(default=0, init=False)

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
