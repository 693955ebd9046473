"""roles.yaml: what a column can mean."""

from __future__ import annotations

from collections.abc import Mapping
from pathlib import Path

from tieout.model.dataset import Role, Type
from tieout.project import positioned


def read_roles(path: Path, shown: str) -> Mapping[str, Role]:
    """Role name -> Role, for every role the file declares."""
    roles: dict[str, Role] = {}
    for prefix, group in positioned.read(path, shown).map("roles").items():
        fields = group.fields(f"the roles of '{prefix}'", required=["relation", "roles"])
        relation = fields["relation"].text("relation")
        for name, node in fields["roles"].map("roles").items():
            entry = node.fields(f"the role '{name}'", required=["type", "about"], optional=["refers", "register"])
            roles[f"{prefix}.{name}"] = Role(
                name=f"{prefix}.{name}",
                relation=relation,
                type=entry["type"].choice("type", Type),
                about=entry["about"].text("about"),
                refers=entry["refers"].text("refers") if "refers" in entry else None,
                register=entry["register"].boolean("register") if "register" in entry else False,
            )
    return roles
