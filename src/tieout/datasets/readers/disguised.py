"""Files that are no text although their name says so: a workbook saved as .csv, a web page in place of a download."""

from __future__ import annotations

from pathlib import Path

from tieout.model.dataset import Table
from tieout.model.mistake import Mistake

SAY = "say so: `format: {}`"
SIGNS = (
    (b"PK\x03\x04", "a zip file, as Excel's workbooks are", SAY.format("xlsx") + ", or unpack it"),
    (b"PAR1\x15", "a Parquet file", SAY.format("parquet")),
    (b"\x1f\x8b\x08", "a gzip file", "unpack it"),
    (b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1", "a file of an old Excel or Word", "save it as .xlsx or .csv"),
    (b"%PDF-", "a PDF", "export its tables as .csv"),
)
DUCKDB = b"DUCK"  # from the ninth byte on
PAGES = (b"<!doctype html", b"<html")


def refuse_disguised(path: Path, table: Table, file: str) -> None:
    """Raise Mistake("not-text") where a file begins as no table of text does."""
    with path.open("rb") as stream:
        head = stream.read(100)
    found = [(what, help_) for sign, what, help_ in SIGNS if head.startswith(sign)]
    if head[8:12] == DUCKDB:
        found.append(("a DuckDB file", SAY.format("duckdb")))
    if head.removeprefix(b"\xef\xbb\xbf").lstrip().lower().startswith(PAGES):
        found.append(("a web page", "open it in a browser: the download may have failed"))
    for what, help_ in found:
        raise Mistake("not-text", f"'{file}' is {what}, no text", at=table.place(file), help=help_)
