"""The comparison in SQL against the same in plain Python, on tables that hypothesis draws; and its symmetry."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from typing import TYPE_CHECKING

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from tieout.datasets.rows import load_rows
from tieout.datasets.store import in_memory
from tieout.datasets.typed import prepare
from tieout.engines.duckdb.comparison import Changes, gather
from tieout.model.comparison import Change, Kind
from tieout.model.dataset import Dataset, Table, Type
from tieout.model.mistake import Position
from tieout.plan.comparison.columns import Described
from tieout.plan.comparison.events import events
from tieout.plan.comparison.figures import figures

if TYPE_CHECKING:
    from duckdb import DuckDBPyConnection

Row = tuple[str | None, ...]
AT = Position("dataset.yaml", 1, 1)
PLACES = ("id", "place", "note")
TOLLS = ("id", "event", "measure", "best", "source")
EVENTS = Table("events", "events", ("e.csv",), AT, key=("id",), roles={"event.id": "id", "event.place": "place"})
FIGURES = Table(
    "figures", "figures", ("f.csv",), AT, key=("id",),
    roles={f"figure.{name}": name for name in TOLLS}, types={"best": Type.NUMBER},
)  # fmt: skip

ids = st.sampled_from(["A", "B", " A", "a", 'q"u', "n\nl", "x'; --", "", None])
texts = st.sampled_from(["Quay", "Quay ", "old  quay", "old quay", "<b>", "", None])
places = st.lists(st.tuples(ids, texts, texts), max_size=7)
numbers = st.sampled_from(["1", "1.0", "2", "02", "none", "", None])
tolls = st.lists(st.tuples(ids, st.sampled_from(["E", None]), st.just("killed"), numbers, texts), max_size=7)
pytestmark = pytest.mark.slow
HURRIED = settings(max_examples=25, deadline=None, suppress_health_check=[HealthCheck.too_slow])


@contextmanager
def compared(table: Table, columns: Sequence[str], old: Sequence[Row], new: Sequence[Row]) -> Iterator[Changes]:
    """Two states in memory, matched."""
    con = in_memory()
    sides = [_state(con, name, table, columns, rows) for name, rows in (("old", old), ("new", new))]
    con.execute("USE memory")
    try:
        gather(con, *sides)
        pair = (events if table is EVENTS else figures)(*sides)
        assert pair
        changes = Changes(con, pair)
        changes.settle([])
        yield changes
    finally:
        con.close()


def _state(con: DuckDBPyConnection, name: str, table: Table, columns: Sequence[str], rows: Sequence[Row]) -> Described:
    dataset = Dataset("oracle", "", AT, (table,))
    con.execute(f"ATTACH ':memory:' AS {name}")
    con.execute(f"USE {name}")
    prepare(con)
    load_rows(con, dataset, table, columns, rows)
    types = {c: "DOUBLE" if table.types.get(c) is Type.NUMBER else "VARCHAR" for c in columns}
    return Described(name, dataset, {table.name: types}, {})


def plain(text: str | None) -> str | None:
    return " ".join((text or "").split()) or None


def number(text: str | None) -> str | None:
    try:
        return f"{float(text or ''):g}"
    except ValueError:
        return None


def expected(old: Sequence[Row], new: Sequence[Row]) -> Counter[Kind]:
    """Rows of one key: the same ones cancel out, then as many as both have are changed, and the rest come or go."""
    found: Counter[Kind] = Counter()
    sides: dict[str | None, list[Counter[Row]]] = defaultdict(lambda: [Counter(), Counter()])
    for side, rows in enumerate((old, new)):
        for key, *values in rows:
            sides[(key or "").strip() or None][side][tuple(values)] += 1
    for key, (before, after) in sides.items():
        gone, come = (before - after).total(), (after - before).total()
        changed = 0 if key is None else min(gone, come)
        found.update({Kind.CHANGED: changed, Kind.REMOVED: gone - changed, Kind.ADDED: come - changed})
    return +found


def normal_places(rows: Sequence[Row]) -> list[Row]:
    return [(key, plain(place), plain(note)) for key, place, note in rows]


def normal_tolls(rows: Sequence[Row]) -> list[Row]:
    return [(key, event, measure, number(best), plain(source)) for key, event, measure, best, source in rows]


def counted(changes: Changes) -> Counter[Kind]:
    found: Counter[Kind] = Counter()
    for (kind, _), count in changes.counts().items():
        found[kind] += count
    return found


def mirrored(change: Change) -> tuple[object, ...]:
    """A change as its opposite would be told."""
    kind = {Kind.ADDED: Kind.REMOVED, Kind.REMOVED: Kind.ADDED}.get(change.kind, change.kind)
    cells = tuple((cell.column, cell.after, cell.before) for cell in change.cells)
    return kind, tuple(change.key.items()), change.after, change.before, cells


def told(change: Change) -> tuple[object, ...]:
    cells = tuple((cell.column, cell.before, cell.after) for cell in change.cells)
    return change.kind, tuple(change.key.items()), change.before, change.after, cells


@HURRIED
@given(old=places, new=places)
def test_events_against_plain_python(old: list[Row], new: list[Row]) -> None:
    with compared(EVENTS, PLACES, old, new) as changes:
        assert counted(changes) == expected(normal_places(old), normal_places(new))
        forth = changes.listed([], 100)
        assert Counter(change.kind for change in forth) == counted(changes)
    with compared(EVENTS, PLACES, new, old) as changes:
        assert Counter(map(mirrored, changes.listed([], 100))) == Counter(map(told, forth))


@HURRIED
@given(old=tolls, new=tolls)
def test_figures_against_plain_python(old: list[Row], new: list[Row]) -> None:
    with compared(FIGURES, TOLLS, old, new) as changes:
        assert counted(changes) == expected(normal_tolls(old), normal_tolls(new))
        forth = changes.listed([], 100)
    with compared(FIGURES, TOLLS, new, old) as changes:
        assert Counter(map(mirrored, changes.listed([], 100))) == Counter(map(told, forth))


@HURRIED
@given(rows=places, figures_=tolls, order=st.randoms(use_true_random=False))
def test_a_state_and_itself_in_another_order(rows: list[Row], figures_: list[Row], order: object) -> None:
    for table, columns, given_rows in ((EVENTS, PLACES, rows), (FIGURES, TOLLS, figures_)):
        turned = sorted(given_rows, key=lambda _: order.random())  # type: ignore[attr-defined]
        with compared(table, columns, given_rows, turned) as changes:
            assert changes.counts() == {}
            assert changes.shared == len(rows if table is EVENTS else figures_)
            assert list(changes.spreads()) == []
