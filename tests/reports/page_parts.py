"""Takes a report's page apart: its data, style, script and policy."""

from __future__ import annotations

import gzip
import json
import re
from base64 import b64decode
from typing import Any

_DATA = re.compile(r'(<script type="application/gzip\+base64" id="data">)(.*?)(</script>)', re.DOTALL)
_STYLE = re.compile(r"(<style>)(.*?)(</style>)", re.DOTALL)
_SCRIPT = re.compile(r"(<script>)(.*?)(</script>)", re.DOTALL)
_POLICY = re.compile(r'(<meta http-equiv="Content-Security-Policy" content=")([^"]*)(")')


def data(page: str) -> dict[str, Any]:
    """The page's embedded data."""
    found: dict[str, Any] = json.loads(gzip.decompress(b64decode(_part(_DATA, page))))
    return found


def style(page: str) -> str:
    return _part(_STYLE, page)


def script(page: str) -> str:
    return _part(_SCRIPT, page)


def policy(page: str) -> str:
    return _part(_POLICY, page).replace("&#39;", "'")


def without_policy(page: str) -> str:
    """The page as it would be if its content security policy did not exist."""
    return _POLICY.sub("", page)


def without_assets(page: str) -> tuple[str, dict[str, Any]]:
    """The page without data, style, script and policy; and the data."""
    kept = page
    for part in (_DATA, _STYLE, _SCRIPT, _POLICY):
        kept = part.sub(r"\1\3", kept)
    return kept, data(page)


def _part(pattern: re.Pattern[str], page: str) -> str:
    match = pattern.search(page)
    assert match, pattern.pattern
    return match[2]
