"""An audit from Python: what `tieout.audit(path)` runs, and how its result shows itself in a notebook."""

from __future__ import annotations

from dataclasses import fields
from datetime import UTC, datetime
from pathlib import Path

from tieout.model.audit import Audit
from tieout.model.mistake import Mistake


class ShownAudit(Audit):
    """An audit that a notebook shows as a summary."""

    __slots__ = ()

    def __repr__(self) -> str:
        fit = "fit" if self.decision.fit else "not fit"
        found = sum(result.counts.failed + result.counts.possible for result in self.results)
        release = f" {self.release}" if self.release else ""
        return f"<audit of {self.dataset}{release}: {fit} for release, {found:,} finding{'' if found == 1 else 's'}>"

    def _repr_html_(self) -> str:
        from tieout.reports import notebook

        return notebook.render(self)


def audit(path: Path, *, now: datetime | None = None) -> ShownAudit:
    """Audit the one dataset that `path` leads to. Raises Mistake(several-datasets) where it leads to more."""
    from tieout.auditing.auditor import run
    from tieout.project.choosing import at_path

    moment = now or datetime.now(UTC)
    project, names = at_path(path)
    if len(names) > 1:
        raise Mistake("several-datasets", f"{path} has {len(names)} datasets", help="name one: " + ", ".join(names))
    result = run(project.root, names[0], now=moment if moment.tzinfo else moment.replace(tzinfo=UTC))
    return ShownAudit(**{field.name: getattr(result, field.name) for field in fields(Audit)})
