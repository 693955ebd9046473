"""Set aside what is neither counted nor a deed: "in Kabul", "by two gunmen", "of the town"."""

from __future__ import annotations

import re

from tieout.evidence.figures.pieces import Piece, Row, rewrite
from tieout.evidence.figures.wording import wording

_BETWEEN = re.compile("p[QVN]&[QVN]")
_ASIDE = re.compile(
    r"(?P<left>[pBt][xwE]{0,2}Q(?=b*[KA](?!Q)))"  # "with three killed", "in two dead": the count stays
    r"|[pBt]V&V(?![bKAD])"  # "in front of women and children"
    r"|[pBt](?:[xwE]{0,3}[oNHY][xoN]{0,3}|[QVN]|[xwE]{1,3})(?:f[xwE]{0,3}[oNVQHY][xo]{0,2})*"
    r"|(?<=Q)f[xwE]{0,3}q|(?<=[oxNVQqwE])f(?:[xwE]{0,3}[oNVHY]|[xwE]{0,3}Q(?![KA])|[xwE]{1,3})"
)
_MORE_PLACES = re.compile("P(?:,N)*,?&N(?![,&])")  # "in Kabul, Herat and Ghazni"
_NOTHING = re.compile(r"\([^()QqVKADGFTLI]{0,12}\)|p(?=[,.;:)&]|$)")  # "(yards)", "those aboard,"


def set_aside(row: Row) -> Row:
    """The row with every aside as one P, which keeps its pieces."""
    if "p" in row.codes or "(" in row.codes:
        row = rewrite(row, _NOTHING, lambda pieces, match: [])
    if "&" in row.codes:
        row = rewrite(row, _BETWEEN, _between)
    row = rewrite(row, _ASIDE, _aside)
    return rewrite(row, _MORE_PLACES, lambda pieces, match: pieces[:1]) if "N" in row.codes else row


def _between(pieces: list[Piece], _: re.Match[str]) -> list[Piece]:
    return _one(pieces) if pieces[0].word in wording("between two") else pieces


def _aside(pieces: list[Piece], match: re.Match[str]) -> list[Piece]:
    if match["left"] and pieces[0].word in wording("with a count"):
        return pieces[1:]
    return _one(pieces)


def _one(pieces: list[Piece]) -> list[Piece]:
    return [Piece("P", pieces[0].start, pieces[-1].end, pieces[0].word, pieces)]
