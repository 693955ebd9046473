"""The fast path: a text file that is provably plain is read by DuckDB itself, all cores, no Python in between."""

from __future__ import annotations

import codecs
from pathlib import Path
from typing import TYPE_CHECKING

from tieout.datasets import columns
from tieout.datasets.files import CHUNK
from tieout.datasets.readers.text import TextFile
from tieout.plan.quote import identifier, literal

if TYPE_CHECKING:
    import duckdb

    from tieout.datasets.rows import RawTable


TAIL = 3  # bytes of a chunk that are looked at again with the next


class Plainness:
    """Watches a file's chunks for whatever DuckDB's reader and ours could read differently.

    A plain file is UTF-8 without NUL, blank lines or blanks around a quoted cell (DuckDB drops those); all its lines
    end alike, with LF or CRLF; none is longer than two chunks. Whether its rows are rectangular, and whether each
    stands on a line of its own, DuckDB says itself: it refuses them, or their number is not that of the lines.
    """

    def __init__(self, delimiter: str) -> None:
        self._decoder = codecs.getincrementaldecoder("utf-8")()
        self._beside = _blanks_beside_quotes(delimiter.encode())
        self._tail = b"\n"  # a line end before the first byte makes a leading blank line visible
        self._clean = True
        self._breaks = self._returns = self._pairs = 0
        self.quoted = False

    def __call__(self, chunk: bytes) -> None:
        """Look at the next chunk."""
        self._breaks += chunk.count(b"\n")
        self._clean = self._clean and self._harmless(chunk)
        self._tail = chunk[-TAIL:]

    def _harmless(self, chunk: bytes) -> bool:
        if b"\0" in chunk or (len(chunk) == CHUNK and b"\n" not in chunk):
            return False
        joined = self._tail + chunk
        if b"\n\n" in joined or b"\n\r\n" in joined:
            return False
        if b'"' in chunk:
            self.quoted = True
        if self.quoted and any(blank in joined for blank in self._beside):
            return False
        if b"\r" in joined:
            self._returns += chunk.count(b"\r")
            self._pairs += chunk.count(b"\r\n") + (self._tail[-1:] == b"\r" and chunk[:1] == b"\n")
        try:
            self._decoder.decode(chunk)
        except UnicodeDecodeError:
            return False
        return True

    @property
    def plain(self) -> bool:
        """Whether the file, now read to its end, is plain."""
        whole = self._decoder.getstate()[0] == b""
        ends_alike = self._returns == self._pairs and self._returns in (0, self._breaks)
        blank_end = self.quoted and self._tail[-1:] in (b" ", b"\t")
        return self._clean and whole and ends_alike and not blank_end

    @property
    def lines(self) -> int:
        """How many lines the file has."""
        return self._breaks + (not self._tail.endswith(b"\n"))


def _blanks_beside_quotes(cut: bytes) -> tuple[bytes, ...]:
    """What blanks between a quoted cell and its delimiter look like, and little else does."""
    beside = (cut + b' "', b'" ' + cut, b'\n "', b'" \n', b'" \r', b'" "', b'  "', b'"  ')
    return beside if cut == b"\t" else (*beside, b'\t"', b'"\t')


def applies(reader: TextFile, plainness: Plainness) -> bool:
    """Whether the fast path may be tried: a plain file in UTF-8, whatever the dataset declares of it."""
    utf8 = reader.how.codec in (None, "utf-8") and reader.how.line_end == b"\n"
    return plainness.plain and utf8 and reader.header_lines == 1


def load(
    con: duckdb.DuckDBPyConnection, path: Path, reader: TextFile, raw: RawTable, plainness: Plainness, file: str
) -> bool:
    """Append a plain file's rows to the raw table.

    False, and nothing appended, where its rows are not rectangular or not each on a line of its own.
    """
    import duckdb

    con.execute("BEGIN")
    try:
        con.execute(_statement(path, reader, raw, plainness, file))
        (count,) = con.execute(f"SELECT count(*) - {raw.rows} FROM {raw.name}").fetchall()[0]
    except duckdb.Error:
        con.execute("ROLLBACK")
        return False
    if count != plainness.lines - 1:
        con.execute("ROLLBACK")
        return False
    con.execute("COMMIT")
    raw.rows += count
    return True


def _statement(path: Path, reader: TextFile, raw: RawTable, plainness: Plainness, file: str) -> str:
    quote = literal('"' if plainness.quoted else "")
    own = [f"c{place}" for place in range(len(reader.columns))]
    types = ", ".join(f"{name}: 'VARCHAR'" for name in own)
    placed = columns.places(reader.columns, raw.columns)
    values = ", ".join("NULL" if p is None else own[p] for p in placed)
    names = ", ".join(map(identifier, ("_row", "_file", "_line", *raw.columns)))
    return f"""
        INSERT INTO {raw.name} ({names})
        SELECT row_number() OVER () - 1 + {raw.rows}, {literal(file)}, row_number() OVER () + 1, {values}
        FROM read_csv({literal(str(path))}, auto_detect = false, header = false, skip = 1, columns = {{{types}}},
            delim = {literal(reader.delimiter)}, quote = {quote}, escape = {quote}, comment = '', encoding = 'utf-8',
            force_not_null = [{", ".join(map(literal, own))}], strict_mode = true, null_padding = false)
    """
