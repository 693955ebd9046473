"""dataset.yaml: each mistake is told where it stands, with the nearest right name."""

from __future__ import annotations

from pathlib import Path
from textwrap import dedent

import pytest

from tieout.model.dataset import Dataset, FigureColumns, Format, Type
from tieout.model.mistake import Mistake, Position
from tieout.project.dataset_file import read_dataset
from workbench import known

EVENTS = "tables:\n  events:\n    file: events.csv\n"


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    (tmp_path / "bridge").mkdir()
    return tmp_path / "bridge"


def read(folder: Path, text: str, *, name: str = "bridge") -> Dataset:
    path = folder / "dataset.yaml"
    path.write_text(f"name: {name}\n{dedent(text)}", encoding="utf-8")
    return read_dataset(path, "dataset.yaml", roles=known().roles, taxonomies=known().taxonomies)


def refused(folder: Path, text: str, *, name: str = "bridge") -> str:
    with pytest.raises(Mistake) as caught:
        read(folder, text, name=name)
    return str(caught.value)


@pytest.mark.parametrize(
    ("text", "message"),
    [
        (
            f"titel: Bridge\n{EVENTS}",
            "error[unknown-key]: dataset.yaml:2:1 a dataset has no key 'titel'\n  help: did you mean 'title'?",
        ),
        ("title: Bridge\n", "error[missing-key]: dataset.yaml:1:1 a dataset needs the key 'tables'"),
        (
            "tables: [events]\n",
            "error[wrong-type]: dataset.yaml:2:9 tables is a list\n  help: expected a map (key: value)",
        ),
        ("tables:\n", "error[wrong-type]: dataset.yaml:2:8 tables is nothing\n  help: expected a map (key: value)"),
        ("tables: {}\n", "error[no-tables]: dataset.yaml:2:9 the dataset has no tables"),
        (f"title: [a]\n{EVENTS}", "error[wrong-type]: dataset.yaml:2:8 title is a list\n  help: expected text"),
        (
            f"taxonomy: conflit\n{EVENTS}",
            "error[unknown-taxonomy]: dataset.yaml:2:11 no taxonomy 'conflit'\n  help: did you mean 'conflict'?",
        ),
        (
            f"covers: {{from: 2025-01-01, to: 2024-01-01}}\n{EVENTS}",
            "error[bad-coverage]: dataset.yaml:2:32 covers ends before it begins",
        ),
        (
            f"covers: {{from: 2025-02-30, to: 2026-01-01}}\n{EVENTS}",
            "error[bad-date]: dataset.yaml:2:16 from is '2025-02-30'\n  help: expected a date: 2017-11-26",
        ),
        (
            f"covers: 2025\n{EVENTS}",
            "error[wrong-type]: dataset.yaml:2:9 covers is '2025'\n  help: expected a map (key: value)",
        ),
        (
            f"sentinels: {{a: b}}\n{EVENTS}",
            "error[wrong-type]: dataset.yaml:2:12 sentinels is a map\n  help: expected text",
        ),
        (
            "tables:\n  events:\n    fil: events.csv\n",
            "error[unknown-key]: dataset.yaml:4:5 the table 'events' has no key 'fil'\n  help: did you mean 'file'?",
        ),
        (
            "tables:\n  events: events.csv\n",
            (
                "error[wrong-type]: dataset.yaml:3:11 the table 'events' is 'events.csv'\n"
                "  help: expected a map (key: value)"
            ),
        ),
        (
            "tables:\n  events: {}\n",
            "error[no-file]: dataset.yaml:3:3 the table 'events' needs either 'file' or 'files'",
        ),
        (
            "tables:\n  events: {file: a.csv, files: [b.csv]}\n",
            "error[no-file]: dataset.yaml:3:3 the table 'events' needs either 'file' or 'files'",
        ),
        (
            "tables:\n  events: {files: []}\n",
            "error[no-file]: dataset.yaml:3:3 the table 'events' needs either 'file' or 'files'",
        ),
        (
            "tables:\n  events: {files: [], format: csv}\n",
            "error[no-file]: dataset.yaml:3:3 the table 'events' needs either 'file' or 'files'",
        ),
        (
            "tables:\n  events: {file: ../secret.csv}\n",
            "error[file-outside]: dataset.yaml:3:18 '../secret.csv'\n  help: files lie below the dataset's folder",
        ),
        (
            "tables:\n  events: {files: [a.csv, /etc/passwd.csv]}\n",
            "error[file-outside]: dataset.yaml:3:27 '/etc/passwd.csv'\n  help: files lie below the dataset's folder",
        ),
        (
            "tables:\n  events: {file: 'https://example.org/a.csv'}\n",
            (
                "error[file-outside]: dataset.yaml:3:19 'https://example.org/a.csv'\n"
                "  help: files lie below the dataset's folder"
            ),
        ),
        (
            "tables:\n  events: {file: events.cvs}\n",
            (
                "error[unknown-format]: dataset.yaml:3:18 the format of 'events.cvs' is not known\n"
                "  help: did you mean 'csv'?"
            ),
        ),
        (
            "tables:\n  events: {file: events.odt}\n",
            (
                "error[unknown-format]: dataset.yaml:3:18 the format of 'events.odt' is not known\n"
                "  help: expected one of: csv, db, duckdb, json, jsonl, ndjson, parquet, tab, tsv, txt, xlsx"
            ),
        ),
        (
            "tables:\n  events: {file: events.dat, format: cvs}\n",
            "error[unknown-value]: dataset.yaml:3:38 format is 'cvs'\n  help: did you mean 'csv'?",
        ),
        (
            f"{EVENTS}    roles:\n      event.strat: from\n",
            "error[unknown-role]: dataset.yaml:6:7 no role 'event.strat'\n  help: did you mean 'event.start'?",
        ),
        (
            f"{EVENTS}    roles:\n      figure.best: n\n",
            (
                "error[foreign-role]: dataset.yaml:6:7 'figure.best' belongs to the relation 'figures', this table "
                "fills 'events'\n  help: say 'fills: figures' if it does"
            ),
        ),
        (
            f"{EVENTS}    roles:\n      event.start: [from]\n",
            "error[wrong-type]: dataset.yaml:6:20 the column of 'event.start' is a list\n  help: expected text",
        ),
        (
            f"{EVENTS}    roles: [event.start]\n",
            "error[wrong-type]: dataset.yaml:5:12 roles is a list\n  help: expected a map (key: value)",
        ),
        (
            f"taxonomy: conflict\n{EVENTS}    figures:\n      killed.childern: n\n",
            (
                "error[unknown-figure]: dataset.yaml:7:7 no figure 'killed.childern'\n"
                "  help: did you mean 'killed.children'?"
            ),
        ),
        (
            f"taxonomy: conflict\n{EVENTS}    figures:\n      killed: {{low: n}}\n",
            "error[unknown-key]: dataset.yaml:7:16 the figure 'killed' has no key 'low'\n  help: did you mean 'lower'?",
        ),
        (
            f"taxonomy: conflict\n{EVENTS}    figures:\n      killed: {{words: w}}\n",
            (
                "error[missing-key]: dataset.yaml:7:15 the figure 'killed' needs a column for its number\n"
                "  help: lower, best or upper"
            ),
        ),
        (
            f"taxonomy: conflict\n{EVENTS}    figures:\n      killed: {{}}\n",
            (
                "error[missing-key]: dataset.yaml:7:15 the figure 'killed' needs a column for its number\n"
                "  help: lower, best or upper"
            ),
        ),
        (
            f"taxonomy: conflict\n{EVENTS}    figures:\n      killed: [low, high]\n",
            (
                "error[wrong-type]: dataset.yaml:7:15 the figure 'killed' is a list\n"
                "  help: expected a column, or {lower: COLUMN, best: COLUMN, upper: COLUMN}"
            ),
        ),
        (
            f"{EVENTS}    types: {{n: interger}}\n",
            "error[unknown-value]: dataset.yaml:5:16 type is 'interger'\n  help: did you mean 'integer'?",
        ),
        (
            f"{EVENTS}    roles: {{event.start: from}}\n    types: {{from: text}}\n",
            (
                "error[contradicting-type]: dataset.yaml:6:19 'from' is text here and date elsewhere\n"
                "  help: a column has one type: that of its role or figure; only identifiers are also read as text"
            ),
        ),
        (
            f"{EVENTS}    roles: {{event.start: day, event.title: day}}\n",
            (
                "error[contradicting-type]: dataset.yaml:5:44 'day' is text here and date elsewhere\n"
                "  help: a column has one type: that of its role or figure; only identifiers are also read as text"
            ),
        ),
        (
            "tables:\n  problems: {file: a.csv}\n",
            "error[reserved-table]: dataset.yaml:3:3 tieout keeps the table name 'problems' for itself",
        ),
        (
            "tables:\n  Files: {file: a.csv}\n",
            "error[reserved-table]: dataset.yaml:3:3 tieout keeps the table name 'Files' for itself",
        ),
        (
            "taxonomy: {figures: {killed: People}, within: {kiled: [killed]}}\n" + EVENTS,
            "error[unknown-figure]: dataset.yaml:2:48 no figure 'kiled'\n  help: did you mean 'killed'?",
        ),
        (
            "taxonomy: {figures: {killed: People}, sums: {killed: [[kiled]]}}\n" + EVENTS,
            "error[unknown-figure]: dataset.yaml:2:56 no figure 'kiled'\n  help: did you mean 'killed'?",
        ),
        (
            "taxonomy: {figures: {killed: People}, disjoint: {killed: [killed]}}\n" + EVENTS,
            "error[wrong-type]: dataset.yaml:2:59 a group of parts is 'killed'\n  help: expected a list",
        ),
        (
            "taxonomy: {figures: {killed: People}, sum: {}}\n" + EVENTS,
            "error[unknown-key]: dataset.yaml:2:39 a taxonomy has no key 'sum'\n  help: did you mean 'sums'?",
        ),
    ],
)
def test_a_mistake_in_the_description(folder: Path, text: str, message: str) -> None:
    assert refused(folder, text) == message


def test_the_name_is_the_folders(folder: Path) -> None:
    assert refused(folder, EVENTS, name="brigde") == (
        "error[name-is-not-folder]: dataset.yaml:1:7 name is 'brigde', the folder 'bridge'\n"
        "  help: a dataset's name equals its folder's"
    )


def test_a_description_read_whole(folder: Path) -> None:
    dataset = read(
        folder,
        """\
        title: Bridge
        release: 2026
        taxonomy: conflict
        covers: {from: 2025-01-01, to: 2025-12-31}
        sentinels: ["-99", NO]
        tables:
          incidents:
            files: [2025.TXT, more/2026.txt]
            fills: events
            delimiter: "\\t"
            key: [country, number]
            roles: {event.start: from, event.title: "the title"}
            figures:
              killed: {lower: min, best: n, upper: max, words: said}
              killed.children: c
            types: {stations: integer, note: text}
            formats: {from: "%d %B %Y"}
            withhold: witness
        """,
    )
    (table,) = dataset.tables
    assert (dataset.title, dataset.release, dataset.taxonomy.id) == ("Bridge", "2026", "conflict")
    assert dataset.sentinels == ("-99", "NO")
    assert (table.relation, table.files, table.key) == ("events", ("2025.TXT", "more/2026.txt"), ("country", "number"))
    assert (table.reading.format, table.reading.delimiter) == (Format.CSV, "\t")
    killed = table.figures["killed"]
    assert killed == FigureColumns("min", "n", "max", "said", killed.at)
    assert table.types == {
        "from": Type.DATE,
        "min": Type.NUMBER,
        "n": Type.NUMBER,
        "max": Type.NUMBER,
        "c": Type.NUMBER,
        "stations": Type.INTEGER,
    }
    assert table.withheld == ("witness",)
    assert table.positions["the title"] == Position("dataset.yaml", 13, 46)
    assert set(table.positions) == {
        "country", "number", "from", "the title", "min", "n", "max", "said", "c", "stations", "note", "witness",
    }  # fmt: skip
