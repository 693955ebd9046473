"""Every wrong use ends with 2, one message that says what would be right, and no traceback."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path
from subprocess import CompletedProcess

import pytest

Command = Callable[..., CompletedProcess[str]]


@pytest.mark.parametrize(
    ("arguments", "said"),
    [
        (["adit"], "error[usage]: no command 'adit'\n  help: did you mean 'audit'?"),
        (["new"], "error[usage]: missing command\n  help: tieout new --help"),
        (["new", "chek"], "error[usage]: no command 'chek'\n  help: did you mean 'check'?"),
        (["audit", "--frmat", "html"], "error[usage]: no such option: --frmat"),
        (["audit", "--fail-on", "sometimes"], "'sometimes' is not one of 'error', 'warning', 'never'"),
        (["audit", "--format", "htlm"], "error[unknown-format]: --format names 'htlm'\n  help: did you mean 'html'?"),
        (["audit", "--format", ","], "error[unknown-format]"),
        (["audit", "--now", "yesterday"], "error[bad-time]: --now is 'yesterday'\n  help: expected an ISO time"),
        (["audit", "--now", "0001-01-01T00:00:00+14:00"], "error[bad-time]"),
        (["audit", "first-incident"], "error[unknown-dataset]"),
        (["audit", "./nowhere"], "error[no-such-path]: ./nowhere does not exist"),
        (["audit", "checks/incidents"], "error[not-a-dataset]"),
        (["audit", "nul\0byte"], "error[unknown-dataset]"),
        (["build", "first-incident"], "help: did you mean 'first-incidents'?"),
        (["explain", "CAS01"], "error[unknown-check]: no check 'CAS01'\n  help: codes that begin so: CAS010, CAS011"),
        (["explain", "prv"], "error[unknown-check]: no check 'prv'\n  help: codes that begin so: PRV001, PRV002,"),
        (["prove", "CAS01"], "help: codes that begin so: CAS010, CAS011"),
        (["explain", "CAS201"], "help: did you mean 'CAS0"),
        (["explain", ""], "help: tieout checks lists them all"),
        (["explain", "end-befor-start"], "help: did you mean 'end-before-start'?"),
        (["explain", "?"], "help: tieout checks lists them all"),
        (["demo", "--events", "0", "new"], "error[usage]: invalid value for '--events'"),
        (["demo", "datasets"], "error[already-there]"),
        (["demo", "README.md/below"], "README.md the system says: File exists"),
        (["init", "."], "error[already-there]"),
        (["init", "README.md"], "error[cannot-write]"),
        (["new", "check", "no-family"], "help: FAMILY/DEFECT"),
        (["new", "check", "../../up/and-away"], "error[bad-name]: a family cannot be called '..'"),
        (
            ["new", "check", "dates/end-before-start"],
            "error[duplicate-check]: the id 'end-before-start' is already used",
        ),
        (["new", "dataset", "../up"], "error[bad-name]: a dataset cannot be called '../up'"),
        (["new", "dataset", "My Data"], "'my-data'"),
        (["new", "dataset", "first-incidents"], "error[already-there]"),
    ],
)
def test_wrong_use_is_told(tieout: Command, project: Path, arguments: list[str], said: str) -> None:
    before = sorted(project.rglob("*"))
    ended = tieout(*arguments, cwd=project)
    assert (ended.returncode, ended.stdout) == (2, "")
    assert said in ended.stderr
    assert "Traceback" not in ended.stderr
    assert sorted(project.rglob("*")) == before
