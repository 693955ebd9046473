"""Build a dataset: its files -> one DuckDB file, whole or not at all."""

from __future__ import annotations

import os
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import TYPE_CHECKING

from tieout.datasets import binding, columns, documents, fingerprint, store
from tieout.datasets.files import FileFacts, located, read_through
from tieout.datasets.headers import read_heads, refuse_clashing_tables
from tieout.datasets.problems import Faults, Problems
from tieout.datasets.readers import RawReader, plain
from tieout.datasets.readers.text import TextFile
from tieout.datasets.rows import RawTable
from tieout.datasets.typed import prepare, type_relation, type_table
from tieout.datasets.typed_source import is_typed, typed_source
from tieout.model.dataset import Dataset, Table
from tieout.plan.quote import identifier

if TYPE_CHECKING:
    import duckdb

Progress = Callable[[str], None]


def build(
    dataset: Dataset, target: Path, *, progress: Progress | None = None, reader: documents.Reader | None = None
) -> None:
    """Read every file of a dataset into the DuckDB file `target`: `raw`, `main`, `main.problems`, `main.files`.

    The file is written aside and renamed, so that `target` is always whole. `progress` is told what is being read,
    `reader` reads documents that are not plain text.
    Raises Mistake where a file cannot be read at all and what `binding.lacking` does; bad data inside a file, and
    a column that only some files of a table have, are noted in `main.problems`.
    """
    tell = progress or (lambda _: None)
    refuse_clashing_tables(dataset)
    target.parent.mkdir(parents=True, exist_ok=True)
    aside = target.with_name(f".{target.name}.{os.getpid()}.building")
    aside.unlink(missing_ok=True)
    with store.written(aside) as con:
        prepare(con)
        read = [facts for table in dataset.tables for facts in _load(con, dataset, table, tell, reader)]
        fingerprint.record(con, dataset, dict.fromkeys(read))
    aside.replace(target)


def is_current(dataset: Dataset, target: Path) -> bool:
    """Whether `target` was built by this tieout from the same description and the same files."""
    import duckdb

    if not target.is_file():
        return False
    try:
        with store.opened(target) as con:
            return fingerprint.matches(con, dataset)
    except duckdb.Error:
        return False


def _load(
    con: duckdb.DuckDBPyConnection, dataset: Dataset, table: Table, tell: Progress, reader: documents.Reader | None
) -> Iterator[FileFacts]:
    yield from (_load_typed if is_typed(table) else _load_texts)(con, dataset, table, tell)
    if documents.names_files(table):
        tell(f"reading the documents of {table.name}")
        for facts in documents.read_documents(con, dataset, table, reader):
            _record_file(con, table, facts, 1, "utf-8")
            yield facts


def _load_texts(con: duckdb.DuckDBPyConnection, dataset: Dataset, table: Table, tell: Progress) -> Iterator[FileFacts]:
    heads = read_heads(dataset, table)
    names = columns.joined(reader.columns for _, reader in heads)
    lacking = binding.lacking(table, [(file, reader.columns) for file, reader in heads])
    raw = RawTable(con, table, names)
    found = Problems(con)
    binding.note_lacking(found, table, lacking)
    for file, reader in heads:
        tell(f"reading {file}")
        before = raw.rows
        path = located(dataset, table, file)
        facts = _append(con, raw, path, file, reader, Faults(found, table, file, before))
        encoding = reader.decoder.encoding if reader.decoder else ""
        _record_file(con, table, facts, raw.rows - before, encoding)
        yield facts
    found.flush()
    tell(f"typing {table.name}")
    type_table(con, dataset, table, names)


def _append(
    con: duckdb.DuckDBPyConnection, raw: RawTable, path: Path, file: str, reader: RawReader, faults: Faults
) -> FileFacts:
    if not isinstance(reader, TextFile):
        facts = read_through(path, file)
        raw.append(file, reader.columns, reader.rows(faults), faults)
        return facts
    plainness = plain.Plainness(reader.delimiter)
    facts = read_through(path, file, plainness)
    if not (plain.applies(reader, plainness) and plain.load(con, path, reader, raw, plainness, file)):
        raw.append(file, reader.columns, reader.rows(faults), faults)
    return facts


def _load_typed(con: duckdb.DuckDBPyConnection, dataset: Dataset, table: Table, tell: Progress) -> Iterator[FileFacts]:
    tell(f"reading {', '.join(table.files)}")
    with typed_source(con, dataset, table) as source:
        found = Problems(con)
        binding.note_lacking(found, table, binding.lacking(table, source.heads))
        found.flush()
        type_relation(con, dataset, table, source.relation, source.columns)
    name = f"main.{identifier(table.name)}"
    for file in table.files:
        facts = read_through(located(dataset, table, file), file)
        (count,) = con.execute(f"SELECT count(*) FROM {name} WHERE _file = ?", [file]).fetchall()[0]
        _record_file(con, table, facts, count, "")
        yield facts


def _record_file(con: duckdb.DuckDBPyConnection, table: Table, facts: FileFacts, rows: int, encoding: str) -> None:
    if facts.size is not None:
        values = [table.name, facts.path, facts.sha256, facts.size, rows, encoding]
        con.execute("INSERT INTO main.files VALUES (?, ?, ?, ?, ?, ?)", values)
