"""taxonomies/*.yaml and vocabularies/*.yaml: which figures exist and how they nest; lists of words."""

from __future__ import annotations

from collections.abc import Mapping
from pathlib import Path

from tieout.model.mistake import Mistake, nearest
from tieout.model.taxonomy import Group, Taxonomy
from tieout.project import positioned
from tieout.project.positioned import Node

PARTS = ("within", "disjoint", "sums")


def read_taxonomy(path: Path, shown: str) -> Taxonomy:
    """The taxonomy in a file. Raises Mistake when a group names a figure that is not declared."""
    return parse_taxonomy(positioned.read(path, shown))


def parse_taxonomy(node: Node) -> Taxonomy:
    """A taxonomy from a file or from a dataset's own `taxonomy:` map."""
    fields = node.fields("a taxonomy", required=["figures"], optional=["id", "about", *PARTS])
    figures = {role: item.text("what a figure counts") for role, item in fields["figures"].map("figures").items()}
    within = [
        Group(whole, (_figure(item, figures),))
        for whole, parts in _wholes(fields, "within", figures)
        for item in parts.items("the parts of a whole")
    ]
    return Taxonomy(
        id=fields["id"].text("id") if "id" in fields else "",
        figures=figures,
        within=tuple(within),
        disjoint=_groups(fields, "disjoint", figures),
        sums=_groups(fields, "sums", figures),
    )


def _groups(fields: Mapping[str, Node], key: str, figures: Mapping[str, str]) -> tuple[Group, ...]:
    return tuple(
        Group(whole, tuple(_figure(part, figures) for part in group.items("a group of parts")))
        for whole, groups in _wholes(fields, key, figures)
        for group in groups.items("groups of parts")
    )


def _wholes(fields: Mapping[str, Node], key: str, figures: Mapping[str, str]) -> list[tuple[str, Node]]:
    if key not in fields:
        return []
    entries = fields[key].map(key)
    for whole in entries:
        if whole not in figures:
            at = (fields[key].keys or {}).get(whole, fields[key].at)
            raise Mistake("unknown-figure", f"no figure '{whole}'", at=at, help=nearest(whole, figures))
    return list(entries.items())


def _figure(node: Node, figures: Mapping[str, str]) -> str:
    role = node.text("a figure")
    if role not in figures:
        raise Mistake("unknown-figure", f"no figure '{role}'", at=node.at, help=nearest(role, figures))
    return role


def read_vocabulary(path: Path, shown: str) -> tuple[str, tuple[str, ...], Mapping[str, tuple[str, ...]]]:
    """The id of a vocabulary, its entries in order, and, where entries carry values, those by entry."""
    fields = positioned.read(path, shown).fields("a vocabulary", required=["id", "entries"], optional=["about"])
    entries = fields["entries"]
    name = fields["id"].text("id")
    if isinstance(entries.value, tuple):
        return name, entries.texts("entries"), {}
    values = {key: node.texts(key) for key, node in entries.map("entries").items()}
    return name, tuple(values), values
