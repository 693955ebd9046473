"""What a figure rests on: its words, its document and its source side by side, as judges of figures read them."""

from __future__ import annotations

from tieout.model.check import Text
from tieout.model.mistake import Position

# One row a figure of a long table. A judge that names no `rows` of its own is given these.
SUPPORT = Text(
    """
    SELECT figure._row, figure.event, figure.measure, figure.population, figure.lower, figure.best, figure.upper,
      figure.words, figure.scope, figure.quote, figure.quote_start, figure.quote_end,
      CAST(figure.reported AS VARCHAR) AS reported,
      figure.source, source.id IS NOT NULL AS registered, source.name AS source_name,
      figure.document, document.id IS NOT NULL AS kept, document.source AS document_source, document.text,
      document.hash, document.found_hash
    FROM figures AS figure
    LEFT JOIN sources AS source ON source.id = figure.source
    LEFT JOIN documents AS document ON document.id = figure.document
    """,
    Position("tieout/plan/support.py"),
)
