"""A JSON record as named fields: objects within it are spread out, and no two fields have one name.

`{"verified": {"killed": 6}}` has the field `verified.killed`. Lists stay whole, and so do objects that hold more names
than a record has: they map names to values, and every record would bring new columns. A key that holds nothing where it
does not hold an object is no field of its own.
"""

from __future__ import annotations

from collections.abc import Callable, Collection, Iterable, Iterator
from typing import Any

from tieout.datasets import columns
from tieout.datasets.columns import fold

Record = dict[str, Any]  # any JSON value under each key
MOST_NAMES = 500  # under one key, in all records of a file
DEEPEST = 8  # objects within objects; what lies deeper stays whole


def fields_of(record: Record, whole: Collection[str] = ()) -> Record:
    """Field -> value. `whole` are keys whose objects are not spread. Names that differ in capitals alone are told
    apart, and so is a name that spreading makes and a key has already."""
    found = list(_spread(record, "", whole))
    if len({fold(name) for name, _, _ in found}) == len(found):
        return {name: value for name, value, _ in found}
    free: dict[int, str] = {}
    taken: set[str] = set()
    for place in sorted(range(len(found)), key=lambda place: found[place][2]):  # the file's own keys first
        free[place] = _free(found[place][0], taken)
        taken.add(fold(free[place]))
    return {free[place]: value for place, (_, value, _) in enumerate(found)}


def names_of(records: Callable[[], Iterable[Record]]) -> tuple[tuple[str, ...], frozenset[str]]:
    """The fields that the records of a file have, as they first appear, and the keys whose objects stay whole.

    Where there are such keys the records are gone through once more.
    """
    inside: dict[str, set[str]] = {}
    held: set[str] = set()
    names = columns.joined(_noted(record, inside, held) for record in records())
    whole = frozenset(key for key, under in inside.items() if len(under) > MOST_NAMES)
    found = columns.joined(fields_of(record, whole) for record in records()) if whole else names
    hollow = objects_too(found, set(found) - held)
    return tuple(name for name in found if name not in hollow), whole


def objects_too(names: Iterable[str], wanted: Iterable[str]) -> frozenset[str]:
    """Which of the wanted names other names lie within: their keys hold objects in some records."""
    before = {name[:end] for name in names for end, letter in enumerate(name) if letter == "."}
    return frozenset(before.intersection(wanted))


def values_of(record: Record, keys: Iterable[str], whole: Collection[str], objects: Collection[str] = ()) -> list[Any]:
    """The values of a record's fields in the order of the folded `keys`, None where it lacks one.

    `objects` are fields that show the object which a record has in their place: spread, it would leave them empty.
    """
    found = {fold(name): value for name, value in fields_of(record, whole).items()}
    for name in objects:
        if fold(name) not in found:
            found[fold(name)] = fields_of(record, {*whole, name}).get(name)
    return [found.get(key) for key in keys]


def _noted(record: Record, inside: dict[str, set[str]], held: set[str]) -> Iterable[str]:
    """The record's fields; those of each object are added to what its key has held so far, and to `held`
    the names of those that hold anything."""
    for key, value in record.items():
        if isinstance(value, dict):
            inside.setdefault(key, set()).update(name for name, _, _ in _spread(value, "", ()))
    fields = fields_of(record)
    held.update(name for name, value in fields.items() if value not in (None, {}))
    return fields


def _spread(record: Record, before: str, whole: Collection[str], depth: int = 0) -> Iterator[tuple[str, Any, int]]:
    """Name, value, and how deep it lies; an empty object is a value."""
    for key, value in record.items():
        name = before + key
        if isinstance(value, dict) and value and depth < DEEPEST and name not in whole:
            yield from _spread(value, f"{name}.", whole, depth + 1)
        else:
            yield name, value, depth


def _free(name: str, taken: Collection[str]) -> str:
    free, place = name, 2
    while fold(free) in taken:
        free, place = f"{name}_{place}", place + 1
    return free
