"""Documents kept as files: their hashes, and their words as the column `_text` of the table that names them."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from datetime import date
from pathlib import Path
from typing import TYPE_CHECKING, NamedTuple

from tieout.datasets import problems
from tieout.datasets.files import FileFacts, read_through
from tieout.datasets.problems import Faults, Problems
from tieout.model.dataset import Dataset, Table
from tieout.plan.quote import identifier

if TYPE_CHECKING:
    import duckdb

RELATION, FILE, TEXT = "documents", "document.file", "document.text"
LARGEST = 20_000_000  # bytes; a reader has limits of its own
BATCH_CHARACTERS = 32_000_000


class Asked(NamedTuple):
    """A document's file as a row asks for it: `address` and `captured` single out a page of a web archive.

    `normalisation` names how the text is made of the file; None is the reader's own way.
    """

    file: str
    address: str | None = None
    captured: date | None = None
    normalisation: str | None = None


# A file -> its words, and what stood in the way: kinds of problems with the words for them.
Reader = Callable[[Path, Asked], tuple[str | None, Sequence[tuple[str, str]]]]

# What a row asks by, beside the file.
_ASKED_BY = ("document.address", "document.captured", "document.normalisation")


class _Document(NamedTuple):
    """One file as a row asks for it; `faults` are (kind, detail)."""

    asked: Asked
    text: str | None
    facts: FileFacts
    faults: tuple[tuple[str, str], ...]


def names_files(table: Table) -> bool:
    """Whether a table names documents' files."""
    return table.relation == RELATION and FILE in table.roles


def adds_text(table: Table) -> bool:
    """Whether a table gets the column `_text`: it names documents' files and has no column with their words."""
    return names_files(table) and TEXT not in table.roles


def read_documents(
    con: duckdb.DuckDBPyConnection, dataset: Dataset, table: Table, reader: Reader | None = None
) -> list[FileFacts]:
    """Read the files that main.<table> names below the dataset's folder; returns what each was, in order of names.

    Their words become its column `_text`, unless a column of its own has them: then files are hashed where they are,
    and nothing is said of others. Without a `reader` all are taken for plain text in UTF-8. A file that is missing,
    outside of the folder, no file or too large leaves NULL and a problem.
    """
    if not adds_text(table):
        reader = _unread
    else:
        con.execute(f"ALTER TABLE main.{identifier(table.name)} ADD COLUMN _text VARCHAR")
    rows = f"SELECT {', '.join(_columns(table))} FROM main.{identifier(table.name)}"
    named = f"SELECT DISTINCT * FROM ({rows}) AS asked WHERE asked.file IS NOT NULL ORDER BY ALL"
    found = Problems(con)
    facts: dict[str, FileFacts] = {}
    held: list[_Document] = []
    size = 0
    for document in _read(Path(dataset.folder), [Asked(*row) for row in con.execute(named).fetchall()], reader):
        facts.setdefault(document.facts.path, document.facts)
        if document.text is not None:
            held.append(document)
            size += len(document.text)
        if document.faults and reader is not _unread:
            _note(con, table, document, found)
        if size >= BATCH_CHARACTERS:
            _write(con, table, held)
            held, size = [], 0
    _write(con, table, held)
    found.flush()
    return list(facts.values())


def _columns(table: Table) -> list[str]:
    """The columns that a row asks by, under the names of `Asked`; NULL where the table has none."""
    asked = [table.roles.get(role) for role in (FILE, *_ASKED_BY)]
    types = ("VARCHAR", "VARCHAR", "DATE", "VARCHAR")
    return [
        f"{identifier(column) if column else 'NULL'}::{kind} AS {name}"
        for column, kind, name in zip(asked, types, Asked._fields, strict=True)
    ]


def _read(folder: Path, asked: list[Asked], reader: Reader | None) -> Iterator[_Document]:
    root = folder.resolve()
    for one in asked:
        try:
            yield _document(root, one, reader)
        except (OSError, ValueError) as error:  # a name too long, no permission, a NUL in the name
            reason = getattr(error, "strerror", None) or str(error)
            yield _Document(one, None, FileFacts(one.file), ((problems.MISSING_DOCUMENT, reason),))


def _document(root: Path, asked: Asked, reader: Reader | None) -> _Document:
    name = asked.file
    wanted = Path(name.strip())
    path = (root / wanted).resolve()
    refused = None
    if wanted.is_absolute() or ".." in wanted.parts or not path.is_relative_to(root):
        refused = "outside of the dataset's folder"
    elif not path.exists():
        refused = "no such file"
    elif not path.is_file():
        refused = "not a file"
    if refused:
        return _Document(asked, None, FileFacts(name), ((problems.MISSING_DOCUMENT, refused),))
    if reader is not None:
        words, faults = reader(path, asked)
        return _Document(asked, words, read_through(path, name), tuple(faults))
    if path.stat().st_size > LARGEST:
        too_large = f"larger than {LARGEST // 1_000_000} MB"
        return _Document(asked, None, read_through(path, name), ((problems.UNREADABLE_DOCUMENT, too_large),))
    chunks: list[bytes] = []
    facts = read_through(path, name, chunks.append)
    text, hindrances = _decoded(b"".join(chunks))
    return _Document(asked, text, facts, hindrances)


def _unread(_: Path, __: Asked) -> tuple[None, tuple[()]]:
    """The reader of files whose words stand in a column."""
    return None, ()


def _decoded(data: bytes) -> tuple[str, tuple[tuple[str, str], ...]]:
    faults: tuple[tuple[str, str], ...] = ()
    try:
        text = data.decode("utf-8-sig")
    except UnicodeDecodeError:
        text = data.decode("utf-8-sig", "backslashreplace")
        faults = ((problems.UNDECODABLE, "the document is not UTF-8"),)
    if "\0" in text:
        text = text.replace("\0", "\\x00")
        faults += ((problems.NUL_BYTE, "the document holds NUL bytes"),)
    return text, faults


def _note(con: duckdb.DuckDBPyConnection, table: Table, document: _Document, found: Problems) -> None:
    same = " AND ".join(f"{name} IS NOT DISTINCT FROM ?" for name in Asked._fields)
    asked = f"SELECT _row, _file, _line, {', '.join(_columns(table))} FROM main.{identifier(table.name)}"
    rows = con.execute(f"SELECT _row, _file, _line FROM ({asked}) WHERE {same} ORDER BY 1", document.asked).fetchall()
    for row, file, line in rows:
        faults = Faults(found, table, file, row)
        for kind, detail in document.faults:
            faults.add(kind, line, raw=document.asked.file, detail=detail, column=table.roles[FILE])


def _write(con: duckdb.DuckDBPyConnection, table: Table, held: list[_Document]) -> None:
    if not held:
        return
    import pyarrow as pa

    types = (pa.string(), pa.string(), pa.date32(), pa.string())
    columns = zip(Asked._fields, zip(*(document.asked for document in held), strict=True), types, strict=True)
    given = {name: pa.array(values, kind) for name, values, kind in columns}
    texts = pa.table({**given, "text": pa.array([document.text for document in held], pa.string())})
    name = f"main.{identifier(table.name)}"
    same = " AND ".join(f"asked.{column} IS NOT DISTINCT FROM given.{column}" for column in Asked._fields)
    con.register("tieout_texts", texts)
    con.execute(
        f"UPDATE {name} AS t SET _text = found.text FROM (SELECT asked._row, given.text FROM tieout_texts AS given "
        f"JOIN (SELECT _row, {', '.join(_columns(table))} FROM {name}) AS asked ON {same}) AS found "
        "WHERE t._row = found._row"
    )
    con.unregister("tieout_texts")
