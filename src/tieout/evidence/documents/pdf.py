"""PDF -> the text of its pages, as far as the file states it. Nothing is recognised in pictures."""

from __future__ import annotations

import io
from collections import Counter
from typing import TYPE_CHECKING

from tieout.evidence.documents.active import UNTOLD, active_content, acts_of_pdf
from tieout.evidence.documents.document import Kind, Remark, Unreadable

if TYPE_CHECKING:
    from pypdf import PdfReader

MOST_PAGES = 2_000
LARGEST_STREAM = 25_000_000  # bytes of one unpacked stream
LARGEST_TEXT = 20_000_000  # characters


def pdf_text(data: bytes) -> tuple[str, tuple[Remark, ...]]:
    """The text of every page, each ended by a form feed, and what there is to know about it.

    Raises Unreadable, and whatever a broken file brings out of the library.
    """
    try:
        import pypdf
    except ImportError:
        raise Unreadable(Kind.NOT_INSTALLED, "reading PDF needs: pip install pypdf") from None
    limits = pypdf.Configuration(
        zlib_maximum_output_length=LARGEST_STREAM,
        lzw_maximum_output_length=LARGEST_STREAM,
        run_length_maximum_output_length=LARGEST_STREAM,
        jbig2dec_binary=None,  # a program of the system that the library would call for some pictures
    )
    with pypdf.apply_configuration(limits):
        text, acts = _text(data)
    notes = [*active_content(acts), Remark(Kind.READER, f"text by pypdf {pypdf.__version__}")]
    if not text.strip():
        notes.append(Remark(Kind.NO_TEXT, "no page states any text; it may be a scan"))
    return text, tuple(notes)


def _text(data: bytes) -> tuple[str, Counter[str]]:
    from pypdf import PdfReader, errors

    try:
        reader = PdfReader(io.BytesIO(data), strict=False)
        if reader.is_encrypted and not reader.decrypt(""):
            raise Unreadable(Kind.ENCRYPTED, "is encrypted with a password")
        return "".join(_pages(reader)), _acts(reader)
    except errors.DependencyError:
        raise Unreadable(Kind.ENCRYPTED, "is encrypted") from None
    except errors.LimitReachedError as error:
        raise Unreadable(Kind.TOO_LARGE, f"unpacks to more than is read: {str(error)[:100]}") from None


def _acts(reader: PdfReader) -> Counter[str]:
    try:
        return Counter(acts_of_pdf(reader))
    except Exception:  # whatever a broken catalogue brings out of the library: the text stands, and this is told
        return Counter([UNTOLD])


def _pages(reader: PdfReader) -> list[str]:
    if len(reader.pages) > MOST_PAGES:
        raise Unreadable(Kind.TOO_LARGE, f"has {len(reader.pages):,} pages, at most {MOST_PAGES:,} are read")
    pages: list[str] = []
    length = 0
    for page in reader.pages:
        pages.append(page.extract_text() + "\f")
        length += len(pages[-1])
        if length > LARGEST_TEXT:
            raise Unreadable(Kind.TOO_LARGE, f"states more than {LARGEST_TEXT:,} characters")
    return pages
