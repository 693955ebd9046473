"""`tieout.audit` as a notebook calls it."""

from __future__ import annotations

from datetime import UTC, datetime
from pathlib import Path

import pytest

import tieout
from tieout.model.audit import Audit
from tieout.model.mistake import Mistake
from tieout.scaffold.dataset import new_dataset
from tieout.scaffold.project import init

NOW = datetime(2026, 3, 4, 5, 6, 7)


@pytest.fixture
def root(tmp_path: Path) -> Path:
    init(tmp_path)
    return tmp_path


@pytest.mark.parametrize(
    "path",
    [
        ".",
        pytest.param("datasets/first-incidents", marks=pytest.mark.slow),
        pytest.param("datasets/first-incidents/dataset.yaml", marks=pytest.mark.slow),
    ],
)
def test_a_dataset_is_audited_by_path(root: Path, path: str) -> None:
    audit = tieout.audit(root / path, now=NOW)
    assert isinstance(audit, Audit)
    assert (audit.dataset, audit.decision.fit, audit.at) == ("first-incidents", False, NOW.replace(tzinfo=UTC))
    assert tieout.audit(str(root / path), now=NOW) == audit


def test_a_notebook_shows_the_audit(root: Path) -> None:
    shown = tieout.audit(root)._repr_html_()
    assert "Incidents in Lower Harrow" in shown or "first-incidents" in shown
    assert "<script" not in shown


def test_the_audit_says_in_a_line_what_it_found(root: Path) -> None:
    assert repr(tieout.audit(root)) == "<audit of first-incidents 2026-01: not fit for release, 1 finding>"


def test_a_mistake_is_caught_by_the_name_that_tieout_gives_it(root: Path) -> None:
    assert tieout.Mistake is Mistake
    with pytest.raises(tieout.Mistake):
        tieout.audit(root / "nowhere")
    with pytest.raises(AttributeError, match="no attribute 'Mistakes'"):
        tieout.Mistakes  # noqa: B018 - the look-up is the point


def test_several_datasets_are_refused(root: Path) -> None:
    new_dataset(root, "river-bridge")
    with pytest.raises(Mistake, match="name one: first-incidents, river-bridge"):
        tieout.audit(root)
