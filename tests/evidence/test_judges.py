"""The judges of an audit: through real files, a real engine and real checks."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date
from hashlib import sha256
from pathlib import Path
from textwrap import dedent, indent

import pytest

from tieout.evidence import judges
from tieout.evidence.bench import Bench
from tieout.evidence.ties.tying import Tyer
from tieout.model.audit import Audit
from tieout.model.tie import Link, Relay, State
from tieout.model.verdict import Outcome, Verdict
from workbench import Desk, result

DATASET = """
    tables:
      events: {file: events.csv, key: id, roles: {event.id: id, event.status: status}}
      figures:
        file: figures.csv
        key: id
        roles:
          {figure.id: id, figure.event: event, figure.measure: measure, figure.best: best, figure.source: source,
           figure.document: document, figure.quote: quote}
      sources: {file: sources.csv, key: id, roles: {source.id: id, source.name: name}}
      documents:
        file: documents.csv
        key: id
        roles: {document.id: id, document.file: file, document.hash: hash, document.published: published}
      relays:
        file: relays.csv
        key: id
        roles: {relay.id: id, relay.source: source, relay.via: via, relay.document: document}
"""
EVENTS = "id,status\nE1,confirmed\n"
SOURCES = "id,name\nHO,Harbour Office of Harrow Quay\nVW,Valley Watch\nFA,Fellbridge Agency\n"
RELAYS = "id,source,via,document\nR1,FA,VW,D1\n"
WORDS = "Twelve people were killed, the Harbour Office of Harrow Quay said."
SUITE = "packs: [evidence]\n"
UNHASHED = "id,file,hash,published\nD1,d1.txt,,2017-11-27\nD2,d2.txt,,2017-11-27\n"
FIGURES = "id,event,measure,best,source,document,quote\n"


def listed(**documents: bytes) -> str:
    """The table of documents with the hashes of what they hold: d1 is D1, of d1.txt."""
    rows = [f"{name.upper()},{name}.txt,{sha256(words).hexdigest()},2017-11-27\n" for name, words in documents.items()]
    return "id,file,hash,published\n" + "".join(rows)


@pytest.fixture
def desk(tmp_path: Path) -> Desk:
    """A project of which the documents are still to be written."""
    desk = Desk(tmp_path)
    desk.dataset(
        DATASET,
        suite=SUITE,
        events=EVENTS,
        sources=SOURCES,
        relays=RELAYS,
        figures=FIGURES
        + "F1,E1,killed,12,HO,D1,Twelve people were killed\nF2,E1,killed,13,VW,D1,Twelve people were killed\n",
        documents=listed(d1=WORDS.encode()),
    )
    desk.write("datasets/bridge/d1.txt", WORDS)
    return desk


def messages(audit: Audit, check: str) -> list[str]:
    return [finding.message for finding in result(audit, check).findings]


def test_a_number_that_the_words_contradict_is_found_and_said_in_words(desk: Desk) -> None:
    audit = desk.audit()
    said = result(audit, "figure-contradicts-quote")
    assert [finding.key["id"] for finding in said.findings] == ["F2"]
    assert "the quoted text says 12; the row says 13" in said.findings[0].message
    assert [finding.key["id"] for finding in result(audit, "source-not-credited").findings] == ["F2"]
    assert (audit.tie_out.figures, audit.tie_out.tied) == (2, 1)
    assert [tie.key["id"] for tie in audit.tie_out.ties] == ["F1", "F2"]


@pytest.mark.slow
def test_figures_may_stand_in_several_tables(desk: Desk) -> None:
    """Each with its own document, though rows of the same number stand in both."""
    late = """
      late:
        file: late.csv
        key: id
        fills: figures
        roles: {figure.id: id, figure.event: event, figure.measure: measure, figure.best: best, figure.quote: quote}
    """
    desk.write("datasets/bridge/late.csv", "id,event,measure,best,quote\nL1,E1,killed,3,Three people were killed\n")
    file = desk.root / "datasets/bridge/dataset.yaml"
    file.write_text(file.read_text() + indent(dedent(late), "  "))
    audit = desk.audit()
    assert [finding.key["id"] for finding in audit.findings if finding.code == "EVD001"] == ["F2"]
    assert [(tie.table, tie.key["id"], tie.states[Link.WORDS].value) for tie in audit.tie_out.ties] == [
        ("figures", "F1", "holds"),
        ("figures", "F2", "broken"),
        ("late", "L1", "holds"),
    ]


def test_checks_that_ask_no_judge_tie_nothing_out(desk: Desk) -> None:
    desk.write("expectations/bridge.yaml", "packs: [provenance]\n")
    assert desk.audit().tie_out.figures == 0


def test_confirmed_on_one_origin(desk: Desk) -> None:
    assert result(desk.audit(), "confirmed-on-one-origin").outcome is Outcome.PASSED
    figures = "F1,E1,killed,12,VW,D1,Twelve people were killed\nF2,E1,killed,12,FA,D1,Twelve people were killed\n"
    desk.write("datasets/bridge/figures.csv", FIGURES + figures)
    audit = desk.audit()
    assert messages(audit, "confirmed-on-one-origin") == [
        "the status is confirmed, the figures rest on 2 sources of 1 independent origin"
    ]
    assert [(one.named, one.least) for one in audit.tie_out.corroboration] == [(2, 1)]
    desk.write("expectations/bridge.yaml", SUITE + "checks: {confirmed-on-one-origin: {parameters: {least: 1}}}\n")
    assert result(desk.audit(), "confirmed-on-one-origin").outcome is Outcome.PASSED


def test_sources_that_give_no_number_or_whose_quotes_are_lost_corroborate_nothing(desk: Desk) -> None:
    figures = "F1,E1,killed,12,HO,D1,Twelve people were killed\nF2,E1,killed,,VW,D1,the Harbour Office\n"
    lost = "F3,E1,killed,12,NN,D1,Twelve bodies were counted\n"
    desk.write("datasets/bridge/figures.csv", FIGURES + figures + lost)
    audit = desk.audit()
    (said,) = messages(audit, "confirmed-on-one-origin")
    assert "the figures rest on 1 source of 1 independent origin; 1 source left out" in said
    assert [(one.named, one.least) for one in audit.tie_out.corroboration] == [(1, 1)]


@pytest.mark.slow
def test_a_reprint_is_no_second_origin(desk: Desk) -> None:
    words = "Twelve people were killed at Harrow Quay when the pier gave way on Sunday, it was said in town last night"
    desk.write("datasets/bridge/d1.txt", words + ".")
    desk.write("datasets/bridge/d2.txt", words.replace("in town ", "") + "!")
    desk.write("datasets/bridge/documents.csv", UNHASHED)
    figures = "F1,E1,killed,12,HO,D1,Twelve people were killed\nF2,E1,killed,12,VW,D2,Twelve people were killed\n"
    desk.write("datasets/bridge/figures.csv", FIGURES + figures)
    assert [(one.named, one.least) for one in desk.audit().tie_out.corroboration] == [(2, 1)]
    desk.write(
        "datasets/bridge/d2.txt", "The office counted its dead, all from the pier itself. Twelve people were killed."
    )
    assert [(one.named, one.least) for one in desk.audit().tie_out.corroboration] == [(2, 2)]


def test_an_unknown_judge_is_refused_at_its_line_before_data_is_read(desk: Desk) -> None:
    desk.check("asked", "over: figures\njudge: figure-in-word\nneeds: [figure.quote]\n")
    desk.write("expectations/bridge.yaml", "packs: [house]\n")
    line = (desk.root / "checks/house/asked.yaml").read_text().splitlines().index("judge: figure-in-word") + 1
    with pytest.raises(Exception, match="no judge 'figure-in-word'") as caught:
        desk.audit()
    assert f"checks/house/asked.yaml:{line}:8" in str(caught.value)
    assert "figure-in-words" in str(caught.value)
    assert not desk.store().exists()


@pytest.mark.parametrize(
    ("conventions", "said"),
    [
        ("{dozen_means: 12}", "no convention 'dozen_means'"),
        ("{dozens_means: many}", "'dozens_means' is a number or two"),
        ("{plural_means: true}", "'plural_means' is a number"),
        ("{apportioned: perhaps}", "'apportioned' is true or false"),
        ("dozens", "a map of names to values"),
        ("[dozens]", "a map of names to values"),
    ],
)
def test_a_wrong_convention_is_refused_before_data_is_read(desk: Desk, conventions: str, said: str) -> None:
    file = desk.root / "datasets/bridge/dataset.yaml"
    file.write_text(f"{file.read_text()}conventions: {conventions}\n")
    refused = desk.refused()
    assert said in refused
    assert "dataset.yaml" in refused


def test_a_convention_explains_what_the_words_do_not_say(desk: Desk) -> None:
    dozens = "Dozens of people were killed, the Harbour Office of Harrow Quay said."
    desk.write("datasets/bridge/d1.txt", dozens)
    desk.write("datasets/bridge/documents.csv", listed(d1=dozens.encode()))
    desk.write("datasets/bridge/figures.csv", FIGURES + "F1,E1,killed,24,HO,D1,Dozens of people were killed\n")
    assert desk.audit().tie_out.tied == 0
    file = desk.root / "datasets/bridge/dataset.yaml"
    file.write_text(f"{file.read_text()}conventions: {{dozens_means: 24}}\n")
    assert desk.audit().tie_out.tied == 1


def test_a_house_rule_may_ask_a_judge_of_its_own_rows(desk: Desk) -> None:
    desk.check(
        "wall",
        "over: documents\njudge: capture\nmessage: 'junk: {judged}'\n"
        "rows: SELECT document._row, document.text, 'en' AS language FROM documents AS document\n",
    )
    desk.write("datasets/bridge/d1.txt", "You must log in to continue. Forgot account? Sign up")
    desk.write("expectations/bridge.yaml", "packs: [house]\n")
    assert messages(desk.audit(), "wall") == ["junk: login wall"]


def test_a_judge_that_breaks_is_an_error_of_its_check_alone(desk: Desk) -> None:
    """The rows lack what the judge reads."""
    desk.check("breaks", "over: events\njudge: corroborated\nrows: SELECT event._row FROM events AS event\n")
    desk.write("expectations/bridge.yaml", "packs: [evidence, house]\n")
    audit = desk.audit()
    assert [r.check.id for r in audit.results if r.outcome is Outcome.ERROR] == ["breaks"]
    assert result(audit, "figure-contradicts-quote").outcome is Outcome.FAILED


def test_every_judge_is_found_by_its_file_and_any_other_name_is_not() -> None:
    known = judges.names()
    assert "figure-in-words" in known
    assert all(callable(judges.judge_named(name)) for name in known)
    for name in ("bench", "__init__", "figure_in_words", "", "../bench"):
        with pytest.raises(LookupError):
            judges.judge_named(name)


@pytest.mark.parametrize(
    ("row", "verdict"),
    [
        ({"quote": "on Monday 26 November 2017", "published": date(2017, 11, 27)}, Verdict.FAIL),
        ({"quote": "on Sunday 26 November 2017", "published": date(2017, 11, 27)}, Verdict.PASS),
        ({"quote": "on 05/06/2017", "published": date(2017, 11, 27)}, Verdict.FAIL),
        ({"quote": "on 31 June 2017", "published": date(2017, 11, 27)}, Verdict.FAIL),
        ({"quote": "on 05/06/2017", "published": None}, Verdict.UNKNOWN),
        ({"quote": None, "published": date(2017, 11, 27)}, Verdict.UNKNOWN),
    ],
)
def test_dates_in_words(row: dict[str, object], verdict: Verdict) -> None:
    (judgement,) = judges.judged(Bench(Tyer({})), "dates-in-words", [{"_row": 7, **row}])
    assert (judgement.row, judgement.verdict) == (7, verdict), judgement.words
    assert judgement.words or verdict is Verdict.PASS


def test_relays_and_copies_are_read_when_a_judge_needs_them() -> None:
    read: list[str] = []

    def relays() -> list[Relay]:
        read.append("relays")
        return [Relay("B", "A")]

    def copies() -> list[tuple[str, str]]:
        read.append("copies")
        return [("D1", "D2")]

    bench = Bench(Tyer({}), relays, copies)
    list(judges.judged(bench, "capture", [{"_row": 0, "text": "404 Not Found"}]))
    assert read == []
    row = {"_row": 0, "sources": ["A", "B", "C", "X"], "documents": [None, None, "D1", "D2"], "least": 2}
    found = [judgement for _ in range(3) for judgement in judges.judged(bench, "corroborated", [row])]
    assert sorted(read) == ["copies", "relays"]
    assert {judgement.words for judgement in found} == {"4 sources of 2 independent origins, 3 at most"}


def test_a_relay_in_one_document_joins_no_sources_in_another() -> None:
    relays = [Relay("B", "A", "D1"), Relay("D", "C"), Relay("C", "A", "D3")]
    bench = Bench(Tyer({"N": ["unnamed"]}, frozenset({"unnamed"})), lambda: relays)

    def origins(*claims: tuple[str, str | None]) -> tuple[int, int]:
        sources, documents = zip(*claims, strict=True)
        row = {"_row": 0, "sources": list(sources), "documents": list(documents), "least": 99}
        (said,) = judges.judged(bench, "corroborated", [row])
        counts = [word for word in said.words.split() if word.isdigit()]
        return int(counts[0]), int(counts[1])

    assert origins(("A", "D1"), ("B", "D1")) == (2, 1)
    assert origins(("A", "D2"), ("B", "D2")) == (2, 2)
    assert origins(("A", None), ("B", None)) == (2, 1)  # it may be the document of the relay
    assert origins(("A", "D2"), ("B", None)) == (2, 2)
    assert origins(("A", "D2"), ("B", "D2"), ("N", None)) == (2, 2)
    assert origins(("C", "D2"), ("D", "D2")) == (2, 1)  # always so
    assert origins(("A", "D3"), ("D", "D3")) == (2, 1)  # through C, whom no figure names


def test_a_circle_of_any_length_is_found_and_told_in_few_words() -> None:
    members = [f"S{n:05}" for n in range(20_000)]
    relays = [Relay(one, other) for one, other in zip(members, [*members[1:], members[0]], strict=True)]
    bench = Bench(Tyer({}), lambda: [*relays, Relay("X", members[7]), Relay("A", "B", "D1"), Relay("B", "A", "D2")])
    rows: list[dict[str, object]] = [
        {"_row": 0, "sources": ["X"], "documents": [None]},
        {"_row": 1, "sources": ["A"], "documents": ["D1"]},
        {"_row": 2, "sources": ["A", None], "documents": ["D1", "D2"]},
        {"_row": 3, "sources": [None], "documents": ["D1"]},
        {"_row": 4, "sources": None, "documents": None},
    ]
    said = list(judges.judged(bench, "circular", rows))
    assert [one.verdict for one in said] == [Verdict.FAIL, Verdict.PASS, Verdict.FAIL, Verdict.UNKNOWN, Verdict.UNKNOWN]
    assert said[0].words.endswith("S00009 ... in a circle of 20,000 sources")
    assert said[2].words == "A repeats B repeats A"


@pytest.mark.parametrize(
    ("changed", "said"),
    [
        ({}, ""),
        ({"step": None}, "no number"),
        ({"step": 3}, "no step between 1 and 3"),
        ({"step": 1}, "two steps are numbered 1"),
        ({"last_step": None}, "the first step is numbered 2"),
        ({"at": "last Tuesday"}, "no time that can be read"),
        ({"before": "b" * 64}, "received another file"),
        ({"before": ""}, "no hash of what it received"),
        ({"after": "\u202e"}, "no sha256"),
        ({"found_hash": "b" * 64}, "not the one that the last step handed on"),
        ({"found_hash": "a" * 64}, ""),
    ],
)
def test_each_break_of_custody_is_said(changed: dict[str, object], said: str) -> None:
    a = "a" * 64
    row = {"step": 2, "at": "2017-11-28T09:00:00Z", "before": a, "after": a, "found_hash": None}
    last = {"last_step": 1, "last_at": "2017-11-28T09:00:00Z", "last_after": a}
    (judgement,) = judges.judged(Bench(Tyer({})), "custody", [{"_row": 0, **row, **last, **changed}])
    assert judgement.verdict is (Verdict.FAIL if said else Verdict.PASS)
    assert said in judgement.words


def test_the_place_of_a_quote_is_said_where_it_is_another(desk: Desk) -> None:
    roles = "figure.quote: quote, figure.quote_start: start, figure.quote_suffix: behind"
    file = desk.root / "datasets/bridge/dataset.yaml"
    file.write_text(file.read_text().replace("figure.quote: quote", roles))
    figures = "F1,E1,killed,12,HO,D1,Twelve people were killed,7,\nF2,E1,killed,12,HO,D1,Twelve people were killed,,\n"
    twice = (
        'F3,E1,killed,12,HO,D2,Twelve people were killed,,\nF4,E1,killed,12,HO,D2,Twelve people were killed,," again"\n'
    )
    desk.write("datasets/bridge/figures.csv", FIGURES.replace("quote", "quote,start,behind") + figures + twice)
    desk.write("datasets/bridge/d2.txt", f"{WORDS} Twelve people were killed again.")
    desk.write("datasets/bridge/documents.csv", UNHASHED)
    assert messages(desk.audit(), "quote-place-in-doubt") == [
        "the words stand from 0 to 25, not from 7",
        "the words stand at 2 places, and nothing recorded says which is meant",
    ]


# ---- hostile documents, through the build and the engine -------------------------------------------------------------


def hostile() -> Iterator[tuple[str, bytes]]:
    yield "one line", (b"lorem ipsum " * 450_000) + WORDS.encode() + (b" dolor sit" * 450_000)
    yield "bidi", f"\u202e{WORDS}\u202c\u2066\u2067".encode()
    yield "half a surrogate", b"\xed\xa0\x80" + WORDS.encode() + b"\xed\xbf\xbf"
    yield "nul", WORDS.replace(" ", "\x00").encode()
    yield "no text", bytes(range(256)) * 40
    yield "empty", b""
    yield "escapes", f"\x1b]0;x\x07{WORDS}<script>alert(1)</script>".encode()


HOSTILE = dict(hostile())


@pytest.mark.slow
@pytest.mark.parametrize("name", HOSTILE)
def test_a_hostile_document_is_a_finding_or_unknown_and_the_run_goes_on(desk: Desk, name: str) -> None:
    desk.write("datasets/bridge/d1.txt", HOSTILE[name])
    desk.write("datasets/bridge/d2.txt", WORDS)
    desk.write("datasets/bridge/documents.csv", listed(d1=HOSTILE[name], d2=WORDS.encode()))
    figures = "F1,E1,killed,12,HO,D1,Twelve people were killed\nF2,E1,killed,12,HO,D2,Twelve people were killed\n"
    desk.write("datasets/bridge/figures.csv", FIGURES + figures)
    desk.write("expectations/bridge.yaml", "packs: [core, evidence]\n")
    audit = desk.audit()
    assert [(r.check.id, r.reason) for r in audit.results if r.outcome is Outcome.ERROR] == []
    hostile, harmless = audit.tie_out.ties
    assert harmless.tied, harmless.words
    assert hostile.states[Link.WORDS] is State.HOLDS  # the quote itself says it
    assert result(audit, "figure-contradicts-quote").outcome is Outcome.PASSED
