"""A rule that breaks on its own cases is told in the words of an audit, without advice that no rule may follow."""

from __future__ import annotations

from pathlib import Path

import pytest

from tieout.auditing.proving import prove
from tieout.model.mistake import Mistake
from tieout.project.catalog import catalog
from workbench import PAGE, Desk


def test_a_rule_that_breaks_gets_no_advice_to_use_what_is_refused(tmp_path: Path) -> None:
    desk = Desk(tmp_path)
    cases = "\n| event.id | event.source_name | verdict | why |\n|---|---|---|---|\n| E1 | x | pass | |\n"
    desk.check("counted", "holds: CAST(event.source_name AS INTEGER) > 0\n", page=PAGE + cases)
    known = catalog(tmp_path)
    with pytest.raises(Mistake) as caught:
        prove(known.checks["counted"], known)
    assert "Could not convert string 'x'" in caught.value.what
    assert "TRY" not in str(caught.value)
