"""Audits whose every text is an attack, a trap, or merely unusual."""

from __future__ import annotations

import random
from collections.abc import Callable, Mapping
from dataclasses import fields, is_dataclass, replace
from enum import Enum
from typing import Any, cast

from tieout.model.audit import Audit

PWNED = "window.__pwned=1"
HOSTILE = (
    f'<img src=x onerror="{PWNED}"><script>{PWNED}</script>',
    f"</script><script>{PWNED}</script>",
    f"</style><script>{PWNED}</script>",
    f"</title><script>{PWNED}</script>",
    f"</textarea></template><svg onload={PWNED}>",
    f"<!--<script>{PWNED}",
    f"]]><script>{PWNED}</script>",
    f'" autofocus onfocus="{PWNED}" x="',
    f"' onclick={PWNED} x='",
    f"javascript:{PWNED}",
    f"JaVa\tScRiPt:{PWNED}",
    f"data:text/html,<script>{PWNED}</script>",
    f'http://x.test" onmouseover="{PWNED}',
    "https://user:secret@x.test/%0d%0a?<script>",
    f"[click](javascript:{PWNED}) **`<b>`**",
    f"{{{{7*7}}}} {{% raw %}} ${{{PWNED}}}",
    "\u202egnp.exe \u2066killed\u2069",
    "nul\x00 \x1b[31mred\x1b]0;title\x07 \x9b2J",
    "\n::error file=x::told\n##[command]x",
    "\r\n::add-mask::secret",
    '=HYPERLINK("http://x.test","x")',
    "+cmd|' /C calc'!A0",
    "@SUM(1+1)*cmd",
    "\t-2+3",
    "\uff1d1+1",
    "lone \ud83d half",
    "half \udc00 lone",
    "قال مسؤولون إن 14 شخصا قتلوا",
    "\u2028line\u2029paragraph\u0085next",
    "__proto__",
    "constructor",
    "&lt;script&gt;&amp;#x3c;",
    "zero\u200bwidth\ufeff\u00ad\U000e0041",
    "A" * 3000,
    "W i d e " * 400,
    "👩‍👩‍👧‍👦" * 40,
)

# Texts that other texts refer to: they stay distinct, so that rows still find each other.
_NAMES = {"id", "check", "code", "name", "table", "columns", "key", "withheld", "column", "over", "relation"}
_NAMES |= {"event", "source", "via", "document"}
_KEPT = {"role"}

Draw = Callable[[str, bool], str]


def scattered(audit: Audit, seed: int) -> Audit:
    """The audit with each of its texts replaced by one of `HOSTILE`, drawn at random; names keep their own after it."""
    draw = random.Random(seed)  # noqa: S311 - drawn for repetition, not for secrecy
    names: dict[str, str] = {}

    def text(old: str, is_name: bool) -> str:
        if not is_name:
            return draw.choice(HOSTILE)
        if old not in names:
            names[old] = draw.choice(HOSTILE) + old
        return names[old]

    return cast(Audit, _changed(audit, text, False))


def everywhere(audit: Audit, hostile: str) -> Audit:
    """The audit with each of its texts replaced by this one; names keep their own after it."""
    return cast(Audit, _changed(audit, lambda old, is_name: hostile + old if is_name else hostile, False))


def _changed(value: Any, text: Draw, is_name: bool) -> Any:
    if isinstance(value, Enum) or value is None:
        return value
    if isinstance(value, str):
        return text(value, is_name)
    if isinstance(value, tuple):
        return tuple(_changed(part, text, is_name) for part in value)
    if isinstance(value, Mapping):
        return _mapping(value, text)
    if is_dataclass(value) and not isinstance(value, type):
        changes = {f.name: _field(f.name, getattr(value, f.name), text) for f in fields(value)}
        return replace(value, **changes)
    return value


def _field(name: str, value: Any, text: Draw) -> Any:
    if name == "months":
        return value  # made by the audit from dates
    if name == "sections":
        return {heading: _changed(part, text, False) for heading, part in value.items()}
    if name == "values":  # cells: those that look like names lead from row to row
        return tuple(cell and text(cell, cell[:1] in "EFSD" and cell[1:].isdigit()) for cell in value)
    return _changed(value, text, name in _NAMES)


def _mapping(value: Mapping[Any, Any], text: Draw) -> Mapping[Any, Any]:
    """Roles keep their names, which come from the project, and lead to renamed columns; keys of rows are columns.

    Links and states are tieout's own.
    """
    if any(isinstance(name, Enum) for name in value):
        return {name: _changed(part, text, False) for name, part in value.items()}
    if any("." in name for name in value):
        return {role: text(column, True) for role, column in value.items()}
    return {text(name, True): _changed(part, text, True) for name, part in value.items()}
