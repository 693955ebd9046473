"""Bring the evidence to an audit: the bench of judges that its checks may call, and the tie-out of its figures."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import replace
from datetime import datetime, time
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING

from tieout.model.dataset import Dataset, Table
from tieout.model.mistake import Mistake, nearest
from tieout.model.tie import Dated, Relay, TieOut
from tieout.plan.bind import Binder
from tieout.plan.plan import Plan
from tieout.plan.support import NAMED, QUOTED, RELAYED, WORDED, related, supports, withholds
from tieout.project.catalog import Catalog

if TYPE_CHECKING:
    from tieout.datasets.documents import Asked
    from tieout.engines.duckdb import Connection, Judge
    from tieout.evidence.bench import Bench
    from tieout.evidence.claims.conventions import Conventions
    from tieout.evidence.ties.support import Support

GENERIC = "unnamed-sources"  # the vocabulary of words that name nobody
COMPARED = 100_000  # characters of a document that are held against other documents


def read_document(path: Path, asked: Asked) -> tuple[str | None, Sequence[tuple[str, str]]]:
    """The words of a document of any format, and what stood in the way, as problems of the build."""
    from tieout.datasets.problems import ACTIVE_CONTENT, CUT_SHORT, NUL_BYTE, UNDECODABLE, UNREADABLE_DOCUMENT
    from tieout.evidence.documents import NORMALISATIONS, Kind, read

    named = (asked.normalisation or "").strip().lower()
    document = read(
        path,
        address=asked.address,
        captured=datetime.combine(asked.captured, time()) if asked.captured else None,
        normalisation=named if named in NORMALISATIONS else None,
    )
    if document.problem:
        return None, [(UNREADABLE_DOCUMENT, document.problem.words)]
    met = {
        Kind.ENCODING: UNDECODABLE,
        Kind.NUL_BYTES: NUL_BYTE,
        Kind.BROKEN: CUT_SHORT,
        Kind.DIGEST: UNREADABLE_DOCUMENT,
        Kind.ACTIVE: ACTIVE_CONTENT,
    }
    return document.text, [(met[note.kind], note.words) for note in document.notes if note.kind in met]


def refuse_unknown_judges(plan: Plan, dataset: Dataset) -> None:
    """Raise Mistake where a check names a judge that is not there, or the dataset such a convention."""
    called = [instance for instance in plan.instances if instance.judge]
    if not called:
        return
    from tieout.evidence.judges import names

    for instance in called:
        if instance.judge not in names():
            at = instance.check.judge.at if instance.check.judge else instance.check.at
            raise Mistake("unknown-judge", f"no judge '{instance.judge}'", at=at, help=nearest(instance.judge, names()))
    _conventions(dataset)


def _conventions(dataset: Dataset) -> Conventions:
    from tieout.evidence.claims.conventions import Conventions

    try:
        return Conventions.of(dataset.conventions)
    except Mistake as wrong:
        raise Mistake(wrong.code, wrong.what, at=dataset.at, help=wrong.help) from None


def bench(con: Connection, binder: Binder, catalog: Catalog) -> Bench:
    """The judges of one audit, who know the dataset's sources by their names."""
    from tieout.evidence.bench import Bench
    from tieout.evidence.ties.tying import Tyer

    generic = frozenset(word.lower() for word in catalog.vocabularies.get(GENERIC, ()))
    tyer = Tyer(_names(con, binder), generic, _conventions(binder.dataset), catalog.qualifiers)
    return Bench(
        tyer, lambda: _relays(con, binder), lambda: _copies(con, binder), lambda: _supports(con, supports(binder))
    )


def _names(con: Connection, binder: Binder) -> Mapping[str, list[str]]:
    """Source -> its name and aliases; empty where the register has no names, and its ids are all there is."""
    from tieout.engines.duckdb import texts

    found: dict[str, list[str]] = {}
    for source, name, aliases in texts(con, related(binder, "sources", ("source.id", "source.name", "source.aliases"))):
        if source is not None:
            others = [alias.strip() for alias in (aliases or "").split(";")]
            found.setdefault(source, []).extend(each for each in (name, *others) if each)
    return found if any(found.values()) else {}


def _relays(con: Connection, binder: Binder) -> Sequence[Relay]:
    from tieout.engines.duckdb import texts

    rows = texts(con, related(binder, "relays", ("relay.source", "relay.via", "relay.document")))
    return [Relay(source, via, document) for source, via, document in rows if source is not None and via is not None]


def _copies(con: Connection, binder: Binder) -> Sequence[tuple[str, str]]:
    """Pairs of documents with nearly the same words."""
    from tieout.engines.duckdb import texts
    from tieout.evidence.relays import near_copies

    rows = related(binder, "documents", ("document.id", "document.text"))
    kept = f"SELECT id, left(words, {COMPARED}) AS words FROM ({rows}) AS d(id, words)"
    pairs = f"SELECT one, other FROM ({near_copies('_kept', 'id', 'words')})"
    return [(one, other) for one, other in texts(con, f"WITH _kept AS ({kept}) {pairs}") if one and other]


def _supports(con: Connection, found: Sequence[tuple[Table, str]]) -> Iterator[Support]:
    """Every figure of the long tables with what it rests on; one with several pieces of evidence once for each."""
    from tieout.engines.duckdb import read_supports
    from tieout.evidence.ties.support import Support

    for table, select in found:
        yield from map(Support.read, read_supports(con, table, select))


def asking(judges: Bench | None) -> Judge:
    """The way from a judge's name and rows to what it says of them; where no judge was called, none answers."""
    if judges is None:
        from tieout.engines.duckdb import nobody

        return nobody
    from tieout.evidence.judges import judged

    return partial(judged, judges)


def tied(con: Connection, binder: Binder, judges: Bench) -> TieOut:
    """The tie-out of the dataset's long figures; empty where it has none.

    Where a column of the figures, the words of documents or the names of sources are withheld, it counts and shows no
    figure; where relays are, none of them; where the days of events as worded are, none of these.
    """
    from tieout.evidence.ties.pieces import decisive
    from tieout.evidence.ties.tie_out import tie_out

    found = supports(binder)
    if not found:
        return TieOut()
    result = tie_out(decisive(_supports(con, found), judges.tyer), judges)
    result = replace(result, dates=() if withholds(binder.dataset, WORDED) else _dates(con, binder, result))
    hidden = any(table.withheld for table, _ in found) or withholds(binder.dataset, (*QUOTED, *NAMED))
    if withholds(binder.dataset, RELAYED):
        result = replace(result, relays=(), credits=())
    return replace(result, ties=(), credits=()) if hidden else result


def _dates(con: Connection, binder: Binder, shown: TieOut) -> tuple[Dated, ...]:
    """The days as worded of the events whose figures are shown."""
    from tieout.engines.duckdb import texts
    from tieout.evidence.ties.dating import dated

    events = {tie.event for tie in shown.ties}
    rows = texts(con, related(binder, "events", WORDED)) if events else ()
    return tuple(dated(row for row in rows if row[0] in events))
