"""Documents that may not be redistributed: the same dataset with them, and with only their hashes and places.

With the documents everything is verified. Without them nothing passes and nothing fails for it: what rests on their
words is not verifiable here.
"""

from __future__ import annotations

import re
from pathlib import Path

import pytest

from tieout.cli import run
from tieout.evidence.documents import RAW, WA1, read
from tieout.model.audit import Audit
from tieout.model.tie import Link, State
from tieout.model.verdict import Outcome
from workbench import Desk, keys, result

pytestmark = pytest.mark.slow  # each test audits a dataset of its own

NOTE = "The pier gave way.\n\nTwelve people were killed,\nthe Harbour Office of Harrow Quay said. It is shut.\n"
PAGE = (
    "<h1>At least  53 dead</h1><script>60 dead</script><p>At least <b>53</b> people were killed, Valley Watch said.</p>"
)
ROLES = """
      figures:
        file: figures.csv
        key: id
        roles:
          {figure.id: id, figure.event: event, figure.measure: measure, figure.lower: lower, figure.best: best,
           figure.source: source, figure.document: document, figure.quote_start: start, figure.quote_end: end}
      sources: {file: sources.csv, key: id, roles: {source.id: id, source.name: name}}
      documents:
        file: documents.csv
        key: id
        roles:
          {document.id: id, document.file: file, document.hash: hash, document.text_hash: text_hash,
           document.normalisation: made_by, document.published: published}
      custody:
        file: custody.csv
        key: id
        roles:
          {custody.id: id, custody.document: document, custody.step: step, custody.at: at, custody.received_by: by,
           custody.before: before, custody.after: after}
"""
SUITE = "packs: [core, identity, provenance, evidence]\n"
WORDS_NEEDED = (
    "figure-contradicts-quote",
    "source-not-credited",
    "capture-is-not-the-article",
    "document-changed",
    "document-text-changed",
    "quote-place-in-doubt",
)


@pytest.fixture
def desk(tmp_path: Path) -> Desk:
    """The dataset with its documents; `elsewhere` takes them away."""
    desk = Desk(tmp_path)
    folder = desk.root / "datasets/bridge"
    desk.write("datasets/bridge/documents/note.txt", NOTE)
    desk.write("datasets/bridge/documents/page.html", PAGE)
    note = read(folder / "documents/note.txt", normalisation=RAW)
    page = read(folder / "documents/page.html", normalisation=WA1)
    toll, bound = "Twelve people were killed", "At least 53 people were killed"
    places = [((one.text or "").index(said), said) for one, said in ((note, toll), (page, bound))]
    (note_at, page_at) = (f"{at},{at + len(said)}" for at, said in places)
    desk.dataset(
        f"tables:{ROLES}",
        suite=SUITE,
        figures=f"id,event,measure,lower,best,source,document,start,end\nF1,E1,killed,,12,HO,D1,{note_at}\n"
        f"F2,E1,killed,53,,VW,D2,{page_at}\n",
        sources="id,name\nHO,Harbour Office of Harrow Quay\nVW,Valley Watch\n",
        documents="id,file,hash,text_hash,made_by,published\n"
        f"D1,documents/note.txt,{note.sha256},{note.text_sha256},raw,2017-11-27\n"
        f"D2,documents/page.html,sha256:{page.sha256},{page.text_sha256},wa1,2017-11-27\n",
        custody="id,document,step,at,by,before,after\n"
        f"1,D1,1,2017-11-27T09:00:00Z,desk,,{note.sha256}\n2,D1,2,2017-11-28T09:00:00Z,archive,{note.sha256},{note.sha256}\n"
        f"3,D2,1,2017-11-27T09:00:00Z,desk,,{page.sha256}\n",
    )
    return desk


def elsewhere(desk: Desk) -> None:
    """Publish without the documents: their files are neither shipped nor named."""
    folder = desk.root / "datasets/bridge"
    for file in ("note.txt", "page.html"):
        (folder / "documents" / file).unlink()
        listing = (folder / "documents.csv").read_text("utf-8").replace(f"documents/{file}", "")
        (folder / "documents.csv").write_text(listing, "utf-8")


def broken(audit: Audit) -> list[tuple[str, str]]:
    return [(r.check.id, r.reason) for r in audit.results if r.outcome is Outcome.ERROR]


def test_with_the_documents_places_alone_tie_every_figure(desk: Desk) -> None:
    audit = desk.audit()
    assert broken(audit) == []
    assert (audit.tie_out.figures, audit.tie_out.tied) == (2, 2), [tie.words for tie in audit.tie_out.ties]
    assert [tie.quote for tie in audit.tie_out.ties] == ["Twelve people were killed", "At least 53 people were killed"]
    assert {result(audit, check).outcome for check in WORDS_NEEDED} == {Outcome.PASSED}
    assert result(audit, "custody-has-a-gap").outcome is Outcome.PASSED
    assert [(finding.check, finding.key["id"]) for finding in audit.findings] == [
        ("document-carries-active-content", "D2")
    ]


def test_without_them_nothing_passes_and_nothing_fails_for_want_of_words(desk: Desk) -> None:
    elsewhere(desk)
    audit = desk.audit()
    assert broken(audit) == []
    assert audit.findings == ()
    for tie in audit.tie_out.ties:
        assert tie.states[Link.SOURCE] is State.HOLDS
        for link in (Link.DOCUMENT, Link.QUOTE, Link.WORDS, Link.CREDIT):
            assert tie.states[link] is State.ELSEWHERE, (link, tie.words)
    assert audit.tie_out.tied == 0
    assert audit.tie_out.counts[Link.WORDS] == {**dict.fromkeys(State, 0), State.ELSEWHERE: 2}
    assert {result(audit, check).outcome for check in WORDS_NEEDED} == {Outcome.ELSEWHERE}
    assert {result(audit, check).reason for check in WORDS_NEEDED} == {
        "every document is kept elsewhere, and only hashes and places are here"
    }
    assert {result(audit, check).counts.failed for check in WORDS_NEEDED} == {0}
    assert result(audit, "relay-leads-nowhere").outcome is Outcome.NOT_EVALUATED
    assert result(audit, "custody-has-a-gap").outcome is Outcome.PASSED  # the chain of hashes needs no document


def test_such_checks_are_no_part_of_the_share_that_the_gate_asks_for(desk: Desk) -> None:
    desk.write("expectations/gate.yaml", "least coverage: 1\n")
    desk.write(
        "expectations/bridge.yaml",
        f"packs: []\nchecks: {{{', '.join(f'{c}: {{}}' for c in WORDS_NEEDED)}, custody-has-a-gap: {{}}}}\n",
    )
    assert desk.audit().decision.fit
    elsewhere(desk)
    assert desk.audit().decision.fit


def test_what_nobody_could_look_at_is_never_fit(desk: Desk) -> None:
    elsewhere(desk)
    desk.write("expectations/bridge.yaml", f"packs: []\nchecks: {{{', '.join(f'{c}: {{}}' for c in WORDS_NEEDED)}}}\n")
    decision = desk.audit().decision
    assert (decision.fit, decision.unevaluated) == (False, True)
    desk.write("expectations/bridge.yaml", SUITE + "checks: {document-changed: {required: true}}\n")
    decision = desk.audit().decision
    assert [reason.check for reason in decision.reasons] == ["document-changed"]
    assert "is required and is not verifiable here" in decision.reasons[0].words


@pytest.mark.slow
@pytest.mark.parametrize(
    "listing",
    [
        "D1,,,,raw,2017-11-27",  # no hash by which whoever has the document could tell it
        "D1,documents/note.txt,,,raw,2017-11-27",  # named, and not there
    ],
)
def test_a_document_that_is_not_said_to_be_elsewhere_is_not(desk: Desk, listing: str) -> None:
    elsewhere(desk)
    file = desk.root / "datasets/bridge/documents.csv"
    head, _, *rest = file.read_text("utf-8").splitlines()
    file.write_text("\n".join([head, listing, *rest, ""]), "utf-8")
    audit = desk.audit()
    assert result(audit, "source-not-credited").outcome is Outcome.NOT_EVALUATED
    assert {r.outcome for r in audit.results} & {Outcome.ELSEWHERE} == set()


def test_words_that_are_recorded_and_open_are_not_elsewhere(desk: Desk) -> None:
    """The quote of every figure is here: what it leaves open, the document would leave open too."""
    elsewhere(desk)
    folder = desk.root / "datasets/bridge"
    described = (
        (folder / "dataset.yaml")
        .read_text("utf-8")
        .replace("figure.quote_start: start", "figure.quote_start: start, figure.quote: quote")
    )
    (folder / "dataset.yaml").write_text(described, "utf-8")
    rows = (folder / "figures.csv").read_text("utf-8").splitlines()
    quoted = [f"{rows[0]},quote", *(f"{row},Dozens were there" for row in rows[1:])]
    (folder / "figures.csv").write_text("\n".join(quoted) + "\n", "utf-8")
    audit = desk.audit()
    assert result(audit, "figure-contradicts-quote").outcome is Outcome.NOT_EVALUATED
    assert result(audit, "quote-not-in-document").outcome is Outcome.ELSEWHERE


@pytest.mark.slow
def test_the_command_lets_such_a_dataset_through(
    desk: Desk, capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    elsewhere(desk)
    monkeypatch.chdir(desk.root)
    assert run(["audit", "bridge", "--format", "html,json"]) == 0
    out = capsys.readouterr().out
    assert "0 of 2 figures tied" in out
    assert "not verifiable here: every document is kept elsewhere" in out
    page = (desk.root / "reports/bridge/index.html").read_text("utf-8")
    assert "<b>Not verifiable here:</b> <bdi>every document is kept elsewhere" in page
    assert re.search(r"and \d+ not verifiable here", page)
    assert "not verifiable here" in (desk.root / "reports/bridge/audit.json").read_text("utf-8")


@pytest.mark.slow
def test_a_text_that_changed_is_found_by_both_hashes_and_by_its_custody(desk: Desk) -> None:
    desk.write("datasets/bridge/documents/note.txt", NOTE.replace("Twelve", "Thirteen"))
    audit = desk.audit()
    for check in ("document-changed", "document-text-changed"):
        assert keys(result(audit, check), "id") == ["D1"]
    custody = result(audit, "custody-has-a-gap")
    assert keys(custody, "id") == ["2"]
    assert "breaks at step 2: the file is not the one" in custody.findings[0].message


@pytest.mark.slow
def test_white_space_changes_the_file_and_no_text_that_is_normalised(desk: Desk) -> None:
    desk.write("datasets/bridge/documents/page.html", PAGE.replace("<p>", "\n\n  <p>\n"))
    audit = desk.audit()
    assert keys(result(audit, "document-changed"), "id") == ["D2"]
    assert result(audit, "document-text-changed").outcome is Outcome.PASSED


@pytest.mark.slow
def test_a_file_that_is_named_and_gone_is_missing(desk: Desk) -> None:
    (desk.root / "datasets/bridge/documents/note.txt").unlink()
    audit = desk.audit()
    assert keys(result(audit, "document-file-missing"), "id") == ["D1"]
    (gone,) = (tie for tie in audit.tie_out.ties if tie.document == "D1")
    assert (gone.states[Link.DOCUMENT], gone.words[Link.DOCUMENT]) == (State.MISSING, "its file is not here")
