"""Ties for the audits of the tests of reports: every state of every link, relays with a circle, and brackets."""

from __future__ import annotations

import random
from collections.abc import Iterator, Mapping, Sequence
from datetime import date

from tieout.model.tie import Corroboration, Credited, Dated, Excerpt, Link, Relay, State, Tie, TieOut

Row = Mapping[str, str | None]
AROUND = 240

WORDS = {
    (Link.SOURCE, State.HOLDS): "the register knows the source by name",
    (Link.SOURCE, State.MISSING): "the row names no source",
    (Link.DOCUMENT, State.HOLDS): "the document is kept, and its hash is the recorded one",
    (Link.DOCUMENT, State.BROKEN): "the document has changed since it was recorded",
    (Link.DOCUMENT, State.UNTOLD): "no words could be read in it",
    (Link.DOCUMENT, State.ELSEWHERE): "the document is kept elsewhere",
    (Link.DOCUMENT, State.MISSING): "the row names no document",
    (Link.QUOTE, State.HOLDS): "the quoted words stand in the document exactly",
    (Link.QUOTE, State.BROKEN): "the quoted words do not stand in the document",
    (Link.QUOTE, State.UNTOLD): "without the document its words cannot be looked up",
    (Link.QUOTE, State.ELSEWHERE): "the document is kept elsewhere",
    (Link.QUOTE, State.MISSING): "no words are quoted",
    (Link.WORDS, State.HOLDS): "the words state this number",
    (Link.WORDS, State.BROKEN): "the quoted text says another number; possible reasons: a revision, a typing error",
    (Link.WORDS, State.UNTOLD): "the words are in a language that cannot be read here",
    (Link.WORDS, State.ELSEWHERE): "the words are kept elsewhere",
    (Link.WORDS, State.MISSING): "there are no words to read",
    (Link.CREDIT, State.HOLDS): "the words credit the source",
    (Link.CREDIT, State.BROKEN): "the words credit someone else",
    (Link.CREDIT, State.UNTOLD): "nobody is credited in the sentence",
    (Link.CREDIT, State.ELSEWHERE): "the document's text is kept elsewhere",
    (Link.CREDIT, State.MISSING): "there are no words to read",
}


def tie_out(world: Mapping[str, Sequence[Row]], listed: int, seed: int) -> TieOut:
    """Ties of all figures, of which the first `listed` are kept."""
    draw = random.Random(seed)  # noqa: S311 - drawn for repetition, not for secrecy
    texts = {row["document_id"]: str(row["text"]) for row in world["documents"]}
    ties = [_tie(draw, row, number, texts) for number, row in enumerate(world["figures"])]
    counts = {link: {s: n for s in State if (n := sum(t.states[link] is s for t in ties))} for link in Link}
    return TieOut(
        figures=len(ties),
        tied=sum(tie.tied for tie in ties),
        counts=counts,
        ties=tuple(ties[:listed]),
        relays=_relays(draw, world),
        corroboration=tuple(_brackets(draw, ties)),
        credits=tuple(_credits(draw, world)),
        dates=tuple(_dates(ties)),
        grammar="English 1",
    )


def _tie(draw: random.Random, row: Row, number: int, texts: Mapping[str | None, str]) -> Tie:
    text, quote = texts[row["document_id"]], row["quote"]
    start = text.find(quote) if quote else -1
    states = _states(draw, quote, start)
    kept = states[Link.QUOTE] is State.HOLDS
    return Tie(
        table="figures",
        row=number,
        key={"figure_id": row["figure_id"]},
        event=row["event_id"],
        figure=".".join(part for part in (row["measure"], row["population"]) if part),
        value=f"{row['best']} ({row['low']} to {row['high']})",
        source=None if states[Link.SOURCE] is State.MISSING else row["source_id"],
        document=None if states[Link.DOCUMENT] is State.MISSING else row["document_id"],
        quote=quote,
        states=states,
        words={link: WORDS[link, state] for link, state in states.items()},
        excerpt=_excerpt(text, start, len(quote)) if quote and kept else None,
        reported=row["reported_on"],
    )


def _states(draw: random.Random, quote: str | None, start: int) -> dict[Link, State]:
    holds, broken, untold, elsewhere, missing = State
    document = draw.choices([holds, broken, untold, elsewhere, missing], [85, 4, 4, 4, 3])[0]
    if quote is None:
        words = [missing, missing, missing]
    elif document is not holds:
        words = [elsewhere if document is elsewhere else untold] * 3
    elif start < 0:
        words = [broken, missing, missing]
    else:
        words = [holds, draw.choices([holds, broken, untold], [85, 5, 10])[0]]
        words.append(draw.choices([holds, broken, untold], [85, 5, 10])[0])
    return dict(zip(Link, [draw.choices([holds, missing], [97, 3])[0], document, *words], strict=True))


def _excerpt(text: str, start: int, length: int) -> Excerpt:
    first = max(0, start - AROUND)
    return Excerpt(text[first : start + length + AROUND], start - first, start - first + length, first)


def _relays(draw: random.Random, world: Mapping[str, Sequence[Row]]) -> tuple[Relay, ...]:
    """The last third repeats the middle one, which repeats the first; two vouch for each other; one skips a layer."""
    sources = [str(row["source_id"]) for row in world["sources"]]
    documents = [row["document_id"] for row in world["documents"]]
    third = len(sources) // 3
    pairs = [
        (source, draw.choice(sources[(n // third - 1) * third :][:third]))
        for n, source in enumerate(sources)
        if n >= third
    ]
    pairs += [(sources[0], sources[third]), (sources[third], sources[0]), (sources[-1], sources[0])]
    return tuple(Relay(a, b, draw.choice([None, *documents[:4]])) for a, b in dict.fromkeys(pairs))


def _credits(draw: random.Random, world: Mapping[str, Sequence[Row]]) -> Iterator[Credited]:
    """The first documents speak of three sources each, one through a person and another who passes it on."""
    sources = [str(row["source_id"]) for row in world["sources"]]
    for row in world["documents"][:6]:
        first, second, third = (draw.choice(sources) for _ in range(3))
        document = str(row["document_id"])
        yield Credited(document, first, "credited", cue="said")
        yield Credited(document, second, "credited through a person", "its head", (third,), "told")
        yield Credited(document, third, "relayed", cue="told")


def _dates(ties: Sequence[Tie]) -> Iterator[Dated]:
    """Of the first events one has a day, one two days, and one none."""
    said = [("on 3 March", 3, 3), ("this morning", 3, 4), ("that day", None, None)]
    events = dict.fromkeys(str(tie.event) for tie in ties if tie.event)
    for event, (words, first, last) in zip(events, said, strict=False):
        begins, ends = (date(2024, 3, day) if day else None for day in (first, last))
        written = "2024-03-04 08:46" if first else None
        yield Dated(event, words, written, begins, ends, settled=first is not None and first == last)


def _brackets(draw: random.Random, ties: Sequence[Tie]) -> list[Corroboration]:
    sources: dict[str, set[str]] = {}
    for tie in ties:
        if tie.event and tie.source:
            sources.setdefault(tie.event, set()).add(tie.source)
    brackets = []
    for event, named in sorted(sources.items()):
        most = draw.randint(1, len(named))
        brackets.append(Corroboration(event, len(named), draw.randint(1, most), most))
    return brackets
