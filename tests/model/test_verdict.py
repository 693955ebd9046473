"""The verdict algebra: what is not decided is never a pass, and counts partition the rows."""

from __future__ import annotations

from collections import Counter
from itertools import permutations, product

import pytest
from hypothesis import given
from hypothesis import strategies as st
from truth import Truth, verdict_of

from tieout.model.verdict import Counts, Outcome, Severity, Verdict, outcome_of, worst

TRUTHS: tuple[Truth, ...] = (True, False, None)
ALL = list(product(TRUTHS, TRUTHS, TRUTHS))

truths = st.sampled_from(TRUTHS)
rows = st.lists(st.tuples(truths, truths, truths), max_size=60)


def counted(verdicts: list[Verdict]) -> Counts:
    found = Counter(verdicts)
    return Counts(
        rows=len(verdicts),
        applicable=len(verdicts) - found[Verdict.NOT_APPLICABLE],
        failed=found[Verdict.FAIL],
        possible=found[Verdict.POSSIBLE],
        unknown=found[Verdict.UNKNOWN],
    )


@pytest.mark.parametrize(
    ("applies", "holds", "doubtful", "verdict"),
    [
        (False, None, None, Verdict.NOT_APPLICABLE),
        (False, False, True, Verdict.NOT_APPLICABLE),
        (None, True, False, Verdict.UNKNOWN),
        (None, False, False, Verdict.UNKNOWN),
        (True, False, None, Verdict.FAIL),
        (True, False, False, Verdict.FAIL),
        (True, None, True, Verdict.UNKNOWN),
        (True, True, None, Verdict.UNKNOWN),
        (True, True, True, Verdict.POSSIBLE),
        (True, True, False, Verdict.PASS),
    ],
)
def test_the_table_of_the_documentation(applies: Truth, holds: Truth, doubtful: Truth, verdict: Verdict) -> None:
    assert verdict_of(applies, holds, doubtful) is verdict


def test_a_rule_without_doubt_passes_what_holds() -> None:
    assert [verdict_of(True, holds) for holds in TRUTHS] == [Verdict.PASS, Verdict.FAIL, Verdict.UNKNOWN]


@pytest.mark.parametrize(("applies", "holds", "doubtful"), ALL)
def test_a_pass_needs_every_answer_and_a_fail_needs_a_clear_no(applies: Truth, holds: Truth, doubtful: Truth) -> None:
    verdict = verdict_of(applies, holds, doubtful)
    assert (verdict is Verdict.PASS) == (applies is True and holds is True and doubtful is False)
    assert (verdict is Verdict.FAIL) == (applies is True and holds is False)


@pytest.mark.parametrize(("applies", "holds", "doubtful"), ALL)
def test_learning_an_answer_changes_only_what_was_unknown(applies: Truth, holds: Truth, doubtful: Truth) -> None:
    """A verdict that was reached without an answer stays, whatever that answer turns out to be."""
    verdict = verdict_of(applies, holds, doubtful)
    given_answers = (applies, holds, doubtful)
    choices = [(True, False) if answer is None else (answer,) for answer in given_answers]
    learned = {verdict_of(*answers) for answers in product(*choices)}
    if verdict is Verdict.UNKNOWN:
        assert len(learned) > 1
    else:
        assert learned == {verdict}


@given(rows)
def test_counts_partition_the_rows(answers: list[tuple[Truth, Truth, Truth]]) -> None:
    verdicts = [verdict_of(*answer) for answer in answers]
    counts = counted(verdicts)
    not_applicable = verdicts.count(Verdict.NOT_APPLICABLE)
    assert counts.passed == verdicts.count(Verdict.PASS)
    assert counts.rows == counts.passed + counts.failed + counts.possible + counts.unknown + not_applicable
    assert counts.decided == counts.passed + counts.failed + counts.possible


@given(rows, st.integers(0, 70))
def test_an_outcome_passes_only_with_a_decided_row_and_no_more_failures_than_allowed(
    answers: list[tuple[Truth, Truth, Truth]], allowed: int
) -> None:
    counts = counted([verdict_of(*answer) for answer in answers])
    outcome = outcome_of(counts, allowed)
    assert outcome is not Outcome.ERROR
    assert (outcome is Outcome.FAILED) == (counts.failed > allowed)
    assert (outcome is Outcome.PASSED) == (counts.failed <= allowed and counts.decided > 0)


def test_nothing_to_look_at_is_not_evaluated() -> None:
    assert outcome_of(Counts()) is Outcome.NOT_EVALUATED
    assert outcome_of(Counts(rows=9)) is Outcome.NOT_EVALUATED
    assert outcome_of(Counts(rows=9, applicable=9, unknown=9)) is Outcome.NOT_EVALUATED
    assert outcome_of(Counts(rows=9, applicable=1)) is Outcome.PASSED


def test_what_is_only_possible_does_not_fail_a_check() -> None:
    assert outcome_of(Counts(rows=3, applicable=3, possible=3)) is Outcome.PASSED


@given(st.lists(st.sampled_from(list(Verdict))))
def test_the_worst_verdict_does_not_depend_on_order_or_repetition(verdicts: list[Verdict]) -> None:
    found = worst(verdicts)
    assert found is worst(reversed(verdicts)) is worst([*verdicts, *verdicts])
    assert found in verdicts or (not verdicts and found is Verdict.NOT_APPLICABLE)


def test_fail_weighs_most_and_not_applicable_least() -> None:
    order = (Verdict.FAIL, Verdict.POSSIBLE, Verdict.UNKNOWN, Verdict.PASS, Verdict.NOT_APPLICABLE)
    for heavy, light in ((a, b) for a, b in permutations(order, 2) if order.index(a) < order.index(b)):
        assert worst([light, heavy]) is heavy


def test_severities_are_ranked_from_the_gravest() -> None:
    assert [severity.rank for severity in (Severity.ERROR, Severity.WARNING, Severity.NOTE)] == [0, 1, 2]
