"""What the cases of a page need beside their tables: one fenced `yaml` block before them."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from datetime import date

from tieout.model.check import CaseSettings, Parameter
from tieout.model.dataset import Type
from tieout.model.mistake import Mistake, Position
from tieout.project import parameters, positioned
from tieout.project.parameters import Vocabularies
from tieout.project.positioned import Node

SETTINGS = ("parameters", "today", "sentinels", "types", "formats", "key", "taxonomy")

Line = tuple[int, str]  # number in its file, text


def read_settings(
    lines: Sequence[Line], shown: str, declared: Mapping[str, Parameter], vocabularies: Vocabularies
) -> CaseSettings:
    """The settings of a page. Raises Mistake where a key, a parameter or a value is wrong, and at a second block."""
    block = _block(lines, shown)
    if not block:
        return CaseSettings()
    text = "".join(f"{line}\n" for _, line in block)
    node = positioned.parse(text, shown, first_line=block[0][0])
    fields = node.fields("the cases' settings", optional=SETTINGS)
    types = fields["types"].map("types") if "types" in fields else {}
    formats = fields["formats"].map("formats") if "formats" in fields else {}
    return CaseSettings(
        parameters=parameters.given(fields.get("parameters"), "the check", declared, vocabularies),
        today=_day(fields["today"]) if "today" in fields else None,
        sentinels=fields["sentinels"].texts("sentinels") if "sentinels" in fields else (),
        types={column: entry.choice("type", Type) for column, entry in types.items()},
        formats={role: entry.texts("formats") for role, entry in formats.items()},
        key=fields["key"].texts("key") if "key" in fields else (),
        taxonomy=fields["taxonomy"].words("taxonomy") if "taxonomy" in fields else None,
    )


def _block(lines: Sequence[Line], shown: str) -> list[Line]:
    block: list[Line] = []
    inside, blocks = False, 0
    for number, line in lines:
        if line.startswith("```"):
            inside = line.strip() == "```yaml"
            blocks += inside
            if blocks > 1:
                what = "the cases have a second block of settings"
                raise Mistake("broken-settings", what, at=Position(shown, number), help="write them in one")
        elif inside:
            block.append((number, line))
    return block


def _day(node: Node) -> date:
    try:
        return date.fromisoformat(node.text("today"))
    except ValueError:
        what = f"today is '{node.raw}'"
        raise Mistake("bad-date", what, at=node.at, help="expected a date: 2017-11-26") from None
