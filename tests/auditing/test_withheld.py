"""What a dataset withholds reaches no output, whatever a check says about it."""

from datetime import UTC, datetime
from pathlib import Path

import pytest

from tieout.auditing.auditor import run
from tieout.reports import formats, notebook, terminal
from tieout.scaffold.project import init

pytestmark = pytest.mark.slow  # each test audits and renders a dataset

NAME = "witness-7Q2"
DATASET = """\
name: papers
taxonomy: conflict
tables:
  events:
    file: events.csv
    key: id
    withhold: [id, told_by, place, lat, killed]
    roles:
      {event.id: id, event.start: day, event.source_name: told_by, event.place: place,
       event.latitude: lat, event.longitude: lon}
    figures: {killed: killed, killed.children: children}
  figures:
    file: figures.csv
    key: id
    withhold: [quote]
    roles:
      {figure.id: id, figure.event: event, figure.measure: measure, figure.best: best, figure.quote: quote,
       figure.document: document, figure.source: source}
  documents:
    file: documents.csv
    key: id
    withhold: [file]
    roles: {document.id: id, document.file: file}
  evidence:
    file: evidence.csv
    key: id
    withhold: [quote]
    roles: {evidence.id: id, evidence.document: document, evidence.quote: quote}
  relays:
    file: relays.csv
    key: id
    withhold: [source, via]
    roles: {relay.id: id, relay.source: source, relay.via: via}
"""
CHECK = """\
id: place-in-words
code: HOU900
summary: A place is recorded.
severity: error
over: events
holds: event.place = 'nowhere' AND "id" = 'x'
expected: "{event.place} and {id}"
message: "{event.place} by {event.source_name}, {killed.words}, {killed.best}, {id}"
"""
PAGE = """\
## What it finds
Any place.
## Why it matters
It is only a test.
## When it is not an error
Always.
## What to do
Nothing.
## Cases

| event.place | verdict |
|-------------|---------|
| nowhere     | fail    |
"""


@pytest.fixture
def root(tmp_path: Path) -> Path:
    init(tmp_path)
    folder = tmp_path / "datasets" / "papers"
    folder.mkdir()
    (folder / "dataset.yaml").write_text(DATASET)
    (folder / "events.csv").write_text(
        "id,day,told_by,place,lat,lon,killed,children\n"
        "E1,2026-01-01,,,1,10,1,1\n"
        f"{NAME}-id,2026-01-01,local {NAME},{NAME} street,99.123456,10,7770001,7770002\n"
        f"{NAME}-id,not a day,{NAME},{NAME},1.5,10,x{NAME},1\n"
    )
    (folder / "figures.csv").write_text(
        f"id,event,measure,best,quote,document,source\nF1,E1,killed,3,{NAME} said five people were killed,D1,S1\n"
    )
    (folder / "documents.csv").write_text(f"id,file\nD1,{NAME}.txt\n")
    (folder / "evidence.csv").write_text(f"id,document,quote\nV1,D1,{NAME} said six people were killed\n")
    (folder / "relays.csv").write_text(f"id,source,via\nR1,S1,{NAME}\nR2,{NAME},S1\n")
    (folder / f"{NAME}.txt").write_text(f"A note: {NAME} said five people were killed.")
    (tmp_path / "checks" / "incidents" / "place-in-words.yaml").write_text(CHECK)
    (tmp_path / "checks" / "incidents" / "place-in-words.md").write_text(PAGE)
    (tmp_path / "expectations" / "papers.yaml").write_text(
        "packs: [core, identity, casualties, dates, places, provenance, evidence, house]\n"
    )
    return tmp_path


def test_withheld_values_reach_no_format(root: Path) -> None:
    audit = run(root, "papers", now=datetime(2026, 2, 1, tzinfo=UTC))
    assert {finding.check for finding in audit.findings} >= {
        "place-in-words",
        "subcount-exceeds-total",
        "circular-reporting",
    }
    outputs = [each.render(audit) for each in formats().values()]
    outputs += [terminal.render(audit, width=200, colour=False, report=None), notebook.render(audit), repr(audit)]
    for output in outputs:
        for secret in (NAME, "7770001", "99.123456"):
            assert secret not in output


def test_withheld_relays_are_not_drawn_where_quotes_may_be_shown(root: Path) -> None:
    file = root / "datasets" / "papers" / "dataset.yaml"
    for column in ("quote", "file"):
        file.write_text(file.read_text().replace(f"    withhold: [{column}]\n", ""))
    (root / "datasets" / "papers" / "note.txt").write_text("A note: note said five people were killed.")
    for name in ("figures", "documents", "evidence"):
        table = root / "datasets" / "papers" / f"{name}.csv"
        table.write_text(table.read_text().replace(NAME, "note"))
    audit = run(root, "papers", now=datetime(2026, 2, 1, tzinfo=UTC))
    assert audit.tie_out.ties
    assert audit.tie_out.relays == ()
    assert audit.tie_out.credits == ()
    assert "circular-reporting" in {finding.check for finding in audit.findings}
    assert NAME not in repr(audit)


@pytest.mark.parametrize("withheld", ["", "words", "written"])
def test_days_as_worded_are_told_unless_their_columns_are_withheld(root: Path, withheld: str) -> None:
    folder = root / "datasets" / "papers"
    file = folder / "dataset.yaml"
    events = "{event.id: id, event.date_words: words, event.date_written: written}"
    told = file.read_text().partition("  events:")[0] + (
        f"  events:\n    file: events.csv\n    key: id\n    withhold: [{withheld}]\n    roles: {events}\n"
        "  figures:\n    file: figures.csv\n    key: id\n"
        "    roles: {figure.id: id, figure.event: event, figure.measure: measure, figure.best: best,"
        " figure.quote: quote, figure.document: document, figure.source: source}\n"
        "  documents:\n    file: documents.csv\n    key: id\n    roles: {document.id: id, document.file: file}\n"
        "  sources:\n    file: sources.csv\n    key: id\n    roles: {source.id: id, source.name: name}\n"
    )
    file.write_text(told)
    (root / "expectations" / "papers.yaml").write_text("packs: [evidence]\n")
    (folder / "events.csv").write_text("id,words,written\nE1,this morning,2026-01-02 08:46\nE9,today,2026-01-02\n")
    (folder / "sources.csv").write_text("id,name\nS1,Valley Watch\nS2,Harbour Office\n")
    (folder / "figures.csv").write_text(
        "id,event,measure,best,quote,document,source\nF1,E1,killed,5,five people were killed,D1,S1\n"
    )
    (folder / f"{NAME}.txt").write_text("Valley Watch said that five people were killed.")
    audit = run(root, "papers", now=datetime(2026, 2, 1, tzinfo=UTC))
    said = [(one.event, one.words, one.written, one.settled) for one in audit.tie_out.dates]
    assert said == ([] if withheld else [("E1", "this morning", "2026-01-02 08:46", False)])
    assert [(one.source, one.level) for one in audit.tie_out.credits] == [("S1", "credited")]
    file.write_text(told.replace("    roles: {source.id", "    withhold: [name]\n    roles: {source.id"))
    assert run(root, "papers", now=datetime(2026, 2, 1, tzinfo=UTC)).tie_out.credits == ()
