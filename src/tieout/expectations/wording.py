"""pandera's built-in checks in words: `greater_than_or_equal_to(0)` is "at least 0"."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from typing import Any

MOST = 12


def _in_range(s: Mapping[str, Any]) -> str:
    least = "at least" if s.get("include_min", True) else "more than"
    most = "at most" if s.get("include_max", True) else "less than"
    return f"{least} {s['min_value']} and {most} {s['max_value']}"


def _length(s: Mapping[str, Any]) -> str:
    known = [(words, s[name]) for name, words in _LENGTHS if s.get(name) is not None]
    bounds = " and ".join(f"{words} {number}".strip() for words, number in known)
    return f"a text of {bounds} {'character' if known and known[-1][1] == 1 else 'characters'}"


_LENGTHS = (("exact_value", ""), ("min_value", "at least"), ("max_value", "at most"))


def _listed(values: Any) -> str:
    names = [str(value) for value in values]
    rest = len(names) - MOST
    return ", ".join(names[:MOST]) + (f" and {rest} more" if rest > 0 else "")


_WORDS: Mapping[str, Callable[[Mapping[str, Any]], str]] = {
    "equal_to": lambda s: f"equal to {s['value']}",
    "not_equal_to": lambda s: f"other than {s['value']}",
    "greater_than": lambda s: f"more than {s['min_value']}",
    "greater_than_or_equal_to": lambda s: f"at least {s['min_value']}",
    "less_than": lambda s: f"less than {s['max_value']}",
    "less_than_or_equal_to": lambda s: f"at most {s['max_value']}",
    "in_range": _in_range,
    "isin": lambda s: f"one of {_listed(s['allowed_values'])}",
    "notin": lambda s: f"none of {_listed(s['forbidden_values'])}",
    "str_matches": lambda s: f"a text that begins with the pattern {_pattern(s)}",
    "str_contains": lambda s: f"a text that contains the pattern {_pattern(s)}",
    "str_startswith": lambda s: f"a text that starts with {s['string']}",
    "str_endswith": lambda s: f"a text that ends with {s['string']}",
    "str_length": _length,
    "unique_values_eq": lambda s: f"a column that holds exactly {_listed(s['values'])}",
}


def _pattern(s: Mapping[str, Any]) -> str:
    pattern = s["pattern"]
    return str(getattr(pattern, "pattern", pattern))


def expected(check: Any) -> str:
    """What a pandera check expects: its author's words where there are any, else the built-in check's."""
    builtin = check.registry_name
    if builtin in _WORDS and check.error in (None, _default_error(check)):
        return _WORDS[builtin](check.statistics)
    said = check.error or check.description or check.title or check.name
    return str(said).replace("_", " ") if said == check.name else str(said)


def _default_error(check: Any) -> str | None:
    """The text pandera itself puts into `error`: the call as it was written."""
    text = str(check.error or "")
    return text if text.startswith(f"{check.registry_name}(") else None
