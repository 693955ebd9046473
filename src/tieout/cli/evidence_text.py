"""The text that `tieout evidence` is given: what it is, and why it is not read where it is not."""

from __future__ import annotations

import sys
from pathlib import Path
from typing import NamedTuple

from tieout.model.mistake import Mistake

_LARGEST = 20_000_000  # bytes, as of every document
_SPARED = frozenset(b"\t\n\v\f\r\b\x1b")  # controls that texts of terminals hold
_CONTROLS = frozenset(range(32)) - _SPARED
_MOST_CONTROLS = 0.05  # share of the bytes of a text
_FORMATS = {"text/html": "HTML", "application/pdf": "PDF", "application/warc": "WARC", "application/wacz": "WACZ"}


class Given(NamedTuple):
    """A text, and what a reader of its figures should know of it, a line each."""

    words: str
    about: tuple[str, ...]


def given(path: Path) -> Given:
    """The text of a file of any kind that documents have, or of standard input (`-`), which is plain text.

    Raises Mistake for what is no text, or holds no word.
    """
    read = _standard_input() if str(path) == "-" else _file(path)
    if not read.words.strip():
        raise Mistake("no-words", f"there are no words in {_name(path)}", help=" ".join(read.about))
    return read


def _standard_input() -> Given:
    data = sys.stdin.buffer.read(_LARGEST + 1)
    if len(data) > _LARGEST:
        raise Mistake("too-large", f"the text is larger than {_LARGEST:,} bytes", help="cut it into documents")
    _refuse_binary(data, Path("-"))
    from tieout.evidence.documents.decoding import decoded

    words, notes = decoded(data)
    return Given(words, tuple(f"The text {note.words}." for note in notes))


def _file(path: Path) -> Given:
    if not path.is_file():
        raise Mistake("no-file", f"there is no file '{path}'")
    from tieout.evidence.documents import Kind, read

    found = read(path)
    if found.media_type in ("", "text/plain") and path.stat().st_size <= _LARGEST:
        _refuse_binary(path.read_bytes(), path)
    if found.problem:
        code = "too-large" if found.problem.kind is Kind.TOO_LARGE else "not-readable"
        raise Mistake(code, f"'{path}' {found.problem.words}")
    made = _FORMATS.get(found.media_type)
    about = [f"Read as {made}, by the normalisation '{found.normalisation}'."] if made else []
    told = (Kind.ENCODING, Kind.NUL_BYTES, Kind.MEDIA_TYPE, Kind.NO_TEXT, Kind.BROKEN)
    about += [f"The file {note.words}." for note in found.notes if note.kind in told]
    return Given(found.text or "", tuple(about))


def _refuse_binary(data: bytes, path: Path) -> None:
    """Raise where more bytes than a text has are controls."""
    first = next((place for place, byte in enumerate(data) if byte in _CONTROLS), None)
    if first is None or data.startswith((b"\xff\xfe", b"\xfe\xff")):
        return
    controls = sum(data.count(bytes([byte])) for byte in _CONTROLS)
    if controls > len(data) * _MOST_CONTROLS:
        what = f"{_name(path)} is not text: byte {data[first]:#04x} at {first:,}"
        half = data.count(0) * 3 > len(data) and controls * 3 < len(data) * 2
        help_ = "UTF-16 needs its mark, FF FE or FE FF, at the beginning" if half else ""
        raise Mistake("not-a-text", what, help=help_)


def _name(path: Path) -> str:
    return "standard input" if str(path) == "-" else f"'{path}'"
