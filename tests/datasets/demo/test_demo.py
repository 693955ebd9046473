"""The generated dataset: the same bytes for the same seed, and a list of defects that tells the truth."""

from __future__ import annotations

import csv
import re
from collections import Counter
from collections.abc import Callable
from hashlib import sha256
from pathlib import Path

import pytest

from tieout.datasets.demo import generate, invented
from tieout.datasets.demo.defects import CUT_SHORT, UNNAMED, defects
from tieout.model.mistake import Mistake
from tieout.project.catalog import catalog
from tieout.project.dataset_file import read_dataset

ROOT = Path(__file__).parents[3]
SHIPPED = ROOT / "datasets" / "example-city-incidents"

Row = dict[str, str]


def contents(folder: Path) -> dict[str, bytes]:
    return {str(p.relative_to(folder)): p.read_bytes() for p in sorted(folder.rglob("*")) if p.is_file()}


def planted_in(folder: Path) -> list[Row]:
    with (folder / "planted.csv").open(encoding="utf-8", newline="") as file:
        return list(csv.DictReader(file))


def row_at(folder: Path, planted: Row) -> Row:
    """The row that stands on the physical line that planted.csv names."""
    lines = (folder / planted["file"]).read_bytes().split(b"\n")
    head, line = (lines[n].decode("utf-8", "replace") for n in (0, int(planted["line"]) - 1))
    return dict(zip(*csv.reader([head, line]), strict=False))


@pytest.fixture(scope="module")
def small(tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp("demo") / "small"
    generate(folder, events=900, seed=11)
    return folder


def test_the_shipped_example_is_what_the_generator_writes(tmp_path: Path) -> None:
    again = tmp_path / SHIPPED.name
    generate(again, events=300, seed=7)
    shipped = contents(SHIPPED)
    del shipped["README.md"]
    assert contents(again) == shipped


@pytest.mark.slow
def test_the_same_seed_gives_the_same_bytes_and_another_seed_does_not(tmp_path: Path) -> None:
    folders = [tmp_path / name / "city" for name in ("first", "second", "third")]
    for folder, seed in zip(folders, (3, 3, 4), strict=True):
        generate(folder, events=120, seed=seed)
    first, second, third = map(contents, folders)
    assert first == second
    assert first["events.csv"] != third["events.csv"]


@pytest.mark.parametrize("events", [1, 3, pytest.param(1_001, marks=pytest.mark.slow)])
def test_every_size_has_five_figures_an_event_and_twenty_sources(tmp_path: Path, events: int) -> None:
    folder = tmp_path / "city"
    generate(folder, events=events, seed=1)
    lines = {name: (folder / f"{name}.csv").read_bytes().count(b"\n") for name in ("figures", "sources", "documents")}
    texts = (folder / "documents.csv").read_text("utf-8", "replace").split("\n")
    wire = [line for line in texts if line.startswith("W")]
    assert lines == {"figures": events * 5 + 1, "sources": 21, "documents": events + len(wire) + 1}
    # The last event is cut short: it has no line end of its own.
    assert (folder / "events.csv").read_bytes().count(b"\n") == events
    assert len(list(folder.glob("documents/*.txt"))) == (events + len(wire) if events <= 1_000 else 0)


def test_the_description_is_read_without_a_mistake(small: Path) -> None:
    known = catalog()
    dataset = read_dataset(small / "dataset.yaml", "dataset.yaml", roles=known.roles, taxonomies=known.taxonomies)
    assert dataset.name == "small"
    assert dataset.names == ("events", "figures", "sources", "documents", "evidence", "relays", "custody")
    for table in dataset.tables:
        head = (small / table.files[0]).read_bytes().split(b"\n")[0].decode().split(",")
        assert {*table.roles.values(), *table.key} <= set(head)


def test_every_kind_of_defect_is_planted_two_to_four_times(small: Path) -> None:
    found = Counter((row["check"], row["table"], row["why"]) for row in planted_in(small))
    for defect in (*(d for d in defects() if d.fits(900)), UNNAMED):
        assert 2 <= found.pop((defect.check, defect.table, defect.why)) <= 4, defect.check
    assert found == {(CUT_SHORT.check, CUT_SHORT.table, CUT_SHORT.why): 1}


def test_planted_codes_are_those_of_the_checks() -> None:
    checks = catalog().checks
    for defect in (*defects(), UNNAMED, CUT_SHORT):
        assert checks[defect.check].code == defect.code


def test_no_two_defects_share_an_event(small: Path) -> None:
    events: Counter[int] = Counter()
    for row in planted_in(small):
        if row["table"] in ("evidence", "relays", "custody"):
            events[int(re.sub(r"^\D+|-\d+$", "", row["key"])) - 1] += 1
        elif row["table"] != "sources":
            events[(int(row["line"]) - 2) // (5 if row["table"] == "figures" else 1)] += 1
    assert max(events.values()) == 1


def test_planted_rows_are_named_by_their_key(small: Path) -> None:
    keys = {
        "events": "event_id", "figures": "figure_id", "documents": "document_id", "sources": "id", "relays": "relay_id",
        "custody": "custody_id", "evidence": "evidence_id",
    }  # fmt: skip
    for planted in planted_in(small):
        assert row_at(small, planted)[keys[planted["table"]]] == planted["key"], planted


def number(text: str) -> float:
    """Not a number, and so neither above nor below any, where nothing is recorded."""
    return float(text or "nan")


WRONG: dict[tuple[str, str], Callable[[Row], bool]] = {
    ("lower-bound-above-best", "figures"): lambda r: number(r["lower"]) > number(r["best"]),
    ("best-above-upper-bound", "figures"): lambda r: number(r["best"]) > number(r["upper"]),
    ("lower-bound-above-upper", "figures"): lambda r: r["best"] == "" and number(r["lower"]) > number(r["upper"]),
    ("bound-missing", "figures"): lambda r: r["lower"] != "" and r["upper"] == r["words"] == "",
    ("negative-figure", "figures"): lambda r: r["best"] == "-2",
    ("fraction-of-a-person", "figures"): lambda r: r["best"] == "2.5",
    ("qualifier-not-understood", "figures"): lambda r: r["words"] == "a good deal of",
    ("figure-not-in-taxonomy", "figures"): lambda r: (r["measure"], r["population"]) == ("missing", "women"),
    ("end-before-start", "events"): lambda r: r["end"] < r["start"],
    ("reported-before-it-happened", "events"): lambda r: r["reported"] < r["start"],
    ("date-in-the-future", "events"): lambda r: r["published"] > "2200",
    ("date-in-the-future", "documents"): lambda r: r["captured"] > "2050",
    ("outside-coverage", "events"): lambda r: r["start"] < "2024",
    ("precision-contradicts-span", "events"): lambda r: r["date_precision"] == "1" and r["start"] != r["end"],
    ("sentinel-date", "events"): lambda r: r["published"] == "1753-01-01",
    ("day-and-month-ambiguous", "documents"): lambda r: r["captured"] == "05/06/2025",
    ("year-contradicts-date", "events"): lambda r: r["year"] != r["start"][:4],
    ("figure-without-source", "figures"): lambda r: r["source"] == "",
    ("event-without-source", "events"): lambda r: r["source"] == r["reported_by"] == "",
    ("source-not-named", "sources"): lambda r: r["id"] in ("S19", "S20"),
    ("source-not-in-register", "figures"): lambda r: r["source"] == "SO3",
    ("event-source-not-named", "events"): lambda r: r["reported_by"] == "local sources",
    ("figure-without-document", "figures"): lambda r: r["document"] == "",
    ("document-without-publisher", "documents"): lambda r: r["source"] == r["publisher"] == "",
    ("document-without-address", "documents"): lambda r: r["address"] == r["archive"] == "",
    ("document-without-date", "documents"): lambda r: r["published"] == "",
    ("archive-is-own-page", "documents"): lambda r: r["archive"].startswith("https://incidents.example.org/"),
    ("captured-before-published", "documents"): lambda r: r["captured"] < r["published"],
    ("figure-without-quote", "figures"): lambda r: r["quote"] == "",
    ("key-missing", "figures"): lambda r: r["figure_id"] == "",
    ("reference-to-nothing", "events"): lambda r: r["source"] == "S77",
    ("reference-to-nothing", "figures"): lambda r: r["document"] == "D99999999",
    ("coordinates-out-of-range", "events"): lambda r: number(r["latitude"]) > 90,
    ("null-island", "events"): lambda r: r["latitude"] == r["longitude"] == "0",
    ("one-coordinate-missing", "events"): lambda r: r["latitude"] != "" and r["longitude"] == "",
    ("value-not-readable", "events"): lambda r: r["year"] == "2O24",
    ("value-not-readable", "documents"): lambda r: r["captured"] == "31 June 2025",
    ("row-with-wrong-number-of-cells", "events"): lambda r: "remark" not in r,
    ("file-cut-short", "events"): lambda r: "remark" not in r and r["entered_by"] == "desk ",
    ("bytes-not-decodable", "events"): lambda r: "\ufffd" in r["remark"],
    ("bytes-not-decodable", "documents"): lambda r: "\0" in r["remark"],
    ("corroboration-overstated", "events"): lambda r: r["sources_stated"] == "3",
    ("evidence-not-in-document", "evidence"): lambda r: r["quote"].startswith("hospitals counted"),
    ("evidence-contradicts-figure", "evidence"): lambda r: r["document"] == "",
    ("relay-leads-nowhere", "relays"): lambda r: r["via"] == "SO4",
    ("custody-has-a-gap", "custody"): lambda r: r["before"] not in ("", r["after"]),
}
"""(check, table) -> what is plainly wrong in the row itself."""

IN_COMPANY = {
    "subcount-exceeds-total", "parts-exceed-total", "parts-do-not-sum-to-total", "lower-bound-incoherent",
    "key-duplicated", "document-older-than-event", "quote-not-in-document", "weekday-contradicts-date",
    "figure-contradicts-quote", "source-not-credited", "document-changed", "confirmed-on-one-origin",
    "circular-reporting", "relay-before-its-source", "document-without-custody",
}  # fmt: skip
"""Defects that show only beside other rows, or need a calendar: the audit is held to them."""


def test_the_row_at_the_planted_line_is_wrong_and_its_neighbours_are_not(small: Path) -> None:
    for planted in planted_in(small):
        wrong = WRONG.get((planted["check"], planted["table"]))
        if wrong is None:
            assert planted["check"] in IN_COMPANY | {"row-with-wrong-number-of-cells"}, planted
            continue
        assert wrong(row_at(small, planted)), planted
        if planted["check"] not in ("source-not-named", "file-cut-short"):
            before = row_at(small, {**planted, "line": str(int(planted["line"]) - 1)})
            assert not wrong(before), planted


def rows_of(folder: Path, table: str) -> list[Row]:
    with (folder / f"{table}.csv").open(encoding="utf-8", errors="replace", newline="") as file:
        return list(csv.DictReader(line.replace("\0", "") for line in file))


def test_chains_lead_to_a_voice_but_for_the_planted_circle_and_the_planted_slip(small: Path) -> None:
    """Monitor -> agency -> publisher, document by document."""
    voices, nameless = ({source.id for source in several} for several in (invented.VOICES, invented.NAMELESS))
    kinds = {planted["check"]: planted["key"] for planted in planted_in(small)}
    chains: dict[str, list[str]] = {}
    for relay in rows_of(small, "relays"):
        chain = chains.setdefault(relay["document"], [relay["source"]])
        assert chain[-1] == relay["source"]
        chain.append(relay["via"])
    lengths = Counter(len(chain) for chain in chains.values() if chain[-1] in voices and not nameless & set(chain))
    assert min(lengths[2], lengths[3]) > 50
    odd = [chain for chain in chains.values() if chain[-1] not in voices or nameless & set(chain)]
    assert {tuple(chain) for chain in odd} == {("S01", "S19", "S02", "S20", "S01"), ("S09", "S10", "SO4")}
    assert {"circular-reporting", "relay-leads-nowhere"} <= kinds.keys()


def test_a_wire_text_is_printed_again_word_for_word_under_another_name(small: Path) -> None:
    documents = {document["document_id"]: document for document in rows_of(small, "documents")}
    wires = [name for name in documents if name.startswith("W")]
    assert len(wires) > 20
    for name in wires:
        wire, reprint = (
            (small / "documents" / f"{key}.txt").read_text("utf-8").split(". ", 1)
            for key in (name, name.replace("W", "D"))
        )
        assert wire[1] == reprint[1]
        assert (wire[0].split(",")[0], reprint[0].split(",")[0] != "Halver Wire") == ("Halver Wire", True)
    cited = {figure["document"] for figure in rows_of(small, "figures")}
    assert set(wires) <= cited


def test_every_document_is_kept_from_its_capture_on_but_the_planted_ones(small: Path) -> None:
    steps: dict[str, list[Row]] = {}
    for step in rows_of(small, "custody"):
        steps.setdefault(step["document"], []).append(step)
    planted = {p["key"] for p in planted_in(small) if p["check"] == "document-without-custody"}
    assert planted | steps.keys() == {document["document_id"] for document in rows_of(small, "documents")}
    assert not planted & steps.keys()
    for document, several in steps.items():
        assert [step["step"] for step in several] == [str(n + 1) for n in range(len(several))]
        file = (small / "documents" / f"{document}.txt").read_bytes()
        assert {step["after"] for step in several} == {sha256(file).hexdigest()}


def test_a_row_with_a_cell_too_many_has_one(small: Path) -> None:
    too_many = [p for p in planted_in(small) if (p["table"], p["code"]) == ("documents", "LOD002")]
    for planted in too_many:
        lines = (small / "documents.csv").read_bytes().split(b"\n")
        cells = [len(next(csv.reader([lines[n].decode()]))) for n in (0, int(planted["line"]) - 1)]
        assert cells[1] == cells[0] + 1
    assert len(too_many) == 2


def test_a_duplicated_key_stands_on_the_line_before(small: Path) -> None:
    duplicated = [p for p in planted_in(small) if p["check"] == "key-duplicated"]
    for planted in duplicated:
        before = row_at(small, {**planted, "line": str(int(planted["line"]) - 1)})
        assert planted["key"] in before.values()


def test_quotes_stand_in_their_documents_unless_planted(small: Path) -> None:
    planted = {p["key"] for p in planted_in(small) if p["check"] == "quote-not-in-document"}
    texts = {path.stem: path.read_text("utf-8") for path in small.glob("documents/*.txt")}
    with (small / "figures.csv").open(encoding="utf-8", newline="") as file:
        for figure in csv.DictReader(file):
            if figure["document"] in texts:
                stands = figure["quote"] in texts[figure["document"]]
                assert stands != (figure["figure_id"] in planted), figure


@pytest.mark.slow
def test_big_datasets_are_planted_by_rate_and_hold_no_damaged_bytes(tmp_path: Path) -> None:
    folder = tmp_path / "city"
    generate(folder, events=200_000, seed=5)
    planted = Counter(row["check"] for row in planted_in(folder))
    kinds = {d.check for d in defects() if d.most is None}
    assert set(planted) == kinds | {"source-not-named"}
    assert planted["negative-figure"] == 6
    for file in folder.glob("*.csv"):
        if file.name != "planted.csv":
            raw = file.read_bytes()
            assert b'"' not in raw
            assert raw.endswith(b"\n")


@pytest.mark.slow
def test_progress_names_each_file(tmp_path: Path) -> None:
    said: list[str] = []
    generate(tmp_path / "city", events=5, seed=0, progress=said.append)
    tables = ("events", "figures", "documents", "evidence", "relays", "custody")
    assert said == [*(f"writing {table}.csv" for table in tables), "writing documents/"]


def test_a_folder_that_holds_something_is_refused_and_untouched(tmp_path: Path) -> None:
    folder = tmp_path / "city"
    folder.mkdir()
    (folder / "mine.txt").write_text("kept")
    with pytest.raises(Mistake, match="already"):
        generate(folder, events=5, seed=0)
    assert contents(folder) == {"mine.txt": b"kept"}
    assert list(tmp_path.iterdir()) == [folder]


@pytest.mark.parametrize(
    ("events", "seed", "code"), [(0, 1, "too-few-events"), (-3, 1, "too-few-events"), (5, -1, "bad-seed")]
)
def test_nonsense_is_refused(tmp_path: Path, events: int, seed: int, code: str) -> None:
    with pytest.raises(Mistake) as caught:
        generate(tmp_path / "city", events=events, seed=seed)
    assert caught.value.code == code
    assert not list(tmp_path.iterdir())


def test_every_source_is_an_organisation_at_example_org() -> None:
    for source in invented.SOURCES:
        assert not source.address or re.match(r"https://[a-z-]+\.example\.org", source.address)
    assert len({source.id for source in invented.SOURCES}) == 20
