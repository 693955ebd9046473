"""Whole audits of small projects: files in, decision out, and every mistake told before a row is read."""

from __future__ import annotations

from dataclasses import replace
from datetime import timedelta
from pathlib import Path

import pytest

from tieout.auditing import auditor
from tieout.model.audit import Audit
from tieout.model.mistake import Mistake
from tieout.model.verdict import Outcome, Severity
from workbench import NOW, Desk, keys, result

EVENTS = "id,from,to,killed,women\nE1,2017-11-26,2017-11-28,53,21\nE2,2017-11-28,2017-11-26,15,21\nE3,soon,,,\n"
DESCRIPTION = """
title: Bridge
taxonomy: {figures: {killed: People, killed.women: Women}, within: {killed: [killed.women]}}
tables:
  events:
    file: events.csv
    key: id
    roles: {event.id: id, event.start: from, event.end: to}
    figures: {killed: killed, killed.women: women}
"""


@pytest.fixture
def desk(tmp_path: Path) -> Desk:
    return Desk(tmp_path)


@pytest.fixture
def bridge(desk: Desk) -> Desk:
    desk.dataset(DESCRIPTION, events=EVENTS, suite="packs: [core, dates, casualties]\n")
    return desk


def outcomes(audit: Audit) -> dict[Outcome, set[str]]:
    return {outcome: {r.check.id for r in audit.results if r.outcome is outcome} for outcome in Outcome}


def test_an_audit_tells_every_outcome(bridge: Desk) -> None:
    audit = bridge.audit()
    found = outcomes(audit)
    assert {"end-before-start", "subcount-exceeds-total", "value-not-readable"} == found[Outcome.FAILED]
    assert {"negative-figure", "bytes-not-decodable"} <= found[Outcome.PASSED]
    assert {"year-contradicts-date", "lower-bound-above-best"} <= found[Outcome.NOT_EVALUATED]
    assert found[Outcome.ERROR] == set()
    assert (audit.dataset, audit.title, audit.at, audit.taxonomy.figures["killed"]) == (
        "bridge",
        "Bridge",
        NOW,
        "People",
    )
    assert (audit.decision.fit, audit.decision.unevaluated) == (False, False)
    assert (audit.tie_out.figures, audit.tie_out.by_column) == (0, ("events",))
    assert {reason.check for reason in audit.decision.reasons} == found[Outcome.FAILED]


def test_a_finding_names_its_row_as_the_file_has_it(bridge: Desk) -> None:
    audit = bridge.audit()
    (ends,) = result(audit, "end-before-start").findings
    assert (ends.table, ends.row, ends.key, ends.file, ends.line) == ("events", 1, {"id": "E2"}, "events.csv", 3)
    assert (ends.columns, ends.message) == (("from", "to"), "the event starts on 2017-11-28 and ends on 2017-11-26")
    (unread,) = result(audit, "value-not-readable").findings
    assert (unread.table, unread.row, unread.key, unread.line, unread.columns) == (
        "events",
        2,
        {"id": "E3"},
        4,
        ("from",),
    )
    records = {(record.table, record.row): record.values for record in audit.records}
    assert records[("events", 1)] == ("E2", "2017-11-28", "2017-11-26", "15", "21")
    assert records[("events", 2)] == ("E3", "soon", None, None, None) or records[("events", 2)][:2] == ("E3", "soon")


def test_the_suite_and_the_gate_decide_how_strictly(bridge: Desk) -> None:
    bridge.write(
        "expectations/bridge.yaml",
        """\
        packs: [core, dates, casualties]
        checks:
          end-before-start: {severity: note}
          subcount-exceeds-total: {allow: 1}
          value-not-readable: {skip: The desk is asked.}
          year-contradicts-date: {required: true}
        """,
    )
    bridge.write("expectations/gate.yaml", "allow: {note: any}\n")
    audit = bridge.audit()
    assert result(audit, "end-before-start").severity is Severity.NOTE
    assert result(audit, "subcount-exceeds-total").outcome is Outcome.PASSED
    assert audit.left_out == (("value-not-readable", "The desk is asked."),)
    assert [reason.check for reason in audit.decision.reasons] == ["year-contradicts-date"]
    assert audit.decision.unevaluated
    bridge.write("expectations/gate.yaml", "allow: {note: 0}\nleast coverage: 1\n")
    words = [reason.words for reason in bridge.audit().decision.reasons]
    assert [any(said in word for word in words) for said in ("ends before", "required", "at least 100%")] == [True] * 3


def test_what_a_suite_lowers_weighs_less_where_it_is_only_possible_too(bridge: Desk) -> None:
    bridge.check("long", "applies: known(event.end)\nholds: true\ndoubtful: event.start > event.end\n")
    for lowered, weighs in [("", Severity.WARNING), ("{severity: note}", Severity.NOTE)]:
        bridge.write("expectations/bridge.yaml", f"packs: [house]\nchecks:\n  long: {lowered}\n")
        (found,) = bridge.audit().findings
        assert (found.certain, found.severity) == (False, weighs)
    bridge.write("expectations/gate.yaml", "allow: {warning: 0}\n")
    assert bridge.audit().decision.fit


def test_the_least_coverage_is_of_the_checks_that_speak_of_the_dataset(bridge: Desk) -> None:
    """This table has no source, no place and no document: what asks for them is no part of the share."""
    bridge.write("expectations/bridge.yaml", "packs: [core, identity, casualties, dates, places, provenance]\n")
    bridge.write("expectations/gate.yaml", "allow: {error: any}\nleast coverage: 0.85\n")
    audit = bridge.audit()
    assert audit.decision.fit
    idle = {r.check.id: r.absent for r in audit.results if r.outcome is Outcome.NOT_EVALUATED}
    assert (idle["outside-coverage"], idle["source-not-named"]) == (False, True)  # the suite may say from when
    bridge.write("datasets/bridge/events.csv", "id,from,to,killed,women\nE1,,,,\n")
    (reason,) = bridge.audit().decision.reasons
    assert reason.words.endswith("% of the checks that speak of this dataset were evaluated, at least 85% are expected")


def test_without_a_suite_every_pack_is_asked(desk: Desk) -> None:
    desk.dataset(DESCRIPTION, events=EVENTS)
    packs = {r.check.pack for r in desk.audit().results}
    assert {"core", "dates", "casualties", "identity", "places", "provenance"} <= packs


def test_a_check_that_breaks_keeps_the_gate_shut_and_lets_the_others_be(bridge: Desk) -> None:
    bridge.check(
        "breaks", "holds: 1 // (killed - 15) > 0\nover: events\n".replace("killed", "length(id)"), code="HSE009"
    )
    bridge.check("divides", "holds: 1 // (length(event.id) - 2) > 0\n", code="HSE010")
    bridge.write("expectations/bridge.yaml", "packs: [dates, house]\nchecks: {end-before-start: {allow: 9}}\n")
    bridge.write("expectations/gate.yaml", "allow: {error: any}\n")
    audit = bridge.audit()
    broken = result(audit, "divides")
    assert (broken.outcome, audit.decision.fit, audit.decision.unevaluated) == (Outcome.ERROR, False, True)
    assert "Division by zero" in broken.reason
    assert result(audit, "end-before-start").counts.failed == 1
    assert [reason.check for reason in audit.decision.reasons] == ["divides"]


@pytest.mark.parametrize("rule", ["1.0 / (N - 2) > 0", "1.0 % (N - 2) = 0", "ln(N - 2) >= 0", "sqrt(N - 3) >= 0"])
def test_arithmetic_without_a_result_breaks_its_check_and_never_passes(bridge: Desk, rule: str) -> None:
    bridge.check("divides", f"holds: {rule.replace('N', 'length(event.id)')}\n", code="HSE010")
    bridge.write("expectations/bridge.yaml", "packs: [house]\n")
    assert result(bridge.audit(), "divides").outcome is Outcome.ERROR


def test_what_was_built_is_used_again_until_a_file_or_the_description_changes(bridge: Desk) -> None:
    told: list[str] = []
    first = bridge.audit(told=told)
    assert any("reading events.csv" in step for step in told)
    told.clear()
    assert bridge.audit(told=told) == first
    assert not any("reading" in step for step in told)
    bridge.write("datasets/bridge/events.csv", EVENTS.replace("2017-11-28,2017-11-26", "2017-11-28,2017-11-29"))
    changed = bridge.audit(told=told)
    assert any("reading events.csv" in step for step in told)
    assert result(changed, "end-before-start").outcome is Outcome.PASSED
    assert (changed.data_hash == first.data_hash, changed.checks_hash == first.checks_hash) == (False, True)
    bridge.dataset(DESCRIPTION + "    formats: {from: '%Y-%m-%d'}\n")
    told.clear()
    bridge.audit(told=told)
    assert any("reading events.csv" in step for step in told)


@pytest.mark.slow
def test_the_same_audit_built_anew_at_another_time_is_the_same_but_for_the_time(bridge: Desk) -> None:
    first = bridge.audit()
    bridge.store().unlink()
    later = auditor.run(bridge.root, "bridge", now=NOW + timedelta(days=3))
    assert replace(later, at=first.at) == first


def test_findings_are_bounded_and_counts_are_not(bridge: Desk) -> None:
    rows = "".join(f"E{n},2017-11-28,2017-11-26,1,1\n" for n in range(300))
    bridge.write("datasets/bridge/events.csv", "id,from,to,killed,women\n" + rows)
    found = result(bridge.audit(limit=10), "end-before-start")
    assert (len(found.findings), found.counts.failed, found.truncated) == (10, 300, True)
    assert [finding.row for finding in found.findings] == list(range(10))
    none = result(bridge.audit(limit=0), "end-before-start")
    assert (none.findings, none.counts.failed, none.truncated) == ((), 300, True)


def test_what_could_not_be_read_is_counted_against_rows_and_not_files(bridge: Desk) -> None:
    documents = "  documents: {file: notes.csv, roles: {document.id: id, document.file: file}}\n"
    bridge.write("datasets/bridge/dataset.yaml", f"name: bridge{DESCRIPTION}{documents}")
    bridge.write("datasets/bridge/notes.csv", "id,file\nD1,one.txt\nD2,two.txt\nD3,one.txt\n")
    for name in ("one", "two"):
        bridge.write(f"datasets/bridge/{name}.txt", "Words.\n")
    audit = bridge.audit()
    assert result(audit, "bytes-not-decodable").counts.rows == sum(table.rows for table in audit.tables) == 6


def test_an_empty_table_is_no_proof(bridge: Desk) -> None:
    bridge.write("datasets/bridge/events.csv", "id,from,to,killed,women\n")
    audit = bridge.audit()
    assert {r.outcome for r in audit.results} == {Outcome.NOT_EVALUATED}
    assert (audit.decision.fit, audit.decision.unevaluated) == (False, True)


# ---- mistakes --------------------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("description", "message"),
    [
        (
            DESCRIPTION.replace("event.start: from", "event.start: form"),
            (
                "error[unknown-column]: datasets/bridge/dataset.yaml:8:40 no column 'form' in 'events.csv'\n"
                "  help: did you mean 'from'?"
            ),
        ),
        (
            DESCRIPTION.replace("killed.women: women", "killed.women: womn"),
            (
                "error[unknown-column]: datasets/bridge/dataset.yaml:9:45 no column 'womn' in 'events.csv'\n"
                "  help: did you mean 'women'?"
            ),
        ),
        (
            DESCRIPTION.replace("key: id", "key: ident"),
            "error[unknown-column]: datasets/bridge/dataset.yaml:7:10 no column 'ident' in 'events.csv'",
        ),
        (DESCRIPTION.replace("events.csv", "event.csv"), "error[no-such-file]: datasets/bridge/dataset.yaml:6:11 "),
        (DESCRIPTION.replace("    key", "    Key"), "error[unknown-key]: datasets/bridge/dataset.yaml:7:5 "),
        (DESCRIPTION + "  Events: {file: events.csv}\n", "error["),
        ("tables: [", "error[bad-yaml]: datasets/bridge/dataset.yaml:"),
    ],
)
def test_a_mistake_in_the_description_is_told_before_data_is_read(bridge: Desk, description: str, message: str) -> None:
    bridge.dataset(description)
    assert bridge.refused().startswith(message)


@pytest.mark.parametrize(
    ("rule", "message"),
    [
        ("holds: event.strat IS NULL\n", "error[unknown-role]: checks/house/late.yaml:8:8 no role 'event.strat' here"),
        (
            "holds: |\n  known(event.start)\n  AND event.strat IS NULL\n",
            "error[unknown-role]: checks/house/late.yaml:10:7 ",
        ),
        ("holds: event.start > 'x' + 1\n", "error[bad-rule]: checks/house/late.yaml:8:8 late: "),
        ("holds: event.start\n", "error[bad-rule]: checks/house/late.yaml:8:8 late: the rule gives DATE for a row"),
        (
            "offenders: SELECT _row FROM evnts\n",
            "error[unknown-relation]: checks/house/late.yaml:8:29 no relation 'evnts'",
        ),
        ("offenders: DELETE FROM events\n", "error[bad-rule]: checks/house/late.yaml:8:12 expected one SELECT"),
        ("holds: true\nmessage: '{event.strat}'\n", "error[unknown-role]: checks/house/late.yaml:8:12 "),
        ("holds: true\nneeds: [event.strat]\n", "error[unknown-role]: checks/house/late.yaml:9:9 no role"),
        ("holds: getenv('HOME') = ''\n", "error[unknown-function]: checks/house/late.yaml:8:8 no function 'getenv'"),
    ],
)
def test_a_mistake_in_a_rule_is_told_before_data_is_read(bridge: Desk, rule: str, message: str) -> None:
    bridge.check("late", rule)
    bridge.write("expectations/bridge.yaml", "packs: [core, house]\n")
    assert bridge.refused().startswith(message)


def test_a_misspelt_relation_of_a_rule_is_told_where_it_stands(bridge: Desk) -> None:
    bridge.check("late", "holds: true\n")
    rule = bridge.root / "checks" / "house" / "late.yaml"
    lines = rule.read_text("utf-8").replace("over: events", "over: evnts").splitlines()
    rule.write_text("\n".join(lines), "utf-8")
    bridge.write("expectations/bridge.yaml", "packs: [core, house]\n")
    at = f"{lines.index('over: evnts') + 1}:7"
    assert bridge.refused().startswith(f"error[unknown-relation]: checks/house/late.yaml:{at} no relation 'evnts'")


def test_a_mistake_in_the_suite_or_the_gate_is_told_before_data_is_read(bridge: Desk) -> None:
    bridge.write("expectations/gate.yaml", "alow: {}\n")
    assert bridge.refused().startswith("error[unknown-key]: expectations/gate.yaml:1:1 ")
    bridge.write("expectations/gate.yaml", "allow: {}\n")
    bridge.write("expectations/bridge.yaml", "packs: [dates]\nchecks: {end-befor-start: }\n")
    assert bridge.refused().startswith("error[unknown-check]: expectations/bridge.yaml:2:10 ")
    bridge.write("expectations/bridge.yaml", "packs: [dates]\n")
    bridge.write("expectations/bridge.evnts.json", "{}")
    assert bridge.refused().startswith("error[unknown-table]: expectations/bridge.evnts.json no table 'evnts'")


def test_a_suite_without_checks_is_nothing_to_check(bridge: Desk) -> None:
    bridge.write("expectations/bridge.yaml", "packs: []\n")
    assert bridge.refused().startswith("error[nothing-to-check]: expectations/bridge.yaml")


def test_a_dataset_that_is_not_there(bridge: Desk) -> None:
    with pytest.raises(Mistake, match="no dataset 'brigde'"):
        bridge.audit("brigde")


# ---- several datasets ------------------------------------------------------------------------------------------------


def test_a_rule_of_another_datasets_table_does_not_disturb(bridge: Desk) -> None:
    """A house rule is written for one dataset's own table; the others do not have it."""
    bridge.dataset(
        "tables:\n  ambulances: {file: ambulances.csv, key: id}\n", name="harbour", ambulances="id,siren\nA,off\n"
    )
    bridge.check("siren-off", "over: ambulances\nholds: siren = 'on'\n")
    for name in ("bridge", "harbour"):
        bridge.write(f"expectations/{name}.yaml", "packs: [core, dates, house]\n")
    (elsewhere, there) = (result(bridge.audit(name), "siren-off") for name in ("bridge", "harbour"))
    assert (elsewhere.outcome, elsewhere.reason) == (
        Outcome.NOT_EVALUATED,
        "the dataset has no table that fills 'ambulances'",
    )
    assert (there.outcome, keys(there, "id")) == (Outcome.FAILED, ["A"])


def test_two_tables_that_fill_events_are_both_looked_at(desk: Desk) -> None:
    roles = "key: id, roles: {event.id: id, event.start: from, event.end: to}, figures: {killed: n}"
    tables = "".join(f"  {name}: {{file: {name}.csv, fills: events, {roles}}}\n" for name in ("early", "late"))
    desk.dataset(
        f"taxonomy: conflict\ntables:\n{tables}",
        early="id,from,to,n\nA,2017-01-02,2017-01-01,1\n",
        late="id,from,to,n\nB,2017-01-01,2017-01-02,-1\n",
        suite="packs: [dates, casualties, identity]\n",
    )
    audit = desk.audit()
    assert [(r.instance, r.counts.failed) for r in audit.results if r.check.id == "end-before-start"] == [
        ("early", 1),
        ("late", 0),
    ]
    assert [(r.instance, r.counts.failed) for r in audit.results if r.check.id == "negative-figure"] == [
        ("killed (early)", 0),
        ("killed (late)", 1),
    ]
    instances = [(r.check.id, r.instance) for r in audit.results]
    assert len(instances) == len(set(instances))


# ---- what names the rules and the data -------------------------------------------------------------------------------

RULE = """\
holds: event.start <= event.end
applies: known(event.start)
doubtful: event.end IS NULL
possible: note
parameters: {days: {default: 1, about: Days.}}
"""


@pytest.mark.parametrize(
    "change",
    [
        ("holds: event.start <= event.end", "holds: event.start < event.end"),
        ("applies: known(event.start)", "applies: known(event.end)"),
        ("doubtful: event.end IS NULL\n", ""),
        ("possible: note", "possible: error"),
        ("default: 1", "default: 2"),
        ("holds:", "severity: note\nholds:"),
        ("holds:", "each: date\nholds:"),
        ("holds:", "needs: [event.title]\nholds:"),
        ("holds: event.start <= event.end", "over: figures\nholds: true"),
    ],
    ids=lambda change: change[1].replace("\n", "; ")[:40],
)
def test_a_change_of_any_rule_changes_the_hash_of_the_rules(bridge: Desk, change: tuple[str, str]) -> None:
    from tieout.plan.fingerprint import checks_hash
    from tieout.plan.planner import Planner
    from tieout.project.root import brief, load

    hashes = []
    for text in (RULE, RULE + "\n", RULE.replace(*change)):
        bridge.check("late", text)
        bridge.write("expectations/bridge.yaml", "packs: [house]\n")
        task = brief(load(bridge.root), "bridge")
        known = task.catalog
        planner = Planner(task.dataset, known.checks, known.roles, known.qualifiers, {}, NOW.date())
        hashes.append(checks_hash(task.suite, planner))
    assert hashes[0] == hashes[1] != hashes[2]


def test_hostile_data_is_only_data(desk: Desk) -> None:
    """In names of columns and tables, in keys and values."""
    evil = "';DROP TABLE x;--\""
    quoted = '"' + evil.replace('"', '""') + '"'
    desk.dataset(
        'tables:\n  "select": {file: select.csv, fills: events, key: ["order by", id], '
        'roles: {event.id: id, event.title: "{title}"}}\n',
        select=f'id,order by,{{title}}\n{quoted},<script>,"a\nb"\n{quoted},<script>,=1+1\n',
        suite="packs: [identity, house]\n",
    )
    desk.check("titled", 'over: select\nholds: \'"{title}" IS NULL\'\nmessage: "{event.id} / {event.title}"\n')
    audit = desk.audit()
    assert keys(result(audit, "key-duplicated"), "id") == [evil]
    assert [f.message for f in result(audit, "titled").findings] == [f"{evil} / a\nb", f"{evil} / =1+1"]
    assert [f.line for f in result(audit, "titled").findings] == [2, 4]
