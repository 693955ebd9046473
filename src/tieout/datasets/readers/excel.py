"""Excel sheets through openpyxl, an extra: cells as text, formulas as the values they were saved with, if any."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date, datetime, time
from io import BytesIO
from pathlib import Path
from typing import IO, Any

from tieout.datasets import columns, problems
from tieout.datasets.cleaning import cleaned
from tieout.datasets.problems import Faults
from tieout.datasets.readers import RawRow, excel_formulas
from tieout.model.dataset import Table
from tieout.model.mistake import Mistake, nearest

NO_VALUE = "a formula without a saved value; open the workbook in a spreadsheet program and save it"


class ExcelFile:
    """One sheet, the named one or the first; the first row that is not blank names the columns.

    Raises Mistake: "missing-extra" without openpyxl, "unreadable-file", "no-such-sheet", "empty-file".
    """

    decoder = None

    def __init__(self, path: Path, table: Table, file: str) -> None:
        self._table, self._file = table, file
        self._sheet = _sheet(path, table, file)
        self._uncomputed = self._formulas_without_value()
        header = next((cells for _, cells in self._filled()), None)
        if header is None:
            help_ = "the first row names the columns"
            raise Mistake("empty-file", f"the sheet of '{file}' is empty", at=table.place(file), help=help_)
        self.columns: tuple[str, ...] = columns.named(header, table, file)

    def rows(self, faults: Faults) -> Iterator[RawRow]:
        """The rows behind the header, `_line` being the sheet's row number; an empty cell is NULL."""
        filled = self._filled()
        next(filled)
        width = len(self.columns)
        for number, cells in filled:
            surplus = [cell for cell in cells[width:] if cell]
            if surplus:
                detail = f"{len(cells):,} cells, expected {width:,}"
                faults.add(problems.TOO_MANY_CELLS, number, raw=",".join(surplus), detail=detail)
            for place, formula in self._uncomputed.get(number, {}).items():
                name = self.columns[place - 1] if place <= width else ""
                faults.add(problems.UNREADABLE, number, raw=formula, detail=NO_VALUE, column=name)
            padded = [*cells[:width], *[None] * (width - len(cells))]
            yield number, cleaned(padded, self.columns, number, faults)

    def _formulas_without_value(self) -> dict[int, dict[int, str]]:
        try:
            with self._xml() as sheet:
                if not excel_formulas.has_formulas(sheet):
                    return {}
            with self._xml() as sheet:
                return excel_formulas.without_value(sheet)
        except Exception as error:  # as in _sheet
            raise _unreadable(error, self._table, self._file) from None

    def _xml(self) -> IO[bytes]:
        """The sheet's XML, which openpyxl finds in the workbook and shows to nobody."""
        source: IO[bytes] = self._sheet._get_source()
        return source

    def _filled(self) -> Iterator[tuple[int, list[str | None]]]:
        """The rows that hold anything, with their numbers, without the empty cells at their end."""
        for number, values in enumerate(self._values(), 1):
            cells = [_text(value) for value in values]
            while cells and not cells[-1]:
                cells.pop()
            if cells or number in self._uncomputed:
                yield number, cells

    def _values(self) -> Iterator[tuple[Any, ...]]:
        try:
            yield from self._sheet.iter_rows(values_only=True)
        except Exception as error:  # as in _sheet: the sheet's XML is parsed while it is read
            raise _unreadable(error, self._table, self._file) from None


def _sheet(path: Path, table: Table, file: str) -> Any:  # openpyxl ships no types
    try:
        import openpyxl
    except ImportError:
        what = f"reading '{file}' needs openpyxl"
        raise Mistake("missing-extra", what, at=table.place(file), help="pip install openpyxl") from None
    try:
        book = openpyxl.load_workbook(BytesIO(path.read_bytes()), read_only=True, data_only=True)
    except Exception as error:  # a broken workbook fails in its zip, its XML or its numbers alike
        raise _unreadable(error, table, file) from None
    sheets = {sheet.title: sheet for sheet in book.worksheets}
    name = table.reading.sheet or next(iter(sheets), "")
    if name not in sheets:
        raise Mistake(
            "no-such-sheet", f"'{file}' has no sheet '{name}'", at=table.place(file), help=nearest(name, sheets)
        )
    sheets[name].reset_dimensions()  # the size a file declares is often wrong
    return sheets[name]


def _unreadable(error: Exception, table: Table, file: str) -> Mistake:
    reason = (str(error) or type(error).__name__).splitlines()[0]
    return Mistake("unreadable-file", f"'{file}' is no sound Excel workbook: {reason}", at=table.place(file))


def _text(value: Any) -> str | None:
    match value:
        case None | str():
            return value
        case bool():
            return "true" if value else "false"
        case datetime():
            return value.isoformat(sep=" ") if value.time() != time() else value.date().isoformat()
        case date() | time():
            return value.isoformat()
        case float() if value.is_integer() and abs(value) < 1e15:
            return str(int(value))
        case _:
            return str(value)
