"""One reader a format. A text-like file gives rows of texts; a typed one (Parquet, DuckDB) is a relation already."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path
from typing import Protocol

from tieout.datasets.decoding import Decoder
from tieout.datasets.problems import Faults
from tieout.model.dataset import Format, Table
from tieout.project.dataset_file import ENDINGS

RawRow = tuple[int | None, list[str | None]]  # physical line from 1, cells in the order of the reader's columns

TYPED = (Format.PARQUET, Format.DUCKDB)


class RawReader(Protocol):
    """Reads one text-like file; bad data is noted in the faults, it raises Mistake where there is nothing to read."""

    @property
    def columns(self) -> tuple[str, ...]:
        """The file's column names."""

    @property
    def decoder(self) -> Decoder | None:
        """What reads the file's bytes, and knows what the rows read so far were written in; None for no text."""

    def rows(self, faults: Faults) -> Iterator[RawRow]:
        """The rows in the file's order. A fault noted before a row is yielded belongs to that row."""


def format_of(table: Table, file: str) -> Format:
    """The declared format, else the one that the file's ending says; text where it says none."""
    return table.reading.format or ENDINGS.get(file.rsplit(".", 1)[-1].lower(), Format.CSV)


def raw_reader(path: Path, table: Table, file: str) -> RawReader:
    """The reader of a text-like file. Raises Mistake where the file has no header, cannot be opened or is no text."""
    kind = format_of(table, file)
    if kind is Format.JSON:
        from tieout.datasets.readers.json import JsonFile

        return JsonFile(path, table, file)
    if kind is Format.JSON_LINES:
        from tieout.datasets.readers.json_lines import JsonLinesFile

        return JsonLinesFile(path, table, file)
    if kind is Format.EXCEL:
        from tieout.datasets.readers.excel import ExcelFile

        return ExcelFile(path, table, file)
    from tieout.datasets.readers.disguised import refuse_disguised
    from tieout.datasets.readers.text import TextFile

    refuse_disguised(path, table, file)
    return TextFile(path, table, file)
