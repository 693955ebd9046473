"""A check: a rule that names a defect, with the page that explains and proves it."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date
from enum import StrEnum

from tieout.model.dataset import Type
from tieout.model.mistake import Position
from tieout.model.verdict import Severity, Verdict


class Each(StrEnum):
    """What one instance of a check is about; `docs/checks-language.md` lists the names each one gives."""

    ROW = "row"  # the row itself
    FIGURE = "figure"  # every figure of the row: `figure`
    WITHIN = "within"  # every part -> whole of the taxonomy: `part`, `whole`
    DISJOINT = "disjoint"  # every group of parts that do not overlap: `parts`, `whole`
    SUM = "sum"  # every group of parts that make up a whole: `parts`, `whole`
    DATE = "date"  # every date of the row: `date`
    TABLE = "table"  # every table with a key: `key`
    REFERENCE = "reference"  # every role that refers to another table: `referrer`, `referent`


@dataclass(frozen=True, slots=True)
class Text:
    """Words from a file, with the position of their first character.

    `lines` says where further lines of the file begin in them: offset -> position. YAML may have made one of several.
    """

    text: str
    at: Position
    lines: tuple[tuple[int, Position], ...] = ()

    def place(self, offset: int) -> Position:
        """Where the character at an offset stands in the file."""
        start, at = max(((s, p) for s, p in self.lines if s <= offset), default=(0, self.at), key=lambda line: line[0])
        before = self.text[start:offset].split("\n")
        return at.shifted(len(before) - 1, len(before[-1]))


Scalar = str | int | float | bool | None
ParameterValue = Scalar | tuple[Scalar, ...] | Mapping[str, tuple[Scalar, ...]]


@dataclass(frozen=True, slots=True)
class Parameter:
    """A value a suite may set: its default, and what it means. None means the check needs it to be set."""

    name: str
    default: ParameterValue
    about: str


@dataclass(frozen=True, slots=True)
class CaseTable:
    """Rows of one relation in a page's Cases: column (role or column name) -> cell, as written."""

    relation: str
    columns: tuple[str, ...]
    rows: tuple[Case, ...]


@dataclass(frozen=True, slots=True)
class Case:
    """One row of a case table; `verdict` is None in tables that only serve as context."""

    line: int
    cells: tuple[str, ...]
    verdict: Verdict | None
    why: str = ""


@dataclass(frozen=True, slots=True)
class CaseSettings:
    """What a page's cases need beside their tables; what is not said is as everywhere else."""

    parameters: Mapping[str, ParameterValue] = field(default_factory=dict)
    today: date | None = None
    sentinels: tuple[str, ...] = ()
    types: Mapping[str, Type] = field(default_factory=dict)  # column without a role -> what it is, if no text
    formats: Mapping[str, tuple[str, ...]] = field(default_factory=dict)  # role -> strptime formats
    key: tuple[str, ...] = ()
    taxonomy: Text | None = None


@dataclass(frozen=True, slots=True)
class Page:
    """A check's Markdown page: sections by heading, and the cases that prove the rule."""

    sections: Mapping[str, str] = field(default_factory=dict)
    cases: tuple[CaseTable, ...] = ()
    settings: CaseSettings = CaseSettings()
    at: Position = Position("")


@dataclass(frozen=True, slots=True)
class Check:
    """One rule, as its YAML file states it.

    A rule that SQL cannot say has `judge`, the name of a judge in `tieout.evidence.judges`, and where it is not about
    the figures of a long table `rows`, a SELECT of `_row` and what the judge reads of each row.

    Exactly one of `holds` (a row is right when it is true) and `offenders` (a SELECT returning the `_row`
    of each wrong row of `over`) is set; neither, where another library has the rule.
    """

    id: str
    code: str
    summary: str
    severity: Severity
    over: str
    message: Text
    at: Position
    expected: Text
    pack: str = ""
    family: str = ""
    each: Each = Each.ROW
    needs: tuple[Text, ...] = ()
    applies: Text | None = None
    holds: Text | None = None
    doubtful: Text | None = None
    offenders: Text | None = None
    judge: Text | None = None
    rows: Text | None = None
    possible: Severity = Severity.WARNING
    parameters: Mapping[str, Parameter] = field(default_factory=dict)
    page: Page = Page()
    over_at: Position | None = None  # where `over` stands

    @property
    def foreign(self) -> bool:
        """Whether another library has the rule."""
        return self.holds is None and self.offenders is None and self.judge is None


HEADINGS = ("What it finds", "Why it matters", "When it is not an error", "What to do", "Cases")
