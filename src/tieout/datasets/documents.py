"""Documents kept as files: their words become the column `_text` of the table that names them."""

from __future__ import annotations

from collections.abc import Callable, Iterator
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
LARGEST = 20_000_000  # bytes
BATCH_CHARACTERS = 32_000_000
PLAIN = frozenset({"", ".txt", ".text", ".md"})  # read here; other formats by who knows them

Reader = Callable[[Path], tuple[str | None, str]]  # a file -> its words, and what stood in the way


class _Document(NamedTuple):
    """One file named by a row; `faults` are (kind, detail)."""

    name: str
    text: str | None
    facts: FileFacts
    faults: tuple[tuple[str, str], ...]


def adds_text(table: Table) -> bool:
    """Whether a table gets the column `_text`: it names documents' files and has no column with their words."""
    return table.relation == RELATION and FILE in table.roles and TEXT not in table.roles


def add_text(
    con: duckdb.DuckDBPyConnection, dataset: Dataset, table: Table, reader: Reader | None = None
) -> list[FileFacts]:
    """Add `_text` to main.<table>, read from the files it names below the dataset's folder.

    Plain text is UTF-8; `reader` reads all else. A file that is missing, outside of the folder, no file or larger
    than 20 MB leaves NULL and a problem. Returns what each file was, in the order of names.
    """
    name, column = f"main.{identifier(table.name)}", identifier(table.roles[FILE])
    con.execute(f"ALTER TABLE {name} ADD COLUMN _text VARCHAR")
    named = con.execute(f"SELECT DISTINCT {column} FROM {name} WHERE {column} IS NOT NULL ORDER BY 1").fetchall()
    found = Problems(con)
    facts = []
    held: list[tuple[str, str]] = []
    size = 0
    for document in _read(Path(dataset.folder), [file for (file,) in named], reader):
        facts.append(document.facts)
        if document.text is not None:
            held.append((document.name, document.text))
            size += len(document.text)
        if document.faults:
            _note(con, table, document, found)
        if size >= BATCH_CHARACTERS:
            _write(con, name, column, held)
            held, size = [], 0
    _write(con, name, column, held)
    found.flush()
    return facts


def _read(folder: Path, names: list[str], reader: Reader | None) -> Iterator[_Document]:
    root = folder.resolve()
    for name in names:
        try:
            yield _document(root, name, reader)
        except (OSError, ValueError) as error:  # a name too long, no permission, a NUL in the name
            reason = getattr(error, "strerror", None) or str(error)
            yield _Document(name, None, FileFacts(name), ((problems.UNREADABLE, f"cannot be read: {reason}"),))


def _document(root: Path, name: str, reader: Reader | None) -> _Document:
    wanted = Path(name.strip())
    path = (root / wanted).resolve()
    refused = None
    if wanted.is_absolute() or ".." in wanted.parts or not path.is_relative_to(root):
        refused = "outside of the dataset's folder"
    elif not path.exists():
        refused = "no such file"
    elif not path.is_file():
        refused = "not a file"
    elif path.stat().st_size > LARGEST:
        refused = f"larger than {LARGEST // 1_000_000} MB"
    if refused:
        return _Document(name, None, FileFacts(name), ((problems.UNREADABLE, refused),))
    if reader is not None and path.suffix.lower() not in PLAIN:
        words, problem = reader(path)
        hindrance = ((problems.UNREADABLE, problem),) if problem else ()
        return _Document(name, words, read_through(path, name), hindrance)
    chunks: list[bytes] = []
    facts = read_through(path, name, chunks.append)
    text, faults = _decoded(b"".join(chunks))
    return _Document(name, text, facts, faults)


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
    column = table.roles[FILE]
    rows = con.execute(
        f"SELECT _row, _file, _line FROM main.{identifier(table.name)} WHERE {identifier(column)} = ? ORDER BY 1",
        [document.name],
    ).fetchall()
    for row, file, line in rows:
        faults = Faults(found, table, file, row)
        for kind, detail in document.faults:
            faults.add(kind, line, raw=document.name, detail=detail, column=column)


def _write(con: duckdb.DuckDBPyConnection, name: str, column: str, held: list[tuple[str, str]]) -> None:
    if not held:
        return
    import pyarrow as pa

    files, texts = zip(*held, strict=True)
    con.register("tieout_texts", pa.table({"file": pa.array(files, pa.string()), "text": pa.array(texts, pa.string())}))
    con.execute(f"UPDATE {name} AS t SET _text = given.text FROM tieout_texts AS given WHERE t.{column} = given.file")
    con.unregister("tieout_texts")
