"""HTML -> the words that a reader of the page sees. Scripts are text that is thrown away; nothing is ever executed.

What a style sheet hides counts as seen: no style is evaluated.
"""

from __future__ import annotations

import re
from collections import Counter
from html.parser import HTMLParser

from tieout.evidence.documents.active import active_content, acts_of
from tieout.evidence.documents.document import Kind, Remark
from tieout.evidence.documents.normalising import joined

UNSEEN = frozenset("script style template noscript iframe title".split())
BLOCKS = frozenset(
    "address article aside blockquote body br button caption center dd details dialog div dl dt fieldset figcaption "
    "figure footer form h1 h2 h3 h4 h5 h6 head header hgroup hr html legend li main menu nav ol optgroup option p pre "
    "search section select summary table tbody textarea tfoot thead tr ul".split()
)
CELLS = frozenset(["td", "th"])
ASIDE = frozenset(["iframe", "noscript", "template"])  # tags in them do nothing
LARGEST_MAIN = 2_000_000  # characters of a page whose article is sought

# References to D800 to DBFF and to DC00 to DFFF: halves of a pair, which some programs write for an emoji.
_HIGH = r"&#(?:x0{0,9}d[89ab][0-9a-f]{2}|0{0,9}(?:5529[6-9]|55[3-9]\d\d|56[0-2]\d\d|563[01]\d))(?!\w);?"
_LOW = r"&#(?:x0{0,9}d[c-f][0-9a-f]{2}|0{0,9}(?:563[2-9]\d|56[4-9]\d\d|57[0-2]\d\d|573[0-3]\d|5734[0-3]))(?!\w);?"
_HALVES = re.compile(f"{_HIGH}{_LOW}|({_HIGH}|{_LOW})", re.IGNORECASE)


def seen(html: str) -> tuple[str, tuple[Remark, ...]]:
    """The words of a page, normalised as `wa1`, and notes on what would run in it and what is no character."""
    page = _Page()
    page.feed(html)
    page.close()
    return joined(page.paragraphs()), (*active_content(page.acts), *_halves(html))


def visible_text(html: str) -> str:
    """The words of a page alone."""
    return seen(html)[0]


def _halves(html: str) -> tuple[Remark, ...]:
    first = next((found for found in _HALVES.finditer(html) if found[1]), None)
    if first is None:
        return ()
    where = f"the first at {first.start():,}, shown as U+FFFD"
    return (Remark(Kind.ENCODING, f"refers to half of a surrogate pair, which is no character, {where}"),)


def main_text(html: str) -> tuple[str | None, tuple[Remark, ...]]:
    """The article of a page without menus, neighbours and comments, or None and why there is none."""
    if len(html) > LARGEST_MAIN:
        return None, (Remark(Kind.MAIN_TEXT, "the page is too large to tell its article from the rest"),)
    try:
        from readability import Document, __version__
    except ImportError:
        words = "the article was not told from the rest of the page: pip install readability-lxml"
        return None, (Remark(Kind.MAIN_TEXT, words),)
    try:
        main = visible_text(Document(html).summary(html_partial=True))
    except Exception as error:
        return None, (Remark(Kind.MAIN_TEXT, f"no article was found in the page ({type(error).__name__})"),)
    if not main:
        return None, (Remark(Kind.MAIN_TEXT, "no article was found in the page"),)
    return main, (Remark(Kind.READER, f"article by readability-lxml {__version__}"),)


class _Page(HTMLParser):
    """Collects the words of each block of a page."""

    def __init__(self) -> None:
        super().__init__(convert_charrefs=True)
        self._blocks: list[str] = []
        self._words: list[str] = []
        self._unseen = ""
        self._depth = 0
        self.acts: Counter[str] = Counter()

    def paragraphs(self) -> list[str]:
        self._end()
        return self._blocks

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        if self._unseen not in ASIDE:
            self.acts.update(acts_of(tag, attrs))
        if tag in UNSEEN and self._unseen in ("", tag):
            self._unseen = tag
            self._depth += 1
        self._border(tag)

    def handle_startendtag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        """`<br/>`; browsers read the slash of any other tag as if it were not there."""
        self.handle_starttag(tag, attrs)

    def handle_endtag(self, tag: str) -> None:
        if tag == self._unseen:
            self._depth -= 1
            self._unseen = tag if self._depth else ""
        self._border(tag)

    def handle_data(self, data: str) -> None:
        if not self._unseen:
            self._words.append(data)

    def _border(self, tag: str) -> None:
        if tag in BLOCKS:
            self._end()
        elif tag in CELLS:
            self._words.append(" ")

    def _end(self) -> None:
        if self._words:
            self._blocks.append("".join(self._words))
            self._words = []
