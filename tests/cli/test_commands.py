"""The commands that read and write a project's own files."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path
from subprocess import CompletedProcess

import pytest

Command = Callable[..., CompletedProcess[str]]


def test_version_and_help(tieout: Command) -> None:
    assert tieout("--version").stdout.startswith("tieout ")
    for arguments in ([], ["--help"], ["-h"]):
        shown = tieout(*arguments)
        assert shown.returncode == 0
        assert "audit" in shown.stdout


@pytest.mark.parametrize("command", ["init", "build", "audit", "explain", "checks", "prove", "demo", "new"])
def test_every_command_has_help_of_one_line(tieout: Command, command: str) -> None:
    assert tieout(command, "--help").returncode == 0
    (line,) = (line for line in tieout("--help").stdout.splitlines() if line.startswith(f"  {command} "))
    assert line.endswith("."), "cut short: the first sentence of its docstring is too long"
    assert not line.endswith("...")


def test_init_says_what_comes_next(tieout: Command, tmp_path: Path) -> None:
    ended = tieout("init", "mine", cwd=tmp_path)
    assert ended.returncode == 0
    assert "cd mine && tieout audit" in ended.stdout
    assert (tmp_path / "mine" / "datasets" / "first-incidents" / "dataset.yaml").is_file()


def test_checks_lists_built_in_and_house_rules(tieout: Command, project: Path) -> None:
    listed = tieout("checks", cwd=project).stdout
    assert "CAS001  error    subcount-exceeds-total" in listed
    assert "HOU001  warning  place-without-district" in listed


def test_checks_and_explain_work_without_a_project(tieout: Command, tmp_path: Path) -> None:
    assert "CAS001" in tieout("checks", cwd=tmp_path).stdout
    assert "HOU001" not in tieout("checks", cwd=tmp_path).stdout
    assert "subcount-exceeds-total" in tieout("explain", "CAS001", cwd=tmp_path).stdout


def test_roles_are_listed_with_their_types(tieout: Command, tmp_path: Path) -> None:
    listed = tieout("checks", "--roles", cwd=tmp_path).stdout
    assert "  event.start            date     First day on which the event happened.\n" in listed


@pytest.mark.parametrize("name", ["CAS001", "cas001", "subcount-exceeds-total"])
def test_explain_shows_the_rule_and_the_whole_page(tieout: Command, name: str) -> None:
    shown = tieout("explain", name).stdout
    for part in ("CAS001", "holds: lower(part) <= upper(whole)", "What it finds", "Why it matters", "Cases"):
        assert part in shown
    assert max(map(len, shown.splitlines())) <= 100


def test_explain_lists_parameters(tieout: Command) -> None:
    assert "days (default 1): " in tieout("explain", "reported-before-it-happened").stdout


def test_new_check_is_listed_at_once(tieout: Command, project: Path) -> None:
    ended = tieout("new", "check", "dates/week-without-reports", cwd=project)
    assert ended.stdout.split()[:2] == [f"checks/dates/week-without-reports.{ending}" for ending in ("md", "yaml")]
    assert "HOU002  warning  week-without-reports" in tieout("checks").stdout
    assert "HOU002" in tieout("explain", "week-without-reports").stdout


def test_a_command_works_from_below_the_projects_root(tieout: Command, project: Path) -> None:
    tieout("new", "dataset", "river-bridge", cwd=project / "checks")
    assert (project / "datasets" / "river-bridge" / "dataset.yaml").is_file()


def test_a_broken_check_is_told_at_its_place(tieout: Command, project: Path) -> None:
    path = project / "checks" / "incidents" / "place-without-district.yaml"
    path.write_text("- a\n- list\n", encoding="utf-8")
    ended = tieout("checks", cwd=project)
    assert ended.returncode == 2
    assert "error[wrong-type]: checks/incidents/place-without-district.yaml:1:1 " in ended.stderr


def test_what_a_page_says_does_not_act_on_the_terminal(tieout: Command, project: Path) -> None:
    path = project / "checks" / "incidents" / "place-without-district.md"
    page = path.read_text(encoding="utf-8").replace("Incidents with", "\x1b]0;owned\x07\u202eIncidents with")
    path.write_text(page, encoding="utf-8")
    shown = tieout("explain", "HOU001", cwd=project).stdout
    assert not {"\x1b", "\x07", "\u202e"}.intersection(shown)
    assert "U+001B" in shown


def test_a_hostile_name_does_not_act_on_the_terminal_or_a_build_log(tieout: Command, project: Path) -> None:
    shown = tieout("audit", "\x1b[2J\n::error::gone", cwd=project).stderr
    assert "\x1b" not in shown
    assert not any(line.lstrip().startswith("::") for line in shown.splitlines())


def test_the_cases_of_new_checks_hold_as_written(tieout: Command, project: Path) -> None:
    tieout("new", "check", "dates/week-without-reports", cwd=project)
    ended = tieout("prove")
    assert (ended.returncode, ended.stderr) == (0, "")
    assert ended.stdout.splitlines() == [
        "HOU002 week-without-reports: 3 of 3 cases hold",
        "HOU001 place-without-district: 3 of 3 cases hold",
    ]


def test_a_case_that_does_not_hold_is_told_at_its_line(tieout: Command, project: Path) -> None:
    path = project / "checks" / "incidents" / "place-without-district.md"
    page = path.read_text(encoding="utf-8")
    line = page[: page.index("| fail |")].count("\n") + 1
    path.write_text(page.replace("| fail |", "| pass |"), encoding="utf-8")
    ended = tieout("prove", "hou001", cwd=project)
    assert ended.returncode == 1
    assert "2 of 3 cases hold" in ended.stdout
    assert f"checks/incidents/place-without-district.md:{line}:1: " in ended.stdout


@pytest.mark.parametrize(
    ("rule", "said"),
    [
        ("holds: event.title > 3", "Cannot compare"),
        ("holds: event.latitude + event.title > 3", "No function matches"),
        ("holds: length(event.place)", "the rule gives BIGINT for a row; expected true or false"),
        ("offenders: SELECT event.place FROM events AS event", "_row"),
        ("judge: figure-in-wrods", "did you mean 'figure-in-words'?"),
        ("holds: event.start.raw = 'x'", "error[unknown-role]"),
    ],
)
def test_a_rule_that_cannot_be_bound_is_refused_alike_by_its_cases_and_by_an_audit(
    tieout: Command, project: Path, rule: str, said: str
) -> None:
    path = project / "checks" / "incidents" / "place-without-district.yaml"
    path.write_text(path.read_text(encoding="utf-8").replace("holds: known(event.region)", rule), encoding="utf-8")
    proved, audited = tieout("prove", cwd=project), tieout("audit", cwd=project)
    assert (proved.returncode, proved.stdout) == (audited.returncode, audited.stdout) == (2, "")
    assert said in proved.stderr
    assert proved.stderr == audited.stderr


def test_the_cases_of_a_rule_over_a_table_of_its_own_say_what_its_columns_are(tieout: Command, project: Path) -> None:
    rule, page = (project / "checks" / "incidents" / f"place-without-district.{end}" for end in ("yaml", "md"))
    head, body = rule.read_text(encoding="utf-8").partition("over:")[0], page.read_text(encoding="utf-8")
    rule.write_text(head + "over: stations\nholds: staff >= 1\nexpected: staff\nmessage: few\n", encoding="utf-8")
    settings = "## Cases\n```yaml\ntypes: {staff: integer}\n```\n"
    cases = "| staff | verdict |\n|---|---|\n| 10 | pass |\n| 0 | fail |\n| some | unknown |\n"
    page.write_text(body.partition("## Cases")[0] + settings + cases, encoding="utf-8")
    assert tieout("prove", cwd=project).stdout == "HOU001 place-without-district: 3 of 3 cases hold\n"


def test_a_check_that_cannot_be_run_does_not_stop_the_others(tieout: Command, project: Path) -> None:
    path = project / "checks" / "incidents" / "place-without-district.yaml"
    path.write_text(path.read_text(encoding="utf-8").replace("known(event.region)", "knwon(event.region)"))
    ended = tieout("prove", "HOU001", "CAS001", cwd=project)
    assert ended.returncode == 2
    assert "did you mean 'known'" in ended.stderr
    assert "CAS001 subcount-exceeds-total: " in ended.stdout
