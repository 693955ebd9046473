"""Which changes between two states are silent, and which columns changed as a whole."""

from __future__ import annotations

from tieout.model.comparison import FIGURES, Kind, Mark, Marks, Spread

RECORDED = frozenset({Mark.SOURCE, Mark.DOCUMENT, Mark.LATER, Mark.REPLACES, Mark.REVISION})
EXPLAINED_REMOVAL = frozenset({Mark.REPLACES, Mark.REVISION, Mark.WITH_EVENT})

# A column changed as a whole when somebody meant the column and not its rows. Nine rows in ten is more than any round
# of corrections reaches; a quarter is enough where nine in ten of the changes are one and the same step, as when ages
# are counted to another day or a word is spelt anew. Below twenty rows the rows themselves are soon read.
FEWEST_ROWS = 20
NEARLY_ALL = 0.9
A_QUARTER = 0.25


def is_silent(relation: str, kind: Kind, marks: Marks) -> bool:
    """Whether nothing says why, by whom or when.

    A figure whose number or meaning is revised needs a new source, a new document, a later report date, a figure
    that replaces another, or a revision with date and reason. An identifier that is removed needs a replacement or such
    a revision; a figure may go with its event, and a row that nothing identifies leaves no identifier behind. What is
    added, and what changes beside the figures, is listed and never silent.
    """
    if kind is Kind.REMOVED:
        return Mark.IDENTIFIED in marks and not marks & EXPLAINED_REMOVAL
    return kind is Kind.CHANGED and relation == FIGURES and Mark.REVISED in marks and not marks & RECORDED


def is_whole(spread: Spread) -> bool:
    """Whether a column changed as a whole, so that it is said once and not for each row.

    A figure counts as whole only where nearly all its rows change: the same step in a quarter of the tolls is no
    new definition.
    """
    if spread.rows < FEWEST_ROWS:
        return False
    if spread.rows >= NEARLY_ALL * spread.shared:
        return True
    return could_be_one_step(spread) and spread.alike >= NEARLY_ALL * spread.rows


def could_be_one_step(spread: Spread) -> bool:
    """Whether it matters how many of the changes are alike."""
    return not spread.is_figure and spread.rows >= FEWEST_ROWS and spread.rows >= A_QUARTER * spread.shared
