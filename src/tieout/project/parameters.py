"""Values of parameters: what a check declares, and what a suite or a page's cases set instead."""

from __future__ import annotations

from collections.abc import Mapping

from tieout.model.check import Parameter, ParameterValue, Scalar
from tieout.model.mistake import Mistake, nearest
from tieout.project.positioned import Node

Vocabularies = Mapping[str, tuple[str, ...]]


def declared(node: Node | None, vocabularies: Vocabularies) -> Mapping[str, Parameter]:
    """The parameters of a check."""
    entries = node.map("parameters") if node else {}
    return {name: _parameter(name, entry, vocabularies) for name, entry in entries.items()}


def given(
    node: Node | None, owner: str, parameters: Mapping[str, Parameter], vocabularies: Vocabularies
) -> Mapping[str, ParameterValue]:
    """Values for declared parameters. `owner` is how messages name the check.

    Raises Mistake: unknown-parameter; wrong-type where a value is not of the kind that the default has.
    """
    values: dict[str, ParameterValue] = {}
    for name, entry in (node.map("parameters") if node else {}).items():
        if name not in parameters:
            at = ((node.keys if node else None) or {}).get(name, entry.at)
            help_ = nearest(name, parameters) or f"{owner} has no parameters"
            raise Mistake("unknown-parameter", f"{owner} has no parameter '{name}'", at=at, help=help_)
        values[name] = _value(name, entry, vocabularies)
        kind = _kind(parameters[name].default)
        if values[name] is not None and kind not in ("nothing", _kind(values[name])):
            raise entry.wrong(f"the parameter '{name}'", kind)
    return values


def _parameter(name: str, node: Node, vocabularies: Vocabularies) -> Parameter:
    fields = node.fields(f"the parameter '{name}'", required=["about"], optional=["default", "vocabulary"])
    default = _value(name, fields["default"], vocabularies) if "default" in fields else None
    if "vocabulary" in fields:
        default = _vocabulary(fields["vocabulary"], vocabularies)
    return Parameter(name, default, fields["about"].text("about"))


def _value(name: str, node: Node, vocabularies: Vocabularies) -> ParameterValue:
    """A scalar, a list of them, or a map of such lists; `{vocabulary: NAME}` is that list."""
    if not isinstance(node.value, Mapping):
        return tuple(_scalar(name, i) for i in node.value) if isinstance(node.value, tuple) else node.value
    if set(node.value) == {"vocabulary"}:
        return _vocabulary(node.value["vocabulary"], vocabularies)
    return {key: _ends(name, entry) for key, entry in node.value.items()}


def _ends(name: str, node: Node) -> tuple[Scalar, ...]:
    """The entry of a map, whose ends lowest() and highest() read."""
    if not isinstance(node.value, tuple) or not node.value:
        raise _misshapen(name, node)
    return tuple(_scalar(name, item) for item in node.value)


def _scalar(name: str, node: Node) -> Scalar:
    if isinstance(node.value, tuple | Mapping):
        raise _misshapen(name, node)
    return node.value


def _misshapen(name: str, node: Node) -> Mistake:
    return node.wrong(f"the parameter '{name}'", "a value, a list of values, or a map of lists")


def _vocabulary(node: Node, vocabularies: Vocabularies) -> tuple[str, ...]:
    name = node.text("vocabulary")
    if name not in vocabularies:
        raise Mistake("unknown-vocabulary", f"no vocabulary '{name}'", at=node.at, help=nearest(name, vocabularies))
    return vocabularies[name]


def _kind(value: ParameterValue) -> str:
    kinds = {bool: "true or false", int: "a number", float: "a number", str: "text", tuple: "a list"}
    return "nothing" if value is None else kinds.get(type(value), "a map of lists")
