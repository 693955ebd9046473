"""Web addresses, compared as a reader would: the same page, whatever the scheme, `www.` or tracking parameters."""

from __future__ import annotations

import re
from urllib.parse import parse_qsl, quote, unquote, urlencode, urlsplit

LONGEST = 8_000  # characters
_TRACKING = re.compile(
    r"utm_.*|fbclid|gclid|dclid|msclkid|igshid|mc_[ce]id|ocid|cmpid|ref_src|ref_url|__twitter_impression"
)
_PORTS = {"http": 80, "https": 443}


def same_address(one: str, other: str) -> bool:
    """Whether two addresses name the same page."""
    return comparable(one) == comparable(other)


def comparable(address: str) -> str:
    """An address without what does not decide which page it names: scheme, `www.`, usual port, fragment, tracking.

    What is no web address is compared as it is written, white space at its ends aside.
    """
    text = address.strip()[:LONGEST]
    try:
        parts = urlsplit(text if "://" in text[:12] else f"https://{text}")
        host, port = parts.hostname or "", parts.port
        if not host:
            return text
        query = [(k, v) for k, v in parse_qsl(parts.query, keep_blank_values=True) if not _TRACKING.fullmatch(k)]
    except ValueError:
        return text
    shown_port = "" if port in (None, _PORTS.get(parts.scheme)) else f":{port}"
    path = quote(unquote(parts.path), safe="/:@!$&'()*+,;=~").rstrip("/")
    return f"{_host(host)}{shown_port}{path}" + (f"?{urlencode(query)}" if query else "")


def _host(host: str) -> str:
    name = host.rstrip(".").lower().removeprefix("www.")
    if name.isascii():
        return name
    try:
        return name.encode("idna").decode("ascii")
    except UnicodeError:
        return name
