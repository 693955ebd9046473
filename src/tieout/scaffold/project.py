"""A project that audits at once: an invented dataset with one finding, a suite, a gate and a house rule."""

from __future__ import annotations

from importlib.resources import files
from pathlib import Path

from tieout.scaffold.templates import place, texts

SCHEMAS = ("dataset", "check", "suite", "gate", "taxonomy")


def init(folder: Path) -> list[Path]:
    """Write the project and the JSON Schemas that editors read. Returns the paths written.

    Raises Mistake: already-there, cannot-write.
    """
    return place(folder, texts("project", {}) | schemas())


def schemas() -> dict[str, str]:
    """`schemas/NAME.json` -> the schema of one kind of file."""
    folder = files("tieout.project") / "schema"
    return {f"schemas/{name}.json": (folder / f"{name}.json").read_text(encoding="utf-8") for name in SCHEMAS}
