"""A daily series: the date is the day of a row and its name, in one column."""

from __future__ import annotations

from pathlib import Path

import pytest

from tieout.model.audit import Audit
from tieout.model.verdict import Outcome
from workbench import Desk, keys, result

SERIES = """
taxonomy: {figures: {killed: People, killed.children: Children}, within: {killed: [killed.children]}}
sentinels: ["-"]
tables:
  daily:
    fills: events
    file: daily.csv
    key: day
    roles: {event.id: day, event.start: day, event.reported: reported, event.source: desk}
    figures: {killed: killed, killed.children: children}
  tolls:
    fills: figures
    file: tolls.csv
    roles: {figure.event: day, figure.reported: day, figure.measure: measure, figure.best: n, figure.source: desk}
  desks:
    fills: sources
    file: desks.csv
    key: opened
    roles: {source.id: opened, source.name: name}
"""
DAILY = (
    "day,reported,killed,children,desk\n"
    "7 October 2023,2023-10-08,6,2,1990\n2023-10-08,2023-09-07,8,9,1990\n2023-10-08,2023-10-09,4,0,1991\n"
    "soon,2023-10-10,1,0,1990\n-,2023-10-10,1,0,1990\n"
)
READABLE = DAILY.replace("soon,2023-10-10,1,0,1990\n", "")  # a day that cannot be read may be any that is referred to
TOLLS = "day,measure,n,desk\n2023-10-08,killed,8,1990\n2023-10-11,killed,1,1990\n"
DESKS = "opened,name\n1990,The desk\n"


@pytest.fixture
def desk(tmp_path: Path) -> Desk:
    desk = Desk(tmp_path)
    desk.dataset(SERIES, daily=DAILY, tolls=TOLLS, desks=DESKS, suite="packs: [core, identity, dates, casualties]\n")
    return desk


def audited(desk: Desk) -> Audit:
    audit = desk.audit()
    assert not [r.reason for r in audit.results if r.outcome is Outcome.ERROR]
    return audit


def test_the_column_is_a_date_and_the_key_a_text(desk: Desk) -> None:
    audit = audited(desk)
    assert keys(result(audit, "reported-before-it-happened"), "day") == ["2023-10-08"]
    assert keys(result(audit, "subcount-exceeds-total"), "day") == ["2023-10-08"]
    (unread,) = result(audit, "value-not-readable").findings
    assert (unread.file, unread.line, unread.columns) == ("daily.csv", 5, ("day",))
    assert [f.line for f in result(audit, "key-duplicated", "daily").findings] == [4]
    assert [f.line for f in result(audit, "key-missing", "daily").findings] == [6]  # line 5 has one, unread
    dates = {r.instance for r in audit.results if r.check.id == "date-in-the-future"}
    assert dates == {"event.start", "event.reported", "figure.reported"}
    assert all(isinstance(value, str | None) for finding in audit.findings for value in finding.key.values())


def test_an_identifier_is_text_wherever_it_is_asked_for(desk: Desk) -> None:
    desk.check("unnamed", "holds: length(trim(event.id)) = 10\nmessage: 'the id is {event.id}'\n")
    desk.check(
        "undated",
        "over: figures\noffenders: |\n  SELECT figure._row FROM figures AS figure\n"
        "  JOIN events AS event ON event.id = figure.event WHERE starts_with(event.id, '2023')\n"
        "  AND event.start = figure.reported\nmessage: 'event {figure.event}'\n",
        code="HSE002",
    )
    desk.write("expectations/bridge.yaml", "packs: [house, identity]\n")
    desk.write("datasets/bridge/daily.csv", READABLE)
    audit = audited(desk)
    assert result(audit, "unnamed").counts.failed == 0
    assert [f.message for f in result(audit, "undated").findings] == ["event 2023-10-08"]
    referred = result(audit, "reference-to-nothing", "figure.event -> event.id")
    assert [f.line for f in referred.findings] == [3]
    assert [f.line for f in result(audit, "reference-to-nothing", "event.source -> source.id").findings] == [4]


@pytest.mark.slow
def test_what_a_text_refers_to_need_not_be_a_date(desk: Desk) -> None:
    """The events are named by days, and some figure names an event by a word."""
    desk.write("datasets/bridge/dataset.yaml", "name: bridge\n" + SERIES.replace("figure.reported: day, ", ""))
    desk.write("datasets/bridge/tolls.csv", TOLLS + "the day after,killed,1,1990\n")
    desk.write("datasets/bridge/daily.csv", READABLE)
    audit = audited(desk)
    assert [f.line for f in result(audit, "reference-to-nothing", "figure.event -> event.id").findings] == [3, 4]
    assert {record.values[0] for record in audit.records if record.table == "tolls"} == {"2023-10-11", "the day after"}
