"""What columns a dataset's tables will have, from the heads of its files: a misspelt one is refused before the rest."""

from __future__ import annotations

from collections.abc import Mapping
from contextlib import closing
from typing import TYPE_CHECKING

from tieout.datasets import binding, columns, dates, store
from tieout.datasets.documents import adds_text
from tieout.datasets.files import located
from tieout.datasets.readers import RawReader, raw_reader
from tieout.datasets.typed import reading_of
from tieout.datasets.typed_source import is_typed, typed_source
from tieout.model.dataset import Dataset, Table
from tieout.model.mistake import Mistake

if TYPE_CHECKING:
    from duckdb import DuckDBPyConnection

TEXT_COLUMN = "_text"
OWN_TABLES = ("problems", "files", "built")


def headers(dataset: Dataset) -> dict[str, dict[str, str]]:
    """For each table its columns and the DuckDB type that each has in main.<table>, in the order they have there.

    `_row`, `_file` and `_line`, which every table has, are left out; `_text` stands where documents are read from
    files. JSON is read to its end, for a key may first appear there.

    Raises Mistake: "duplicate-table", "bad-date-format", and what `binding.lacking`, `files.located`,
    `columns.named` and the readers raise.
    """
    refuse_clashing_tables(dataset)
    with closing(store.in_memory()) as con:
        return {table.name: _columns(con, dataset, table) for table in dataset.tables}


def read_heads(dataset: Dataset, table: Table) -> list[tuple[str, RawReader]]:
    """A reader for each of a table's text-like files, which has read its header."""
    return [(file, raw_reader(located(dataset, table, file), table, file)) for file in table.files]


def _columns(con: DuckDBPyConnection, dataset: Dataset, table: Table) -> dict[str, str]:
    dates.refuse_bad_formats(con, table)
    if is_typed(table):
        with typed_source(con, dataset, table) as source:
            found: Mapping[str, str] = source.columns
            binding.lacking(table, source.heads)
    else:
        heads = [(file, reader.columns) for file, reader in read_heads(dataset, table)]
        found = dict.fromkeys(columns.joined(names for _, names in heads), "VARCHAR")
        binding.lacking(table, heads)
    typed = {name: reading_of(dataset, table, name, kind).target for name, kind in found.items()}
    return typed | ({TEXT_COLUMN: "VARCHAR"} if adds_text(table) else {})


def refuse_clashing_tables(dataset: Dataset) -> None:
    """Raise Mistake("duplicate-table") where DuckDB cannot tell two tables apart, tieout's own included."""
    seen = dict.fromkeys(OWN_TABLES, "one of tieout's own")
    for table in dataset.tables:
        name = columns.fold(table.name)
        if name in seen:
            what = f"the table '{table.name}' has the name of {seen[name]}"
            help_ = "names are compared without regard to capitals"
            raise Mistake("duplicate-table", what, at=table.at, help=help_)
        seen[name] = f"'{table.name}'"
