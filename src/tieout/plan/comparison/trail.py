"""What a change can rest on, in one state: the recorded revisions and the evidence of figures."""

from __future__ import annotations

from tieout.model.dataset import Table
from tieout.plan.comparison.columns import Described, single_spaced

REVISION = ("event", "figure", "before", "after", "date", "source", "reason")


def revisions(state: Described) -> str:
    """SELECT of the revisions as texts, each once; withheld ones are blank. `complete`: date and reason are known."""
    parts = [_revisions(state, table) for table in state.filling("revisions")]
    nothing = ", ".join(f"NULL::VARCHAR AS {name}" for name in REVISION)
    return " UNION ".join(parts) or f"SELECT {nothing}, false AS complete WHERE false"


def _revisions(state: Described, table: Table) -> str:
    texts = {name: _text(state, table, f"revision.{name}") for name in REVISION}
    shown = [
        f"{'NULL::VARCHAR' if name in REVISION[2:] and _withheld(table, name) else sql} AS {name}"
        for name, sql in texts.items()
    ]
    complete = f"({texts['date']} IS NOT NULL AND {texts['reason']} IS NOT NULL) AS complete"
    return f"SELECT DISTINCT {', '.join(shown)}, {complete} FROM {state.relation(table)}"


def _withheld(table: Table, name: str) -> bool:
    return table.roles.get(f"revision.{name}") in table.withheld


def _text(state: Described, table: Table, role: str) -> str:
    text = state.text(table, role)
    return text if role in ("revision.event", "revision.figure") else single_spaced(text)


def evidence(state: Described) -> str:
    """SELECT of figure and document for each piece of evidence, each once."""
    parts = [_evidence(state, table) for table in state.filling("evidence")]
    return " UNION ".join(parts) or "SELECT NULL::VARCHAR AS figure, NULL::VARCHAR AS document WHERE false"


def _evidence(state: Described, table: Table) -> str:
    figure, document = (state.text(table, f"evidence.{name}") for name in ("figure", "document"))
    return f"SELECT DISTINCT {figure} AS figure, {document} AS document FROM {state.relation(table)}"
