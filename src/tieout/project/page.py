"""A check's Markdown page: its sections, and the case tables that prove the rule."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field

from tieout.model.check import HEADINGS, Case, CaseTable, Page, Parameter
from tieout.model.mistake import Mistake, Position, nearest
from tieout.model.verdict import Verdict
from tieout.project.case_settings import read_settings
from tieout.project.parameters import Vocabularies

# Halves of surrogate pairs are no characters.
_BY_NUMBER = re.compile(r"U\+\{((?!D[89A-F])[0-9A-F]{4}|[1-9A-F][0-9A-F]{4}|10[0-9A-F]{4})\}")


@dataclass
class _Section:
    heading: str
    line: int
    lines: list[tuple[int, str]] = field(default_factory=list)


def parse_page(
    text: str, shown: str, over: str, parameters: Mapping[str, Parameter], vocabularies: Vocabularies
) -> Page:
    """The page of a check that reads the relation `over` and has these parameters.

    Raises Mistake when a heading is missing, unknown or out of order, and when a case table or setting is broken.
    """
    sections = list(_sections(text))
    _check_headings(sections, shown)
    cases = sections[-1]
    tables = tuple(_case_tables(cases.lines, shown, over))
    settings = read_settings(cases.lines, shown, parameters, vocabularies)
    bodies = {s.heading: "\n".join(line for _, line in s.lines).strip() for s in sections}
    return Page(bodies, tables, settings, Position(shown, cases.line))


def _sections(text: str) -> Iterator[_Section]:
    current: _Section | None = None
    fenced = False
    for number, line in enumerate(text.splitlines(), start=1):
        fenced ^= line.startswith("```")
        if line.startswith("## ") and not fenced:
            if current:
                yield current
            current = _Section(line[3:].strip(), number)
        elif current:
            current.lines.append((number, line))
    if current:
        yield current


def _check_headings(sections: list[_Section], shown: str) -> None:
    for section in sections:
        if section.heading not in HEADINGS:
            what, at = f"a page has no heading '## {section.heading}'", Position(shown, section.line)
            raise Mistake("unknown-heading", what, at=at, help=nearest(section.heading, HEADINGS))
    found = tuple(s.heading for s in sections)
    if found != HEADINGS:
        missing = [h for h in HEADINGS if h not in found]
        what = f"has no heading '## {missing[0]}'" if missing else "has its headings out of order"
        raise Mistake(
            "missing-heading", what, at=Position(shown), help="expected in this order: " + ", ".join(HEADINGS)
        )
    for section in sections[:-1]:
        if not any(line.strip() for _, line in section.lines):
            raise Mistake("empty-section", f"'## {section.heading}' is empty", at=Position(shown, section.line))


def _case_tables(lines: list[tuple[int, str]], shown: str, over: str) -> Iterator[CaseTable]:
    relation, rows = over, list[tuple[int, tuple[str, ...]]]()
    for number, line in [*lines, (0, "")]:
        if line.startswith("### "):
            relation = line[4:].strip()
        elif line.lstrip().startswith("|"):
            rows.append((number, cells(line)))
        elif rows:
            yield _case_table(relation, rows, shown)
            relation, rows = over, []


def cells(line: str) -> tuple[str, ...]:
    r"""The cells of one Markdown table row; `\|` is a bar inside a cell, `U+{202E}` the character of that number."""
    inner = line.strip().removeprefix("|")
    inner = inner[:-1] if inner.endswith("|") and not inner.endswith("\\|") else inner
    parts = (part.strip().replace("\\|", "|") for part in re.split(r"(?<!\\)\|", inner))
    return tuple(_BY_NUMBER.sub(lambda found: chr(int(found[1], 16)), part) for part in parts)


def _case_table(relation: str, rows: list[tuple[int, tuple[str, ...]]], shown: str) -> CaseTable:
    (first, header), *body = rows
    if not body or not all(re.fullmatch(r":?-+:?", cell) for cell in body[0][1]):
        raise Mistake("broken-table", "a table needs a line of dashes below its header", at=Position(shown, first))
    columns = tuple(name for name in header if name not in ("verdict", "why"))
    for name in header:
        if header.count(name) > 1:
            raise Mistake("broken-table", f"the column '{name}' stands twice", at=Position(shown, first))
    for number, row in body[1:]:
        if len(row) != len(header):
            what = f"the row has {len(row)} cells, its header {len(header)}"
            raise Mistake("broken-table", what, at=Position(shown, number))
    cases = (_case(number, dict(zip(header, row, strict=True)), columns, shown) for number, row in body[1:])
    return CaseTable(relation, columns, tuple(cases))


def _case(number: int, row: Mapping[str, str], columns: tuple[str, ...], shown: str) -> Case:
    verdict = None
    if "verdict" in row:
        try:
            verdict = Verdict(row["verdict"])
        except ValueError:
            what = f"no verdict '{row['verdict']}'" if row["verdict"] else "the case states no verdict"
            help_ = nearest(row["verdict"], [v.value for v in Verdict])
            raise Mistake("unknown-verdict", what, at=Position(shown, number), help=help_) from None
    return Case(number, tuple(row[c] for c in columns), verdict, row.get("why", ""))
