"""Relays and brackets of independent sources as SQL, for the Python to be held against.

Identifiers are compared as text; a row in which one is NULL says nothing and is left out.
"""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class RelayTable:
    """Where the relays are: a table and its columns."""

    table: str = "relays"
    source: str = "source"
    via: str = "via"


@dataclass(frozen=True, slots=True)
class ClaimTable:
    """Where the claims are: figures, or whatever states something of an event."""

    table: str = "figures"
    event: str = "event"
    source: str = "source"
    document: str = "document"


@dataclass(frozen=True, slots=True)
class CopyTable:
    """Where the pairs of near copies are, as pairs of documents."""

    table: str = "copies"
    one: str = "one"
    other: str = "other"


def closure(relays: RelayTable) -> str:
    """SELECT source, via: every source with everyone whom it repeats, directly or through others."""
    return f"WITH RECURSIVE {_reached(relays)} SELECT source, via FROM reached"


def cycles(relays: RelayTable) -> str:
    """SELECT members: each cycle once, as the list of its sources in order."""
    return f"""WITH RECURSIVE {_reached(relays)}, {_RINGS}
SELECT DISTINCT members FROM (SELECT source, list(via ORDER BY via) AS members FROM ringed GROUP BY source)"""


def roots(relays: RelayTable) -> str:
    """SELECT source, root: where the chains of every source that occurs in a relay end."""
    return f"WITH RECURSIVE {_reached(relays)}, {_RINGS}, {_ROOTS} SELECT source, root FROM roots"


def independent_sources(claims: ClaimTable, relays: RelayTable, copies: CopyTable | None = None) -> str:
    """SELECT event, named, roots, lower, upper: the bracket of every event that has a claim with a named source."""
    return f"""WITH RECURSIVE {_reached(relays)}, {_RINGS}, {_ROOTS},
claims AS (
  SELECT DISTINCT {_text(claims.event)} AS event, {_text(claims.source)} AS source, {_text(claims.document)} AS document
  FROM {_name(claims.table)} WHERE {_name(claims.event)} IS NOT NULL AND {_name(claims.source)} IS NOT NULL),
claimed AS (
  SELECT DISTINCT event, source, coalesce(root, source) AS root
  FROM (SELECT DISTINCT event, source FROM claims) LEFT JOIN roots USING (source)),
{_told_twice(copies)},
joined AS (
  SELECT DISTINCT a.event, a.root AS one, b.root AS other FROM claimed a JOIN claimed b USING (event, source)
  UNION
  SELECT a.event, a.root, b.root FROM told_twice t
  JOIN claimed a ON a.event = t.event AND a.source = t.one JOIN claimed b ON b.event = t.event AND b.source = t.other),
both_ways AS (SELECT event, one, other FROM joined UNION SELECT event, other, one FROM joined),
grouped AS (
  SELECT event, one, other FROM both_ways
  UNION
  SELECT g.event, g.one, b.other FROM grouped g JOIN both_ways b ON b.event = g.event AND b.one = g.other),
heads AS (SELECT event, one, min(other) AS head FROM grouped GROUP BY event, one)
SELECT event, named, roots, lower, least(named, roots) AS upper
FROM (SELECT event, count(DISTINCT source) AS named, count(DISTINCT root) AS roots FROM claimed GROUP BY event)
JOIN (SELECT event, count(DISTINCT head) AS lower FROM heads GROUP BY event) USING (event)"""


_RINGS = """rings AS (
  SELECT DISTINCT a.source, a.via FROM reached a JOIN reached b ON a.source = b.via AND a.via = b.source),
ringed AS (SELECT source, via FROM rings UNION SELECT source, source FROM rings)"""

_ROOTS = """everyone AS (SELECT source FROM edges UNION SELECT via FROM edges),
heads_of AS (
  SELECT e.source, coalesce(min(r.via), e.source) AS head
  FROM everyone e LEFT JOIN ringed r USING (source) GROUP BY e.source),
ends AS (
  SELECT source, head FROM heads_of WHERE NOT EXISTS (
    SELECT 1 FROM edges e WHERE e.source = heads_of.source
    AND NOT EXISTS (SELECT 1 FROM ringed r WHERE r.source = e.source AND r.via = e.via))),
all_ends AS (
  SELECT source, head FROM ends h WHERE NOT EXISTS (
    SELECT 1 FROM heads_of o WHERE o.head = h.head AND o.source NOT IN (SELECT source FROM ends))),
roots AS (
  SELECT DISTINCT p.source, n.head AS root
  FROM (SELECT source, via FROM reached UNION SELECT source, source FROM everyone) p
  JOIN all_ends n ON n.source = p.via)"""


def _edges(relays: RelayTable) -> str:
    return f"""edges AS (
  SELECT DISTINCT {_text(relays.source)} AS source, {_text(relays.via)} AS via FROM {_name(relays.table)}
  WHERE {_name(relays.source)} IS NOT NULL AND {_name(relays.via)} IS NOT NULL)"""


def _reached(relays: RelayTable) -> str:
    """UNION without ALL ends by itself in a cycle: a pair that is known is not followed again."""
    return f"""{_edges(relays)},
reached AS (
  SELECT source, via FROM edges
  UNION
  SELECT r.source, e.via FROM reached r JOIN edges e ON e.source = r.via)"""


def _told_twice(copies: CopyTable | None) -> str:
    """Pairs of sources of one event whose documents are near copies; two that both documents name stay apart."""
    if copies is None:
        return "told_twice AS (SELECT NULL AS event, NULL AS one, NULL AS other WHERE FALSE)"
    return f"""pairs AS (SELECT {_text(copies.one)} AS a, {_text(copies.other)} AS b FROM {_name(copies.table)}),
told_twice AS (
  SELECT DISTINCT x.event, x.source AS one, y.source AS other
  FROM pairs p JOIN claims x ON x.document = p.a JOIN claims y ON y.document = p.b AND y.event = x.event
  WHERE x.source <> y.source AND NOT (
    EXISTS (SELECT 1 FROM claims c WHERE c.event = x.event AND c.document = p.b AND c.source = x.source)
    AND EXISTS (SELECT 1 FROM claims c WHERE c.event = x.event AND c.document = p.a AND c.source = y.source)))"""


def _name(name: str) -> str:
    return '"' + name.replace('"', '""') + '"'


def _text(column: str) -> str:
    return f"CAST({_name(column)} AS VARCHAR)"
