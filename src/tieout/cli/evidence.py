"""`tieout evidence`: the figures that a text states, and how reliable that reading is on data of one's own."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from tieout.cli.screen import say
from tieout.model.counting import counted
from tieout.model.mistake import Mistake

if TYPE_CHECKING:
    from tieout.evidence import StatedFigure
    from tieout.evidence.claims.conventions import Conventions

_LOOKED_AT = 4_000  # code points of a text
_LEAST_WORDS = 8  # a shorter text is not judged by its language
_LEAST_SHARE = 0.25  # of words in the lists of English, in an English text
UNREAD = 3  # the exit code of what could not be evaluated


def evidence(
    text: Annotated[
        Path | None, typer.Argument(metavar="TEXTFILE", help="Text, HTML or PDF to read; - for standard input.")
    ] = None,
    measure: Annotated[
        Path | None,
        typer.Option(metavar="FILE", help="CSV or JSON Lines with text, measure, lower/best/upper: measure on it."),
    ] = None,
    conventions: Annotated[
        Path | None,
        typer.Option(metavar="DATASET.YAML", help="With --measure: a dataset.yaml whose conventions explain words."),
    ] = None,
    seed: Annotated[int, typer.Option(min=0, help="The same seed makes the same figures wrong.")] = 7,
) -> None:
    """Read the figures from a text, or measure how reliable that is; see docs/evidence.md."""
    if (text is None) == (measure is None):
        raise Mistake("usage", "give a text to read, or --measure FILE", help="tieout evidence --help")
    if conventions is not None and measure is None:
        raise Mistake("usage", "--conventions goes with --measure FILE", help="tieout evidence --help")
    lines = _read(text) if text is not None else _measured(measure or Path(), conventions, seed)
    for line in lines:
        say(line)


def _read(path: Path) -> Iterator[str]:
    """The figures of a text, or why there are none. Ends with the code 3 for a text that cannot be read."""
    from tieout.cli.evidence_text import given
    from tieout.evidence import read_figures
    from tieout.evidence.documents.junk import is_junk
    from tieout.evidence.foreign import foreign

    text, about = given(path)
    yield from about
    figures = read_figures(text)
    if why := foreign(text) or ("" if figures else _hardly_english(text)):
        yield f"Not read: {why}; figures are read in English alone."
        raise typer.Exit(UNREAD)
    if junk := is_junk(text):
        yield f"The text is no article: {junk}."
    if not figures:
        yield "No figure is stated in this text."
        return
    yield from _columns([_HEAD, *(_cells(figure) for figure in figures)])
    read = counted(len(figures), "figure")
    yield f"{read}, grammar {figures[0].grammar}. Places are code points; see docs/evidence.md."


def _hardly_english(text: str) -> str:
    """That hardly any word of a text is known as English, or an empty text."""
    from tieout.evidence.figures.reading import share_of_known_words
    from tieout.evidence.foreign import has_words_of_others

    words, share = share_of_known_words(text[:_LOOKED_AT])
    if share == 0 and has_words_of_others(text):
        return "none of its words are known as English"
    few = words >= _LEAST_WORDS and share < _LEAST_SHARE
    return f"of its first {words} different words {words * share:.0f} are known as English" if few else ""


_HEAD = ("", "figure", "value", "place", "words", "notes")


def _cells(figure: StatedFigure) -> tuple[str, ...]:
    whole = {None: "", -1: "part of a total not given"}.get(figure.subset_of, "part of the figure above")
    notes = [whole, figure.doubt, "did not happen" if not figure.happened else ""]
    if figure.background:
        notes.append(f"background: '{figure.background}'")
    name = figure.measure if figure.population in ("people", "unknown") else f"{figure.measure}.{figure.population}"
    return (
        "" if figure.subset_of is None else "  of which",
        name,
        figure.bounds.words if figure.bounds.known else "no number",
        f"{figure.span.start}-{figure.span.end}",
        figure.span.words,
        "; ".join(note for note in (*notes, figure.rule) if note),
    )


def _columns(rows: Iterable[tuple[str, ...]]) -> Iterator[str]:
    from tieout.reports.controls import legible

    clean = [[legible(cell) for cell in row] for row in rows]
    widths = [max(len(cell) for cell in column) for column in zip(*clean, strict=True)]
    for row in clean:
        yield "  ".join(cell.ljust(width) for cell, width in zip(row, widths, strict=True)).rstrip()


def _measured(path: Path, codebook: Path | None, seed: int) -> Iterator[str]:
    from tieout.evidence.claims.recorded import read_recorded
    from tieout.evidence.claims.reliability import measure_reliability, table
    from tieout.reports.controls import legible

    if not path.is_file():
        raise Mistake("no-file", f"there is no file '{path}'")
    lines = measure_reliability(read_recorded(path), seed=seed, conventions=_conventions(codebook))
    if not lines:
        raise Mistake("no-rows", f"'{path}' has no rows")
    yield from map(legible, table(lines))
    yield "wrong and exchanged: share of wrong figures, and of figures of the other measure, that were accepted."
    yield "search: a plain search for the number, for comparison."


def _conventions(path: Path | None) -> Conventions | None:
    """The `conventions` of a dataset.yaml, whatever else it says. Raises Mistake where it has none."""
    from tieout.evidence.claims.conventions import Conventions
    from tieout.project.positioned import read

    if path is None:
        return None
    if not path.is_file():
        raise Mistake("no-file", f"there is no file '{path}'")
    node = read(path, str(path))
    said = node.map("a dataset").get("conventions")
    if said is None:
        raise Mistake("no-conventions", "the file has no 'conventions'", at=node.at, help="see docs/evidence.md")
    try:
        return Conventions.of(said.plain("conventions"))
    except Mistake as wrong:
        raise Mistake(wrong.code, wrong.what, at=said.at, help=wrong.help) from None
