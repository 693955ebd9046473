"""Bytes -> text, line by line: real files mix encodings, and no byte may be lost or guessed at in silence."""

from __future__ import annotations

import codecs
import re
from dataclasses import dataclass

from tieout.model.dataset import Table
from tieout.model.mistake import Mistake

HEAD = 1_000_000  # bytes that decide which line end a file uses
BOMS = ((codecs.BOM_UTF8, "utf-8"), (codecs.BOM_UTF16_LE, "utf-16-le"), (codecs.BOM_UTF16_BE, "utf-16-be"))
UNITS = {"utf-16-le": 2, "utf-16-be": 2, "utf-32-le": 4, "utf-32-be": 4}
ALIASES = {"utf-8-sig": "utf-8", "utf-16": "utf-16-le", "utf-32": "utf-32-le"}
LONE_RETURN = re.compile(r"\r(?!\r*\n)")


def _as_cp1252(error: UnicodeError) -> tuple[str, int]:
    """Read the bytes that are not UTF-8 as cp1252; raises where cp1252 does not have them either."""
    assert isinstance(error, UnicodeDecodeError)  # noqa: S101 - these handlers are used for decoding only
    return error.object[error.start : error.end].decode("cp1252"), error.end


def _as_cp1252_or_visible(error: UnicodeError) -> tuple[str, int]:
    """The same, with a visible hexadecimal escape for bytes that neither encoding has."""
    assert isinstance(error, UnicodeDecodeError)  # noqa: S101 - as above
    return error.object[error.start : error.end].decode("cp1252", "backslashreplace"), error.end


codecs.register_error("tieout.cp1252", _as_cp1252)
codecs.register_error("tieout.cp1252-or-visible", _as_cp1252_or_visible)


@dataclass(frozen=True, slots=True)
class Encoding:
    """How a file's bytes are text. Without a `codec` each line is UTF-8 or, where it is not, cp1252.

    `start` is the first byte behind a byte order mark, `line_end` the bytes that end a line, `unit` their alignment.
    """

    codec: str | None
    start: int
    line_end: bytes
    unit: int = 1


def encoding_of(head: bytes, declared: str | None, table: Table) -> Encoding:
    """The encoding that a byte order mark, else the dataset's description, gives, and the line end its head uses.

    A lone carriage return ends lines only where such are more frequent than line feeds (old Macintosh files).
    Raises Mistake("unknown-encoding").
    """
    mark, marked = next(((m, c) for m, c in BOMS if head.startswith(m)), (b"", None))
    codec = _codec(declared, table) if declared else None
    if marked and marked != "utf-8":
        codec = marked
    text = head[len(mark) :].decode(codec or "latin-1", "replace")
    lone = len(LONE_RETURN.findall(text))
    end = "\r" if lone > text.count("\n") else "\n"
    return Encoding(codec, len(mark), end.encode(codec or "utf-8"), UNITS.get(codec or "", 1))


def _codec(declared: str, table: Table) -> str:
    try:
        found = codecs.lookup(declared)
        b"text".decode(declared, "replace")  # refuses codecs that are not for text
    except (LookupError, UnicodeError):
        what = f"no encoding '{declared}'"
        raise Mistake("unknown-encoding", what, at=table.at, help="such as utf-8, cp1252, utf-16, iso8859-6") from None
    return ALIASES.get(found.name, found.name)


class Decoder:
    """Decodes the lines of one file and remembers which encodings it met."""

    def __init__(self, codec: str | None) -> None:
        self._codec = codec
        self._beyond_ascii = False
        self._cp1252 = False

    def decode(self, data: bytes) -> tuple[str, bool]:
        """The text, and whether every byte could be read; those that could not stand in it as escapes."""
        if self._codec is not None:
            try:
                return data.decode(self._codec), True
            except UnicodeDecodeError:
                return data.decode(self._codec, "backslashreplace"), False
        try:
            text = data.decode()
        except UnicodeDecodeError:
            return self._mixed(data)
        if len(text) != len(data):
            self._beyond_ascii = True
        return text, True

    def _mixed(self, data: bytes) -> tuple[str, bool]:
        self._cp1252 = True
        try:
            return data.decode("utf-8", "tieout.cp1252"), True
        except UnicodeDecodeError:
            return data.decode("utf-8", "tieout.cp1252-or-visible"), False

    @property
    def encoding(self) -> str:
        """What the lines decoded so far were written in: "utf-8", "cp1252", "utf-8 and cp1252" ..."""
        if self._codec is not None:
            return self._codec
        if not self._cp1252:
            return "utf-8"
        return "utf-8 and cp1252" if self._beyond_ascii else "cp1252"
