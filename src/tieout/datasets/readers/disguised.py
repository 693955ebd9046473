"""Files that are no text although their name says so: a workbook saved as .csv, a web page in place of a download,
letters of two bytes each."""

from __future__ import annotations

import codecs
from pathlib import Path

from tieout.model.dataset import Table
from tieout.model.mistake import Mistake

SAY = "say so: `format: {}`"
SAY_ENCODING = "say so: `encoding: {}`"
SIGNS = (
    (b"PK\x03\x04", "a zip file, as Excel's workbooks are", SAY.format("xlsx") + ", or unpack it"),
    (b"PAR1\x15", "a Parquet file", SAY.format("parquet")),
    (b"\x1f\x8b\x08", "a gzip file", "unpack it"),
    (b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1", "a file of an old Excel or Word", "save it as .xlsx or .csv"),
    (b"%PDF-", "a PDF", "export its tables as .csv"),
)
DUCKDB = b"DUCK"  # from the ninth byte on
HEAD = 100  # bytes that tell
FEWEST = 4  # pairs of bytes; fewer could be chance
MARKS = (codecs.BOM_UTF16_LE, codecs.BOM_UTF16_BE)
PAGES = (b"<!doctype html", b"<html")


def refuse_disguised(path: Path, table: Table, file: str) -> None:
    """Raise Mistake("not-text") where a file begins as no table of text does, Mistake("not-utf-8") where it is in
    UTF-16 and neither its first bytes nor the description say so."""
    with path.open("rb") as stream:
        head = stream.read(HEAD)
    _refuse_two_byte_letters(head, table, file)
    found = [(what, help_) for sign, what, help_ in SIGNS if head.startswith(sign)]
    if head[8:12] == DUCKDB:
        found.append(("a DuckDB file", SAY.format("duckdb")))
    if head.removeprefix(b"\xef\xbb\xbf").lstrip().lower().startswith(PAGES):
        found.append(("a web page", "open it in a browser: the download may have failed"))
    for what, help_ in found:
        raise Mistake("not-text", f"'{file}' is {what}, no text", at=table.place(file), help=help_)


def _refuse_two_byte_letters(head: bytes, table: Table, file: str) -> None:
    """Most letters of a header are Latin, whose second byte (little end first) or first byte is zero."""
    pairs = len(head) // 2
    if table.reading.encoding or head.startswith(MARKS) or pairs < FEWEST:
        return
    zeros = [head[place : 2 * pairs : 2].count(0) for place in (0, 1)]
    for codec, mostly, never in (("utf-16-le", zeros[1], zeros[0]), ("utf-16-be", zeros[0], zeros[1])):
        if never == 0 and mostly > pairs / 2:
            what = f"every other byte of '{file}' is zero, as in UTF-16"
            raise Mistake("not-utf-8", what, at=table.place(file), help=SAY_ENCODING.format(codec))
