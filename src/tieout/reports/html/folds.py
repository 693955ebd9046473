"""A check with findings as the page shows it: what its page says, the rule, and examples with faulty cells marked."""

from __future__ import annotations

from dataclasses import dataclass

from markupsafe import Markup

from tieout.model.audit import Finding, Result
from tieout.model.check import Check
from tieout.reports.html.listing import Entry
from tieout.reports.html.prose import prose
from tieout.reports.html.records import Records

EXAMPLES = 10
_MOST_COLUMNS = 8
_HEADINGS = ("Why it matters", "When it is not an error", "What to do")


@dataclass(frozen=True, slots=True)
class Cell:
    """One cell of an example: the text as recorded, and whether the finding is about it.

    `absent` is set where another table's examples brought the column in.
    """

    value: str | None
    faulty: bool
    absent: bool = False


@dataclass(frozen=True, slots=True)
class Example:
    """A finding with the cells that explain it, in the order of the fold's columns."""

    finding: Finding
    cells: tuple[Cell, ...]


@dataclass(frozen=True, slots=True)
class Fold:
    """Everything the page says about one check with findings."""

    entry: Entry
    finds: Markup
    sections: tuple[tuple[str, Markup], ...]
    rule: str
    columns: tuple[str, ...]
    examples: tuple[Example, ...]

    @property
    def check(self) -> Check:
        return self.entry.check

    @property
    def parts(self) -> tuple[Result, ...]:
        """The results to list one by one: where a check has several."""
        return self.entry.summary.results if len(self.entry.summary.results) > 1 else ()

    @property
    def expected(self) -> str:
        """What the check expects: as its findings say it, by an example where they differ; empty where no row tells."""
        words = tuple(dict.fromkeys(finding.expected for finding in self.entry.findings if finding.expected))
        if words:
            return words[0] if len(words) == 1 else f"e.g. {words[0]}"
        text = self.check.expected.text
        return "" if "{" in text and self.entry.summary.results[0].origin == "tieout" else text

    @property
    def unlisted(self) -> int:
        """Findings that exist but are not in this page."""
        return max(0, self.entry.summary.found - len(self.entry.findings))


def fold(entry: Entry, records: Records) -> Fold:
    """The fold of one check."""
    sections = entry.check.page.sections
    shown = _examples(entry)
    columns = _columns(shown, records)
    return Fold(
        entry=entry,
        finds=prose(sections.get("What it finds", "")),
        sections=tuple((heading, prose(sections[heading])) for heading in _HEADINGS if sections.get(heading)),
        rule=_rule(entry),
        columns=columns,
        examples=tuple(Example(finding, _cells(finding, columns, records)) for finding in shown),
    )


def _rule(entry: Entry) -> str:
    """The rule with its names filled in where there is one result, else as the check states it for all."""
    text = entry.check.holds or entry.check.offenders
    filled = {result.rule for result in entry.summary.results if result.rule}
    if text is None or len(filled) == 1:
        return next(iter(sorted(filled)), "")
    return text.text


def _examples(entry: Entry) -> tuple[Finding, ...]:
    """The first findings, certain ones before possible ones, taken in turn from the check's results."""
    queues = [
        sorted(result.findings, key=lambda f: not f.certain) for result in entry.summary.results if result.findings
    ]
    turns = [queue[turn] for turn in range(EXAMPLES) for queue in queues if turn < len(queue)]
    return tuple(sorted(turns, key=lambda f: not f.certain)[:EXAMPLES])


def _columns(findings: tuple[Finding, ...], records: Records) -> tuple[str, ...]:
    """The key and every column that an example is about, those withheld left out."""
    keys = [name for finding in findings for name in finding.key]
    about = [name for finding in findings for name in finding.columns if records.shows(finding.table, name)]
    return tuple(dict.fromkeys([*keys, *about]))[:_MOST_COLUMNS]


def _cells(finding: Finding, columns: tuple[str, ...], records: Records) -> tuple[Cell, ...]:
    record = records.of(finding)
    cells = []
    for column in columns:
        shown = records.shows(finding.table, column)
        value = records.cell(record, column) if record and shown else finding.key.get(column)
        faulty = shown and column in finding.columns
        cells.append(Cell(value, faulty, absent=not shown and column not in finding.key))
    return tuple(cells)
