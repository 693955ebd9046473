"""Checks that rest on documents which are all kept elsewhere: what they would say is not verifiable here.

That is an outcome of its own. It is no pass, and nobody is blamed for it: a dataset that may not publish its documents
says so for each of them, by its hash and without a file.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from typing import TYPE_CHECKING

from tieout.model.audit import Result
from tieout.model.check import Check
from tieout.model.verdict import Outcome
from tieout.plan.bind import Binder
from tieout.plan.support import SUPPORT, related

if TYPE_CHECKING:
    from tieout.engines.duckdb import Connection

REASON = "every document is kept elsewhere, and only hashes and places are here"
_OF_FILES = ("document.text", "document.file", "document.found_hash", "document.active")
_DECLARED = ("document.text", "document.file", "document.hash", "document.text_hash")


def told_elsewhere(con: Connection, binder: Binder, results: Sequence[Result]) -> Sequence[Result]:
    """The results, with the outcome "not verifiable here" where the documents are all that was missing."""
    open_ = [result for result in results if _could_be(result)]
    if not open_ or not _all_declared(con, binder):
        return results
    quoted = {relation for relation in ("figures", "evidence") if _has_quotes(con, binder, relation)}
    moved = {id(result) for result in open_ if _needs_files(result.check) or result.check.over not in quoted}
    return [
        replace(result, outcome=Outcome.ELSEWHERE, reason=REASON) if id(result) in moved else result
        for result in results
    ]


def _could_be(result: Result) -> bool:
    """Whether a check found rows, decided none of them, and reads what documents say."""
    reads = _needs_files(result.check) or (result.check.judge is not None and _reads_files(result.check))
    return reads and result.outcome is Outcome.NOT_EVALUATED and result.counts.rows > 0


def _needs_files(check: Check) -> bool:
    return any(name in need.text for need in check.needs for name in _OF_FILES)


def _reads_files(check: Check) -> bool:
    """Whether a judge is given the words of documents. Where words are quoted, it can do without them."""
    return "document.text" in (check.rows or SUPPORT).text


def _all_declared(con: Connection, binder: Binder) -> bool:
    """Whether there are documents, and each has a hash, and neither a text nor the name of a file."""
    from tieout.engines.duckdb import texts

    rows = f"SELECT * FROM ({related(binder, 'documents', _DECLARED)}) AS d(text, file, hash, text_hash)"
    here = "coalesce(trim(text), '') <> '' OR coalesce(trim(file), '') <> ''"
    declared = "coalesce(trim(hash), '') <> '' OR coalesce(trim(text_hash), '') <> ''"
    counts = f"SELECT CAST(count(*) AS VARCHAR), CAST(count_if(({here}) OR NOT ({declared})) AS VARCHAR) FROM ({rows})"
    ((documents, others),) = texts(con, counts)
    return documents != "0" and others == "0"


def _has_quotes(con: Connection, binder: Binder, relation: str) -> bool:
    """Whether any figure, or piece of evidence, comes with its words."""
    from tieout.engines.duckdb import texts

    role = {"figures": "figure.quote", "evidence": "evidence.quote"}[relation]
    quotes = f"SELECT quote FROM ({related(binder, relation, (role,))}) AS q(quote)"
    return bool(texts(con, f"{quotes} WHERE coalesce(trim(quote), '') <> '' LIMIT 1"))
