"""dataset.yaml -> Dataset."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from datetime import date
from pathlib import Path

from tieout.model.dataset import Dataset, FigureColumns, Format, Reading, Role, Table, Type
from tieout.model.mistake import Mistake, Position, nearest
from tieout.model.taxonomy import Taxonomy
from tieout.project import positioned
from tieout.project.positioned import Node
from tieout.project.taxonomy_file import parse_taxonomy

TEXTS = ("title", "about", "publisher", "licence", "release")
ENDINGS = {
    "csv": Format.CSV,
    "txt": Format.CSV,
    "tsv": Format.TSV,
    "tab": Format.TSV,
    "json": Format.JSON,
    "jsonl": Format.JSON_LINES,
    "ndjson": Format.JSON_LINES,
    "parquet": Format.PARQUET,
    "xlsx": Format.EXCEL,
    "duckdb": Format.DUCKDB,
    "db": Format.DUCKDB,
}
READING = ("format", "encoding", "delimiter", "sheet", "table", "records")
TABLE = ("file", "files", "fills", "key", "roles", "figures", "types", "formats", "withhold", *READING)
RESERVED = ("problems", "files", "built")


def read_dataset(
    path: Path, shown: str, *, roles: Mapping[str, Role], taxonomies: Mapping[str, Taxonomy], anywhere: bool = False
) -> Dataset:
    """The dataset that a `dataset.yaml` describes; its name equals the folder's, unless a copy may lie `anywhere`.

    Raises Mistake at the wrong key, role, figure, type or taxonomy. Columns are looked up later, in the files' heads.
    """
    node = positioned.read(path, shown)
    fields = node.fields(
        "a dataset", required=["name", "tables"], optional=[*TEXTS, "taxonomy", "covers", "sentinels", "conventions"]
    )
    name = fields["name"]
    if name.text("name") != path.parent.resolve().name and not anywhere:
        what = f"name is '{name.raw}', the folder '{path.parent.resolve().name}'"
        raise Mistake("name-is-not-folder", what, at=name.at, help="a dataset's name equals its folder's")
    taxonomy = _taxonomy(fields.get("taxonomy"), taxonomies)
    entries = fields["tables"].map("tables")
    if not entries:
        raise Mistake("no-tables", "the dataset has no tables", at=fields["tables"].at)
    keys = fields["tables"].keys or {}
    tables = tuple(_table(n, entry, keys.get(n, entry.at), roles, taxonomy) for n, entry in entries.items())
    sentinels = fields["sentinels"].texts("sentinels") if "sentinels" in fields else ()
    return Dataset(
        name=name.raw,
        folder=str(path.parent),
        at=node.at,
        tables=tables,
        taxonomy=taxonomy,
        covers=_covers(fields.get("covers")),
        sentinels=sentinels,
        conventions=fields["conventions"].plain("conventions") if "conventions" in fields else {},
        **{key: fields[key].text(key).strip() for key in TEXTS if key in fields},
    )


def _taxonomy(node: Node | None, taxonomies: Mapping[str, Taxonomy]) -> Taxonomy:
    if node is None:
        return Taxonomy()
    if isinstance(node.value, Mapping):
        return parse_taxonomy(node)
    name = node.text("taxonomy")
    if name not in taxonomies:
        raise Mistake("unknown-taxonomy", f"no taxonomy '{name}'", at=node.at, help=nearest(name, taxonomies))
    return taxonomies[name]


def _covers(node: Node | None) -> tuple[date, date] | None:
    if node is None:
        return None
    fields = node.fields("covers", required=["from", "to"])
    first, last = (_date(fields[key], key) for key in ("from", "to"))
    if last < first:
        raise Mistake("bad-coverage", "covers ends before it begins", at=fields["to"].at)
    return first, last


def _date(node: Node, what: str) -> date:
    try:
        return date.fromisoformat(node.text(what))
    except ValueError:
        raise Mistake("bad-date", f"{what} is '{node.raw}'", at=node.at, help="expected a date: 2017-11-26") from None


def _table(name: str, node: Node, at: Position, roles: Mapping[str, Role], taxonomy: Taxonomy) -> Table:
    fields = node.fields(f"the table '{name}'", optional=TABLE)
    if name.lower() in RESERVED or name.startswith("_"):
        raise Mistake("reserved-table", f"tieout keeps the table name '{name}' for itself", at=at)
    relation = fields["fills"].text("fills") if "fills" in fields else name
    bound = _roles(fields.get("roles"), relation, roles)
    figures = _figures(fields.get("figures"), taxonomy)
    files = _files(fields, name, at)
    return Table(
        name=name,
        relation=relation,
        files=tuple(files),
        at=at,
        reading=_reading(fields),
        key=fields["key"].texts("key") if "key" in fields else (),
        roles={role: column.raw for role, column in bound.items()},
        figures=figures,
        types=_types(fields.get("types"), bound, figures, roles),
        formats={column: entry.texts("formats") for column, entry in _entries(fields.get("formats"), "formats")},
        withheld=fields["withhold"].texts("withhold") if "withhold" in fields else (),
        positions=_positions(fields, bound, figures),
        file_positions=files,
    )


def _files(fields: Mapping[str, Node], name: str, at: Position) -> Mapping[str, Position]:
    """The files of a table, and where each is named."""
    stated = [key for key in ("file", "files") if key in fields]
    node = fields[stated[0]] if len(stated) == 1 else None
    listed = node.value if node and isinstance(node.value, tuple) else [node] if node else []
    files = {item.text(stated[0]): item.at for item in listed}
    if not files:
        raise Mistake("no-file", f"the table '{name}' needs either 'file' or 'files'", at=at)
    for path, place in files.items():
        if Path(path).is_absolute() or ".." in Path(path).parts or "\0" in path or "://" in path:
            raise Mistake("file-outside", f"'{path}'", at=place, help="files lie below the dataset's folder")
    return files


def _reading(fields: Mapping[str, Node]) -> Reading:
    node = fields.get("file") or fields["files"]
    first = node.texts("files")[0]
    ending = first.rsplit(".", 1)[-1].lower()
    if "format" not in fields and ending not in ENDINGS:
        help_ = nearest(ending, ENDINGS) or "name it with 'format'"
        raise Mistake("unknown-format", f"the format of '{first}' is not known", at=node.at, help=help_)
    return Reading(
        format=fields["format"].choice("format", Format) if "format" in fields else ENDINGS[ending],
        delimiter=_delimiter(fields["delimiter"]) if "delimiter" in fields else None,
        **{key: fields[key].text(key) for key in ("encoding", "sheet", "table", "records") if key in fields},
    )


def _delimiter(node: Node) -> str:
    """One character, be it a blank."""
    return node.raw if node.raw.isspace() else node.text("delimiter")


def _roles(node: Node | None, relation: str, roles: Mapping[str, Role]) -> Mapping[str, Node]:
    if node is None:
        return {}
    entries = node.map("roles")
    for role in entries:
        at = (node.keys or {}).get(role, node.at)
        if role not in roles:
            raise Mistake("unknown-role", f"no role '{role}'", at=at, help=nearest(role, roles))
        if roles[role].relation != relation:
            what = f"'{role}' belongs to the relation '{roles[role].relation}', this table fills '{relation}'"
            raise Mistake("foreign-role", what, at=at, help=f"say 'fills: {roles[role].relation}' if it does")
        entries[role].text(f"the column of '{role}'")
    return entries


def _figures(node: Node | None, taxonomy: Taxonomy) -> Mapping[str, FigureColumns]:
    figures: dict[str, FigureColumns] = {}
    for role, entry in _entries(node, "figures"):
        if taxonomy.figures and role not in taxonomy.figures:
            at = (node.keys or {}).get(role, entry.at) if node else entry.at
            raise Mistake("unknown-figure", f"no figure '{role}'", at=at, help=nearest(role, taxonomy.figures))
        if isinstance(entry.value, Mapping):
            fields = entry.fields(f"the figure '{role}'", optional=["lower", "best", "upper", "words"])
            if not fields.keys() & {"lower", "best", "upper"}:
                what = f"the figure '{role}' needs a column for its number"
                raise Mistake("missing-key", what, at=entry.at, help="lower, best or upper")
            columns = {key: value.text(key) for key, value in fields.items()}
            figures[role] = FigureColumns(at=entry.at, **columns)
        elif isinstance(entry.value, tuple):
            raise entry.wrong(f"the figure '{role}'", "a column, or {lower: COLUMN, best: COLUMN, upper: COLUMN}")
        else:
            figures[role] = FigureColumns(best=entry.text(f"the column of '{role}'"), at=entry.at)
    return figures


_ONE_TYPE = "a column has one type: that of its role or figure; only identifiers are also read as text"


def _types(
    node: Node | None, bound: Mapping[str, Node], figures: Mapping[str, FigureColumns], roles: Mapping[str, Role]
) -> Mapping[str, Type]:
    meant = {column.raw for role, column in bound.items() if not roles[role].identifies}
    said = [
        (column.raw, roles[role].type, column.at)
        for role, column in bound.items()
        if not (roles[role].identifies and column.raw in meant)
    ]
    said += [(c, Type.NUMBER, f.at) for f in figures.values() for c in (f.lower, f.best, f.upper) if c]
    said += [(column, entry.choice("type", Type), entry.at) for column, entry in _entries(node, "types")]
    types: dict[str, Type] = {}
    for column, kind, at in said:
        if types.setdefault(column, kind) is not kind:
            what = f"'{column}' is {kind.value} here and {types[column].value} elsewhere"
            raise Mistake("contradicting-type", what, at=at, help=_ONE_TYPE)
    return {column: kind for column, kind in types.items() if kind is not Type.TEXT}


def _entries(node: Node | None, what: str) -> Iterable[tuple[str, Node]]:
    return node.map(what).items() if node else ()


def _positions(
    fields: Mapping[str, Node], bound: Mapping[str, Node], figures: Mapping[str, FigureColumns]
) -> Mapping[str, Position]:
    """Every column the description names -> where it does."""
    found: dict[str, Position] = {}
    for key in ("types", "formats"):
        if key in fields:
            found |= fields[key].keys or {}
    for key in ("key", "withhold"):
        if key in fields:
            node = fields[key]
            found |= {item.raw: item.at for item in (node.value if isinstance(node.value, tuple) else (node,))}
    found |= {column: figure.at for figure in figures.values() for column in figure.columns}
    found |= {column.raw: column.at for column in bound.values()}
    return found
