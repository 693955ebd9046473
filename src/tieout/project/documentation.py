"""Every check's page as documentation: `docs/checks/` and the index in `checks/README.md`, written from the rules."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence

from tieout.model.check import Check, ParameterValue
from tieout.project.catalog import HOUSE, Catalog, Pack

NOTICE = "<!-- Written by `tieout checks --write` from the rules and their pages; edit those. -->"
SHOWN_ENTRIES = 12


def documents(catalog: Catalog) -> Mapping[str, str]:
    """Path below the project's root -> text, for every generated page."""
    pages = {page_path(check): page(check) for check in catalog.checks.values()}
    return {**pages, "docs/checks/README.md": index(catalog, ""), "checks/README.md": index(catalog, "../docs/checks/")}


def page_path(check: Check) -> str:
    """Where a check's page lies."""
    return f"docs/checks/{check.pack}/{check.id}.md"


def page(check: Check) -> str:
    """One check: what it says, its rule, its parameters and its page."""
    facts = [
        ("code", f"`{check.code}`"),
        ("pack", f"{check.pack}, family {check.family}"),
        ("severity", _severity(check)),
        ("reads", f"`{check.over}`"),
        ("one instance for", f"each {check.each}"),
    ]
    parts = [
        f"# {check.code} {check.id}",
        NOTICE,
        check.summary,
        _table(("", ""), facts),
        "## The rule",
        _rule(check),
        *_parameters(check),
        *(f"## {heading}\n\n{body}" for heading, body in check.page.sections.items()),
    ]
    return "\n\n".join(parts).rstrip() + "\n"


def index(catalog: Catalog, base: str) -> str:
    """All checks in force, by pack; `base` leads to the folder of the pages."""
    parts = ["# Checks", NOTICE, "Every check in force here, the built-in packs' and this project's house rules."]
    for pack in catalog.packs.values():
        checks = sorted((c for c in catalog.checks.values() if c.pack == pack.id), key=lambda c: c.code)
        if checks:
            parts += [*_heading(pack), _table(("code", "severity", "check", "it finds"), _rows(checks, base))]
    parts.append("`docs/writing-checks.md` says how to write one; `tieout explain CODE` shows one in a terminal.")
    return "\n\n".join(parts) + "\n"


def _heading(pack: Pack) -> Iterator[str]:
    yield f"## {pack.title}"
    yield f"{pack.about.strip()} (pack `{pack.id}`)"
    if pack.id == HOUSE:
        yield "They lie in this folder, in the same form as the built-in ones."


def _rows(checks: list[Check], base: str) -> list[tuple[str, ...]]:
    return [(f"`{c.code}`", c.severity.value, f"[{c.id}]({base}{c.pack}/{c.id}.md)", c.summary) for c in checks]


def _severity(check: Check) -> str:
    if check.doubtful is None:
        return check.severity.value
    return f"{check.severity}; {check.possible} where only the best values show it"


def _rule(check: Check) -> str:
    names = ("needs", "applies", "holds", "doubtful", "offenders")
    lines = []
    for name in names:
        stated = getattr(check, name)
        if name == "needs" and stated:
            lines.append(f"needs: {', '.join(need.text for need in stated)}")
        elif name != "needs" and stated is not None:
            text = stated.text.strip()
            lines.append(f"{name}: {text}" if "\n" not in text else f"{name}:\n" + _indented(text))
    lines.append(f"expected: {check.expected.text}")
    return "```text\n" + "\n".join(lines) + "\n```"


def _indented(text: str) -> str:
    return "\n".join(f"  {line}" for line in text.splitlines())


def _parameters(check: Check) -> Iterator[str]:
    if check.parameters:
        yield "## Parameters"
        rows = [(f"`{p.name}`", _value(p.default), p.about) for p in check.parameters.values()]
        yield _table(("parameter", "default", "meaning"), rows)


def _value(value: ParameterValue) -> str:
    if value is None:
        return "none: the suite sets it"
    if isinstance(value, Mapping):
        entries = [f"{key}: {' to '.join(map(str, ends))}" for key, ends in value.items()]
    else:
        entries = [str(item) for item in (value if isinstance(value, tuple) else (value,))]
    more = f" and {len(entries) - SHOWN_ENTRIES} more" if len(entries) > SHOWN_ENTRIES else ""
    return ", ".join(f"`{entry}`" for entry in entries[:SHOWN_ENTRIES]) + more


def _table(header: Sequence[str], rows: Sequence[Sequence[str]]) -> str:
    lines = ["| " + " | ".join(header) + " |", "|" + "---|" * len(header)]
    lines += ["| " + " | ".join(cell.replace("|", "\\|").replace("\n", " ") for cell in row) + " |" for row in rows]
    return "\n".join(lines)
