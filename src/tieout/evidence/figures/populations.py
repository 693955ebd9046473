"""Which people count as which: the names a claim may use, and how the people of a text relate to them."""

from __future__ import annotations

from functools import cache

from tieout.evidence.language import word_lists
from tieout.model.mistake import Mistake, nearest

ANY = "any"
SAME, PERHAPS, OTHER = "same", "perhaps", "other"
_GENERAL = frozenset({"people", "unknown", "mixed", "any"})
_SEXED = frozenset({"men", "women", "boys", "girls", "children"})
_ROLES = frozenset({"combatants", "militants", "military", "police", "assailants"})


def population_named(name: str, language: str = "en") -> str:
    """The population a claim means: "child" is children, "children and women" a union of its own.

    Raises Mistake("unknown-population").
    """
    known = _names(language)
    plain = name.strip().lower().replace("_", " ")
    found = known.get(plain)
    if found is None and " and " in plain and all(part.strip() in known for part in plain.split(" and ")):
        return "mixed"  # "children and women": a union, of which nothing else is known
    if found is None:
        raise Mistake("unknown-population", f"no population '{name}'", help=nearest(name, known))
    return found


@cache
def _names(language: str) -> dict[str, str]:
    lists = word_lists("people", language)
    names = {population: population for population in lists["words"]}
    for population, others in lists["names"].items():
        names.update(dict.fromkeys((population, *others), population))
    return names


@cache
def within(part: str, whole: str, language: str = "en") -> bool:
    """Whether everyone of the one population is of the other."""
    above = word_lists("people", language)["within"]
    while part != whole:
        if part not in above:
            return whole == ANY
        part = above[part]
    return True


@cache
def covers(whole: str, part: str) -> bool:
    """Whether the people of a list may be those counted before: policemen are no man and his daughter."""
    if whole in _GENERAL or part in ("people", "unknown", "mixed") or within(part, whole):
        return True
    if whole == "civilians":
        return part not in _ROLES
    return (
        whole in ("kin", "men", "women", "children") and part in _SEXED | {"kin"} and {whole, part} != {"men", "women"}
    )


@cache
def relation(claimed: str, stated: str) -> str:
    """Whether a figure of the text counts the people of a claim: same, perhaps (not said), other."""
    if claimed in {ANY, stated} or (claimed != "unknown" and within(stated, claimed)):
        return SAME
    if stated in _GENERAL or stated in word_lists("people")["perhaps"].get(claimed, ()) or within(claimed, stated):
        return PERHAPS
    return OTHER
