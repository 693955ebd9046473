"""The one place where texts of an audit become HTML.

Every `{{ expression }}` of a template passes `plain`, so no text reaches the page with an acting character,
and Jinja2 then escapes it. `visible` does the same for running text, with each such character marked.
"""

from __future__ import annotations

import re
from typing import Any

from markupsafe import Markup, escape

from tieout.reports.controls import legible, pieces

LONGEST = 400
_LONG = re.compile(r"\S{25}")  # such a word may break anywhere; elements.js has the same
_WEB = re.compile(r"https?://[a-z0-9.-]+(:\d+)?([/?#][^\s\"'<>\\@]*)?", re.IGNORECASE)


def plain(value: Any) -> Any:
    """What a template prints: text without acting characters; HTML made here and numbers pass as they are."""
    if isinstance(value, str) and not isinstance(value, Markup):
        return legible(value)
    return value


def visible(text: str, longest: int = LONGEST) -> Markup:
    """Text as HTML: acting characters as marked numbers, cut after `longest` characters, and isolated from
    the direction of the text around it."""
    shown = text[:longest]
    parts = [_acting(part) if acting else escape(part) for part, acting in pieces(shown)]
    cut = Markup('<span class="cut"> … (cut)</span>') if len(text) > longest else Markup("")
    whole = Markup('<bdi class="long">{}{}</bdi>') if _LONG.search(shown) else Markup("<bdi>{}{}</bdi>")
    return whole.format(Markup("").join(parts), cut)


def _acting(number: str) -> Markup:
    return Markup('<span class="acting">{}</span>').format(number)


def web_address(text: str | None) -> str | None:
    """The text if it is a plain http or https address that may become a link, else None."""
    return text if text and _WEB.fullmatch(text) and legible(text) == text else None


def anchor(text: str) -> str:
    """An element's id made of a text: letters, digits and hyphens."""
    return re.sub(r"[^A-Za-z0-9]+", "-", text).strip("-")[:60]
