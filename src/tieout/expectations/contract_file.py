"""expectations/NAME.py -> the pandera models in it, each with the place where it is written.

The file is Python that belongs to the project, so it runs with the rights of whoever starts the audit.
"""

from __future__ import annotations

import ast
import sys
import traceback
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from types import ModuleType
from typing import Any

from tieout.expectations.store import first_line, shown
from tieout.model.mistake import Mistake, Position

MODULE = "tieout_contract"


@dataclass(frozen=True, slots=True)
class Contract:
    """One model of one table: its pandera schema, and where the class and each of its names are written."""

    name: str
    table: str  # the name it claims: `Config.name`, else the class's own
    schema: Any  # pandera.ibis.DataFrameSchema
    at: Position
    positions: Mapping[str, Position]  # attribute or check -> where

    def position(self, name: str) -> Position:
        return self.positions.get(name, self.at)


@contextmanager
def contracts(path: Path) -> Iterator[tuple[Contract, ...]]:
    """The models a file defines itself, in their order; a name with a leading underscore is a base for others.

    Raises Mistake("broken-contract") where the file does not run, Mistake("foreign-contract") at a model of another
    library than pandera.ibis, and Mistake("nothing-to-check") where there is no model. Inside the `with`, the file
    counts as imported.
    """
    source = _source(path)
    module = ModuleType(MODULE)
    module.__file__ = str(path)
    before = sys.modules.get(MODULE)
    sys.modules[MODULE] = module  # pandera looks up annotations there
    try:
        tree = _run(source, path, module)
        found = tuple(_contracts(module, tree, path))
        if not found:
            help_ = "derive a class from `pa.DataFrameModel`; one whose name begins with `_` is a base for others"
            raise Mistake("nothing-to-check", "the file holds no contract", at=Position(shown(path), 1, 1), help=help_)
        yield found
    finally:
        if before is None:
            sys.modules.pop(MODULE, None)
        else:
            sys.modules[MODULE] = before


def _source(path: Path) -> str:
    try:
        return path.read_text(encoding="utf-8-sig")
    except (OSError, UnicodeDecodeError) as reason:
        raise Mistake("broken-contract", f"cannot read it: {first_line(reason)}", at=Position(shown(path))) from reason


def _run(source: str, path: Path, module: ModuleType) -> ast.Module:
    try:
        tree = ast.parse(source, filename=shown(path))
        # Compiled here, not imported: a cached .pyc could be an older file, and would litter the project.
        exec(compile(tree, shown(path), "exec"), module.__dict__)  # noqa: S102 - running the file is the point
    except SyntaxError as reason:
        at = Position(shown(path), reason.lineno or 0, reason.offset or 0)
        raise Mistake("broken-contract", f"this is not Python: {reason.msg}", at=at) from reason
    except (Exception, SystemExit) as reason:
        raise _raised(reason, Position(shown(path))) from reason
    return tree


def _contracts(module: ModuleType, tree: ast.Module, path: Path) -> Iterator[Contract]:
    from pandera.api.dataframe.model import DataFrameModel as AnyModel
    from pandera.ibis import DataFrameModel

    for statement in tree.body:
        if not isinstance(statement, ast.ClassDef) or statement.name.startswith("_"):
            continue
        model = getattr(module, statement.name, None)
        if not (isinstance(model, type) and issubclass(model, AnyModel)):
            continue
        at = Position(shown(path), statement.lineno, statement.col_offset + 1)
        if not issubclass(model, DataFrameModel):
            raise Mistake(
                "foreign-contract",
                f"'{statement.name}' is no model of pandera.ibis",
                at=at,
                help="contracts run inside DuckDB: `import pandera.ibis as pa` and derive from `pa.DataFrameModel`",
            )
        try:
            schema = model.to_schema()
        except Exception as reason:  # pandera raises many kinds for a model it cannot build
            raise _raised(reason, at) from reason
        yield Contract(
            statement.name, str(schema.name or statement.name), schema, at, dict(_positions(statement, path))
        )


def _positions(statement: ast.ClassDef, path: Path) -> Iterator[tuple[str, Position]]:
    """Where the class writes each of its columns and checks; an alias counts as the column's name too."""
    for part in statement.body:
        at = Position(shown(path), part.lineno, part.col_offset + 1)
        if isinstance(part, ast.AnnAssign) and isinstance(part.target, ast.Name):
            yield part.target.id, at
            for keyword in part.value.keywords if isinstance(part.value, ast.Call) else ():
                if keyword.arg == "alias" and isinstance(keyword.value, ast.Constant):
                    yield str(keyword.value.value), at
        elif isinstance(part, ast.FunctionDef):
            yield part.name, Position(shown(path), part.lineno, part.col_offset + 1)


def _raised(reason: BaseException, at: Position) -> Mistake:
    """The mistake for an exception of the file's own code, at the last of its lines that took part."""
    lines = [frame.lineno for frame in traceback.extract_tb(reason.__traceback__) if frame.filename == at.file]
    line = next((number for number in reversed(lines) if number), at.line)
    what = f"it raises {type(reason).__name__}: {first_line(reason)}"
    return Mistake("broken-contract", what, at=Position(at.file, line, at.column if line == at.line else 1))
