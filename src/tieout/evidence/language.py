"""The word lists of a language: YAML files under `languages/<code>/`, read when first asked for.

A language is added as a folder. What a file must hold is said by the module that reads it.
"""

from __future__ import annotations

from collections.abc import Mapping
from functools import cache
from pathlib import Path
from typing import Any

from tieout.model.mistake import Mistake, nearest

LANGUAGES = Path(__file__).with_name("languages")


def languages() -> tuple[str, ...]:
    """The codes of the languages that have a folder."""
    return tuple(sorted(folder.name for folder in LANGUAGES.iterdir() if folder.is_dir()))


@cache
def word_lists(name: str, language: str = "en") -> Mapping[str, Any]:
    """The content of `languages/<language>/<name>.yaml`.

    Raises Mistake("unknown-language") for a language that has no folder, or not this file.
    """
    import yaml

    path = LANGUAGES / language / f"{name}.yaml"
    if language not in languages() or not path.is_file():
        what = f"no {name} for the language '{language}'"
        raise Mistake("unknown-language", what, help=nearest(language, languages()))
    loader = getattr(yaml, "CSafeLoader", yaml.SafeLoader)
    lists: Mapping[str, Any] = yaml.load(path.read_text(encoding="utf-8"), Loader=loader)  # noqa: S506 - it is the safe one
    return lists
