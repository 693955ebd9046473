"""The orchestrator of comparisons: build both states, match their rows, let the policy say what is silent."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from contextlib import ExitStack
from dataclasses import dataclass, replace
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import TYPE_CHECKING

from tieout import __version__
from tieout.gate.revisions import could_be_one_step, is_silent, is_whole
from tieout.model.comparison import Change, Comparison, Kind, Spread, State, Tally
from tieout.model.mistake import Mistake
from tieout.plan.fingerprint import data_hash
from tieout.project.state import Chosen

if TYPE_CHECKING:
    from tieout.engines.duckdb import Connection
    from tieout.engines.duckdb.comparison import Changes
    from tieout.plan.comparison.columns import Described

Progress = Callable[[str], None]
LIMIT = 1000


def compare(old: Chosen, new: Chosen, *, progress: Progress | None = None, limit: int = LIMIT) -> Comparison:
    """What changed in events and figures from one state of a dataset to another, and what of it is silent.

    `limit` bounds the changes that are listed of each kind, not those that are counted. Raises Mistake where a
    description or file is wrong, and where neither state describes events or figures.
    """
    tell = progress or (lambda _: None)
    with ExitStack() as stack:
        states = [_Built(chosen, _built(chosen, stack, tell)) for chosen in (old, new)]
        return _Comparing(states[0], states[1], tell, limit).run()


def _built(chosen: Chosen, stack: ExitStack, tell: Progress) -> Path:
    """The state's DuckDB file. Outside of a project it is made aside and thrown away: the folder stays as it is."""
    from tieout.datasets.build import build, is_current

    tell(f"building {chosen.shown}")
    target = chosen.store
    if target is None:
        aside = stack.enter_context(TemporaryDirectory(prefix="tieout-"))
        target = Path(aside) / "state.duckdb"
    if not is_current(chosen.dataset, target):
        target.parent.mkdir(parents=True, exist_ok=True)
        try:
            build(chosen.dataset, target, progress=tell)
        except Mistake as mistake:
            raise _of_release(mistake, chosen) from None
    return target


def _of_release(mistake: Mistake, chosen: Chosen) -> Mistake:
    """A column that a release lacks stands in a description of another state: say of which release it is told."""
    if not chosen.by or mistake.code != "unknown-column":
        return mistake
    needed = "a release with other columns needs a dataset.yaml of its own"
    help_ = f"{mistake.help}; {needed}" if mistake.help else needed
    return Mistake(mistake.code, f"{mistake.what} of {chosen.shown}", at=mistake.at, help=help_)


@dataclass(frozen=True, slots=True)
class _Built:
    """A state that lies in DuckDB."""

    chosen: Chosen
    target: Path

    def described(self, catalog: str) -> tuple[Described, State]:
        from tieout.datasets.store import opened
        from tieout.engines.duckdb import column_types, summarise
        from tieout.plan.comparison.columns import Described

        dataset = self.chosen.dataset
        with opened(self.target) as con:
            columns = {table.name: column_types(con, table.name) for table in dataset.tables}
            hash_ = data_hash(summarise(con, dataset))
        title = dataset.title or dataset.name
        state = State(self.chosen.shown, dataset.name, title, dataset.release, hash_, self.chosen.by)
        return Described(catalog, dataset, columns, self.chosen.catalog.qualifiers), state


@dataclass(frozen=True, slots=True)
class _Comparing:
    """One comparison of two built states."""

    before: _Built
    after: _Built
    tell: Progress
    limit: int

    def run(self) -> Comparison:
        from tieout.datasets.store import opened_together
        from tieout.engines.duckdb.comparison import gather
        from tieout.plan.comparison.definitions import definitions

        old, old_state = self.before.described("old")
        new, new_state = self.after.described("new")
        with opened_together({"old": self.before.target, "new": self.after.target}) as con:
            gather(con, old, new)
            found = list(self._relations(con, old, new))
        return Comparison(
            version=__version__,
            old=old_state,
            new=new_state,
            tallies=tuple(tally for tally, _, _ in found),
            redefinitions=definitions(old, new),
            whole=tuple(spread for _, whole, _ in found for spread in whole),
            changes=tuple(change for _, _, changes in found for change in changes),
        )

    def _relations(
        self, con: Connection, old: Described, new: Described
    ) -> Iterator[tuple[Tally, list[Spread], tuple[Change, ...]]]:
        """Events first: figures that go with them are marked so."""
        from tieout.engines.duckdb.comparison import Changes
        from tieout.plan.comparison.events import events
        from tieout.plan.comparison.figures import figures

        pairs = [events(old, new), figures(old, new)]
        if not any(pairs):
            help_ = "say in dataset.yaml which tables fill 'events' and 'figures'"
            raise Mistake("nothing-to-compare", "neither state describes events or figures", help=help_)
        for pair in pairs:
            if pair:
                self.tell(f"comparing {pair.relation}")
                yield self._weighed(Changes(con, pair, events=pair is pairs[1] and pairs[0] is not None))

    def _weighed(self, changes: Changes) -> tuple[Tally, list[Spread], tuple[Change, ...]]:
        """The counts of one relation, what is told as a whole, and what is listed."""
        relation = changes.pair.relation
        whole = [self._judged(changes, spread) for spread in _whole(changes)]
        changes.settle(whole)
        counted = changes.counts()
        silent = [(kind, marks) for kind, marks in counted if is_silent(relation, kind, marks)]
        listed = changes.listed(silent, self.limit)
        old_rows, new_rows = changes.rows
        tally = Tally(
            relation=relation,
            old_rows=old_rows,
            new_rows=new_rows,
            shared=changes.shared,
            counts={kind: sum(n for (k, _), n in counted.items() if k is kind) for kind in Kind},
            silent={kind: sum(counted[combo] for combo in silent if combo[0] is kind) for kind in Kind},
            listed=len(listed),
        )
        return tally, whole, listed

    def _judged(self, changes: Changes, whole: Spread) -> Spread:
        """With an example, and with how many of its rows are silent."""
        carried = changes.within(whole)
        silent = sum(n for (kind, marks), n in carried.items() if is_silent(whole.relation, kind, marks))
        return replace(changes.exemplified(whole), silent=silent)


def _whole(changes: Changes) -> Iterator[Spread]:
    for spread in changes.spreads():
        asked = replace(spread, alike=changes.alike(spread)) if could_be_one_step(spread) else spread
        if is_whole(asked):
            yield asked
