"""Bytes -> text: what the file says of its encoding, else UTF-8, else windows-1252, and never a silent guess."""

from __future__ import annotations

import codecs
import re

from tieout.evidence.documents.document import Kind, Remark
from tieout.model.counting import counted

BOMS = ((codecs.BOM_UTF8, "utf-8"), (codecs.BOM_UTF16_LE, "utf-16-le"), (codecs.BOM_UTF16_BE, "utf-16-be"))
# Codecs that are encodings of text on the web; Python has others, some of which execute or unpack.
_CODECS = re.compile(
    r"utf-8|utf-16(-[lb]e)?|iso8859-\d+|cp(125\d|866|874|932|949|950)|koi8-[ru]|mac-(roman|cyrillic)|ascii"
    r"|gb2312|gbk|gb18030|big5|big5hkscs|euc_(jp|kr)|shift_jis|iso2022_jp"
)
_AS_BROWSERS = {"iso8859-1": "cp1252", "ascii": "cp1252"}
_DECLARED = re.compile(rb"<meta[^>]{0,200}?charset\s{0,9}=\s{0,9}[\"']?([\w.:-]{1,40})", re.IGNORECASE)
HEAD = 4096  # bytes in which a page may declare its encoding


def decoded(data: bytes, declared: str | None = None) -> tuple[str, tuple[Remark, ...]]:
    r"""The text of a file, and what there is to know about its bytes.

    Bytes that the encoding does not have stand in the text as visible escapes such as `\xff`, and so do NULs.
    """
    text, notes = _text(data, declared)
    if "\0" in text:
        notes += (Remark(Kind.NUL_BYTES, f"holds {counted(text.count(chr(0)), 'NUL byte')}, shown as \\x00"),)
        text = text.replace("\0", "\\x00")
    return text, notes


def declared_in(html: bytes) -> str | None:
    """The encoding that a page declares of itself; one whose declaration is readable is not UTF-16."""
    found = _DECLARED.search(html[:HEAD])
    name = found.group(1).decode("ascii", "replace") if found else None
    return None if name and name.lower().startswith("utf-16") else name


def _text(data: bytes, declared: str | None) -> tuple[str, tuple[Remark, ...]]:
    for mark, codec in BOMS:
        if data.startswith(mark):
            return _as(data[len(mark) :], codec)
    codec = known(declared) or "utf-8"
    if codec != "utf-8":
        return _as(data, codec)
    text, notes = _as(data, "utf-8")
    if not notes or _is_mostly_utf_8(data):
        return text, notes
    note = Remark(Kind.ENCODING, "is not UTF-8, read as windows-1252")
    text, notes = _as(data, "cp1252")
    return text, (note, *notes)


def _is_mostly_utf_8(data: bytes) -> bool:
    """Whether more bytes beyond ASCII are UTF-8 than not: one broken character spoils no text."""
    kept = data.decode("utf-8", "ignore")
    whole = len(kept.encode("utf-8"))
    return whole - sum(map(str.isascii, kept)) >= len(data) - whole


def _as(data: bytes, codec: str) -> tuple[str, tuple[Remark, ...]]:
    try:
        return data.decode(codec), ()
    except UnicodeDecodeError as error:
        words = f"has bytes that {codec} does not have, the first at {error.start:,}, shown as escapes such as \\xff"
        return data.decode(codec, "backslashreplace"), (Remark(Kind.ENCODING, words),)


def known(name: str | None) -> str | None:
    """Python's name of an encoding, or None for one that is not a text's."""
    try:
        codec = codecs.lookup((name or "").strip()[:40]).name
    except (LookupError, ValueError):
        return None
    return _AS_BROWSERS.get(codec, codec) if _CODECS.fullmatch(codec) else None
