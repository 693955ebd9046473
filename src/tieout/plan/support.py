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

# One row a figure of a long table. A judge that names no `rows` of its own is given these.
SUPPORT = Text(
    """
    SELECT figure._row, figure.event, figure.measure, figure.population, figure.lower, figure.best, figure.upper,
      figure.words, figure.scope, figure.quote, figure.quote_start, figure.quote_end, figure.quote_prefix,
      figure.quote_suffix,
      CAST(figure.reported AS VARCHAR) AS reported,
      figure.source, source.id IS NOT NULL AS registered, source.name AS source_name,
      figure.document, document.id IS NOT NULL AS kept, document.source AS document_source, document.publisher,
      document.language AS document_language, document.text, document.file, document.hash, document.found_hash,
      document.text_hash, document.normalisation
    FROM figures AS figure
    LEFT JOIN sources AS source ON source.id = figure.source
    LEFT JOIN documents AS document ON document.id = figure.document
    """,
    Position("tieout/plan/support.py"),
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
    """Each long table of figures, with a SELECT of its rows and what each rests on."""
    scope = Scope(lambda _: None, (), {}, date.min)
    found = []
    for table in long_tables(binder.dataset):
        rows, _ = compile_query(SUPPORT, binder, Binding(binder.relation(table)), scope)
        found.append((table, f"SELECT * FROM ({rows}) ORDER BY _row"))
    return found


def related(binder: Binder, relation: str, roles: tuple[str, ...]) -> str:
    """A SELECT of some roles of a relation, as texts; no rows where no table fills it."""
    columns = ", ".join(f"CAST(t.{identifier(role.partition('.')[2])} AS VARCHAR)" for role in roles)
    scope = Scope(lambda _: None, (), {}, date.min)
    tables = binder.dataset.tables
    rule = Text(f"SELECT {columns} FROM {relation} AS t", SUPPORT.at)
    return compile_query(rule, binder, Binding(binder.relation(tables[0])), scope)[0]
