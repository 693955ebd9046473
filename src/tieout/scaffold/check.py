"""A house rule to fill in: its YAML file and its page, with cases that hold as written."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from pathlib import Path

from tieout.model.mistake import Mistake
from tieout.scaffold.naming import checked
from tieout.scaffold.templates import place, texts

_HOUSE = "HOU"


def new_check(root: Path, name: str, used: Mapping[str, str]) -> list[Path]:
    """Write `checks/FAMILY/DEFECT.yaml` and `.md` for a name of that form. Returns their paths.

    `used` maps the ids of all checks to their codes: the new rule gets the house code after the last one.
    Raises Mistake: bad-name, duplicate-check, already-there, cannot-write.
    """
    family, slash, defect = name.partition("/")
    if not slash:
        help_ = "FAMILY/DEFECT, such as dates/week-without-reports"
        raise Mistake("bad-name", f"a check's name is its family and its defect, not '{name}'", help=help_)
    checked("a family", family)
    if checked("a check", defect) in used:
        raise Mistake("duplicate-check", f"the id '{defect}' is already used", help=f"by {used[defect]}")
    fill = {"defect": defect, "code": next_code(used.values())}
    content = {f"checks/{family}/{defect}{Path(path).suffix}": text for path, text in texts("check", fill).items()}
    return place(root, content)


def next_code(codes: Iterable[str]) -> str:
    """The house code after the last one in use: codes are never used again, so gaps stay."""
    used = [int(code.removeprefix(_HOUSE)) for code in codes if code.startswith(_HOUSE)]
    return f"{_HOUSE}{max(used, default=0) + 1:03d}"
