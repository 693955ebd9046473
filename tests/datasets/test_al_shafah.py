"""The hand-made dataset: its findings are exactly those that its README explains, and its notes are its own words."""

from __future__ import annotations

import csv
import hashlib
import math
import re
import shutil
from datetime import UTC, date, datetime
from html import unescape
from pathlib import Path

import pytest

from tieout.auditing.auditor import run
from tieout.evidence import Agreement, Status, check_figure, read_figures
from tieout.evidence.credit import Attribution, Level
from tieout.evidence.documents import read
from tieout.evidence.registry import Registry
from tieout.evidence.when import Flag, resolve
from tieout.model.audit import Audit
from tieout.model.tie import Link, State, Tie
from tieout.reports import html

ROOT = Path(__file__).parents[2]
NAME = "al-shafah-2017"
FOLDER = ROOT / "datasets" / NAME
ARTICLE = ROOT.parent / "shared" / "seed-article.txt"
NOTE = "Case note written for this dataset. It is not an article; no sentence of a source stands in it."

EXPLAINED = {
    ("CAS004", "airwars-2"),
    ("HOU001", "airwars-RS2765"),
    ("HOU001", "airwars-CS1686"),
    ("HOU002", "observatory-4"),
    ("PRV004", "site"),
    ("PRV004", "unattributed"),
    ("PRV009", "local-media"),
    ("PRV009", "ucdp"),
    ("PRV009", "airwars-RS2765"),
    ("PRV009", "airwars-CS1686"),
}


def rows(table: str) -> list[dict[str, str]]:
    with (FOLDER / f"{table}.csv").open(encoding="utf-8", newline="") as file:
        return list(csv.DictReader(file))


@pytest.fixture(scope="module")
def audit(tmp_path_factory: pytest.TempPathFactory) -> Audit:
    """The audit of a copy, so that nothing is built in the repository."""
    root = tmp_path_factory.mktemp("project")
    shutil.copytree(FOLDER, root / "datasets" / NAME)
    shutil.copytree(ROOT / "checks", root / "checks")
    (root / "expectations").mkdir()
    for file in [*(ROOT / "expectations").glob(f"{NAME}*"), ROOT / "expectations" / "gate.yaml"]:
        shutil.copy(file, root / "expectations")
    return run(root, NAME, now=datetime(2026, 11, 1, tzinfo=UTC))


@pytest.mark.slow
def test_the_audit_finds_what_the_readme_explains_and_nothing_else(audit: Audit) -> None:
    assert {(f.code, *f.key.values()) for f in audit.findings} == EXPLAINED
    assert len(audit.findings) == len(EXPLAINED)


def test_the_readme_has_a_word_on_every_check_that_fails() -> None:
    readme = (FOLDER / "README.md").read_text("utf-8")
    assert {code for code, _ in EXPLAINED} == set(re.findall(r"^\*\*([A-Z]{3}\d{3}),", readme, re.MULTILINE))


@pytest.mark.slow
def test_no_check_breaks_and_the_gate_lets_the_warnings_through(audit: Audit) -> None:
    assert {str(result.outcome) for result in audit.results} == {"passed", "failed", "not evaluated"}
    assert audit.decision.fit
    assert not audit.decision.unevaluated


@pytest.mark.slow
def test_contracts_and_great_expectations_are_held(audit: Audit) -> None:
    outside = [result for result in audit.results if result.origin != "tieout"]
    assert len({result.origin for result in outside}) == 2
    assert {str(result.outcome) for result in outside} == {"passed"}


@pytest.mark.slow
def test_the_bound_that_cannot_hold_is_told_with_both_figures(audit: Audit) -> None:
    bound = next(f for f in audit.findings if f.code == "CAS004")
    assert "21" in bound.message
    assert "15 to 65" in bound.message


@pytest.mark.slow
def test_a_claim_without_a_figure_is_no_finding_and_no_zero(audit: Audit) -> None:
    claim = next(row for row in rows("figures") if row["figure_id"] == "ministry-1")
    assert claim["lower"] == claim["best"] == claim["upper"] == ""
    assert not [f for f in audit.findings if "ministry-1" in f.key.values()]


# ---- the tie-out: what the words bear out ----------------------------------------------------------------------------


def tie(audit: Audit, figure: str) -> Tie:
    """The tie of one figure, by its id."""
    return next(tie for tie in audit.tie_out.ties if tie.key["figure_id"] == figure)


@pytest.mark.slow
def test_nothing_is_held_against_the_words(audit: Audit) -> None:
    """The counts of the README. No link but that to an unnamed source is broken."""
    assert (audit.tie_out.figures, audit.tie_out.tied, audit.tie_out.background) == (29, 18, 3)
    broken = {(link, tie.source) for tie in audit.tie_out.ties for link in Link if tie.states[link] is State.BROKEN}
    assert broken == {(Link.SOURCE, "Unnamed source"), (Link.SOURCE, "site")}


@pytest.mark.slow
@pytest.mark.parametrize(
    ("figure", "said"), [("report-1", "at least 53"), ("report-2", "21"), ("report-3", "18"), ("report-4", "over 20")]
)
def test_the_figures_of_the_report_stand_in_its_words_and_have_no_source(audit: Audit, figure: str, said: str) -> None:
    one = tie(audit, figure)
    assert one.value == said
    assert one.states[Link.QUOTE] is State.HOLDS
    assert one.states[Link.WORDS] is State.HOLDS
    assert one.states[Link.SOURCE] is State.BROKEN
    assert one.states[Link.CREDIT] is State.UNTOLD


@pytest.mark.slow
@pytest.mark.parametrize(
    ("figure", "said"),
    [
        ("report-1", "the words state it, with its bound 'at least'"),
        ("report-2", "the words state it, as a part of 'at least 53 civilians'"),
        ("report-2", "'over 20' (site) is consistent with it, and not equal to it"),
        ("report-3", "the words state it, and not as a part of 'at least 53 civilians'"),
        ("report-4", "with its bound 'over'; consistent with '21' (Unnamed source), and not equal to it"),
        ("report-5", "refused as background, no toll of an event: the words 'since March 2011' point beyond the event"),
        ("observatory-5", "refused as background, no toll of an event: it is recorded as background"),
        ("observatory-6", "refused as background, no toll of an event: it is recorded as background"),
        ("ministry-1", "no number is recorded, and the words state none: a claim, no figure"),
        ("palsawa-2", "as a part of '34 civilians'"),
        ("jisrtv-1", "consistent with '51' (SMART), and not equal to it"),
    ],
)
def test_the_audit_says_in_words_how_a_figure_is_put(audit: Audit, figure: str, said: str) -> None:
    assert said in tie(audit, figure).words[Link.WORDS]


@pytest.mark.slow
def test_no_figure_is_consistent_with_what_its_bound_excludes(audit: Audit) -> None:
    """Two tolls of different days are no contradiction, and 34 is not "at least 53" either."""
    for figure in ("observatory-1", "observatory-3", "report-1", "ucdp-1"):
        assert "consistent" not in tie(audit, figure).words[Link.WORDS]


@pytest.mark.slow
def test_the_audit_says_who_is_credited_in_the_report(audit: Audit) -> None:
    heard = {one.source: one for one in audit.tie_out.credits if one.document == "report"}
    assert {source: one.level for source, one in heard.items()} == {
        "observatory": "credited through a person",
        "afp": "relayed",
        "ministry": "credited",
    }
    assert (heard["observatory"].person, heard["observatory"].via) == ("Its head", ("afp",))


@pytest.mark.slow
def test_the_audit_makes_up_no_day_of_this_morning(audit: Audit) -> None:
    (dated,) = audit.tie_out.dates
    assert (dated.event, dated.words, dated.written) == ("press", "this morning", "2017-11-27 08:46")
    assert (dated.first, dated.last, dated.settled) == (date(2017, 11, 26), date(2017, 11, 27), False)


@pytest.mark.slow
@pytest.mark.parametrize(
    "said",
    [
        "the words state it, with its bound 'at least'",
        "the words state it, as a part of 'at least 53 civilians'",
        "the words state it, and not as a part of 'at least 53 civilians'",
        "with its bound 'over'; consistent with '21' (Unnamed source), and not equal to it",
        "refused as background, no toll of an event: the words 'since March 2011' point beyond the event",
        "no number is recorded, and the words state none: a claim, no figure",
        "3 figures are recorded as background",
        "Syrian Observatory for Human Rights is credited through a person (Its head), relayed by Agence France-Presse",
        "Agence France-Presse relays what others say in report.",
        "Russian Ministry of Defence is credited (‘says’) in report, with a claim of its own and no figure.",
        "The day as worded: ‘this morning’, written 2017-11-27 08:46, is not resolved to a day",
        "the words allow 26 November 2017 or 27 November 2017. No day is made up.",
    ],
)
def test_the_lesson_stands_in_the_report_in_words(report: str, said: str) -> None:
    assert said in report


@pytest.fixture(scope="module")
def report(audit: Audit) -> str:
    """The words of the page, as they are read without a script."""
    page = re.sub(r"<(script|style)\b.*?</\1>", "", html.render(audit), flags=re.DOTALL)
    return unescape(re.sub(r"<[^>]*>", "", page))


def quoted(figure: str) -> str:
    """The words that a figure's row quotes."""
    return next(row["quote"] for row in rows("figures") if row["figure_id"] == figure)


def test_the_toll_is_supported_with_its_bound() -> None:
    bound = check_figure(quoted("report-1"), measure="killed", population="civilians", lower=53)
    assert bound.status is Status.SUPPORTED
    assert (bound.qualifier.agreement, bound.qualifier.words) == (Agreement.AGREES, "at least")
    plain = check_figure(quoted("report-1"), measure="killed", population="civilians", best=53)
    assert plain.qualifier.agreement is Agreement.DIFFERS
    (toll,) = (one for one in read_figures(quoted("report-1")) if one.population == "civilians")
    assert (toll.bounds.lower, toll.bounds.upper) == (53, math.inf)


def test_the_children_are_a_part_of_the_toll_and_the_wounded_are_not() -> None:
    sentence = quoted("report-1")
    toll, children, wounded = read_figures(sentence)
    assert (children.measure, children.population, children.bounds.best) == ("killed", "children", 21)
    assert (toll.subset_of, children.subset_of, wounded.subset_of) == (None, 0, None)
    assert check_figure(sentence, measure="killed", population="children", best=21).status is Status.SUPPORTED
    assert check_figure(sentence, measure="killed", best=21).status is Status.AMBIGUOUS
    assert check_figure(sentence, measure="injured", best=18).status is Status.SUPPORTED
    assert not check_figure(sentence, measure="killed", best=18).status.accepts
    assert not check_figure(sentence, measure="injured", best=53).status.accepts


def test_over_twenty_is_consistent_with_twenty_one() -> None:
    assert (
        check_figure(quoted("report-4"), measure="killed", population="children", best=21).status is Status.CONSISTENT
    )


@pytest.mark.slow
def test_the_dead_of_the_whole_war_are_refused_as_background(audit: Audit) -> None:
    one = tie(audit, "report-5")
    assert one.states[Link.QUOTE] is State.HOLDS
    assert one.states[Link.WORDS] is State.UNTOLD
    assert "background" in one.words[Link.WORDS]
    (dead,) = read_figures(quoted("report-5"))
    assert dead.background == "since march 2011"
    assert not check_figure(quoted("report-5"), measure="killed", best=340_000).status.accepts


@pytest.mark.slow
def test_the_ministry_is_credited_with_its_claim_and_no_figure(audit: Audit) -> None:
    one = tie(audit, "ministry-1")
    assert one.states[Link.CREDIT] is State.HOLDS
    assert one.states[Link.WORDS] is State.MISSING
    assert one.value == "not recorded"
    assert [figure.bounds.best for figure in read_figures(quoted("ministry-1")) if figure.bounds.best is not None] == []


def test_the_observatory_is_credited_through_a_person_and_relayed_by_the_agency() -> None:
    names = {row["source_id"]: [row["name"], *row["aliases"].split("; ")] for row in rows("sources")}
    report = next(
        (FOLDER / row["file"]).read_text("utf-8") for row in rows("documents") if row["document_id"] == "report"
    )
    attribution = Attribution.of(report, Registry(names))
    observatory = attribution.of_source("observatory")
    assert (observatory.level, observatory.via) == (Level.THROUGH_PERSON, frozenset({"afp"}))
    assert attribution.of_source("afp").level is Level.RELAYED
    assert attribution.of_source("ministry").level is Level.CREDITED


def test_no_note_is_said_to_be_a_source_of_its_own() -> None:
    """The notes are this project's: whoever states a figure is never the document's source."""
    assert {row["source"] for row in rows("documents")} == {"tieout"}
    assert "tieout" not in {row["source"] for row in rows("figures")}


@pytest.mark.slow
def test_every_credit_comes_from_the_words_of_a_note(audit: Audit) -> None:
    held = {tie.words[Link.CREDIT] for tie in audit.tie_out.ties if tie.states[Link.CREDIT] is State.HOLDS}
    assert held == {"credited, in the sentence of the figure", "credited, in the sentence beside it"}
    beside = {
        tie.key["figure_id"] for tie in audit.tie_out.ties if tie.words[Link.CREDIT].endswith("the sentence beside it")
    }
    assert beside == {"ministry-1"}


@pytest.mark.slow
def test_local_outlets_are_credited_each_with_its_own_count(audit: Audit) -> None:
    for figure in ("palsawa-1", "palsawa-2", "jisrtv-1", "smart-1"):
        assert tie(audit, figure).tied, tie(audit, figure).words


@pytest.mark.slow
def test_a_source_without_a_name_corroborates_nothing(audit: Audit) -> None:
    press = next(one for one in audit.tie_out.corroboration if one.event == "press")
    assert (press.named, press.least, press.most) == (4, 4, 4)  # the ministry gives no number


def test_this_morning_is_not_resolved_to_a_day() -> None:
    said = resolve("this morning", datetime(2017, 11, 27, 8, 46))
    assert Flag.UNSETTLED in said.flags
    assert said.day is None
    assert (said.first, said.last) == (date(2017, 11, 26), date(2017, 11, 27))


def test_every_document_has_the_hashes_that_are_recorded() -> None:
    for row in rows("documents"):
        assert hashlib.sha256((FOLDER / row["file"]).read_bytes()).hexdigest() == row["hash"], row["file"]
        assert read(FOLDER / row["file"], normalisation=row["normalisation"]).text_sha256 == row["text_hash"], row[
            "file"
        ]


def test_every_document_is_marked_as_a_case_note() -> None:
    notes = {row["file"] for row in rows("documents")}
    assert notes == {f"documents/{path.name}" for path in (FOLDER / "documents").iterdir()}
    for note in notes:
        assert (FOLDER / note).read_text("utf-8").startswith(NOTE + "\n")


def test_every_quote_has_words_of_its_note() -> None:
    notes = {row["document_id"]: (FOLDER / row["file"]).read_text("utf-8") for row in rows("documents")}
    for figure in rows("figures"):
        folded = " ".join(notes[figure["document"]].split())
        assert figure["quote"], figure
        assert figure["quote"] in folded, figure
        place = slice(int(figure["quote_start"]), int(figure["quote_end"]))
        assert " ".join(notes[figure["document"]][place].split()) == figure["quote"], figure


def test_no_run_of_eight_words_is_taken_from_the_report() -> None:
    if not ARTICLE.exists():
        pytest.skip("the press report is not part of the repository")

    def runs(text: str) -> set[tuple[str, ...]]:
        words = re.findall(r"[a-z0-9]+", text.lower())
        return set(zip(*(words[n:] for n in range(8)), strict=False))

    report = runs(ARTICLE.read_text("utf-8"))
    ours = [*FOLDER.rglob("*.txt"), *FOLDER.glob("*.csv"), *FOLDER.glob("*.md"), FOLDER / "dataset.yaml"]
    for file in ours:
        assert not runs(file.read_text("utf-8")) & report, file
