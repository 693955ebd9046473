"""What the documentation writes of suites, gates and taxonomies is read by the readers themselves."""

from __future__ import annotations

import json
import re
from functools import cache
from importlib.resources import files
from pathlib import Path

import pytest

from tieout.model.suite import Policy, Suite
from tieout.model.taxonomy import Group
from tieout.model.verdict import Severity
from tieout.project.catalog import Catalog, catalog
from tieout.project.dataset_file import read_dataset
from tieout.project.suite_file import read_policy, read_suite

ROOT = Path(__file__).parents[2]
DOCS = ROOT / "docs"
STRICTLY = "how-strictly.md"


@cache
def known() -> Catalog:
    """The packs that ship, and the house rules of this repository."""
    return catalog(ROOT)


def block(page: str, beginning: str) -> str:
    """The YAML block of a page that begins with these words."""
    blocks = re.findall(r"^```yaml\n(.*?)^```$", (DOCS / page).read_text("utf-8"), re.MULTILINE | re.DOTALL)
    (found,) = [text for text in blocks if text.startswith(beginning)]
    return str(found)


@pytest.fixture
def suite(tmp_path: Path) -> Suite:
    file = tmp_path / "NAME.yaml"
    file.write_text(block(STRICTLY, "# expectations/NAME.yaml"), "utf-8")
    for beside in ("NAME.py", "NAME.events.json"):
        (tmp_path / beside).write_text("", "utf-8")
    of = known()
    return read_suite(file, "NAME.yaml", packs=of.packs, checks=of.checks, vocabularies=of.vocabularies)


def test_the_suite_of_the_page_is_read_as_the_page_says(suite: Suite) -> None:
    held = suite.expectations
    assert set(suite.packs) == set(known().packs)
    assert held["figure-without-source"].required
    assert held["end-before-start"].severity is Severity.WARNING
    assert held["bound-missing"].allow == 3
    assert held["custody-has-a-gap"].skip == "The documents were written here; nobody handed them on."
    assert held["reported-before-it-happened"].parameters == {"days": 2}
    assert held["source-not-named"].parameters["generic"] == known().vocabularies["unnamed-sources"]
    assert (suite.contracts, suite.great_expectations) == (None, {})


def test_the_gate_of_the_page_is_read_as_the_page_says(tmp_path: Path) -> None:
    file = tmp_path / "gate.yaml"
    file.write_text(block(STRICTLY, "# expectations/gate.yaml"), "utf-8")
    policy = read_policy(file, "gate.yaml")
    assert policy.allowed == {Severity.ERROR: 0, Severity.WARNING: 20, Severity.NOTE: None}
    assert policy.least_coverage == 0.8
    assert Policy().allowed == {Severity.ERROR: 0, Severity.WARNING: None, Severity.NOTE: None}
    assert Policy().least_coverage == 0


def test_the_page_has_every_key_of_a_suite_and_of_a_gate() -> None:
    page = (DOCS / STRICTLY).read_text("utf-8")
    example = block(STRICTLY, "# expectations/NAME") + block(STRICTLY, "# expectations/gate")
    suite, gate = (
        json.loads((files("tieout.project") / "schema" / f"{name}.json").read_text("utf-8"))["properties"]
        for name in ("suite", "gate")
    )
    for key in [*suite, *suite["checks"]["additionalProperties"]["properties"], *gate]:
        assert f"| `{key}` |" in page, key
        assert f"{key}:" in example, key


def test_the_taxonomy_of_the_page_is_read_as_the_page_says(tmp_path: Path) -> None:
    folder = tmp_path / "river-bridge"
    folder.mkdir()
    (folder / "events.csv").write_text("id,dead\n1,2\n", "utf-8")
    text = block("describing-a-dataset.md", "taxonomy:")
    table = "tables:\n  events: {file: events.csv, key: id, figures: {killed: dead}}\n"
    (folder / "dataset.yaml").write_text(f"name: river-bridge\n{text}{table}", "utf-8")
    of = known()
    taxonomy = read_dataset(folder / "dataset.yaml", "d.yaml", roles=of.roles, taxonomies=of.taxonomies).taxonomy
    assert len(taxonomy.figures) == 6
    assert Group("killed.children", ("killed.pupils",)) in taxonomy.within
    assert taxonomy.disjoint == (Group("killed", ("killed.children", "killed.adults")),)
    assert taxonomy.sums == (Group("killed", ("killed.residents", "killed.visitors")),)
