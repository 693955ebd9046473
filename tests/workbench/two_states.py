"""Two states of a small dataset, written as folders and compared."""

from __future__ import annotations

import csv
import io
import shutil
from collections.abc import Iterable, Mapping, Sequence
from pathlib import Path

from tieout.auditing.comparing import compare
from tieout.model.comparison import Change, Comparison, Kind, Tally
from tieout.project.state import chosen_state

ROOT = Path(__file__).parents[2]
Rows = Sequence[Sequence[str]]

EVENTS = ("id", "start", "place", "source", "reported")
FIGURES = ("id", "event", "measure", "population", "lower", "best", "upper", "words", "source", "document", "reported",
           "replaces", "scope")  # fmt: skip
REVISIONS = ("id", "event", "figure", "before", "after", "date", "source", "reason")
COLUMNS = {"events": EVENTS, "figures": FIGURES, "revisions": REVISIONS, "evidence": ("id", "figure", "document")}


def table(name: str, columns: Iterable[str], *, key: str = "id", roles: Mapping[str, str] | None = None) -> str:
    """One table of a dataset.yaml; `roles` maps part of a role -> column, by default its own name."""
    bound = roles if roles is not None else {column: column for column in columns}
    lines = [f"  {name}:", f"    file: {name}.csv", *([f"    key: {key}"] if key else []), "    roles:"]
    return "\n".join([*lines, *(f"      {name.rstrip('s') if name != 'evidence' else name}.{part}: {column}"
                                for part, column in bound.items())]) + "\n"  # fmt: skip


def text(columns: Iterable[str], rows: Rows) -> str:
    written = io.StringIO()
    writer = csv.writer(written, lineterminator="\n")
    writer.writerow(columns)
    writer.writerows(rows)
    return written.getvalue()


class States:
    """Writes states below a folder, and compares two of them."""

    def __init__(self, folder: Path) -> None:
        self.folder = folder

    def write(self, state: str, description: str, files: Mapping[str, str], *, head: str = "") -> Path:
        folder = self.folder / state / "bridge"
        folder.mkdir(parents=True)
        (folder / "dataset.yaml").write_text(f"name: bridge\n{head}tables:\n{description}", encoding="utf-8")
        for name, content in files.items():
            (folder / name).write_bytes(content.encode("utf-8"))
        return folder

    def plain(self, state: str, *, head: str = "", **tables: Rows) -> Path:
        """A state with tables of the usual columns; a row shorter than them is filled up with blanks."""
        files = {}
        for name, rows in tables.items():
            columns = COLUMNS[name]
            files[f"{name}.csv"] = text(columns, [[*row, *[""] * (len(columns) - len(row))] for row in rows])
        return self.write(state, "".join(table(name, COLUMNS[name]) for name in tables), files, head=head)

    def compare(self, old: Path, new: Path, *, limit: int = 1000) -> Comparison:
        return compare(chosen_state(str(old), self.folder), chosen_state(str(new), self.folder), limit=limit)

    def shafah(self, state: str, *, without: Iterable[str] = (), best: Mapping[str, str] | None = None) -> Path:
        """The shipped event, without some rows of any table, by their keys, and with other best values of figures."""
        folder = self.folder / state / "al-shafah-2017"
        shutil.copytree(ROOT / "datasets" / "al-shafah-2017", folder)
        left_out, overwritten = set(without), dict(best or {})
        for path in (folder / "figures.csv", folder / "revisions.csv"):
            with path.open(encoding="utf-8", newline="") as stream:
                columns, *rows = csv.reader(stream)
            kept = [row for row in rows if row[0] not in left_out]
            for row in kept:
                if "best" in columns and row[0] in overwritten:
                    row[columns.index("best")] = overwritten.pop(row[0])
            path.write_text(text(columns, kept), encoding="utf-8")
        assert not overwritten
        return folder


def figure(id_: str, best: str = "", **more: str) -> list[str]:
    """A row of figures: killed, of the event E1, unless it says otherwise."""
    values = {"event": "E1", "measure": "killed", "source": "S", "document": "D", "reported": "2024-05-01"}
    return [(values | {"id": id_, "best": best} | more).get(column, "") for column in FIGURES]


def tally(comparison: Comparison, relation: str = "figures") -> Tally:
    return next(t for t in comparison.tallies if t.relation == relation)


def counts(comparison: Comparison, relation: str = "figures") -> dict[str, int]:
    return {kind.value: count for kind, count in tally(comparison, relation).counts.items() if count}


def only(comparison: Comparison, kind: Kind | None = None) -> Change:
    (change,) = [c for c in comparison.changes if kind is None or c.kind is kind]
    return change
