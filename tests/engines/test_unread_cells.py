"""What could not be read is not missing: a finding that rests on it is undecided, and every other finding stands."""

from __future__ import annotations

from pathlib import Path

import pytest

from tieout.model.audit import Audit
from tieout.model.verdict import Outcome
from workbench import PAGE, Desk, keys, result

DESCRIPTION = """
title: Bridge
taxonomy: conflict
sentinels: ["-99"]
tables:
  events:
    file: events.csv
    key: id
    roles: {event.id: id, event.latitude: lat, event.longitude: lon, event.source_name: source}
    figures:
      killed: {lower: low, best: best, upper: high}
      killed.children: children
"""
HEAD = "id,lat,lon,low,best,high,children,source\n"


@pytest.fixture
def desk(tmp_path: Path) -> Desk:
    return Desk(tmp_path)


def audited(desk: Desk, *rows: str) -> Audit:
    desk.dataset(
        DESCRIPTION,
        events=HEAD + "".join(f"{row}\n" for row in rows),
        suite="packs: [core, casualties, places, provenance, identity]\n",
    )
    return desk.audit()


def test_a_coordinate_that_cannot_be_read_is_not_missing(desk: Desk) -> None:
    audit = audited(desk, "E1,33.5N,40,,,,,S", "E2,,40,,,,,S", "E3,34,-99,,,,,S", "E4,34,40,,,,,S")
    found = result(audit, "one-coordinate-missing")
    assert keys(found, "id") == ["E2", "E3"]
    assert (found.counts.failed, found.counts.unknown, found.counts.passed) == (2, 1, 1)
    assert keys(result(audit, "value-not-readable"), "id") == ["E1"]


def test_a_finding_about_what_can_be_read_stands(desk: Desk) -> None:
    audit = audited(desk, "E1,95,40E,,,,,S", "E2,34,40,at most,9,5,,S")
    assert keys(result(audit, "coordinates-out-of-range"), "id") == ["E1"]
    assert keys(result(audit, "best-above-upper-bound", "killed"), "id") == ["E2"]


def test_a_bound_that_cannot_be_read_is_not_missing(desk: Desk) -> None:
    audit = audited(desk, "E1,,,at least 4,,9,,S", "E2,,,,,9,,S")
    found = result(audit, "bound-missing", "killed")
    assert keys(found, "id") == ["E2"]
    assert (found.counts.failed, found.counts.unknown) == (1, 1)


def test_a_bound_that_cannot_be_read_leaves_the_total_open(desk: Desk) -> None:
    audit = audited(desk, "E1,,,,5,eight,6,S", "E2,,,,5,,6,S", "E3,,,,5,5,six,S", "E4,,,9,,up to 12,10,S")
    found = result(audit, "subcount-exceeds-total")
    assert [(f.key["id"], f.certain) for f in found.findings] == [("E1", False), ("E2", True)]
    assert (found.counts.failed, found.counts.possible, found.counts.unknown, found.counts.applicable) == (1, 1, 1, 3)


def test_a_row_that_is_cut_names_no_source_for_all_we_know(desk: Desk) -> None:
    audit = audited(desk, "E1,34,40,,,", "E2,34,40,,,,,", "E3,34,40,,,,,S")
    found = result(audit, "event-without-source")
    assert keys(found, "id") == ["E2"]
    assert (found.counts.failed, found.counts.unknown) == (1, 1)
    assert keys(result(audit, "row-with-wrong-number-of-cells"), "id") == ["E1"]


def test_a_check_whose_only_findings_are_undecided_is_not_failed(desk: Desk) -> None:
    found = result(audited(desk, "E1,33.5N,40,,,,,S"), "one-coordinate-missing")
    assert (found.outcome, found.findings) == (Outcome.NOT_EVALUATED, ())
    assert "none could be decided" in found.reason


def test_more_undecided_rows_than_findings_are_shown_hide_none(desk: Desk) -> None:
    rows = [f"E{n:03},{'' if n % 3 else '33.5N'},40,,,,,S" for n in range(300)]
    found = result(audited(desk, *rows), "one-coordinate-missing")
    assert (found.counts.failed, found.counts.unknown) == (200, 100)
    assert keys(found, "id") == [f"E{n:03}" for n in range(300) if n % 3]


LONG = """
title: Bridge
taxonomy: conflict
tables:
  figures:
    file: figures.csv
    key: id
    roles: {figure.id: id, figure.event: event, figure.source: source, figure.measure: measure,
            figure.population: population, figure.best: best, figure.upper: high}
"""


def test_figures_side_by_side_heed_it_too(desk: Desk) -> None:
    rows = "A1,A,S,killed,,5,eight\nA2,A,S,killed,children,6,\nB1,B,S,killed,,5,\nB2,B,S,killed,children,6,\n"
    desk.dataset(LONG, figures=f"id,event,source,measure,population,best,high\n{rows}", suite="packs: [casualties]\n")
    found = result(desk.audit(), "subcount-exceeds-total")
    assert [(f.key["id"], f.certain) for f in found.findings] == [("A2", False), ("B2", True)]


def test_a_query_leaves_such_a_row_open(desk: Desk) -> None:
    desk.write(
        "checks/house/nobody-hurt.yaml",
        """
        id: nobody-hurt
        code: HSE100
        summary: Nobody was hurt.
        severity: error
        over: events
        needs: [event.latitude]
        applies: event.latitude IS NULL
        offenders: SELECT event._row FROM events AS event WHERE event.latitude IS NULL
        expected: a latitude
        message: no latitude
        """,
    )
    desk.write("checks/house/nobody-hurt.md", PAGE)
    desk.dataset(DESCRIPTION, events=HEAD + "E1,33.5N,,,,,,S\nE2,,,,,,,S\n", suite="packs: [house]\n")
    found = result(desk.audit(), "nobody-hurt")
    assert keys(found, "id") == ["E2"]
    assert (found.counts.failed, found.counts.unknown) == (1, 1)


REGISTERED = """
title: Bridge
taxonomy: conflict
tables:
  figures:
    file: figures.csv
    key: id
    roles: {figure.id: id, figure.event: event, figure.source: source, figure.measure: measure, figure.best: best}
  events: {file: events.csv, key: code, roles: {event.id: code, event.title: name}}
  sources: {file: sources.csv, key: code, roles: {source.id: code, source.name: name}}
"""


@pytest.mark.parametrize(("last", "failed"), [("Wire\n", 0), ("Wire,\n", 1), ("", 1)])
@pytest.mark.parametrize(
    ("check", "register"), [("source-not-in-register", "sources"), ("reference-to-nothing", "events")]
)
def test_an_id_that_cannot_be_read_may_be_the_one_that_is_looked_for(
    desk: Desk, check: str, register: str, last: str, failed: int
) -> None:
    files = {name: "name,code\nWatch,A\n" + (last if name == register else "") for name in ("sources", "events")}
    figures = "id,event,source,measure,best\nF1,A,A,killed,2\nF2,B,B,killed,3\n"
    desk.dataset(REGISTERED, figures=figures, suite="packs: [provenance, identity]\n", **files)
    found = result(desk.audit(), check)
    assert keys(found, "id") == ["F2"] * failed
    assert (found.counts.failed, found.counts.unknown, found.counts.passed) == (failed, 1 - failed, 1)
