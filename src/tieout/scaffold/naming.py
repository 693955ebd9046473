"""What a new dataset or check may be called: words that are safe as a file, in YAML and in a command."""

from __future__ import annotations

import re

from tieout.model.mistake import Mistake

_NAME = re.compile(r"[a-z0-9]+(-[a-z0-9]+)*")
LONGEST = 60


def checked(what: str, name: str) -> str:
    """The name itself. Raises Mistake(bad-name), with the nearest name that would do."""
    if _NAME.fullmatch(name) and len(name) <= LONGEST:
        return name
    nearest = "-".join(re.findall(r"[a-z0-9]+", name.lower()))[:LONGEST].strip("-")
    help_ = f"small letters, digits and hyphens, at most {LONGEST}" + (f": '{nearest}'" if nearest else "")
    raise Mistake("bad-name", f"{what} cannot be called '{name}'", help=help_)
