"""The Markdown of a check's page as HTML: paragraphs, lists, code, bold, emphasis and links to the web.

Everything is escaped before any mark is read; what is not understood stays as text.
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from markupsafe import Markup, escape

from tieout.reports.controls import legible
from tieout.reports.html.visible import web_address

_ITEM = re.compile(r"\s*(?:[-*+]|(\d+)[.)])\s+(.*)")
_INLINE = re.compile(
    r"`(?P<code>[^`]+)`|\*\*(?P<strong>[^*]+)\*\*|\*(?P<em>[^*\s][^*]*)\*|\[(?P<words>[^\]]+)\]\((?P<address>[^)\s]+)\)"
)


_MARKS = {
    "code": Markup("<code>{}</code>"),
    "strong": Markup("<strong>{}</strong>"),
    "em": Markup("<em>{}</em>"),
}


def prose(markdown: str) -> Markup:
    """The text as a sequence of `<p>`, `<ul>`, `<ol>` and `<pre>`."""
    return Markup("\n").join(_block(lines) for lines in _blocks(markdown))


def _blocks(markdown: str) -> Iterator[list[str]]:
    """Lines that belong together: split at blank lines, where a list begins, and around fences."""
    block: list[str] = []
    fenced = False
    for line in markdown.splitlines():
        fence = line.lstrip().startswith("```")
        begins = fence or not line.strip() or (_ITEM.match(line) and block and not _ITEM.match(block[0]))
        if begins and not fenced and block:
            yield block
            block = []
        if fence and fenced:
            yield block
            block, fenced = [], False
        elif fence:
            block, fenced = [line], True
        elif fenced or line.strip():
            block.append(line)
    if block:
        yield block


def _block(lines: list[str]) -> Markup:
    if lines[0].lstrip().startswith("```"):
        return Markup("<pre>{}</pre>").format("\n".join(legible(line) for line in lines[1:]))
    if _ITEM.match(lines[0]):
        return _list(lines)
    return Markup("<p>{}</p>").format(_inline(" ".join(line.strip() for line in lines)))


def _list(lines: list[str]) -> Markup:
    items: list[str] = []
    for line in lines:
        match = _ITEM.match(line)
        if match:
            items.append(match[2])
        else:
            items[-1] += " " + line.strip()
    first = _ITEM.match(lines[0])
    whole = Markup("<ol>{}</ol>") if first and first[1] else Markup("<ul>{}</ul>")
    return whole.format(Markup("").join(Markup("<li>{}</li>").format(_inline(item)) for item in items))


def _inline(text: str) -> Markup:
    text = legible(text)
    parts: list[Markup] = []
    end = 0
    for match in _INLINE.finditer(text):
        parts += [escape(text[end : match.start()]), _mark(match)]
        end = match.end()
    parts.append(escape(text[end:]))
    return Markup("").join(parts)


def _mark(match: re.Match[str]) -> Markup:
    if match["address"]:
        address = web_address(match["address"])
        if address is None:
            return escape(match[0])
        return Markup('<a href="{}" rel="noopener noreferrer nofollow">{}</a>').format(address, match["words"])
    kind = match.lastgroup or ""
    return _MARKS[kind].format(match[kind])
