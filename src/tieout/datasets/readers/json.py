"""JSON files: a list of records, or an object that holds one under a key. Each record knows its line."""

from __future__ import annotations

import json
from collections.abc import Iterator
from pathlib import Path

from tieout.datasets import columns, problems
from tieout.datasets.binding import bound
from tieout.datasets.cleaning import cleaned
from tieout.datasets.decoding import Decoder, encoding_of
from tieout.datasets.json_fields import Record, names_of, objects_too, values_of
from tieout.datasets.json_values import as_text, decoded
from tieout.datasets.problems import Faults
from tieout.datasets.readers import RawRow
from tieout.model.dataset import Table
from tieout.model.mistake import Mistake, nearest

BLANK = " \t\r\n"
RECORDS = "records"


class JsonFile:
    """A JSON file, held in memory as text. Its columns are the fields of all its records, as they first appear.

    Raises Mistake("no-records") where the file is neither a list nor an object with a list under the named key.
    """

    def __init__(self, path: Path, table: Table, file: str) -> None:
        data = path.read_bytes()
        how = encoding_of(data, table.reading.encoding, table)
        self.decoder = Decoder(how.codec)
        self._text, self._whole = self.decoder.decode(data[how.start :])
        self._start = _first_record(self._text, table, file)
        self._faults: list[tuple[str, int, str, str]] = []
        self._records = list(self._read())
        self._keys, self._unspread = names_of(lambda: (record for _, record in self._records))
        if not self._keys:
            help_ = 'each record is an object: {"id": 1, "killed": 53}'
            raise Mistake("empty-file", f"'{file}' holds no record", at=table.place(file), help=help_)
        self.columns: tuple[str, ...] = columns.named(self._keys, table, file)
        self._objects = objects_too(self._keys, bound(table))

    def rows(self, faults: Faults) -> Iterator[RawRow]:
        """One row a record; a missing field and null are NULL, a list and a misplaced object are JSON text."""
        if not self._whole:
            faults.add(problems.UNDECODABLE, None, detail="bytes that the encoding lacks", in_row=False)
        for kind, line, raw, detail in self._faults:
            faults.add(kind, line, raw=raw, detail=detail, in_row=False)
        folded = list(map(columns.fold, self._keys))
        for line, record in self._records:
            cells = list(map(as_text, values_of(record, folded, self._unspread, self._objects)))
            yield line, cleaned(cells, self.columns, line, faults)

    def _read(self) -> Iterator[tuple[int, Record]]:
        """Every record with its line, up to the end of the list or to the first place that is no JSON."""
        at, line, counted = self._start, 1, 0
        text = self._text
        while True:
            at = _past_blanks(text, at)
            line, counted = line + text.count("\n", counted, at), at
            if text[at : at + 1] == "]":
                self._look_behind(line, at + 1)
                return
            try:
                value, end = decoded(text, at)
            except ValueError as error:
                self._broken(line, at, error)
                return
            if isinstance(value, dict):
                yield line, value
            else:
                self._faults.append((problems.UNREADABLE, line, text[at:end], "expected an object"))
            at = _past_blanks(text, end)
            if text[at : at + 1] == ",":
                at += 1
            elif text[at : at + 1] != "]":
                self._broken(line + text.count("\n", counted, at), at, None)
                return

    def _look_behind(self, line: int, at: int) -> None:
        """Note what stands behind a list that is the whole file."""
        rest = self._text[at:]
        if self._text[: self._start].strip() == "[" and rest.strip():
            self._faults.append((problems.UNREADABLE, line, rest[:200], "text behind the list is not read"))

    def _broken(self, line: int, at: int, error: Exception | None) -> None:
        rest = self._text[at:]
        cut = not rest.strip() or (isinstance(error, json.JSONDecodeError) and error.pos >= len(self._text.rstrip()))
        kind = problems.CUT_SHORT if cut or _unterminated(error) else problems.UNREADABLE
        self._faults.append((kind, line, rest[:200], "no JSON from here on; the rest of the file is not read"))


def _unterminated(error: Exception | None) -> bool:
    return isinstance(error, json.JSONDecodeError) and error.msg.startswith("Unterminated string")


def _first_record(text: str, table: Table, file: str) -> int:
    """Where the list's first record stands: behind the bracket that opens it."""
    at = _past_blanks(text, 0)
    if text[at : at + 1] == "[":
        return at + 1
    key = table.reading.records or RECORDS
    if text[at : at + 1] == "{":
        found = _list_under(text, at + 1, key)
        if found is not None:
            return found
        what = f"'{file}' has no list of records under '{key}'"
        lists = _lists(text, at)
        only = lists[0] if len(lists) == 1 else "KEY"
        help_ = "" if only != "KEY" else nearest(key, lists)
        help_ = help_ or f"name the key that holds the list: `records: {only}`"
        raise Mistake("no-records", what, at=table.place(file), help=help_)
    help_ = 'expected a list of records: [{"id": 1, "killed": 53}]'
    raise Mistake("no-records", f"'{file}' is no list of JSON records", at=table.place(file), help=help_)


def _lists(text: str, at: int) -> list[str]:
    """The keys of the object that begins there under which there are lists."""
    try:
        value, _ = decoded(text, at)
    except ValueError:
        return []
    return [key for key, inside in value.items() if isinstance(inside, list)]


def _list_under(text: str, at: int, key: str) -> int | None:
    """Where the list under a key of the object that opens before `at` begins; None where there is none."""
    try:
        while True:
            name, at = decoded(text, _past_blanks(text, at))
            at = _past_blanks(text, at)
            if text[at : at + 1] != ":":
                return None
            at = _past_blanks(text, at + 1)
            if name == key:
                return at + 1 if text[at : at + 1] == "[" else None
            _, at = decoded(text, at)
            at = _past_blanks(text, at)
            if text[at : at + 1] != ",":
                return None
            at += 1
    except ValueError:
        return None


def _past_blanks(text: str, at: int) -> int:
    while at < len(text) and text[at] in BLANK:
        at += 1
    return at
