"""Audits for the tests of reports, built from a seed: the large fixture R, and a small one for golden files."""

from __future__ import annotations

import random
import re
from collections.abc import Iterator, Sequence
from dataclasses import replace
from datetime import UTC, date, datetime, timedelta

from fixture_checks import DEFECTS, PASSING, SECTIONS, UNDECIDED, Defect
from make_ties import tie_out

from tieout.model.audit import (
    Audit,
    Decision,
    Finding,
    RawFile,
    Reason,
    Record,
    Result,
    SourceSummary,
    Survey,
    TableSummary,
)
from tieout.model.check import Check, Page, Text
from tieout.model.mistake import Position
from tieout.model.taxonomy import Taxonomy
from tieout.model.tie import TieOut
from tieout.model.verdict import Counts, Outcome, Severity

AT = datetime(2026, 11, 23, 9, 30, tzinfo=UTC)

TABLES = {
    "events": ("event_id", "from", "to", "place", "province", "lat", "lon", "kind", "lead_source"),
    "figures": (
        "figure_id",
        "event_id",
        "measure",
        "population",
        "low",
        "best",
        "high",
        "reported_on",
        "source_id",
        "document_id",
        "quote",
    ),
    "sources": ("source_id", "name", "kind", "address"),
    "documents": ("document_id", "source_id", "title", "published", "address", "text"),
}
ROLES = {
    "events": {
        "event.id": "event_id",
        "event.start": "from",
        "event.end": "to",
        "event.place": "place",
        "event.region": "province",
        "event.latitude": "lat",
        "event.longitude": "lon",
        "event.kind": "kind",
        "event.source": "lead_source",
    },
    "figures": {
        "figure.id": "figure_id",
        "figure.event": "event_id",
        "figure.measure": "measure",
        "figure.population": "population",
        "figure.lower": "low",
        "figure.best": "best",
        "figure.upper": "high",
        "figure.reported": "reported_on",
        "figure.source": "source_id",
        "figure.document": "document_id",
        "figure.quote": "quote",
    },
    "sources": {
        "source.id": "source_id",
        "source.name": "name",
        "source.kind": "kind",
        "source.address": "address",
    },
    "documents": {
        "document.id": "document_id",
        "document.source": "source_id",
        "document.title": "title",
        "document.published": "published",
        "document.address": "address",
        "document.text": "text",
    },
}

Row = dict[str, str | None]
World = dict[str, list[Row]]


WORDS = re.findall(
    r"\w+",
    "a of in local residents officials reported strike market hospital morning later area wounded transport road "
    "village district according statement spokesperson described scene ambulance crews arrived families shelter",
)


def fixture_r(findings: int = 20_000, seed: int = 11, ties: int = 1_000) -> Audit:
    """40 checks of which 12 fail, 6,000 figures, 300 events, 500 documents, 30 sources."""
    draw = random.Random(seed)  # noqa: S311 - drawn for repetition, not for secrecy
    world = _world(draw, events=300, documents=500, figures=6_000, sources=30)
    return replace(_audit(draw, world, findings), tie_out=tie_out(world, ties, seed))


def small(seed: int = 3) -> Audit:
    """The same kinds of content in a size that a person can read through in a golden file."""
    draw = random.Random(seed)  # noqa: S311 - drawn for repetition, not for secrecy
    world = _world(draw, events=6, documents=8, figures=24, sources=3)
    return replace(_audit(draw, world, findings=30), tie_out=tie_out(world, 24, seed))


def clean() -> Audit:
    """An audit of the same data in which every check that could be evaluated passes."""
    audit = small()
    passing = tuple(r for r in audit.results if r.outcome in (Outcome.PASSED, Outcome.NOT_EVALUATED) and not r.findings)
    return replace(audit, results=passing, decision=Decision(True), records=(), tie_out=TieOut())


def _world(draw: random.Random, *, events: int, documents: int, figures: int, sources: int) -> World:
    world: World = {name: [] for name in TABLES}
    for number in range(1, sources + 1):
        name = f"{draw.choice(('River', 'Coast', 'Valley', 'Harbour', 'Hill'))} "
        name += f"{draw.choice(('Monitor', 'Observatory', 'Press', 'Relief Watch', 'Radio', 'Herald'))} {number}"
        world["sources"].append(
            {
                "source_id": f"S{number:02d}",
                "name": name,
                "kind": draw.choice(("monitor", "agency", "publisher", "official", "ngo", "social")),
                "address": f"https://example.org/source/{number}",
            }
        )
    for number in range(1, events + 1):
        day = date(2024, 1, 1) + timedelta(days=draw.randint(0, 700))
        world["events"].append(
            {
                "event_id": f"E{number:04d}",
                "from": day.isoformat(),
                "to": (day + timedelta(days=draw.choice((0, 0, 0, 1)))).isoformat(),
                "place": f"{draw.choice(('North', 'South', 'Old', 'New'))} {draw.choice(('Ridge', 'Ford', 'Camp'))}",
                "province": draw.choice(("Upper Valley", "Lower Valley", "Lakes")),
                "lat": f"{draw.uniform(-35, 55):.3f}",
                "lon": f"{draw.uniform(-15, 120):.3f}",
                "kind": draw.choice(("shelling", "air strike", "clash", "explosion")),
                "lead_source": draw.choice(world["sources"])["source_id"],
            }
        )
    for number in range(1, documents + 1):
        world["documents"].append(_document(draw, world, number))
    for number in range(1, figures + 1):
        world["figures"].append(_figure(draw, world, number))
    return world


def _document(draw: random.Random, world: World, number: int) -> Row:
    event, source = draw.choice(world["events"]), draw.choice(world["sources"])
    text = f"{_prose(draw, 6)} The desk said {_quote(draw)} in {event['place']} on {event['from']}. {_prose(draw, 6)}"
    return {
        "document_id": f"D{number:04d}",
        "source_id": source["source_id"],
        "title": f"{str(event['kind']).capitalize()} in {event['place']}",
        "published": event["from"],
        "address": f"https://example.org/document/{number}",
        "text": text,
    }


def _quote(draw: random.Random) -> str:
    return f"at least {draw.randint(1, 60)} people were killed and {draw.randint(0, 90)} injured"


def _prose(draw: random.Random, sentences: int) -> str:
    return " ".join(
        " ".join(draw.choice(WORDS) for _ in range(draw.randint(8, 16))).capitalize() + "." for _ in range(sentences)
    )


def _figure(draw: random.Random, world: World, number: int) -> Row:
    document, event = draw.choice(world["documents"]), draw.choice(world["events"])
    best = draw.randint(0, 60)
    text = str(document["text"])
    start = text.index("at least")
    return {
        "figure_id": f"F{number:05d}",
        "event_id": event["event_id"],
        "measure": draw.choice(("killed", "injured")),
        "population": draw.choice(("", "civilians", "children", "women")),
        "low": str(max(0, best - draw.randint(0, 3))),
        "best": str(best),
        "high": str(best + draw.randint(0, 6)),
        "reported_on": document["published"],
        "source_id": document["source_id"],
        "document_id": document["document_id"],
        "quote": text[start : text.index("injured") + 7] if "injured" in text[start:] else None,
    }


def _audit(draw: random.Random, world: World, findings: int) -> Audit:
    _plant(draw, world)
    results = [result for defect in DEFECTS for result in _failing(draw, world, defect, findings)]
    results += [_passing(number, words, world) for number, words in enumerate(PASSING)]
    results += [_undecided(number, words, reason) for number, (words, reason) in enumerate(UNDECIDED)]
    results.append(_broken())
    listed = [finding for result in results for finding in result.findings]
    failing = [d for d in DEFECTS if d.severity is Severity.ERROR]
    reasons = tuple(
        Reason(f"{d.code} {d.id} has findings that are errors; none are allowed", d.id, d.instances[0]) for d in failing
    )
    return Audit(
        version="0.1.0",
        dataset="river-valley",
        title="Incidents in the river valley",
        about="An invented dataset of incidents, for trying out reports.",
        publisher="The valley desk",
        licence="CC-BY-4.0",
        release="2026-11",
        at=AT,
        decision=Decision(False, reasons, unevaluated=True),
        results=tuple(results),
        tables=tuple(_table(name, world) for name in TABLES),
        taxonomy=Taxonomy("conflict"),
        records=_records(world, listed),
        survey=_survey(world, listed),
        left_out=(("weekday-contradicts-date", "The tables have no weekday column."),),
        checks_hash="5f" * 32,
        data_hash="c1" * 32,
    )


def _plant(draw: random.Random, world: World) -> None:
    """Make some rows look like what the findings say of them."""
    for row in draw.sample(world["figures"], len(world["figures"]) // 8):
        row["quote"] = f"some {draw.randint(1, 99)} persons died"
    for row in draw.sample(world["figures"], len(world["figures"]) // 20):
        row["low"], row["best"] = row["high"], row["low"]
    world["sources"][0]["address"] = "javascript:alert(1)"
    world["sources"][1]["address"] = "www.example.org"
    world["events"][0]["lat"], world["events"][0]["lon"] = "135.2", "35.1"


def _failing(draw: random.Random, world: World, defect: Defect, findings: int) -> Iterator[Result]:
    rows = world[defect.table]
    wanted = max(1, round(findings * defect.share / len(defect.instances)))
    for instance in defect.instances:
        count = min(wanted, len(rows))
        picked = sorted(draw.sample(range(len(rows)), count))
        listed = tuple(_finding(draw, defect, instance, rows[row], row) for row in picked)
        certain = sum(f.certain for f in listed)
        yield Result(
            check=_check(defect),
            instance=instance,
            severity=defect.severity,
            outcome=Outcome.FAILED if certain else Outcome.PASSED,
            counts=Counts(len(rows), len(rows), certain, len(listed) - certain, len(rows) // 50 if count < 99 else 0),
            table=defect.table,
            required=defect.code == "CAS001",
            rule=defect.rule,
            findings=listed,
        )


def _finding(draw: random.Random, defect: Defect, instance: str, row: Row, number: int) -> Finding:
    certain = draw.random() >= defect.possible
    key = TABLES[defect.table][0]
    shown = {name: value or "not recorded" for name, value in row.items()}
    return Finding(
        check=defect.id,
        code=defect.code,
        instance=instance,
        severity=defect.severity if certain else Severity.WARNING,
        certain=certain,
        table=defect.table,
        row=number,
        key={key: row[key]},
        file=f"{defect.table}.csv",
        line=number + 2,
        columns=defect.columns,
        observed=", ".join(shown[column] for column in defect.columns),
        expected=defect.expected,
        message=defect.message.format(**shown),
        nearest="some people died there" if defect.id == "quote-not-in-document" else None,
    )


def _check(defect: Defect) -> Check:
    at = Position(f"checks/{defect.id}.yaml", 1, 1)
    return Check(
        id=defect.id,
        code=defect.code,
        summary=defect.summary,
        severity=defect.severity,
        over=defect.table,
        message=Text(defect.message, at),
        at=at,
        expected=Text(defect.expected, at),
        pack="casualties",
        family="totals",
        holds=Text(defect.rule, at),
        page=Page(sections=SECTIONS, at=at),
    )


def _plain(code: str, words: str) -> Check:
    defect = Defect(
        words.replace(" ", "-"),
        code,
        f"{words.capitalize()}.",
        Severity.ERROR,
        "events",
        (),
        0,
        "",
        "it is recorded",
        "",
    )
    return _check(defect)


def _passing(number: int, words: str, world: World) -> Result:
    count = len(world["events"])
    check = _plain(f"PAS{number + 1:03d}", words)
    return Result(check, "", Severity.ERROR, Outcome.PASSED, Counts(count, count), "events")


def _undecided(number: int, words: str, reason: str) -> Result:
    check = _plain(f"UND{number + 1:03d}", words)
    return Result(check, "", Severity.WARNING, Outcome.NOT_EVALUATED, Counts(), "documents", reason=reason)


def _broken() -> Result:
    check = _plain("BRK001", "figure agrees with ledger")
    reason = "the query took more than 60 seconds and was stopped"
    return Result(check, "", Severity.ERROR, Outcome.ERROR, Counts(), "figures", reason=reason)


def _table(name: str, world: World) -> TableSummary:
    size = len(world[name])
    return TableSummary(
        name=name,
        relation=name,
        rows=size,
        key=TABLES[name][:1],
        columns=TABLES[name],
        withheld=("coder",) if name == "figures" else (),
        roles=ROLES[name],
        files=(RawFile(f"{name}.csv", f"{size:064x}", size * 90, size, "utf-8"),),
    )


def _records(world: World, findings: Sequence[Finding]) -> tuple[Record, ...]:
    """The rows with findings, and those that they lead to."""
    needed: dict[str, set[int]] = {name: set() for name in TABLES}
    for finding in findings:
        needed[finding.table].add(finding.row)
    links = (("figures", "document_id", "documents"), ("figures", "event_id", "events"))
    for table, column, target in links:
        position = {row[column]: number for number, row in enumerate(world[target])}
        needed[target] |= {position[world[table][n][column]] for n in needed[table]}
    needed["sources"] = set(range(len(world["sources"])))
    return tuple(
        Record(name, number, f"{name}.csv", number + 2, tuple(world[name][number].values()))
        for name in TABLES
        for number in sorted(needed[name])
    )


def _survey(world: World, findings: Sequence[Finding]) -> Survey:
    failing = {finding.row for finding in findings if finding.table == "events"}
    months: dict[str, list[int]] = {}
    places = []
    for number, event in enumerate(world["events"]):
        month = months.setdefault(str(event["from"])[:7], [0, 0])
        month[0] += 1
        month[1] += number in failing
        places.append((float(event["lat"] or 0), float(event["lon"] or 0), number in failing))
    return Survey(
        months=tuple((month, all_, bad) for month, (all_, bad) in sorted(months.items())),
        places=tuple(places),
        places_cut=0,
        sources=tuple(_source(row, world, findings) for row in world["sources"]),
    )


def _source(row: Row, world: World, findings: Sequence[Finding]) -> SourceSummary:
    named = row["source_id"]
    return SourceSummary(
        id=str(named),
        name=row["name"],
        kind=row["kind"],
        address=row["address"],
        documents=sum(d["source_id"] == named for d in world["documents"]),
        figures=sum(f["source_id"] == named for f in world["figures"]),
        findings=sum(f.table == "figures" and world["figures"][f.row]["source_id"] == named for f in findings),
    )
