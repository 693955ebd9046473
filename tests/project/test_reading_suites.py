"""expectations/NAME.yaml, gate.yaml, taxonomies and vocabularies: each mistake is told where it stands."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import pytest

from tieout.model.mistake import Mistake
from tieout.model.suite import Policy, Suite
from tieout.model.verdict import Severity
from tieout.project.suite_file import read_policy, read_suite
from tieout.project.taxonomy_file import read_taxonomy, read_vocabulary
from workbench import known


def suite(path: Path) -> Suite:
    catalog = known()
    return read_suite(path, "s.yaml", packs=catalog.packs, checks=catalog.checks, vocabularies=catalog.vocabularies)


def gate(path: Path) -> Policy:
    return read_policy(path, "s.yaml")


def taxonomy(path: Path) -> object:
    return read_taxonomy(path, "s.yaml")


def vocabulary(path: Path) -> object:
    return read_vocabulary(path, "s.yaml")


Reader = Callable[[Path], object]
REPORTED = "reported-before-it-happened"
WHAT = "what is expected of 'end-before-start'"


@pytest.mark.parametrize(
    ("reader", "text", "message"),
    [
        (suite, "pack: [core]\n", "unknown-key]: s.yaml:1:1 a suite has no key 'pack'\n  help: did you mean 'packs'?"),
        (suite, "packs: core\n", "wrong-type]: s.yaml:1:8 packs is 'core'\n  help: expected a list"),
        (
            suite,
            "packs: [casualtys]\n",
            ("unknown-pack]: s.yaml:1:9 no pack 'casualtys'\n  help: did you mean 'casualties'?"),
        ),
        (suite, "- core\n", "wrong-type]: s.yaml:1:1 a suite is a list\n  help: expected a map (key: value)"),
        (
            suite,
            "checks:\n  end-befor-start: {}\n",
            "unknown-check]: s.yaml:2:3 no check 'end-befor-start'\n  help: did you mean 'end-before-start'?",
        ),
        (
            suite,
            "checks: [end-before-start]\n",
            "wrong-type]: s.yaml:1:9 checks is a list\n  help: expected a map (key: value)",
        ),
        (
            suite,
            "checks:\n  end-before-start: {severty: error}\n",
            f"unknown-key]: s.yaml:2:22 {WHAT} has no key 'severty'\n  help: did you mean 'severity'?",
        ),
        (
            suite,
            "checks:\n  end-before-start: {severity: grave}\n",
            "unknown-value]: s.yaml:2:32 severity is 'grave'\n  help: expected one of: error, note, warning",
        ),
        (
            suite,
            "checks:\n  end-before-start: {allow: -1}\n",
            "wrong-type]: s.yaml:2:29 allow is '-1'\n  help: expected a number from 0",
        ),
        (
            suite,
            "checks:\n  end-before-start: {allow: any}\n",
            "wrong-type]: s.yaml:2:29 allow is 'any'\n  help: expected a number from 0",
        ),
        (
            suite,
            "checks:\n  end-before-start: {required: yes}\n",
            "wrong-type]: s.yaml:2:32 required is 'yes'\n  help: expected true or false",
        ),
        (
            suite,
            "checks:\n  end-before-start: {skip: }\n",
            "wrong-type]: s.yaml:2:28 the reason to skip a check is nothing\n  help: expected text",
        ),
        (
            suite,
            "checks:\n  end-before-start: {skip: true}\n",
            "wrong-type]: s.yaml:2:28 the reason to skip a check is 'true'\n  help: expected words that say why",
        ),
        (
            suite,
            "checks:\n  end-before-start: {skip: 1}\n",
            "wrong-type]: s.yaml:2:28 the reason to skip a check is '1'\n  help: expected words that say why",
        ),
        (
            suite,
            f"checks:\n  {REPORTED}: {{parameters: {{day: 3}}}}\n",
            f"unknown-parameter]: s.yaml:2:46 '{REPORTED}' has no parameter 'day'\n  help: did you mean 'days'?",
        ),
        (
            suite,
            "checks:\n  end-before-start: {parameters: {days: 3}}\n",
            (
                "unknown-parameter]: s.yaml:2:35 'end-before-start' has no parameter 'days'\n"
                "  help: 'end-before-start' has no parameters"
            ),
        ),
        (
            suite,
            f"checks:\n  {REPORTED}: {{parameters: {{days: [1]}}}}\n",
            "wrong-type]: s.yaml:2:52 the parameter 'days' is a list\n  help: expected a number",
        ),
        (
            suite,
            f"checks:\n  {REPORTED}: {{parameters: {{days: soon}}}}\n",
            "wrong-type]: s.yaml:2:52 the parameter 'days' is 'soon'\n  help: expected a number",
        ),
        (
            suite,
            "checks:\n  source-not-named: {parameters: {generic: {vocabulary: unnamed}}}\n",
            "unknown-vocabulary]: s.yaml:2:57 no vocabulary 'unnamed'\n  help: did you mean 'unnamed-sources'?",
        ),
        (
            suite,
            "checks:\n  precision-contradicts-span: {parameters: {spans: {1: 5}}}\n",
            (
                "wrong-type]: s.yaml:2:56 the parameter 'spans' is '5'\n"
                "  help: expected a value, a list of values, or a map of lists"
            ),
        ),
        (
            gate,
            "alow: {error: 1}\n",
            ("unknown-key]: s.yaml:1:1 a gate has no key 'alow'\n  help: did you mean 'allow'?"),
        ),
        (
            gate,
            "allow: {eror: 1}\n",
            ("unknown-key]: s.yaml:1:9 'allow' has no key 'eror'\n  help: did you mean 'error'?"),
        ),
        (
            gate,
            "allow: {error: all}\n",
            (
                "wrong-type]: s.yaml:1:16 the number of findings allowed (or 'any') is 'all'\n"
                "  help: expected a number from 0"
            ),
        ),
        (gate, "allow: 3\n", "wrong-type]: s.yaml:1:8 'allow' is '3'\n  help: expected a map (key: value)"),
        (
            gate,
            "least coverage: 1.5\n",
            ("wrong-type]: s.yaml:1:17 least coverage is '1.5'\n  help: expected a share from 0 to 1, such as 0.8"),
        ),
        (
            gate,
            "least coverage: 80%\n",
            ("wrong-type]: s.yaml:1:17 least coverage is '80%'\n  help: expected a share from 0 to 1, such as 0.8"),
        ),
        (taxonomy, "id: x\n", "missing-key]: s.yaml:1:1 a taxonomy needs the key 'figures'"),
        (
            taxonomy,
            "figures: {killed: People}\nwithn: {}\n",
            "unknown-key]: s.yaml:2:1 a taxonomy has no key 'withn'\n  help: did you mean 'within'?",
        ),
        (
            taxonomy,
            "figures: [killed]\n",
            "wrong-type]: s.yaml:1:10 figures is a list\n  help: expected a map (key: value)",
        ),
        (
            taxonomy,
            "figures: {killed: People}\nwithin: {killed: [kiled]}\n",
            "unknown-figure]: s.yaml:2:19 no figure 'kiled'\n  help: did you mean 'killed'?",
        ),
        (
            vocabulary,
            "id: x\nentrys: []\n",
            ("unknown-key]: s.yaml:2:1 a vocabulary has no key 'entrys'\n  help: did you mean 'entries'?"),
        ),
        (vocabulary, "id: x\nentries: [[a]]\n", "wrong-type]: s.yaml:2:11 entries is a list\n  help: expected text"),
    ],
)
def test_a_mistake(tmp_path: Path, reader: Reader, text: str, message: str) -> None:
    path = tmp_path / "bridge.yaml"
    path.write_text(text, encoding="utf-8")
    with pytest.raises(Mistake) as caught:
        reader(path)
    assert str(caught.value) == f"error[{message}"


def test_a_suite_read_whole(tmp_path: Path) -> None:
    path = tmp_path / "bridge.yaml"
    path.write_text(
        "packs: [core, dates]\nchecks:\n  end-before-start:\n"
        f"  {REPORTED}: {{severity: note, allow: 3, required: true, parameters: {{days: 7}}}}\n"
        "  source-not-named: {skip: No source is named here., parameters: {generic: {vocabulary: unnamed-sources}}}\n"
    )
    for beside in ("bridge.py", "bridge.events.json", "bridges.events.json", "bridge.json"):
        (tmp_path / beside).write_text("")
    read = suite(path)
    assert read.packs == ("core", "dates")
    assert list(read.expectations) == ["end-before-start", REPORTED, "source-not-named"]
    reported, source = read.expectations[REPORTED], read.expectations["source-not-named"]
    assert (reported.severity, reported.allow, reported.required) == (Severity.NOTE, 3, True)
    assert reported.parameters == {"days": 7}
    assert source.skip == "No source is named here."
    assert source.parameters["generic"] == known().vocabularies["unnamed-sources"]
    assert (read.contracts, read.great_expectations) == ("bridge.py", {"events": "bridge.events.json"})


def test_files_beside_a_suite_can_be_left_alone(tmp_path: Path) -> None:
    path = tmp_path / "bridge.yaml"
    path.write_text("contracts: false\ngreat_expectations: false\n")
    for beside in ("bridge.py", "bridge.events.json"):
        (tmp_path / beside).write_text("")
    assert (suite(path).contracts, suite(path).great_expectations) == (None, {})


@pytest.mark.parametrize(
    ("text", "policy"),
    [
        ("allow: {}\n", Policy().allowed),
        ("allow: {error: 2, warning: any}\n", {Severity.ERROR: 2, Severity.WARNING: None, Severity.NOTE: None}),
        ("allow: {error: any, note: 0}\n", {Severity.ERROR: None, Severity.WARNING: None, Severity.NOTE: 0}),
    ],
)
def test_a_gate_changes_only_what_it_says(tmp_path: Path, text: str, policy: dict[Severity, int | None]) -> None:
    path = tmp_path / "gate.yaml"
    path.write_text(text + "least coverage: 0.5\n")
    assert (gate(path).allowed, gate(path).least_coverage) == (policy, 0.5)
