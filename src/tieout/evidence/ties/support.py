"""What a dataset records of one figure and of what it rests on."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field, replace
from typing import Any

from tieout.model.figure import Bounds

LONGEST = 20_000  # characters; longer words are no quote
SHOWN = 240  # characters of such words that a tie shows


@dataclass(frozen=True, slots=True)
class Support:
    """One figure of a long table with its document and its source, as the engine reads them side by side.

    `registered` says whether the source is in the register, `kept` whether the document is among the documents.
    """

    row: int
    table: str = ""
    key: Mapping[str, str | None] = field(default_factory=dict)
    event: str | None = None
    measure: str | None = None
    population: str | None = None
    lower: float | None = None
    best: float | None = None
    upper: float | None = None
    words: str | None = None
    scope: str | None = None
    quote: str | None = None
    quote_start: int | None = None
    quote_end: int | None = None
    quote_prefix: str | None = None
    quote_suffix: str | None = None
    reported: str | None = None
    source: str | None = None
    registered: bool = False
    source_name: str | None = None
    document: str | None = None
    kept: bool = False
    document_source: str | None = None
    publisher: str | None = None
    document_language: str | None = None
    text: str | None = None
    file: str | None = None
    hash: str | None = None
    found_hash: str | None = None
    text_hash: str | None = None
    normalisation: str | None = None

    @classmethod
    def read(cls, row: Mapping[str, Any]) -> Support:
        """The support that a row of the engine's SELECT describes; what it does not hold stays unknown."""
        known = {name: row[name] for name in cls.__dataclass_fields__ if name in row and name != "row"}
        return cls(row=row["_row"], **known)

    @property
    def figure(self) -> str:
        """`killed.children`, as the taxonomy names it."""
        measure = (self.measure or "").strip().lower() or "figure"
        population = (self.population or "").strip().lower()
        return measure if population in ("", "all", "any") else f"{measure}.{population}"

    @property
    def is_background(self) -> bool:
        """Whether the dataset records it as a figure of something larger than the event."""
        return (self.scope or "").strip().lower() == "background"

    @property
    def known(self) -> bool:
        return self.recorded.known

    @property
    def recorded(self) -> Bounds:
        return Bounds(self.lower, self.best, self.upper)

    @property
    def has_bounds(self) -> bool:
        """Whether a bound is recorded as a number."""
        return self.lower is not None or self.upper is not None

    @property
    def qualifier(self) -> str:
        """The words recorded before the number, as a vocabulary lists them: "at least"; "" for none."""
        return (self.words or "").strip().lower()

    @property
    def value(self) -> str:
        """The figure as a reader would say it: "at least 53"."""
        said = (self.words or "").strip()
        plain = self.best is not None and not self.has_bounds
        return f"{said} {self.recorded.words}" if said and plain else self.recorded.words

    @property
    def quote_shown(self) -> str | None:
        """The quote; of words too long to be one, which may be a whole document, their beginning and length."""
        if self.quote is None or len(self.quote) <= LONGEST:
            return self.quote
        return f"{self.quote[:SHOWN]}... ({len(self.quote):,} characters)"

    @property
    def recognised_by(self) -> tuple[object, ...]:
        """What tells this figure from every other of the dataset, without its document's text."""
        figure = self.measure, self.population, self.lower, self.best, self.upper, self.words, self.scope
        place = self.quote_start, self.quote_end, self.quote_prefix, self.quote_suffix
        return self.row, self.event, *figure, self.quote, *place, self.source, self.document

    @property
    def withheld(self) -> bool:
        """Whether the document is kept elsewhere: no file of it is named here, only a hash or the place of a quote."""
        stated = (self.hash, self.text_hash, self.quote_start)
        here = self.text is not None or self.file or self.document is None
        return not here and any(one is not None for one in stated)

    def quoted_by_place(self) -> Support:
        """With the words at the recorded place, where it is all that is recorded of a quote and the text is here."""
        start, end = self.quote_start, self.quote_end
        if self.quote or self.text is None or start is None or end is None:
            return self
        within = 0 <= start < end <= min(len(self.text), start + LONGEST)
        return replace(self, quote=self.text[start:end]) if within else self
