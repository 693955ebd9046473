"""`diff.html`: the comparison as one page for a data steward, in the style of the report and without a script."""

from __future__ import annotations

from markupsafe import Markup

from tieout.model.comparison import Change, Comparison, Kind
from tieout.reports.comparison import wording
from tieout.reports.html.csp import policy
from tieout.reports.html.page import environment, stylesheet

FILE = "diff.html"
_KINDS = {
    Kind.CHANGED: "Changed",
    Kind.REPLACED: "Replaced by a new figure",
    Kind.REMOVED: "Removed",
    Kind.ADDED: "Added",
}


def render(comparison: Comparison) -> str:
    """The page: verdict, counts, what is said once, the silent changes, and the others by what happened."""
    style = stylesheet()
    silent = [change for change in comparison.changes if change.silent]
    others = [change for change in comparison.changes if not change.silent]
    return (
        environment()
        .get_template("diff.html.j2")
        .render(
            comparison=comparison,
            policy=policy("", style),
            style=Markup(style),  # noqa: S704 - a file of this package
            said=wording,
            kinds=tuple(Kind),
            once=[*map(wording.as_whole, comparison.whole), *map(wording.redefined, comparison.redefinitions)],
            silent=silent,
            silent_cut=_silently_listed(comparison) - len(silent),
            others=[(words, found) for kind, words in _KINDS.items() if (found := _of(others, kind))],
        )
    )


def _silently_listed(comparison: Comparison) -> int:
    """The silent changes but for those of whole columns, which are told as one."""
    return sum(sum(tally.silent.values()) for tally in comparison.tallies)


def _of(changes: list[Change], kind: Kind) -> list[Change]:
    return [change for change in changes if change.kind is kind]
