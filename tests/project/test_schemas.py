"""The JSON Schemas that editors read say the same as the readers in `tieout.project`."""

from __future__ import annotations

import json
from functools import cache
from pathlib import Path
from typing import Any

import jsonschema
import pytest
import yaml
from referencing import Registry, Resource

from tieout.model.check import Each
from tieout.model.dataset import Format, Type
from tieout.model.mistake import Mistake
from tieout.model.verdict import Severity
from tieout.project import check_file, dataset_file, taxonomy_file

ROOT = Path(__file__).parents[2]
SCHEMAS = ROOT / "src" / "tieout" / "project" / "schema"


class Plain(yaml.SafeLoader):
    """YAML as editors and tieout read it: a date is a text."""


Plain.yaml_implicit_resolvers = {
    first: [(tag, pattern) for tag, pattern in resolvers if not tag.endswith(":timestamp")]
    for first, resolvers in yaml.SafeLoader.yaml_implicit_resolvers.items()
}


@cache
def schema(name: str) -> dict[str, Any]:
    loaded: dict[str, Any] = json.loads((SCHEMAS / f"{name}.json").read_text(encoding="utf-8"))
    return loaded


@cache
def validator(name: str) -> jsonschema.Draft7Validator:
    resources = [(path.name, Resource.from_contents(schema(path.stem))) for path in SCHEMAS.glob("*.json")]
    registry: Registry[Any] = Registry().with_resources(resources)
    return jsonschema.Draft7Validator(schema(name), registry=registry)


def kind(path: Path) -> str:
    """Which schema a YAML file of the repository is for."""
    by_name = {"dataset.yaml": "dataset", "gate.yaml": "gate", "pack.yaml": "pack", "roles.yaml": "roles"}
    if path.name in by_name:
        return by_name[path.name]
    by_folder = {"checks": "check", "expectations": "suite", "taxonomies": "taxonomy", "vocabularies": "vocabulary"}
    return next(kind for folder, kind in by_folder.items() if folder in path.parts)


def repository() -> list[Path]:
    """The repository's YAML files that have a schema: those of its own project, of the packs and of a new project."""
    shapes = [ROOT, *(ROOT / "src/tieout/packs").iterdir(), ROOT / "src/tieout/scaffold/templates/project"]
    folders = ("datasets/*", "checks/**", "expectations", "taxonomies", "vocabularies", ".")
    found = {path for shape in shapes for folder in folders for path in shape.glob(f"{folder}/*.yaml")}
    return sorted(path.relative_to(ROOT) for path in found)


@pytest.mark.parametrize("path", repository(), ids=str)
def test_every_yaml_file_fits_its_schema(path: Path) -> None:
    document = yaml.load((ROOT / path).read_text(encoding="utf-8"), Loader=Plain)  # noqa: S506 - a SafeLoader
    assert [error.message for error in validator(kind(path)).iter_errors(document)] == []


@pytest.mark.parametrize("path", sorted(SCHEMAS.glob("*.json")), ids=lambda path: path.stem)
def test_every_schema_is_one_and_closed(path: Path) -> None:
    jsonschema.Draft7Validator.check_schema(schema(path.stem))
    assert "additionalProperties" in schema(path.stem), "a misspelt key must be seen"


def test_schemas_and_readers_know_the_same_keys() -> None:
    assert set(schema("check")["properties"]) == {*check_file.REQUIRED, *check_file.OPTIONAL}
    assert set(schema("check")["required"]) == set(check_file.REQUIRED)
    assert set(schema("dataset")["definitions"]["table"]["properties"]) == set(dataset_file.TABLE)
    assert {"name", "tables", "taxonomy", "covers", "sentinels", "conventions", *dataset_file.TEXTS} == set(
        schema("dataset")["properties"]
    )
    assert {"id", "about", "figures", *taxonomy_file.PARTS} == set(schema("taxonomy")["properties"])


def test_schemas_and_model_know_the_same_words() -> None:
    table = schema("dataset")["definitions"]["table"]["properties"]
    assert table["types"]["additionalProperties"]["enum"] == [t.value for t in Type]
    assert table["format"]["enum"] == [f.value for f in Format]
    assert schema("check")["properties"]["each"]["enum"] == [e.value for e in Each]
    assert schema("check")["definitions"]["severity"]["enum"] == [s.value for s in Severity]


@pytest.mark.parametrize(
    ("name", "document"),
    [
        ("dataset", {"name": "x", "tables": {"events": {"fil": "events.csv"}}}),
        ("dataset", {"name": "x", "tables": {"events": {"file": "a.csv", "types": {"n": "int"}}}}),
        ("dataset", {"name": "x", "tables": []}),
        ("check", {"id": "x"}),
        ("suite", {"packs": "core"}),
        ("suite", {"checks": {"end-before-start": {"allow": -1}}}),
        ("gate", {"least coverage": 2}),
        ("gate", {"allow": {"error": "some"}}),
        ("taxonomy", {"figures": {"killed": "People killed"}, "sums": {"killed": ["killed.women"]}}),
    ],
)
def test_what_tieout_refuses_the_schema_refuses(name: str, document: object, tmp_path: Path) -> None:
    assert list(validator(name).iter_errors(document)) != []
    with pytest.raises(Mistake):
        read(name, document, tmp_path)


def read(name: str, document: object, folder: Path) -> object:
    """Read a document as tieout does."""
    from tieout.project import suite_file
    from tieout.project.catalog import catalog

    path = folder / "x" / "x.yaml"
    path.parent.mkdir()
    path.write_text(yaml.safe_dump(document), encoding="utf-8")
    known = catalog()
    match name:
        case "dataset":
            return dataset_file.read_dataset(path, "x", roles=known.roles, taxonomies=known.taxonomies)
        case "check":
            return check_file.read_check(path, "x.yaml", pack="house", vocabularies=known.vocabularies)
        case "suite":
            return suite_file.read_suite(
                path, "x", packs=known.packs, checks=known.checks, vocabularies=known.vocabularies
            )
        case "gate":
            return suite_file.read_policy(path, "x")
    return taxonomy_file.read_taxonomy(path, "x")
