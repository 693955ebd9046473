"""YAML with positions: every value knows the line and column it stands at.

Scalars are resolved by YAML 1.2's core rules, so that `NO` and `22:22` stay texts. Aliases, tags and
duplicate keys are refused: the files are read by people first.
"""

from __future__ import annotations

import math
import re
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from enum import StrEnum
from pathlib import Path
from typing import Any, TypeVar

from tieout.model.check import Scalar, Text
from tieout.model.mistake import Mistake, Position, nearest
from tieout.project.folding import places

MOST_BYTES = 1_000_000
MOST_DEPTH = 40

E = TypeVar("E", bound=StrEnum)


@dataclass(frozen=True, slots=True)
class Node:
    """One YAML value. `value` is a scalar, a tuple of nodes, or a mapping of key -> node."""

    value: Scalar | tuple[Node, ...] | Mapping[str, Node]
    at: Position
    raw: str = ""
    keys: Mapping[str, Position] | None = None
    lines: tuple[tuple[int, Position], ...] = ()  # of a text on several: offset -> where the line begins

    def text(self, what: str) -> str:
        """The value as text; a bare number or word counts as the text that was written."""
        if isinstance(self.value, tuple | Mapping) or self.value is None or not self.raw.strip():
            raise self.wrong(what, "text")
        return self.raw

    def words(self, what: str) -> Text:
        """The text with its position."""
        return Text(self.text(what), self.at, self.lines)

    def boolean(self, what: str) -> bool:
        if not isinstance(self.value, bool):
            raise self.wrong(what, "true or false")
        return self.value

    def number(self, what: str, *, least: float = 0) -> float:
        if isinstance(self.value, bool) or not isinstance(self.value, int | float) or self.value < least:
            raise self.wrong(what, f"a number from {least:g}")
        return self.value

    def integer(self, what: str, *, least: int = 0) -> int:
        value = self.number(what, least=least)
        if value != int(value):
            raise self.wrong(what, "a whole number")
        return int(value)

    def choice(self, what: str, kind: type[E]) -> E:
        text = self.text(what)
        try:
            return kind(text)
        except ValueError:
            known = [member.value for member in kind]
            raise Mistake("unknown-value", f"{what} is '{text}'", at=self.at, help=nearest(text, known)) from None

    def items(self, what: str) -> tuple[Node, ...]:
        """The members of a list."""
        if not isinstance(self.value, tuple):
            raise self.wrong(what, "a list")
        return self.value

    def texts(self, what: str) -> tuple[str, ...]:
        """A list of texts; a single text is a list of one."""
        if isinstance(self.value, tuple):
            return tuple(item.text(what) for item in self.value)
        return (self.text(what),)

    def map(self, what: str) -> Mapping[str, Node]:
        """A mapping with any keys."""
        if not isinstance(self.value, Mapping):
            raise self.wrong(what, "a map (key: value)")
        return self.value

    def fields(self, what: str, *, required: Iterable[str] = (), optional: Iterable[str] = ()) -> Mapping[str, Node]:
        """A mapping with known keys. An unknown or missing key is a mistake at its place."""
        found = self.map(what)
        required = tuple(required)
        known = {*required, *optional}
        for key in found:
            if key not in known:
                at = (self.keys or {}).get(key, self.at)
                raise Mistake("unknown-key", f"{what} has no key '{key}'", at=at, help=nearest(key, known))
        for key in required:
            if key not in found:
                raise Mistake("missing-key", f"{what} needs the key '{key}'", at=self.at)
        return found

    def plain(self, what: str) -> Any:  # the caller says which shape it expects
        """The value without positions: scalars, tuples and dicts."""
        if isinstance(self.value, tuple):
            return tuple(item.plain(what) for item in self.value)
        if isinstance(self.value, Mapping):
            return {key: node.plain(what) for key, node in self.value.items()}
        return self.value

    def wrong(self, what: str, expected: str) -> Mistake:
        """That the value is not what was expected."""
        kinds = {tuple: "a list", dict: "a map", bool: "true or false", int: "a number", float: "a number"}
        found = "nothing" if self.value is None or self.raw == "" else f"'{self.raw[:60]}'"
        found = kinds.get(type(self.value), found) if isinstance(self.value, tuple | dict) else found
        return Mistake("wrong-type", f"{what} is {found}", at=self.at, help=f"expected {expected}")


def read(path: Path, shown: str) -> Node:
    """The document in a YAML file; `shown` is the name that messages use.

    Raises Mistake: no-such-file, not-a-file, file-too-large, not-utf8, bad-yaml, empty-file.
    """
    return parse(read_text(path, shown), shown)


def read_text(path: Path, shown: str) -> str:
    """The text of a file that a user wrote. Raises Mistake as `read` does."""
    if path.is_dir():
        raise Mistake("not-a-file", "is a directory, a file was expected", at=Position(shown))
    try:
        with path.open("rb") as file:
            data = file.read(MOST_BYTES + 1)
    except OSError as problem:
        raise Mistake("no-such-file", f"cannot be read: {problem.strerror}", at=Position(shown)) from None
    if len(data) > MOST_BYTES:
        raise Mistake("file-too-large", f"holds more than {MOST_BYTES:,} bytes", at=Position(shown))
    try:
        return data.decode("utf-8-sig")
    except UnicodeDecodeError as problem:
        line = data[: problem.start].count(b"\n") + 1
        raise Mistake("not-utf8", "is not UTF-8 text", at=Position(shown, line)) from None


def parse(text: str, shown: str, *, first_line: int = 1) -> Node:
    """The document in a YAML text that begins at `first_line` of a file."""
    import yaml

    converter = _Converter(text, shown, first_line)
    converter.refuse_unprintable()
    try:
        loader = getattr(yaml, "CSafeLoader", yaml.SafeLoader)
        converter.refuse_unread(yaml.parse(text, Loader=loader))
        root = yaml.compose(text, Loader=loader)
    except yaml.MarkedYAMLError as problem:
        raise converter.no_yaml(problem) from None
    except (yaml.YAMLError, ValueError) as problem:
        raise Mistake("bad-yaml", f"is not YAML: {str(problem)[:120]}", at=Position(shown)) from None
    if root is None:
        raise Mistake("empty-file", "is empty", at=Position(shown))
    return converter.convert(root)


@dataclass(frozen=True)
class _Converter:
    """PyYAML's events and nodes, which are untyped, -> nodes with positions."""

    text: str
    shown: str
    first_line: int

    def refuse_unprintable(self) -> None:
        """Refuse what YAML allows nowhere, at its place: libyaml says none."""
        found = _UNPRINTABLE.search(self.text)
        if found:
            before = self.text[: found.start()].split("\n")
            at = Position(self.shown, len(before) - 1 + self.first_line, len(before[-1]) + 1)
            raise Mistake("bad-yaml", f"is not YAML: the character U+{ord(found[0]):04X} is not allowed", at=at)

    def refuse_unread(self, events: Iterable[Any]) -> None:
        """Refuse aliases, tags and deep nesting while nothing is built: composing what is nested recurses in C."""
        import yaml

        depth = 0
        for event in events:
            at = self._at(event.start_mark)
            if isinstance(event, yaml.AliasEvent):
                raise Mistake("bad-yaml", "aliases (*name) are not read here", at=at, help="write the value out")
            if getattr(event, "tag", None) not in (None, "!"):
                raise Mistake("bad-yaml", "tags (!name) are not read here", at=at, help="write the value alone")
            depth += isinstance(event, yaml.CollectionStartEvent) - isinstance(event, yaml.CollectionEndEvent)
            if depth > MOST_DEPTH:
                raise Mistake("bad-yaml", f"is nested more than {MOST_DEPTH} levels deep", at=at)

    def no_yaml(self, problem: Any) -> Mistake:
        """What PyYAML could not read, where it could not."""
        mark = problem.problem_mark or problem.context_mark
        at = self._at(mark) if mark else Position(self.shown)
        line = self.text.splitlines()[mark.line : mark.line + 1] if mark else []
        if line and line[0][: mark.column + 1].endswith("\t"):
            return Mistake("bad-yaml", "a tab cannot indent YAML", at=at, help="use spaces")
        return Mistake("bad-yaml", f"is not YAML: {problem.problem}", at=at)

    def convert(self, node: Any) -> Node:
        import yaml

        at = self._at(node.start_mark)
        if isinstance(node, yaml.SequenceNode):
            return Node(tuple(self.convert(item) for item in node.value), at)
        if isinstance(node, yaml.MappingNode):
            return self._mapping(node, at)
        if node.style in ("|", ">"):
            at = self._block(node.start_mark.line)
        elif node.style:
            at = at.shifted(0, 1)  # the text begins after its quote
        return Node(_resolve(node.value, node.style), at, raw=node.value, lines=self._lines(node, at))

    def _mapping(self, node: Any, at: Position) -> Node:
        values: dict[str, Node] = {}
        keys: dict[str, Position] = {}
        for key, value in node.value:
            where = self._at(key.start_mark)
            if not isinstance(key.value, str):
                raise Mistake("bad-yaml", "a key must be a plain word", at=where)
            if key.value in values:
                raise Mistake("duplicate-key", f"the key '{key.value}' is written twice", at=where)
            keys[key.value] = where
            values[key.value] = self.convert(value)
        return Node(values, at, keys=keys)

    def _at(self, mark: Any) -> Position:
        return Position(self.shown, mark.line + self.first_line, mark.column + 1)

    def _lines(self, node: Any, at: Position) -> tuple[tuple[int, Position], ...]:
        """Where the parts of a text stand that is written on several lines or with escapes."""
        first, last = at.line - self.first_line, node.end_mark.line
        if last == node.start_mark.line and not node.style:
            return ()
        source = self.text.splitlines()[first : last + 1]
        if not source:
            return ()
        if last - first < len(source):
            source[-1] = source[-1][: node.end_mark.column].removesuffix(node.style or "")
        column = at.column - 1
        found = places(node.value, [source[0][column:], *source[1:]], first, column, node.style or "")
        return tuple((offset, Position(self.shown, line + self.first_line, start + 1)) for offset, line, start in found)

    def _block(self, line: int) -> Position:
        """Where the text of a block scalar begins: the line below its `|`, as far in as its first words."""
        below = self.text.splitlines()[line + 1 :]
        first = next((content for content in below if content.strip()), "")
        return Position(self.shown, line + 1 + self.first_line, len(first) - len(first.lstrip()) + 1)


_UNPRINTABLE = re.compile("[^\t\n\r\x20-\x7e\x85\xa0-\ud7ff\ue000-\ufffd\U00010000-\U0010ffff]")
_INTEGER = re.compile(r"[-+]?[0-9]{1,100}|0o[0-7]{1,100}|0x[0-9a-fA-F]{1,100}")
_FLOAT = re.compile(r"[-+]?(\.[0-9]+|[0-9]+(\.[0-9]*)?)([eE][-+]?[0-9]+)?")


def _resolve(text: str, style: str | None) -> Scalar:
    if style:  # libyaml says "" of a plain scalar, PyYAML None
        return text
    if text in ("", "~", "null", "Null", "NULL"):
        return None
    if text in ("true", "True", "TRUE", "false", "False", "FALSE"):
        return text.lower() == "true"
    if _INTEGER.fullmatch(text):
        return int(text, 0 if text[1:2] in ("o", "x") else 10)
    if _FLOAT.fullmatch(text) and math.isfinite(number := float(text)):
        return number
    return text
