"""The files of the dataset, column by column: what a cell says, and which role its column has."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

from tieout.datasets.demo import invented
from tieout.datasets.demo.facts import Columns
from tieout.plan.quote import literal


@dataclass(frozen=True)
class Table:
    """One generated file. `cells` maps column -> SQL over the facts; the first column is the key.

    `roles` maps column -> last word of its role, "" where it has none; other columns are called as their roles.
    """

    name: str
    cells: Columns
    roles: Mapping[str, str]

    @property
    def key(self) -> str:
        return next(iter(self.cells))

    @property
    def file(self) -> str:
        return f"{self.name}.csv"

    @property
    def bound(self) -> dict[str, str]:
        """Role -> column, in the order of the columns."""
        words = {column: self.roles.get(column, column) for column in self.cells}
        return {f"{self.name.removesuffix('s')}.{word}": column for column, word in words.items() if word}


def _register(field: str, number: str) -> str:
    listed = ", ".join(literal(getattr(source, field)) for source in invented.SOURCES)
    return f"([{listed}])[{number} + 1]"


_EVENT = "printf('E%08d', e + 1)"
_DOCUMENT = "printf('%s%08d', letter, i + 1)"
_CITED = "printf('%s%08d', CASE WHEN copied AND speaker <> voice THEN 'W' ELSE 'D' END, i + 1)"
_READ = "printf('D%08d', i + 1)"
_FIGURE = "printf('F%09d', i * 5 + slot + 1)"

EVENTS = Table(
    name="events",
    cells={
        "event_id": _EVENT,
        "title": "kind || ' in ' || place",
        "kind": "lower(kind)",
        "start": "start",
        "end": '"end"',
        "year": "year(start)",
        "weekday": "dayname(start)",
        "date_precision": "date_precision",
        "reported": "reported",
        "published": "published",
        "district": "place",
        "region": literal(invented.CITY),
        "country": literal(invented.COUNTRY),
        "latitude": "printf('%.5f', latitude)",
        "longitude": "printf('%.5f', longitude)",
        "blamed": "blamed",
        "status": "status",
        "source": _register("id", "voice"),
        "reported_by": _register("name", "voice"),
        "page": "'https://incidents.example.org/' || e + 1",
        "entered_by": "'desk ' || draw(i, 28, 4) + 1",
        "remark": "CASE WHEN draw(i, 29, 9) = 0 THEN 'seen by a second editor' ELSE '' END",
    },
    roles={"event_id": "id", "district": "place", "reported_by": "source_name", "entered_by": "", "remark": ""},
)

FIGURES = Table(
    name="figures",
    cells={
        "figure_id": _FIGURE,
        "event": _EVENT,
        "measure": "measure",
        "population": "population",
        "lower": "CASE WHEN hedged > 0 THEN number END",
        "best": "CASE hedged WHEN 0 THEN number WHEN 1 THEN number + spread END",
        "upper": "CASE WHEN hedged = 1 THEN number + spread + 2 END",
        "words": "CASE WHEN hedged = 2 THEN 'at least' ELSE '' END",
        "reported": "printed",
        "source": _register("id", "speaker"),
        "document": _CITED,
        "quote": "quote",
        "scope": "'event'",
        "replaces": "''",
        "entered_by": "'desk ' || draw(i, 28, 4) + 1",
    },
    roles={"figure_id": "id", "entered_by": ""},
)

DOCUMENTS = Table(
    name="documents",
    cells={
        "document_id": _DOCUMENT,
        "source": _register("id", "publisher"),
        "publisher": _register("name", "publisher"),
        "title": "kind || ' in ' || place",
        "address": _register("address", "publisher") + " || '/' || i + 1",
        "archive": "'https://archive.example.org/' || line + 1",
        "published": "printed",
        "captured": "captured",
        "language": "'en'",
        "entered_by": "'desk ' || draw(i, 28, 4) + 1",
        "remark": "CASE WHEN draw(i, 45, 30) = 0 THEN 'page since taken down' ELSE '' END",
    },
    roles={"document_id": "id", "entered_by": "", "remark": ""},
)

WORDS = f"""{_register("name", "publisher")} || strftime(printed, ', %-d %B %Y. ') || kind || ' in ' || place || '. '
    || {_register("name", "voice")} || ' said that ' || array_to_string(first_words, ' and that ') || '. According to '
    || {_register("name", "other")} || ', ' || array_to_string(other_words, ' and ') || '.'"""
"""SQL for the words of a document, over the view that has its quotes. Invented, as everything here."""

_HASH = f"sha256({WORDS} || chr(10))"
IN_A_FILE = {"file": f"'documents/' || {_DOCUMENT} || '.txt'", "hash": _HASH}
"""The columns of documents that lie in files of their own: where, and the hash that the file had when it was kept."""

STATED = {"sources_stated": "stated"}
"""The column of events in which the record says how many independent sources it has."""

RELAYS = Table(
    name="relays",
    cells={
        "relay_id": "printf('R%08d-%d', i + 1, slot + 1)",
        "source": _register("id", "chain[slot + 1]"),
        "via": _register("id", "chain[slot + 2]"),
        "document": _READ,
    },
    roles={"relay_id": "id"},
)

EVIDENCE = Table(
    name="evidence",
    cells={"evidence_id": "printf('V%08d', i + 1)", "figure": _FIGURE, "document": _READ, "quote": "quote"},
    roles={"evidence_id": "id"},
)

CUSTODY = Table(
    name="custody",
    cells={
        "custody_id": "printf('K%s%08d-%d', letter, i + 1, slot + 1)",
        "document": _DOCUMENT,
        "step": "slot + 1",
        "at": "strftime(captured + slot::INTEGER, '%Y-%m-%dT09:30:00Z')",
        "handed_by": f"CASE slot WHEN 0 THEN {_register('name', 'publisher')} ELSE 'desk ' || draw(i, 28, 4) + 1 END",
        "received_by": "CASE slot WHEN 0 THEN 'desk ' || draw(i, 28, 4) + 1 ELSE 'archive' END",
        "action": "CASE slot WHEN 0 THEN 'captured' ELSE 'copied' END",
        "before": f"CASE slot WHEN 0 THEN '' ELSE {_HASH} END",
        "after": _HASH,
    },
    roles={"custody_id": "id"},
)

SLOTTED = ("figures", "evidence", "relays", "custody")
"""Tables of several rows an event, told apart by `slot`, from 0."""

SOURCES = Table(name="sources", cells=dict.fromkeys(invented.Source._fields, ""), roles={})
