"""expectations/NAME.yaml -> Suite, and expectations/gate.yaml -> Policy."""

from __future__ import annotations

from collections.abc import Mapping
from pathlib import Path

from tieout.model.check import Check
from tieout.model.mistake import Mistake, Position, nearest
from tieout.model.suite import Expectation, Policy, Suite
from tieout.model.verdict import Severity
from tieout.project import positioned
from tieout.project.parameters import Vocabularies, given
from tieout.project.positioned import Node


def read_suite(
    path: Path, shown: str, *, packs: Mapping[str, object], checks: Mapping[str, Check], vocabularies: Vocabularies
) -> Suite:
    """The suite in a file, and the contracts and Great Expectations suites that lie beside it.

    Raises Mistake at an unknown pack, check, parameter or key.
    """
    node = positioned.read(path, shown)
    fields = node.fields("a suite", optional=["packs", "checks", "contracts", "great_expectations"])
    expectations = fields["checks"].map("checks") if "checks" in fields else {}
    keys = (fields["checks"].keys or {}) if "checks" in fields else {}
    name = path.stem
    return Suite(
        name=name,
        at=node.at,
        packs=tuple(_pack(item, packs) for item in fields["packs"].items("packs")) if "packs" in fields else (),
        expectations={
            check: _expectation(check, entry, keys.get(check, entry.at), checks, vocabularies)
            for check, entry in expectations.items()
        },
        contracts=f"{name}.py" if _wanted(fields, "contracts", path.with_suffix(".py").exists()) else None,
        great_expectations={
            found.name.removeprefix(f"{name}.").removesuffix(".json"): found.name
            for found in sorted(path.parent.glob(f"{name}.*.json"))
            if _wanted(fields, "great_expectations", True)
        },
    )


def _wanted(fields: Mapping[str, Node], key: str, default: bool) -> bool:
    return fields[key].boolean(key) if key in fields else default


def _pack(node: Node, packs: Mapping[str, object]) -> str:
    name = node.text("a pack")
    if name not in packs:
        raise Mistake("unknown-pack", f"no pack '{name}'", at=node.at, help=nearest(name, packs))
    return name


def _expectation(
    name: str, node: Node, at: Position, checks: Mapping[str, Check], vocabularies: Vocabularies
) -> Expectation:
    if name not in checks:
        raise Mistake("unknown-check", f"no check '{name}'", at=at, help=nearest(name, checks))
    if node.value is None:
        return Expectation(name, at)
    optional = ["severity", "allow", "required", "skip", "parameters"]
    fields = node.fields(f"what is expected of '{name}'", optional=optional)
    parameters = fields.get("parameters")
    return Expectation(
        check=name,
        at=at,
        severity=fields["severity"].choice("severity", Severity) if "severity" in fields else None,
        allow=fields["allow"].integer("allow") if "allow" in fields else 0,
        required=fields["required"].boolean("required") if "required" in fields else False,
        skip=_reason(fields["skip"]) if "skip" in fields else None,
        parameters=given(parameters, f"'{name}'", checks[name].parameters, vocabularies),
    )


def _reason(node: Node) -> str:
    """Why a check is left out, in words: `skip: true` and `skip: 1` say nothing to the next reader."""
    what = "the reason to skip a check"
    reason = node.text(what)
    if isinstance(node.value, bool) or not any(letter.isalpha() for letter in reason):
        raise node.wrong(what, "words that say why")
    return reason


def read_policy(path: Path, shown: str) -> Policy:
    """The gate's policy: `allow` per severity (a number or `any`), `least coverage` from 0 to 1."""
    node = positioned.read(path, shown)
    fields = node.fields("a gate", optional=["allow", "least coverage"])
    policy = Policy()
    allowed = dict(policy.allowed)
    if "allow" in fields:
        names = [s.value for s in Severity]
        entries = fields["allow"].fields("'allow'", optional=names)
        allowed |= {Severity(name): _allowed(entry) for name, entry in entries.items()}
    coverage = _share(fields["least coverage"], "least coverage") if "least coverage" in fields else None
    return Policy(allowed, policy.least_coverage if coverage is None else coverage, node.at)


def _share(node: Node, what: str) -> float:
    if isinstance(node.value, bool) or not isinstance(node.value, int | float) or not 0 <= node.value <= 1:
        raise node.wrong(what, "a share from 0 to 1, such as 0.8")
    return node.value


def _allowed(node: Node) -> int | None:
    return None if node.raw == "any" else node.integer("the number of findings allowed (or 'any')")
