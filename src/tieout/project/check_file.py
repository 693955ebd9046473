"""A check's two files -> Check."""

from __future__ import annotations

import re
from collections.abc import Mapping
from pathlib import Path

from tieout.model.check import Check, Each, Text
from tieout.model.mistake import Mistake, Position
from tieout.model.verdict import Severity
from tieout.project import positioned
from tieout.project.page import parse_page
from tieout.project.parameters import Vocabularies, declared
from tieout.project.positioned import Node

REQUIRED = ("id", "code", "summary", "severity", "over", "expected", "message")
OPTIONAL = ("each", "needs", "applies", "holds", "doubtful", "offenders", "judge", "rows", "possible", "parameters")


def read_check(path: Path, shown: str, *, pack: str, vocabularies: Vocabularies) -> Check:
    """The check in a YAML file, with the page of the same stem beside it.

    `vocabularies` holds the lists that parameters may name. Raises Mistake at the wrong key, name or value.
    """
    node = positioned.read(path, shown)
    fields = node.fields("a check", required=REQUIRED, optional=OPTIONAL)
    _check_names(fields, path)
    _check_rule(fields, node)
    page_path, page_shown = path.with_suffix(".md"), shown.removesuffix(".yaml") + ".md"
    over = fields["over"].text("over")
    severity = fields["severity"].choice("severity", Severity)
    parameters = declared(fields.get("parameters"), vocabularies)
    return Check(
        id=fields["id"].text("id"),
        code=fields["code"].text("code"),
        summary=fields["summary"].text("summary"),
        severity=severity,
        over=over,
        message=fields["message"].words("message"),
        expected=fields["expected"].words("expected"),
        at=node.at,
        pack=pack,
        family=path.parent.name,
        each=fields["each"].choice("each", Each) if "each" in fields else Each.ROW,
        needs=tuple(item.words("needs") for item in fields["needs"].items("needs")) if "needs" in fields else (),
        applies=_optional(fields, "applies"),
        holds=_optional(fields, "holds"),
        doubtful=_optional(fields, "doubtful"),
        offenders=_optional(fields, "offenders"),
        judge=_optional(fields, "judge"),
        rows=_optional(fields, "rows"),
        possible=_possible(fields.get("possible"), severity),
        parameters=parameters,
        page=parse_page(_page_text(page_path, page_shown), page_shown, over, parameters, vocabularies),
        over_at=fields["over"].at,
    )


def _possible(node: Node | None, severity: Severity) -> Severity:
    """What weighs a finding that only `doubtful` shows: a warning unless it is said, and no more than the check."""
    if node is None:
        return Severity.WARNING.at_most(severity)
    possible = node.choice("possible", Severity)
    if possible.at_most(severity) is not possible:
        what, help_ = f"'possible' is {possible}, and severity only {severity}", "what is possible weighs no more"
        raise Mistake("possible-outweighs", what, at=node.at, help=help_)
    return possible


def _page_text(path: Path, shown: str) -> str:
    if not path.exists():
        help_ = "a check is two files with one stem; see docs/writing-checks.md"
        raise Mistake("no-page", "the check's page is missing", at=Position(shown), help=help_)
    return positioned.read_text(path, shown)


def _check_names(fields: Mapping[str, Node], path: Path) -> None:
    name, code = fields["id"], fields["code"]
    if name.text("id") != path.stem:
        what = f"id is '{name.raw}', the file's stem '{path.stem}'"
        raise Mistake("id-is-not-stem", what, at=name.at, help="a check's id equals its file's stem")
    if not re.fullmatch(r"[A-Z]{3}[0-9]{3}", code.text("code")):
        raise Mistake(
            "bad-code", f"code is '{code.raw}'", at=code.at, help="expected three letters, three digits: CAS001"
        )


def _check_rule(fields: Mapping[str, Node], node: Node) -> None:
    stated = [key for key in ("holds", "offenders", "judge") if key in fields]
    if len(stated) != 1:
        what = "a check has one of 'holds', 'offenders' and 'judge'"
        raise Mistake("no-rule", what, at=fields[stated[1]].at if stated else node.at)
    if "rows" in fields and "judge" not in fields:
        raise Mistake("no-rule", "'rows' goes with 'judge'", at=fields["rows"].at)
    if "holds" not in fields and "doubtful" in fields:
        raise Mistake("no-rule", "'doubtful' goes with 'holds'", at=fields["doubtful"].at)


def _optional(fields: Mapping[str, Node], key: str) -> Text | None:
    return fields[key].words(key) if key in fields else None
