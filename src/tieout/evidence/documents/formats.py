"""A document's file of any kind -> its text. Runs in the confined process, for all kinds but plain text."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, replace
from pathlib import Path

from tieout.evidence.documents.decoding import declared_in, decoded
from tieout.evidence.documents.document import Capture, Kind, Remark, Unreadable
from tieout.evidence.documents.html import main_text, seen
from tieout.evidence.documents.limits import Budget, Limits
from tieout.evidence.documents.media import HEAD, HTML, PDF, TEXT, WACZ, WARC, Medium, medium_of
from tieout.evidence.documents.normalising import RAW, WA1, wa1
from tieout.evidence.documents.pdf import pdf_text
from tieout.evidence.documents.unpacking import unpacked
from tieout.evidence.documents.wacz import Wacz
from tieout.evidence.documents.warc import Page, Search, Wanted

MOST_REDIRECTS = 5


@dataclass(frozen=True, slots=True)
class Words:
    """The text of a document, by the named normalisation, and what there is to know about it."""

    media_type: str
    text: str
    normalisation: str
    main: str | None = None
    notes: tuple[Remark, ...] = ()
    capture: Capture | None = None


def words_of(path: Path, medium: Medium, wanted: Wanted, normalisation: str | None, limits: Limits) -> Words:
    """The words of a file whose medium is known. Raises Unreadable, or whatever a hostile file brings about."""
    notes: tuple[Remark, ...] = (medium.note,) if medium.note else ()
    if medium.type not in (WARC, WACZ):
        return _of_page(path.read_bytes(), medium, normalisation, notes)
    page = _from_warc(path, wanted, limits) if medium.type == WARC else _from_wacz(path, wanted, limits)
    inner = medium_of("", page.body[:HEAD], page.media_type)
    if inner.type in (WARC, WACZ):
        raise Unreadable(Kind.UNSAFE, "holds an archive within the archive")
    notes += page.notes + ((inner.note,) if inner.note else ())
    return _of_page(page.body, inner, normalisation, notes, page.capture)


def _of_page(
    data: bytes, medium: Medium, normalisation: str | None, notes: tuple[Remark, ...], capture: Capture | None = None
) -> Words:
    if medium.type == PDF:
        text, more = pdf_text(data)
        return _worded(medium.type, text, normalisation or RAW, notes + more, capture)
    charset = medium.charset or (declared_in(data) if medium.type == HTML else None)
    text, more = decoded(data, charset)
    if medium.type == TEXT:
        return _worded(medium.type, text, normalisation or RAW, notes + more, capture)
    main, about = main_text(text)
    words, found = seen(text)
    return Words(
        medium.type,
        text if normalisation == RAW else words,
        normalisation or WA1,
        main,
        notes + more + found + about,
        capture,
    )


def _worded(kind: str, text: str, normalisation: str, notes: tuple[Remark, ...], capture: Capture | None) -> Words:
    return Words(kind, wa1(text) if normalisation == WA1 else text, normalisation, None, notes, capture)


def _from_warc(path: Path, wanted: Wanted, limits: Limits) -> Page:
    budget = Budget(limits)

    def search(wanted: Wanted) -> Search:
        found = Search(wanted, limits)
        with path.open("rb") as file:
            found.read(unpacked(file, budget))
        return found

    return _followed(search, wanted).page()


def _from_wacz(path: Path, wanted: Wanted, limits: Limits) -> Page:
    budget = Budget(limits)
    with Wacz(path, limits) as archive:

        def search(wanted: Wanted) -> Search:
            found = Search(wanted, limits)
            for stream in archive.warcs():
                found.read(unpacked(stream, budget))
            return found

        page = _followed(search, replace(wanted, address=wanted.address or archive.only_page())).page()
        return replace(page, notes=page.notes + archive.changed(budget))


def _followed(search: Callable[[Wanted], Search], wanted: Wanted) -> Search:
    """The search for the page behind the redirects that lead from the wanted address, within the archive."""
    found = search(wanted)
    for _ in range(MOST_REDIRECTS):
        if not found.redirect:
            break
        found = search(replace(wanted, address=found.redirect))
    return found
