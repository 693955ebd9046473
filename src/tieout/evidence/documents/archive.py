"""Addresses of archived copies: whether one can be the copy of this document, by what the address itself says."""

from __future__ import annotations

import re
from dataclasses import dataclass
from datetime import UTC, date, datetime, timedelta
from typing import NamedTuple

from tieout.evidence.documents.address import LONGEST, same_address

_STAMP = r"(?P<stamp>\d{4,14})"
_URL = r"(?P<address>[^/].*)"
_TODAY = r"archive\.(?:today|ph|is|md|li|vn|fo)"
# Each service as it writes the addresses of its copies; `stamp` and `address` are what a check can compare.
_SERVICES: tuple[tuple[str, str], ...] = (
    ("Wayback Machine", rf"(?:web|wayback)\.archive\.org/(?:web/)?{_STAMP}(?:[a-z]{{2}}_)?/{_URL}"),
    ("archive.today", rf"{_TODAY}/(?:o/)?(?P<dotted>\d{{4}}\.\d\d\.\d\d-\d{{6}})/{_URL}"),
    ("archive.today", rf"{_TODAY}/{_STAMP}/{_URL}"),
    ("archive.today", rf"{_TODAY}/(?!newest|search|submit|offset)[0-9A-Za-z]{{4,6}}(?:[/#?].*)?"),
    ("Perma.cc", r"perma\.cc/[0-9A-Z]{4}-[0-9A-Z]{4}(?:[/#?].*)?"),
    ("Ghostarchive", r"ghostarchive\.org/(?:archive/[0-9A-Za-z]{5}|varchive/.{5,100})"),
    ("Archive-It", rf"wayback\.archive-it\.org/(?:org-)?\d+/{_STAMP}(?:[a-z]{{2}}_)?/{_URL}"),
    ("Arquivo.pt", rf"arquivo\.pt/(?:noFrame/replay|wayback)/{_STAMP}(?:[a-z]{{2}}_)?/{_URL}"),
    ("UK Government Web Archive", rf"webarchive\.nationalarchives\.gov\.uk/(?:ukgwa/)?{_STAMP}(?:mp_)?/{_URL}"),
    ("UK Web Archive", rf"(?:www\.)?webarchive\.org\.uk/wayback/archive/{_STAMP}(?:mp_)?/{_URL}"),
    ("Library of Congress", rf"webarchive\.loc\.gov/(?:all|legacy)/{_STAMP}(?:mp_)?/{_URL}"),
    ("WebCite", r"(?:www\.)?webcitation\.org/[0-9A-Za-z]{9}(?:[/#?].*)?"),
    ("Megalodon", r"megalodon\.jp/\d{4}-\d{4}-\d{4}-\d\d/.*"),
)
_KNOWN = tuple((name, re.compile(rf"https?://{form}", re.IGNORECASE | re.DOTALL)) for name, form in _SERVICES)
_LISTING = re.compile(
    rf"https?://(?:web\.archive\.org/(?:web/)?(?:\*|\d*\*)|web\.archive\.org/save|{_TODAY}/(?:newest|search|submit))",
    re.IGNORECASE,
)
_ZONES = timedelta(days=1)  # a day of publication is local, a time stamp is in UTC


@dataclass(frozen=True, slots=True)
class ArchivedCopy:
    """What the address of an archived copy says: whose service, captured when (UTC), a copy of which address."""

    service: str
    captured: datetime | None = None
    address: str | None = None


class Doubt(NamedTuple):
    """Why an address is no plausible copy of a document: a stable kind, and the words."""

    kind: str
    words: str


def archived_copy(address: str) -> ArchivedCopy | None:
    """What an address says of an archived copy, or None for the address of something else.

    Raises ValueError for a time stamp that is no time, such as a 13th month.
    """
    text = address.strip()[:LONGEST]
    for service, form in _KNOWN:
        if found := form.fullmatch(text):
            parts = found.groupdict()
            stamp = parts.get("stamp") or re.sub(r"\D", "", parts.get("dotted") or "")
            return ArchivedCopy(service, _time(stamp) if stamp else None, _whole(parts.get("address")))
    return None


def doubts(
    archive: str,
    *,
    address: str | None = None,
    published: date | None = None,
    captured: datetime | None = None,
    now: datetime | None = None,
) -> tuple[Doubt, ...]:
    """What speaks against an address being the archived copy of a document; nothing for a plausible one.

    `address` is where the document was published and `captured` when the dataset says it was. Services whose
    addresses say neither time nor page (perma.cc, short forms of archive.today) cannot be doubted on these.
    """
    if _LISTING.match(archive.strip()):
        return (Doubt("listing", "names a list of copies, not one copy"),)
    try:
        copy = archived_copy(archive)
    except ValueError:
        return (Doubt("time-stamp", "holds a time stamp that is no time"),)
    if copy is None and address and same_address(archive, address):
        return (Doubt("own-address", "is the document's own address, not that of a copy"),)
    if copy is None:
        return (Doubt("service", "is not the address of a copy in a web archive that is known here"),)
    return tuple(_of_page(copy, address)) + tuple(_of_time(copy, published, captured, now))


def _of_page(copy: ArchivedCopy, address: str | None) -> list[Doubt]:
    if copy.address is None or not address or same_address(copy.address, address):
        return []
    return [Doubt("other-address", f"is a copy of {copy.address[:200]}, not of the document's address")]


def _of_time(
    copy: ArchivedCopy, published: date | None, captured: datetime | None, now: datetime | None
) -> list[Doubt]:
    found: list[Doubt] = []
    if copy.captured is None:
        return found
    day = copy.captured.date()
    if published is not None and day < _day(published) - _ZONES:
        found.append(Doubt("before-publication", f"was captured on {day}, before the publication on {_day(published)}"))
    if captured is not None and abs(day - captured.date()) > _ZONES:
        found.append(Doubt("other-time", f"was captured on {day}, not on {captured.date()} as recorded"))
    if now is not None and day > now.date() + _ZONES:
        found.append(Doubt("future", f"is dated {day}, which is still to come"))
    return found


def _day(when: date) -> date:
    return when.date() if isinstance(when, datetime) else when


def _whole(address: str | None) -> str | None:
    """An embedded address, with the scheme that some copies leave out and with both slashes."""
    if not address:
        return None
    if found := re.match(r"(https?):/{1,2}(?=[^/])", address, re.IGNORECASE):
        return f"{found.group(1)}://{address[found.end() :]}"
    return address


def _time(stamp: str) -> datetime | None:
    """A time stamp of 14 digits; None for a shorter one, which a service resolves to whatever copy is nearest."""
    digits = stamp if len(stamp) == 14 else ""
    return datetime.strptime(digits, "%Y%m%d%H%M%S").replace(tzinfo=UTC) if digits else None
