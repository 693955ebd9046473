"""The tie-out as the page shows it: how many figures hold at each link, the first of them, and who repeats whom."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from markupsafe import Markup

from tieout.model.tie import Link, Relay, State, Tie, TieOut
from tieout.reports.html.notes import Note, told
from tieout.reports.html.relay_drawing import relay_drawing
from tieout.reports.html.relays import circles, graph
from tieout.reports.html.ties import Event, TieListing

FIRST = 50  # ties that stand in the page itself; as many as a page of the list
_MOST_RELAYS = 200
_MOST_EVENTS = 20
_MEANING = {
    Link.SOURCE: "the figure names a source, and the source has a name",
    Link.DOCUMENT: "the source’s document is kept and unchanged",
    Link.QUOTE: "the quoted words stand in that document",
    Link.WORDS: "the words state that number for that measure and population",
    Link.CREDIT: "the named source is the one credited with it",
}
_BAR = 160


@dataclass(frozen=True, slots=True)
class LinkRow:
    """A link, what it means when it holds, how many figures have each state, and these as a bar."""

    name: str
    meaning: str
    counts: tuple[int, ...]
    bar: Markup


@dataclass(frozen=True, slots=True)
class Relays:
    """Who repeats whom: a drawing, the relays with whether they are part of a circle, and how much is left out."""

    svg: Markup
    sources_cut: int
    implied: int
    circular: int
    rows: tuple[tuple[Relay, bool], ...]
    rows_cut: int


@dataclass(frozen=True, slots=True)
class TieOutSection:
    """All that the section holds. `names` are the sources' names by their id, `told` what is told of each event."""

    figures: int
    tied: int
    background: int
    grammar: str
    states: tuple[State, ...]
    links: tuple[LinkRow, ...]
    first: tuple[Tie, ...]
    listed: int
    names: Mapping[str, str | None]
    relays: Relays | None
    events: tuple[Event, ...]
    events_cut: int
    told: Mapping[str, Sequence[Note]]


def tie_out_section(listing: TieListing, names: Mapping[str, str | None]) -> TieOutSection | None:
    """The section; None where the audit has no tie-out."""
    tie_out = listing.tie_out
    if not tie_out.figures:
        return None
    return TieOutSection(
        figures=tie_out.figures,
        tied=tie_out.tied,
        background=tie_out.background,
        grammar=tie_out.grammar,
        states=tuple(State),
        links=tuple(_row(tie_out, link) for link in Link),
        first=listing.ties[:FIRST],
        listed=len(listing.ties),
        names=names,
        relays=_relays(tie_out, names) if tie_out.relays else None,
        events=listing.events[:_MOST_EVENTS],
        events_cut=max(0, len(listing.events) - _MOST_EVENTS),
        told={event.id: its for event in listing.events[:_MOST_EVENTS] if (its := told(event, names))},
    )


def _row(tie_out: TieOut, link: Link) -> LinkRow:
    known = tie_out.counts.get(link, {})
    counts = {state: known.get(state, 0) for state in State}
    return LinkRow(link.value, _MEANING[link], tuple(counts.values()), _bar(counts, tie_out.figures))


def _bar(counts: Mapping[State, int], figures: int) -> Markup:
    """The states one after the other, each with its own height, so that they differ without colour."""
    parts = []
    x = 0.0
    heights = {State.HOLDS: 10, State.BROKEN: 10, State.UNTOLD: 5, State.ELSEWHERE: 5, State.MISSING: 2}
    for state, count in counts.items():
        width = _BAR * count / figures
        rect = Markup('<rect class="{}" x="{:.1f}" y="{}" width="{:.1f}" height="{}" fill="{}"/>')
        colour = {State.HOLDS: "#286", State.BROKEN: "#a12"}.get(state, "#777")
        height = heights[state]
        if count:
            parts.append(rect.format(state.name.lower(), x, 10 - height, max(width - 1, 1), height, colour))
        x += width
    return Markup(
        '<svg class="states" width="{w}" height="10" viewBox="0 0 {w} 10" aria-hidden="true">{parts}</svg>'
    ).format(w=_BAR, parts=Markup("").join(parts))


def _relays(tie_out: TieOut, names: Mapping[str, str | None]) -> Relays:
    drawn = graph(tie_out.relays)
    circular = circles(tie_out.relays)
    rows = sorted(tie_out.relays, key=lambda relay: (relay.source, relay.via) not in circular)[:_MOST_RELAYS]
    return Relays(
        svg=relay_drawing(drawn, lambda source: names.get(source) or source),
        sources_cut=drawn.cut,
        implied=drawn.implied,
        circular=len(circular),
        rows=tuple((relay, (relay.source, relay.via) in circular) for relay in rows),
        rows_cut=len(tie_out.relays) - len(rows),
    )
