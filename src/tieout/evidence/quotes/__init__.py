"""Quotes: where the words that a row quotes stand in its document, and what stands around them."""

from tieout.evidence.quotes.around import Surroundings, surroundings
from tieout.evidence.quotes.locating import locate
from tieout.evidence.quotes.location import Location, Status
from tieout.evidence.quotes.nearest import Difference, Passage
from tieout.evidence.quotes.span import Span
from tieout.evidence.quotes.text import Text

__all__ = ["Difference", "Location", "Passage", "Span", "Status", "Surroundings", "Text", "locate", "surroundings"]
