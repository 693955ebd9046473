"""Every pack that can be reached: the built-in ones and the project's own house rules, found by their folders."""

from __future__ import annotations

import importlib.resources
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field, replace
from functools import cache
from pathlib import Path

from tieout.model.check import Check
from tieout.model.dataset import Role
from tieout.model.mistake import Mistake
from tieout.model.taxonomy import Taxonomy
from tieout.project import positioned
from tieout.project.check_file import read_check
from tieout.project.roles_file import read_roles
from tieout.project.strays import refuse_other_ending
from tieout.project.taxonomy_file import read_taxonomy, read_vocabulary

HOUSE = "house"


@dataclass(frozen=True, slots=True)
class Pack:
    """A folder of checks, with the taxonomies and vocabularies that belong to them."""

    id: str
    title: str
    about: str
    folder: Path
    shown: str  # how messages name the folder


@dataclass(frozen=True, slots=True)
class Catalog:
    """All that suites and datasets may name. `qualifiers` maps words before a number to what they make of it."""

    roles: Mapping[str, Role]
    packs: Mapping[str, Pack]
    checks: Mapping[str, Check]  # by id
    taxonomies: Mapping[str, Taxonomy]
    vocabularies: Mapping[str, tuple[str, ...]]
    qualifiers: Mapping[str, tuple[str, ...]] = field(default_factory=dict)


def catalog(root: Path | None = None) -> Catalog:
    """The built-in packs and, where a project's root is given, its house rules.

    Raises Mistake for any broken file and for an id or code that is used twice.
    """
    known = _shipped()
    house = list(_house(root))
    for pack in house:
        known = _with_words(known, pack)
    known = replace(known, checks=_shipped_checks(tuple(known.vocabularies.items())))
    for pack in house:
        known = _with_checks(known, pack)
    return known


@cache  # what is built in does not change while tieout runs, and one run may read many datasets
def _shipped() -> Catalog:
    """The built-in packs but for their checks, whose parameters may name vocabularies that a project changes."""
    packs = {pack.id: pack for pack in _built_in()}
    roles = read_roles(packs["core"].folder / "roles.yaml", f"{packs['core'].shown}/roles.yaml")
    known = Catalog(roles, {}, {}, {}, {})
    for pack in packs.values():
        known = _with_words(known, pack)
    return known


@cache
def _shipped_checks(vocabularies: tuple[tuple[str, tuple[str, ...]], ...]) -> Mapping[str, Check]:
    known = replace(_shipped(), vocabularies=dict(vocabularies))
    for pack in _shipped().packs.values():
        known = _with_checks(known, pack)
    return known.checks


def _with_words(known: Catalog, pack: Pack) -> Catalog:
    """The catalog with a pack, its vocabularies and its taxonomies."""
    vocabularies, taxonomies, qualifiers = dict(known.vocabularies), dict(known.taxonomies), known.qualifiers
    for path, shown in _files(pack, "vocabularies"):
        name, entries, values = read_vocabulary(path, shown)
        vocabularies[name] = entries
        qualifiers = values if name == "qualifiers" else qualifiers
    for path, shown in _files(pack, "taxonomies"):
        taxonomy = read_taxonomy(path, shown)
        taxonomies[taxonomy.id or path.stem] = taxonomy
    packs = {**known.packs, pack.id: pack}
    return replace(known, packs=packs, vocabularies=vocabularies, taxonomies=taxonomies, qualifiers=qualifiers)


def _with_checks(known: Catalog, pack: Pack) -> Catalog:
    checks = dict(known.checks)
    for path, shown in _files(pack, "checks"):
        _add(checks, read_check(path, shown, pack=pack.id, vocabularies=known.vocabularies))
    return replace(known, checks=checks)


def _built_in() -> Iterator[Pack]:
    folder = Path(str(importlib.resources.files("tieout") / "packs"))
    for path in sorted(folder.glob("*/pack.yaml")):
        shown = f"tieout/packs/{path.parent.name}"
        fields = positioned.read(path, f"{shown}/pack.yaml").fields("a pack", required=["id", "title", "about"])
        texts = {key: fields[key].text(key) for key in ("id", "title", "about")}
        yield Pack(**texts, folder=path.parent, shown=shown)


def _house(root: Path | None) -> Iterator[Pack]:
    if root is not None:
        yield Pack(HOUSE, "House rules", "Rules that only this project's data needs.", root, "")


def _files(pack: Pack, kind: str) -> Iterator[tuple[Path, str]]:
    """The YAML files of one kind in a pack, with the names that messages use."""
    folder = pack.folder / kind
    refuse_other_ending(folder.rglob("*.yml"), pack.folder)
    for path in sorted(folder.rglob("*.yaml")):
        inside = path.relative_to(pack.folder).as_posix()
        yield path, f"{pack.shown}/{inside}" if pack.shown else inside


def _add(checks: dict[str, Check], check: Check) -> None:
    for other in checks.values():
        if check.id == other.id or check.code == other.code:
            same = f"the id '{check.id}'" if check.id == other.id else f"the code {check.code}"
            raise Mistake("duplicate-check", f"{same} is already used", at=check.at, help=f"by {other.at}")
    checks[check.id] = check
