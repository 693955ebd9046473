"""What a figure rests on: its words, its document and its source side by side, as judges of figures read them."""

from __future__ import annotations

from collections.abc import Collection
from datetime import date

from tieout.model.check import Text
from tieout.model.dataset import Dataset, Table
from tieout.model.mistake import Position
from tieout.plan.bind import Binder, Binding
from tieout.plan.expression import Scope
from tieout.plan.query import compile_query
from tieout.plan.quote import identifier
from tieout.plan.relations import long_tables

_SELECT = """
    SELECT figure._row, figure.event, figure.measure, figure.population, figure.lower, figure.best, figure.upper,
      figure.words, figure.scope, {words},
      CAST(figure.reported AS VARCHAR) AS reported,
      figure.source, source.id IS NOT NULL AS registered, source.name AS source_name,
      {document} AS document, document.id IS NOT NULL AS kept, document.source AS document_source, document.publisher,
      document.language AS document_language, document.text, document.file, document.hash, document.found_hash,
      document.text_hash, document.normalisation, {piece} AS piece
    FROM figures AS figure
    {evidence}
    LEFT JOIN sources AS source ON source.id = figure.source
    LEFT JOIN documents AS document ON document.id = {document}
    """
_PLACE = Position("tieout/plan/support.py")

# One row a figure of a long table. A judge that names no `rows` of its own is given these.
SUPPORT = Text(
    _SELECT.format(
        words="figure.quote, figure.quote_start, figure.quote_end, figure.quote_prefix, figure.quote_suffix",
        document="figure.document",
        piece="CAST(NULL AS BIGINT)",
        evidence="",
    ),
    _PLACE,
)

# The same where evidence has a table of its own: a figure that quotes no words has a row for each piece of evidence
# that is recorded for it, with the words and the document of that piece.
BY_PIECES = Text(
    _SELECT.format(
        words="""coalesce(evidence.quote, figure.quote) AS quote,
      coalesce(evidence.start, figure.quote_start) AS quote_start,
      coalesce(evidence.end, figure.quote_end) AS quote_end,
      coalesce(evidence.prefix, figure.quote_prefix) AS quote_prefix,
      coalesce(evidence.suffix, figure.quote_suffix) AS quote_suffix""",
        document="coalesce(evidence.document, figure.document)",
        piece="evidence._row",
        evidence="""LEFT JOIN evidence AS evidence
      ON evidence.figure = figure.id AND coalesce(trim(figure.quote), '') = '' AND figure.quote_start IS NULL""",
    ),
    _PLACE,
)


# Roles whose words reach a reader otherwise than as a column of a finding's row.
QUOTED = (
    "figure.quote",
    "figure.quote_prefix",
    "figure.quote_suffix",
    "evidence.quote",
    "evidence.prefix",
    "evidence.suffix",
    "document.text",
    "document.file",
)
NAMED = ("source.name", "source.aliases")
RELAYED = ("relay.source", "relay.via")
WORDED = ("event.id", "event.date_words", "event.date_written")


def may_quote(dataset: Dataset) -> bool:
    """Whether a report may show quotes and the documents they stand in: no table withholds their columns."""
    return not withholds(dataset, QUOTED)


def may_tell(dataset: Dataset) -> bool:
    """Whether a report may show what a judge says: it quotes documents, and names sources and whom they repeat."""
    return not withholds(dataset, (*QUOTED, *NAMED, *RELAYED))


def withholds(dataset: Dataset, roles: Collection[str]) -> bool:
    """Whether a table withholds the column of one of these roles."""
    return any(table.roles.get(role) in table.withheld for table in dataset.tables for role in roles)


def supports(binder: Binder) -> list[tuple[Table, str]]:
    """Each long table of figures, with a SELECT of its rows and what each rests on; those of one figure by `piece`."""
    rule = BY_PIECES if any("evidence.figure" in table.roles for table in binder.dataset.tables) else SUPPORT
    scope = Scope(lambda _: None, (), {}, date.min)
    found = []
    for table in long_tables(binder.dataset):
        rows, _ = compile_query(rule, binder, Binding(binder.relation(table)), scope)
        found.append((table, f"SELECT * FROM ({rows}) ORDER BY _row, piece"))
    return found


def related(binder: Binder, relation: str, roles: tuple[str, ...]) -> str:
    """A SELECT of some roles of a relation, as texts; no rows where no table fills it."""
    columns = ", ".join(f"CAST(t.{identifier(role.partition('.')[2])} AS VARCHAR)" for role in roles)
    scope = Scope(lambda _: None, (), {}, date.min)
    tables = binder.dataset.tables
    rule = Text(f"SELECT {columns} FROM {relation} AS t", SUPPORT.at)
    return compile_query(rule, binder, Binding(binder.relation(tables[0])), scope)[0]
