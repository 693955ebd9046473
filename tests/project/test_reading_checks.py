"""A check's two files: each mistake is told where it stands, with the nearest right name."""

from __future__ import annotations

from datetime import date
from pathlib import Path

import pytest

from tieout.model.check import HEADINGS, CaseSettings, Check
from tieout.model.mistake import Mistake
from tieout.model.verdict import Severity, Verdict
from tieout.project.catalog import catalog
from tieout.project.check_file import read_check
from workbench import PAGE

HEAD = "id: ends-early\ncode: HSE001\nsummary: It ends early.\nseverity: error\nover: events\n"
TAIL = "expected: a later end\nmessage: it ends early\n"
HOLDS = "holds: event.start <= event.end\n"
VOCABULARIES = {"unnamed-sources": ("activists",)}


def read(folder: Path, text: str, page: str | None = PAGE) -> Check:
    path = folder / "ends-early.yaml"
    path.write_text(text, encoding="utf-8")
    if page is not None:
        path.with_suffix(".md").write_text(page, encoding="utf-8")
    return read_check(path, "checks/x/ends-early.yaml", pack="house", vocabularies=VOCABULARIES)


def refused(folder: Path, text: str, page: str | None = PAGE) -> str:
    with pytest.raises(Mistake) as caught:
        read(folder, text, page)
    return str(caught.value).replace("checks/x/ends-early", "rule")


@pytest.mark.parametrize(
    ("text", "message"),
    [
        (
            f"{HEAD}{TAIL}hold: true\n",
            "error[unknown-key]: rule.yaml:8:1 a check has no key 'hold'\n  help: did you mean 'holds'?",
        ),
        (f"{HEAD}{HOLDS}", "error[missing-key]: rule.yaml:1:1 a check needs the key 'expected'"),
        (
            f"{HEAD}{HOLDS}{TAIL}".replace("ends-early", "ends-erly"),
            (
                "error[id-is-not-stem]: rule.yaml:1:5 id is 'ends-erly', the file's stem 'ends-early'\n"
                "  help: a check's id equals its file's stem"
            ),
        ),
        (
            f"{HEAD}{HOLDS}{TAIL}".replace("HSE001", "HS01"),
            "error[bad-code]: rule.yaml:2:7 code is 'HS01'\n  help: expected three letters, three digits: CAS001",
        ),
        (
            f"{HEAD}{HOLDS}{TAIL}".replace("HSE001", "HSE٠٠١"),
            "error[bad-code]: rule.yaml:2:7 code is 'HSE٠٠١'\n  help: expected three letters, three digits: CAS001",
        ),
        (
            f"{HEAD}{HOLDS}{TAIL}".replace("severity: error", "severity: eror"),
            "error[unknown-value]: rule.yaml:4:11 severity is 'eror'\n  help: did you mean 'error'?",
        ),
        (
            f"{HEAD}{HOLDS}{TAIL}each: witin\n",
            "error[unknown-value]: rule.yaml:9:7 each is 'witin'\n  help: did you mean 'within'?",
        ),
        (
            f"{HEAD}{HOLDS}{TAIL}possible: warning\n".replace("severity: error", "severity: note"),
            (
                "error[possible-outweighs]: rule.yaml:9:11 'possible' is warning, and severity only note\n"
                "  help: what is possible weighs no more"
            ),
        ),
        (
            f"{HEAD}{TAIL}holds: [a, b]\n",
            "error[wrong-type]: rule.yaml:8:8 holds is a list\n  help: expected text",
        ),
        (
            f"{HEAD}{TAIL}holds:\n",
            "error[wrong-type]: rule.yaml:8:7 holds is nothing\n  help: expected text",
        ),
        (
            f"{HEAD}{HOLDS}{TAIL}needs: event.start\n",
            "error[wrong-type]: rule.yaml:9:8 needs is 'event.start'\n  help: expected a list",
        ),
        (
            f"{HEAD}{HOLDS}{TAIL}needs: [{{a: b}}]\n",
            "error[wrong-type]: rule.yaml:9:9 needs is a map\n  help: expected text",
        ),
        (f"{HEAD}{TAIL}", "error[no-rule]: rule.yaml:1:1 a check has one of 'holds', 'offenders' and 'judge'"),
        (
            f"{HEAD}{HOLDS}{TAIL}offenders: SELECT _row FROM events\n",
            "error[no-rule]: rule.yaml:9:12 a check has one of 'holds', 'offenders' and 'judge'",
        ),
        (
            f"{HEAD}{TAIL}offenders: SELECT _row FROM events\ndoubtful: true\n",
            "error[no-rule]: rule.yaml:9:11 'doubtful' goes with 'holds'",
        ),
        (
            f"{HEAD}{HOLDS}{TAIL}parameters: {{days: 1}}\n",
            "error[wrong-type]: rule.yaml:9:20 the parameter 'days' is '1'\n  help: expected a map (key: value)",
        ),
        (
            f"{HEAD}{HOLDS}{TAIL}parameters: {{days: {{defalt: 1, about: Days.}}}}\n",
            (
                "error[unknown-key]: rule.yaml:9:21 the parameter 'days' has no key 'defalt'\n"
                "  help: did you mean 'default'?"
            ),
        ),
        (
            f"{HEAD}{HOLDS}{TAIL}parameters: {{days: {{default: 1}}}}\n",
            "error[missing-key]: rule.yaml:9:20 the parameter 'days' needs the key 'about'",
        ),
        (
            f"{HEAD}{HOLDS}{TAIL}parameters: {{names: {{vocabulary: unnamed-source, about: Words.}}}}\n",
            (
                "error[unknown-vocabulary]: rule.yaml:9:34 no vocabulary 'unnamed-source'\n"
                "  help: did you mean 'unnamed-sources'?"
            ),
        ),
        (
            f"{HEAD}{HOLDS}{TAIL}parameters: {{names: {{default: [[a]], about: Words.}}}}\n",
            (
                "error[wrong-type]: rule.yaml:9:32 the parameter 'names' is a list\n"
                "  help: expected a value, a list of values, or a map of lists"
            ),
        ),
        (
            f"{HEAD}{HOLDS}{TAIL}parameters: {{spans: {{default: {{'1': 5}}, about: Days.}}}}\n",
            (
                "error[wrong-type]: rule.yaml:9:37 the parameter 'spans' is '5'\n"
                "  help: expected a value, a list of values, or a map of lists"
            ),
        ),
        (
            f"{HEAD}{HOLDS}{TAIL}parameters: {{spans: {{default: {{'1': []}}, about: Days.}}}}\n",
            (
                "error[wrong-type]: rule.yaml:9:37 the parameter 'spans' is a list\n"
                "  help: expected a value, a list of values, or a map of lists"
            ),
        ),
    ],
)
def test_a_mistake_in_the_rule(tmp_path: Path, text: str, message: str) -> None:
    assert refused(tmp_path, text) == message


@pytest.mark.parametrize(
    ("severity", "possible"),
    [("error", Severity.WARNING), ("warning", Severity.WARNING), ("note", Severity.NOTE)],
)
def test_what_is_possible_weighs_a_warning_at_most(tmp_path: Path, severity: str, possible: Severity) -> None:
    text = f"{HEAD}{HOLDS}{TAIL}".replace("severity: error", f"severity: {severity}")
    assert read(tmp_path, text).possible is possible


def test_a_check_is_two_files(tmp_path: Path) -> None:
    assert refused(tmp_path, f"{HEAD}{HOLDS}{TAIL}", page=None) == (
        "error[no-page]: rule.md the check's page is missing\n"
        "  help: a check is two files with one stem; see docs/writing-checks.md"
    )


def page(cases: str = "", **instead: str) -> str:
    """A page whose cases begin on line 17; `instead` replaces headings."""
    headings = [instead.get(h.split()[0].lower(), h) for h in HEADINGS]
    words = [f"## {heading}\nWords.\n\n" for heading in headings[:-1]]
    return "".join(words) + f"## {headings[-1]}\n{cases}"


ORDER = "expected in this order: What it finds, Why it matters, When it is not an error, What to do, Cases"


@pytest.mark.parametrize(
    ("text", "message"),
    [
        ("", f"error[missing-heading]: rule.md has no heading '## What it finds'\n  help: {ORDER}"),
        (
            page(why="Why it maters"),
            (
                "error[unknown-heading]: rule.md:4:1 a page has no heading '## Why it maters'\n"
                "  help: did you mean 'Why it matters'?"
            ),
        ),
        (
            page().replace("## What to do\nWords.\n\n", ""),
            f"error[missing-heading]: rule.md has no heading '## What to do'\n  help: {ORDER}",
        ),
        (
            page(why="What to do", what="What it finds").replace("## What to do\nWords.\n\n## Cases", "## Cases"),
            f"error[missing-heading]: rule.md has no heading '## Why it matters'\n  help: {ORDER}",
        ),
        (
            "## Cases\n" + page().replace("## Cases\n", ""),
            f"error[missing-heading]: rule.md has its headings out of order\n  help: {ORDER}",
        ),
        (page() + "## Cases\n", f"error[missing-heading]: rule.md has its headings out of order\n  help: {ORDER}"),
        (page().replace("Words.", "", 1), "error[empty-section]: rule.md:1:1 '## What it finds' is empty"),
        (
            page("| event.start | verdict |\n| 2017-01-01 | pass |\n"),
            "error[broken-table]: rule.md:14:1 a table needs a line of dashes below its header",
        ),
        (
            page("| event.start | verdict |\n"),
            "error[broken-table]: rule.md:14:1 a table needs a line of dashes below its header",
        ),
        (
            page("| event.start | verdict |\n|---|---|\n| 2017-01-01 | pass | why |\n"),
            "error[broken-table]: rule.md:16:1 the row has 3 cells, its header 2",
        ),
        (
            page("| event.start | event.start | verdict |\n|---|---|---|\n| 1 | 2 | pass |\n"),
            "error[broken-table]: rule.md:14:1 the column 'event.start' stands twice",
        ),
        (
            page("| event.start | verdict |\n|---|---|\n| 2017-01-01 | passed |\n"),
            "error[unknown-verdict]: rule.md:16:1 no verdict 'passed'\n  help: did you mean 'pass'?",
        ),
        (
            page("| event.start | verdict |\n|---|---|\n| 2017-01-01 | |\n"),
            (
                "error[unknown-verdict]: rule.md:16:1 the case states no verdict\n"
                "  help: expected one of: fail, not applicable, pass, possible, unknown"
            ),
        ),
        (
            page("```yaml\nsentinel: [x]\n```\n"),
            (
                "error[unknown-key]: rule.md:15:1 the cases' settings has no key 'sentinel'\n"
                "  help: did you mean 'sentinels'?"
            ),
        ),
        (page("```yaml\na: [\n```\n"), "error[bad-yaml]: rule.md:16:1 is not YAML: did not find expected node content"),
        (
            page("```yaml\ntoday: 2017-02-30\n```\n"),
            "error[bad-date]: rule.md:15:8 today is '2017-02-30'\n  help: expected a date: 2017-11-26",
        ),
        (
            page("```yaml\nsentinels: {a: b}\n```\n"),
            "error[wrong-type]: rule.md:15:12 sentinels is a map\n  help: expected text",
        ),
        (
            page("```yaml\ntypes: {stations: intger}\n```\n"),
            "error[unknown-value]: rule.md:15:19 type is 'intger'\n  help: did you mean 'integer'?",
        ),
        (
            page("```yaml\nformats: [x]\n```\n"),
            "error[wrong-type]: rule.md:15:10 formats is a list\n  help: expected a map (key: value)",
        ),
        (
            page("```yaml\nparameters: [x]\n```\n"),
            "error[wrong-type]: rule.md:15:13 parameters is a list\n  help: expected a map (key: value)",
        ),
        (
            page("```yaml\nparameters: {dais: 1}\n```\n"),
            "error[unknown-parameter]: rule.md:15:14 the check has no parameter 'dais'\n  help: did you mean 'days'?",
        ),
        (page("```yaml\nkey: {a: b}\n```\n"), "error[wrong-type]: rule.md:15:6 key is a map\n  help: expected text"),
        (
            page("```yaml\ntaxonomy: [a]\n```\n"),
            "error[wrong-type]: rule.md:15:11 taxonomy is a list\n  help: expected text",
        ),
        (
            page("```yaml\nkey: a\n```\nWords.\n```yaml\nkey: b\n```\n"),
            "error[broken-settings]: rule.md:18:1 the cases have a second block of settings\n  help: write them in one",
        ),
    ],
)
def test_a_mistake_in_the_page(tmp_path: Path, text: str, message: str) -> None:
    parameters = "parameters: {days: {default: 1, about: Days.}}\n"
    assert refused(tmp_path, f"{HEAD}{HOLDS}{TAIL}{parameters}", text) == message


def test_a_check_read_whole(tmp_path: Path) -> None:
    cases = (
        "```yaml\ntoday: 2017-11-26\nparameters: {days: 3}\nsentinels: NA\n```\n"
        "| event.start | event.end | verdict | why |\n|:--|--:|---|---|\n"
        r"| 2017-01-01 | a \| b | not applicable | ''|" + "\n\n### sources\n| source.id |\n|---|\n| SO |\n"
        "\n| event.start | verdict |\n|---|---|\n| | fail |\n"
    )
    check = read(
        tmp_path,
        f"{HEAD}{TAIL}holds: |\n  event.start\n  <= event.end\nneeds: [event.start]\npossible: note\n"
        "parameters:\n  days: {default: 1, about: Days.}\n  spans: {default: {1: [1, 2]}, about: Spans.}\n"
        "  names: {vocabulary: unnamed-sources, about: Words.}\n  from: {about: First day.}\n",
        page(cases),
    )
    assert check.holds is not None
    assert str(check.holds.at) == "checks/x/ends-early.yaml:9:3"
    assert (check.possible, check.family, check.pack) == (Severity.NOTE, tmp_path.name, "house")
    assert {name: parameter.default for name, parameter in check.parameters.items()} == {
        "days": 1,
        "spans": {"1": (1, 2)},
        "names": ("activists",),
        "from": None,
    }
    first, sources, last = check.page.cases
    assert (first.relation, sources.relation, last.relation) == ("events", "sources", "events")
    assert (first.columns, first.rows[0].cells) == (("event.start", "event.end"), ("2017-01-01", "a | b"))
    assert (first.rows[0].verdict, first.rows[0].line) == (Verdict.NOT_APPLICABLE, 21)
    assert (sources.rows[0].verdict, last.rows[0].verdict) == (None, Verdict.FAIL)
    assert check.page.settings == CaseSettings({"days": 3}, date(2017, 11, 26), ("NA",))


def test_a_heading_inside_a_fence_is_none(tmp_path: Path) -> None:
    fenced = page().replace("Words.", "```sql\n## What is this\n```", 1)
    assert "## What is this" in read(tmp_path, f"{HEAD}{HOLDS}{TAIL}", fenced).page.sections["What it finds"]


def house(root: Path, name: str, code: str) -> None:
    folder = root / "checks" / "x"
    folder.mkdir(parents=True, exist_ok=True)
    (folder / f"{name}.yaml").write_text(f"{HEAD}{HOLDS}{TAIL}".replace("ends-early", name).replace("HSE001", code))
    (folder / f"{name}.md").write_text(PAGE)


def test_a_code_or_an_id_is_used_once(tmp_path: Path) -> None:
    house(tmp_path, "ends-early", "DAT001")
    with pytest.raises(Mistake) as caught:
        catalog(tmp_path)
    assert str(caught.value) == (
        "error[duplicate-check]: checks/x/ends-early.yaml:1:1 the code DAT001 is already used\n"
        "  help: by tieout/packs/dates/checks/order/end-before-start.yaml:1:1"
    )
    (tmp_path / "checks" / "x" / "ends-early.yaml").unlink()
    house(tmp_path, "end-before-start", "HSE001")
    with pytest.raises(Mistake, match="the id 'end-before-start' is already used"):
        catalog(tmp_path)


def test_a_character_may_be_written_by_its_number(tmp_path: Path) -> None:
    cells = r"| U+{202E}35U+{202C} \| U+{1F3F4} | U+{D800} U+{110000} U+{2g} U+202E | pass |"
    cases = f"| event.start | event.end | verdict |\n|---|---|---|\n{cells}\n"
    check = read(tmp_path, f"{HEAD}{HOLDS}{TAIL}", page(cases))
    assert check.page.cases[0].rows[0].cells == (
        "\u202e35\u202c | \U0001f3f4",
        "U+{D800} U+{110000} U+{2g} U+202E",
    )
