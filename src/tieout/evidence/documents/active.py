"""What would run, or be fetched, where a document's file is opened. Nothing of it is executed; it is counted."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterable, Iterator
from typing import TYPE_CHECKING

from tieout.evidence.documents.document import Kind, Remark
from tieout.model.counting import counted

if TYPE_CHECKING:
    from pypdf import PdfReader

SCRIPT, HANDLER, FRAME, ADDRESS, REDIRECT = "script", "event handler", "frame", "script address", "redirect"
ON_OPENING, ATTACHED = "action on opening", "attached file"
UNTOLD = "catalogue that cannot be read"  # so that nobody knows what it would do
_MANY = {ADDRESS: "script addresses"}

_FRAMES = frozenset("applet embed frame iframe object".split())
_ADDRESSES = frozenset("action data formaction href src xlink:href".split())
# Other types are data that a script may read: application/ld+json, text/template.
_RUNS = re.compile(r"(?:text|application)/(?:x-)?(?:java|ecma|j|live)script.*|module", re.DOTALL)
_LEADS_TO_A_SCRIPT = re.compile(r"(?:java|vb)script:|data:text/html")
_BLANK = re.compile(r"[\x00-\x20]+")  # browsers take no notice of it in an address
_LONGEST = 200  # characters of an address that are looked at


def acts_of(tag: str, attributes: Iterable[tuple[str, str | None]]) -> Iterator[str]:
    """What one tag of a page would do, by name."""
    given = {name: value or "" for name, value in attributes}
    if tag == "script" and (not given.get("type", "").strip() or _RUNS.fullmatch(given["type"].strip().lower())):
        yield SCRIPT
    if tag in _FRAMES:
        yield FRAME
    if tag == "meta" and given.get("http-equiv", "").strip().lower() == "refresh":
        yield REDIRECT
    for name, value in given.items():
        if name.startswith("on") and value.strip():
            yield HANDLER
        elif name in _ADDRESSES and _LEADS_TO_A_SCRIPT.match(_BLANK.sub("", value[:_LONGEST]).lower()):
            yield ADDRESS


def acts_of_pdf(reader: PdfReader) -> Iterator[str]:
    """What a PDF would do when it is opened. What its pages do when they are clicked is not looked at."""
    root = reader.root_object
    on_opening = root.get("/OpenAction")
    on_opening = on_opening.get_object() if on_opening is not None else None
    if isinstance(on_opening, dict) and on_opening.get("/S") != "/GoTo":
        yield ON_OPENING
    names = root.get("/Names")
    names = names.get_object() if names is not None else {}
    for name, what in (("/JavaScript", SCRIPT), ("/EmbeddedFiles", ATTACHED)):
        if isinstance(names, dict) and name in names:
            yield what


def active_content(acts: Counter[str]) -> tuple[Remark, ...]:
    """The note on a file in which something would run: "1 frame, 3 scripts"; none where nothing would."""
    if not acts:
        return ()
    words = ", ".join(counted(times, what, _MANY.get(what, "")) for what, times in sorted(acts.items()))
    return (Remark(Kind.ACTIVE, words),)
