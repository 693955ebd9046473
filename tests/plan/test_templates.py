"""Messages with the values of a row in them."""

from __future__ import annotations

from dataclasses import replace

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tieout.model.check import ParameterValue
from tieout.model.dataset import FigureColumns
from tieout.model.mistake import Mistake
from tieout.plan.template import Slot, Template
from tieout.project import positioned
from workbench import Bench, result, rule, table

PARAMETERS: dict[str, ParameterValue] = {"days": 3, "names": ("a", "b"), "spans": {"1": (1, 2)}}


@pytest.fixture(scope="module")
def bench() -> Bench:
    one = table(
        "events",
        key=("id",),
        roles={"event.id": "id", "event.start": "from", "event.latitude": "lat"},
        figures={"killed": FigureColumns("min", "n", "max", "said"), "killed.women": FigureColumns(best="women")},
    )
    columns = ("id", "from", "lat", "min", "n", "max", "said", "women", "note")
    rows = [
        ("E1", "2017-11-26", "34.0", "15", "21", "65", None, "30", "{id} $days"),
        ("E2", "soon", None, None, "53", None, "at least", None, "<b>{x}</b>\n\x1b[31m"),
        ("E3", None, "34.5", None, None, None, None, "2.5", None),
    ]
    return Bench([one], {"events": (columns, rows)})


@pytest.mark.parametrize(
    ("message", "said"),
    [
        ("plain", ("plain", "plain", "plain")),
        ("{event.id}: {event.start}", ("E1: 2017-11-26", "E2: not recorded", "E3: not recorded")),
        ("{event.latitude}", ("34", "not recorded", "34.5")),
        ("{killed} is {killed.words}", ("killed is 21 (15 to 65)", "killed is at least 53", "killed is not recorded")),
        ("{killed.lower}|{killed.best}", ("15|21", "not recorded|53", "not recorded|not recorded")),
        ("{killed.women.words}", ("30", "not recorded", "2.5")),
        ("{note}", ("{id} $days", "<b>{x}</b>\n\x1b[31m", "not recorded")),
        ("{$days} of {$names} on {today}", ("3 of a, b on 2026-11-01",) * 3),
        ("{ event.id }", ("E1", "E2", "E3")),
        ("{", ("{",) * 3),
        ("}{event.id}{", ("}E1{", "}E2{", "}E3{")),
        ("%s {event.id} %(x)s", ("%s E1 %(x)s", "%s E2 %(x)s", "%s E3 %(x)s")),
    ],
)
def test_a_message_says_what_is_recorded(bench: Bench, message: str, said: tuple[str, ...]) -> None:
    check = rule(holds="event.id IS NULL", message=message, expected=message, parameters=PARAMETERS)
    findings = result(bench.run(check), "house-rule").findings
    assert tuple(finding.message for finding in findings) == said
    assert tuple(finding.expected for finding in findings) == said


def test_the_raw_text_is_said_whether_or_not_the_rule_reads_it(bench: Bench) -> None:
    check = rule(holds="event.id IS NULL", message="{event.start.raw}", expected="{note.raw}")
    bench.rehearse(check)
    found = result(bench.run(check), "house-rule").findings
    assert [finding.message for finding in found] == ["2017-11-26", "soon", "not recorded"]
    assert found[0].expected == "{id} $days"


def test_the_raw_text_is_said_where_the_rule_reads_it(bench: Bench) -> None:
    check = rule(holds="raw(event.start) IS NULL", message="{event.start.raw}")
    assert [f.message for f in result(bench.run(check), "house-rule").findings] == ["2017-11-26", "soon"]


@pytest.mark.parametrize(
    ("message", "told"),
    [
        (
            "it is {event.strat}",
            ("error[unknown-role]: rule.yaml:9:15 no role 'event.strat' here\n  help: did you mean 'event.start'?"),
        ),
        ("it is {titel}", "error[unknown-column]: rule.yaml:9:15 no column or name 'titel' here"),
        ("it is {}", "error[unknown-column]: rule.yaml:9:15 no column or name '' here"),
        ("in {$dais}", "error[unknown-parameter]: rule.yaml:9:12 no parameter '$dais'\n  help: did you mean 'days'?"),
        ("{$spans}", "error[wrong-operand]: rule.yaml:9:9 a map cannot be said in a message"),
        ("{event.start.words}", "error[unknown-role]: rule.yaml:9:9 no name 'event.start.words' here"),
        (
            "{event.start.rwa}",
            (
                "error[unknown-role]: rule.yaml:9:9 no name 'event.start.rwa' here\n"
                "  help: did you mean 'event.start.raw'?"
            ),
        ),
        (
            "{killed.wrods}",
            "error[unknown-role]: rule.yaml:9:9 no name 'killed.wrods' here\n  help: did you mean 'killed.words'?",
        ),
        (
            "{killed.wmen}",
            "error[unknown-role]: rule.yaml:9:9 no name 'killed.wmen' here\n  help: did you mean 'killed.women'?",
        ),
        ("{killed.raw}", "error[unknown-role]: rule.yaml:9:9 no name 'killed.raw' here"),
        ("{event.start.raw} {event.strat}", "error[unknown-role]: rule.yaml:9:27 no role 'event.strat' here"),
    ],
)
def test_a_name_that_stands_for_nothing(bench: Bench, message: str, told: str) -> None:
    with pytest.raises(Mistake) as caught:
        bench.rehearse(rule(holds="event.id IS NULL", message=message, parameters=PARAMETERS))
    assert str(caught.value).startswith(told)


def test_what_a_rule_saw_is_said_once_in_its_order(bench: Bench) -> None:
    check = rule(holds="event.latitude > 90 AND upper(killed) < 0 AND event.latitude > 91 AND known(note)")
    findings = result(bench.run(check), "house-rule").findings
    assert [f.observed for f in findings] == [
        "event.latitude = 34; killed = 21 (15 to 65); note = {id} $days",
        "event.latitude = not recorded; killed = at least 53; note = <b>{x}</b>\n\x1b[31m",
        "event.latitude = 34.5; killed = not recorded; note = not recorded",
    ]
    assert {f.columns for f in findings} == {("lat", "min", "n", "max", "said", "note")}


@given(st.lists(st.text(max_size=20), min_size=1, max_size=5))
def test_filling_a_template_reads_nothing_in_what_it_is_filled_with(words: list[str]) -> None:
    pieces = [piece for _ in words for piece in (Slot(("x",)), "|")]
    assert Template(tuple(pieces)).fill(words) == "".join(f"{word}|" for word in words)


def test_a_long_text_is_cut_wherever_a_finding_tells_it() -> None:
    one = table("events", key=("id",), roles={"event.id": "id", "event.start": "from", "event.title": "title"})
    rows = [("E1", "s" * 2_000, "t" * 1_234_567), ("E2", "2017-11-26", "t" * 240)]
    with Bench([one], {"events": (("id", "from", "title"), rows)}) as long:
        unmet = "event.title IS NULL AND raw(event.start) IS NULL"
        check = rule(holds=unmet, message="{event.title}|{event.start.raw}")
        first, second = result(long.run(check), "house-rule").findings
    title, start = "t" * 240 + "... (1,234,567 characters)", "s" * 240 + "... (2,000 characters)"
    assert first.message == f"{title}|{start}"
    assert first.observed == f"event.title = {title}; event.start = {start}"
    assert second.observed == f"event.title = {'t' * 240}; event.start = 2017-11-26"


def test_what_could_not_be_read_is_observed_as_the_file_has_it(bench: Bench) -> None:
    check = rule(holds="event.start = DATE '2000-01-01' AND NOT ambiguous(event.start)", applies="event.id <> 'E3'")
    (found,) = result(bench.run(check), "house-rule").findings
    assert found.observed == "event.start = 2017-11-26"
    check = rule(
        holds="coalesce(event.start < DATE '1900-01-01', FALSE) AND NOT ambiguous(event.start)",
        applies="event.id <> 'E1'",
    )
    findings = result(bench.run(check), "house-rule").findings
    assert [finding.observed for finding in findings] == ["event.start = soon", "event.start = not recorded"]


def test_a_name_in_a_message_on_several_lines_stands_where_it_is_written(bench: Bench) -> None:
    written = "message: >\n  the event of {event.start}\n  ended on {event.ende}\n"
    text = positioned.parse(written, "a.yaml").map("file")["message"].words("message")
    with pytest.raises(Mistake) as caught:
        bench.rehearse(replace(rule(holds="event.id IS NULL"), message=text))
    assert str(caught.value.at) == "a.yaml:3:13"
