"""Messages with the values of a row in them: compiled to slots, filled when a finding is shown."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from tieout.model.check import Text
from tieout.model.dataset import Type
from tieout.model.figure import OPEN, Bounds
from tieout.model.mistake import Mistake, nearest
from tieout.plan.expression import Scope, unknown_name
from tieout.plan.operands import Figure, Figures, Operand, Value


@dataclass(frozen=True, slots=True)
class Slot:
    """A value that the engine fetches as text; for a figure, its four recorded parts."""

    sql: tuple[str, ...]
    number: bool = False

    @property
    def width(self) -> int:
        return len(self.sql)

    def words(self, fetched: Sequence[str | None]) -> str:
        """The slot as a reader would say it."""
        if self.width == 1:
            return _value(fetched[0], number=self.number)
        lower, best, upper = (float(n) if n is not None else None for n in fetched[:3])
        said = (fetched[3] or "").strip()
        if said and lower is None and upper is None and best is not None:
            return f"{said} {Bounds(best=best).words}"
        return Bounds(lower, best, None if upper == OPEN else upper).words


def _value(text: str | None, *, number: bool) -> str:
    if text is None:
        return "not recorded"
    return text.removesuffix(".0") if number else text


Piece = str | Slot
WITHHELD = "(withheld)"
LONGEST = 240  # characters of a recorded text that a finding shows, in every output


@dataclass(frozen=True, slots=True)
class Template:
    """A text with slots."""

    pieces: tuple[Piece, ...]

    @property
    def slots(self) -> tuple[Slot, ...]:
        return tuple(piece for piece in self.pieces if isinstance(piece, Slot))

    def fill(self, words: Sequence[str]) -> str:
        """The text with the words of its slots, in their order."""
        given = iter(words)
        return "".join(next(given) if isinstance(piece, Slot) else piece for piece in self.pieces)


def compile_template(text: Text, scope: Scope) -> Template:
    """Compile a message. Raises Mistake at a name that stands for nothing."""
    pieces: list[Piece] = []
    end = 0
    for match in re.finditer(r"\{([^{}]*)\}", text.text):
        pieces.append(text.text[end : match.start()])
        pieces.extend(_pieces(match[1].strip(), text, match.start(1), scope))
        end = match.end()
    pieces.append(text.text[end:])
    return Template(tuple(piece for piece in pieces if piece != ""))


def told(text: Text, scope: Scope) -> list[Operand]:
    """What a message tells of its row: the values and figures that it names, also by one of their parts."""
    names = [name.strip() for name in re.findall(r"\{([^{}]*)\}", text.text)]
    found = (scope.find(name) or scope.find(name.rpartition(".")[0]) for name in names)
    return [operand for operand in found if operand is not None]


def _pieces(name: str, text: Text, offset: int, scope: Scope) -> Sequence[Piece]:
    at = text.place(offset)
    if name == "judged" and scope.hush:
        return [WITHHELD]
    if name == "judged":
        return [Slot(("(SELECT words FROM _judged WHERE id = t._row)",))]
    if name == "today":
        return [scope.today.isoformat()]
    if name.startswith("$"):
        return [_parameter(name[1:], text, offset, scope)]
    owner, _, last = name.rpartition(".")
    owning = scope.find(owner) if owner else None
    if last == "words" and isinstance(owning, Figure | Figures):
        return listed(owning, scope.withheld)
    recorded = owning.recorded(last) if isinstance(owning, Figure) else None
    hidden = owning is not None and bool(scope.withheld.intersection(owning.columns))
    if recorded is not None:
        return [WITHHELD if hidden else Slot((_cut(f"CAST({recorded} AS VARCHAR)"),), number=last != "words")]
    if last == "raw" and isinstance(owning, Value):
        return [WITHHELD if hidden else Slot((_cut(owning.raw),))]
    operand = scope.find(name)
    if operand is None:
        raise unknown_name(name, at, scope)
    return [_named(operand, scope.withheld)]


def _named(operand: Operand, withheld: frozenset[str]) -> Piece:
    """A value as it is, a figure by its name."""
    if isinstance(operand, Value):
        return shown(operand, withheld)
    if isinstance(operand, Figure) and operand.named:
        return Slot((operand.named,))
    return operand.label


def _parameter(name: str, text: Text, offset: int, scope: Scope) -> str:
    if name not in scope.parameters:
        help_ = nearest(name, scope.parameters)
        raise Mistake("unknown-parameter", f"no parameter '${name}'", at=text.place(offset), help=help_)
    value = scope.parameters[name]
    if isinstance(value, Mapping):
        raise Mistake("wrong-operand", "a map cannot be said in a message", at=text.place(offset))
    return ", ".join(str(item) for item in value) if isinstance(value, tuple) else str(value)


def shown(operand: Value | Figure, withheld: frozenset[str], *, raw: bool = False) -> Piece:
    """The slot that shows an operand, or that it is withheld."""
    if withheld.intersection(operand.columns):
        return WITHHELD
    if isinstance(operand, Value):
        text = f"CAST({operand.sql} AS VARCHAR)"
        unread = raw and operand.type is not Type.TEXT
        told = _cut(f"coalesce({text}, {operand.raw})" if unread else text)
        return Slot((told,), number=operand.type is Type.NUMBER)
    parts = (operand.lower, operand.best, operand.upper, operand.words)
    return Slot(tuple(_cut(f"CAST({part} AS VARCHAR)") for part in parts))


def _cut(text: str) -> str:
    """A text as SQL; of a long one its beginning, and how long it is. A cell may be a whole document."""
    beginning = f"left({text}, {LONGEST}) || '... (' || format('{{:,}}', length({text})) || ' characters)'"
    return f"CASE WHEN length({text}) > {LONGEST} THEN {beginning} ELSE {text} END"


def listed(operand: Figure | Figures, withheld: frozenset[str]) -> Sequence[Piece]:
    """A figure's words, or those of several joined by plus signs."""
    if isinstance(operand, Figure):
        return [shown(operand, withheld)]
    pieces: list[Piece] = []
    for part in operand.parts:
        pieces += [" + " if pieces else "", shown(part, withheld)]
    return pieces


def observed(operands: Sequence[Operand], withheld: frozenset[str], *, raw: bool = False) -> Template:
    """What a rule saw, in the order it names things: `killed.children = 21; killed = 15`.

    With `raw` texts stand beside the values, and a value that could not be read is told as the file has it.
    """
    pieces: list[Piece] = []
    for operand in _single(operands):
        label = operand.label if isinstance(operand, Value) else _named(operand, withheld)
        pieces += ["; " if pieces else "", label, " = ", shown(operand, withheld, raw=raw)]
    return Template(tuple(piece for piece in pieces if piece != ""))


def _single(operands: Sequence[Operand]) -> list[Value | Figure]:
    """Each operand once; a sum as its parts."""
    found: list[Value | Figure] = []
    for operand in operands:
        for single in operand.parts if isinstance(operand, Figures) else (operand,):
            if single not in found:
                found.append(single)
    return found
