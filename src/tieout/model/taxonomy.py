"""Which figures exist, which lie within which, and which make up a whole."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field


@dataclass(frozen=True, slots=True)
class Group:
    """A whole and the parts that a taxonomy relates to it, each a figure role such as `killed.children`."""

    whole: str
    parts: tuple[str, ...]

    @property
    def words(self) -> str:
        """`killed.women + killed.men within killed`."""
        return f"{' + '.join(self.parts)} within {self.whole}"


@dataclass(frozen=True, slots=True)
class Taxonomy:
    """The figures of a dataset family and how they nest.

    `within`: each part lies inside the whole. `disjoint`: the parts do not overlap, so together they lie
    inside the whole. `sums`: the parts are disjoint and make up the whole exactly.
    """

    id: str = ""
    figures: Mapping[str, str] = field(default_factory=dict)  # role -> what it counts
    within: tuple[Group, ...] = ()  # one part each
    disjoint: tuple[Group, ...] = ()
    sums: tuple[Group, ...] = ()
