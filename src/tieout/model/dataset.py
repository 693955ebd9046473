"""A dataset: named tables, the files they come from, and what each column means."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date
from enum import StrEnum

from tieout.model.mistake import Position
from tieout.model.taxonomy import Taxonomy


class Type(StrEnum):
    """What a column's values are read as."""

    TEXT = "text"
    INTEGER = "integer"
    NUMBER = "number"
    DATE = "date"
    TIMESTAMP = "timestamp"
    BOOLEAN = "boolean"


class Format(StrEnum):
    """How a raw file is written."""

    CSV = "csv"
    TSV = "tsv"
    JSON = "json"
    JSON_LINES = "jsonl"
    PARQUET = "parquet"
    EXCEL = "xlsx"
    DUCKDB = "duckdb"


@dataclass(frozen=True, slots=True)
class Role:
    """What a column can mean. `event.start` belongs to the relation `events`; `refers` names the role it points at.

    `register` marks a reference that has a check of its own, so that it is not reported twice.
    """

    name: str
    relation: str
    type: Type
    about: str
    refers: str | None = None
    register: bool = False

    @property
    def identifies(self) -> bool:
        """Whether it only names a row, this one or another: a column may do that and be a date as well."""
        return self.refers is not None or self.name.endswith(".id")


@dataclass(frozen=True, slots=True)
class FigureColumns:
    """The columns of a wide table that hold one figure's bounds and, where kept, its qualifier as worded."""

    lower: str | None = None
    best: str | None = None
    upper: str | None = None
    words: str | None = None
    at: Position = Position("")

    @property
    def columns(self) -> tuple[str, ...]:
        return tuple(c for c in (self.lower, self.best, self.upper, self.words) if c)


@dataclass(frozen=True, slots=True)
class Reading:
    """How a raw file is to be read; None leaves it to the reader to find out."""

    format: Format | None = None
    encoding: str | None = None
    delimiter: str | None = None
    sheet: str | None = None  # Excel
    table: str | None = None  # DuckDB
    records: str | None = None  # JSON: the key that holds the list of records


@dataclass(frozen=True, slots=True)
class Table:
    """One table of a dataset.

    `relation` is the canonical table it fills (`events`, `figures`, ...) or its own name. `key` names the
    columns that identify a row. `roles` maps role -> column, `figures` maps figure role -> columns.
    """

    name: str
    relation: str
    files: tuple[str, ...]
    at: Position
    reading: Reading = Reading()
    key: tuple[str, ...] = ()
    roles: Mapping[str, str] = field(default_factory=dict)
    figures: Mapping[str, FigureColumns] = field(default_factory=dict)
    types: Mapping[str, Type] = field(default_factory=dict)  # every column that is not text
    formats: Mapping[str, tuple[str, ...]] = field(default_factory=dict)  # date column -> strptime formats
    withheld: tuple[str, ...] = ()  # columns that no report may show
    positions: Mapping[str, Position] = field(default_factory=dict)  # column -> where the file names it
    file_positions: Mapping[str, Position] = field(default_factory=dict)  # file -> where it is named

    def place(self, file: str) -> Position:
        """Where the description names one of the table's files."""
        return self.file_positions.get(file, self.at)


@dataclass(frozen=True, slots=True)
class Dataset:
    """What is audited, as `dataset.yaml` describes it.

    `folder` is where its files lie; `conventions` say how the dataset turns words into numbers ("dozens" is 12).
    """

    name: str
    folder: str
    at: Position
    tables: tuple[Table, ...]
    title: str = ""
    about: str = ""
    publisher: str = ""
    licence: str = ""
    release: str = ""
    taxonomy: Taxonomy = Taxonomy()
    covers: tuple[date, date] | None = None
    sentinels: tuple[str, ...] = ()
    conventions: Mapping[str, str | int | float | bool | None] = field(default_factory=dict)

    def table(self, name: str) -> Table:
        """The table of that name. Raises KeyError."""
        for table in self.tables:
            if table.name == name:
                return table
        raise KeyError(name)

    def filling(self, relation: str) -> tuple[Table, ...]:
        """The tables that fill a canonical relation, or the table of that name."""
        return tuple(t for t in self.tables if relation in (t.relation, t.name))

    @property
    def names(self) -> tuple[str, ...]:
        return tuple(t.name for t in self.tables)
