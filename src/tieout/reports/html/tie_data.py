"""The ties as the page's script reads them: one column a fact, and what is known of each event.

Most of a tie stands in its figure's row already, and the words around a quote in its document's excerpts: what
the page holds elsewhere is not said again.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping, Sequence

from tieout.model.tie import Excerpt, Link, State, Tie
from tieout.reports.html.columns import Column, interned
from tieout.reports.html.excerpt import AROUND
from tieout.reports.html.held import Held
from tieout.reports.html.notes import notes
from tieout.reports.html.signs import states
from tieout.reports.html.ties import Event, TieListing
from tieout.reports.html.wording import Pattern, pattern

_STATES = tuple(State)


def tie_data(listing: TieListing, held: Sequence[Held], names: Mapping[str, str | None]) -> dict[str, object] | None:
    """Columns of the ties, rows of the events, and what is told of these; None where the audit has no tie-out.

    `names` are the sources' names by their id.
    """
    if not listing.tie_out.figures:
        return None
    told = [notes(event, names) for event in listing.events]
    places = {note: place for place, note in enumerate(dict.fromkeys(note for its in told for note in its))}
    return {
        **_ties(listing.ties, held),
        "cut": listing.cut,
        "events": [
            _event(event, [places[note] for note in its]) for event, its in zip(listing.events, told, strict=True)
        ],
        "notes": [*places],
        "states": states(),
    }


def quotes_of(ties: Iterable[Tie]) -> Iterable[tuple[str, str]]:
    """The document and the quoted words of each tie that has both."""
    return ((tie.document, tie.quote) for tie in ties if tie.document and tie.quote)


def _ties(ties: Sequence[Tie], held: Sequence[Held]) -> dict[str, dict[str, Column]]:
    """`facts` are texts, told by the row's cells where they can be; `links` is what stands nowhere else."""
    places = [_place(tie, held) for tie in ties]
    cells = [held[table].numbered(row, ()) if row >= 0 else {} for table, row in places]
    texts = _texts(held)

    def each(fact: Callable[[Tie], object]) -> Column:
        return interned([fact(tie) for tie in ties])

    def told(fact: Callable[[Tie], str | None]) -> Column:
        return interned([_told(fact(tie), numbers) for tie, numbers in zip(ties, cells, strict=True)])

    return {
        "facts": {
            "event": told(lambda tie: tie.event),
            "figure": told(lambda tie: tie.figure),
            "value": told(lambda tie: tie.value),
            "reported": told(lambda tie: tie.reported),
            "source": told(lambda tie: tie.source),
            "document": told(lambda tie: tie.document),
            "quote": told(lambda tie: tie.quote),
            "key": told(lambda tie: " / ".join(value or "" for value in tie.key.values())),
        },
        "links": {
            "table": interned([table for table, _ in places]),
            "row": [row for _, row in places],
            "states": each(lambda tie: [_STATES.index(tie.states[link]) for link in Link]),
            "words": each(lambda tie: [tie.words[link] for link in Link]),
            "excerpt": each(lambda tie: None if _stands(tie, texts) else _excerpt(tie.excerpt)),
        },
    }


def _told(text: str | None, numbers: Mapping[str, int]) -> Pattern | None:
    """A text as the cell that holds it, or as a pattern over the row's cells."""
    if text is None:
        return None
    return [numbers[text]] if text in numbers else pattern(text, numbers)


def _texts(held: Sequence[Held]) -> dict[str, str]:
    """The texts of documents whose excerpts the page holds, by the document's id."""
    found: dict[str, str] = {}
    for table in held:
        at = table.columns.index(table.roles["document.id"]) if table.names_documents else None
        for row, text in zip(table.rows, table.texts, strict=True):
            name = row[at] if at is not None else None
            if name and text:
                found[name] = text
    return found


def _stands(tie: Tie, texts: Mapping[str, str]) -> bool:
    """Whether the page shows the tie's quote in its surroundings already, at the same place."""
    excerpt, quote = tie.excerpt, tie.quote
    if excerpt is None or not quote or excerpt.text[excerpt.start : excerpt.end] != quote:
        return False
    return texts.get(tie.document or "", "").find(quote) == excerpt.offset + excerpt.start


def _place(tie: Tie, held: Sequence[Held]) -> tuple[int, int]:
    """The number of the tie's table in the page and of its row there; -1 and -1 where the page does not hold it."""
    places = ((n, row) for n, table in enumerate(held) if (row := table.row_of(tie)) is not None)
    return next(places, (-1, -1))


def _excerpt(excerpt: Excerpt | None) -> list[object] | None:
    """Offset in the document, the words before the quote, the quote, the words after it."""
    if excerpt is None:
        return None
    start = max(0, min(excerpt.start, len(excerpt.text)))
    end = max(start, excerpt.end)
    first = max(0, start - AROUND)
    text = excerpt.text
    return [excerpt.offset + first, text[first:start], text[start:end], text[end : end + AROUND]]


def _event(event: Event, told: Sequence[int]) -> list[object]:
    """Its id; named sources, least and most of them independent; where its notes stand among those of the page."""
    bracket = event.corroboration
    known = [bracket.named, bracket.least, bracket.most] if bracket else None
    return [event.id, known, told]
