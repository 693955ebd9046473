"""The gate: what blocks a release, and that nothing passes where nothing was looked at."""

from __future__ import annotations

from dataclasses import replace

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tieout.gate.policy import coverage, decide, findings_of
from tieout.model.audit import Reason, Result
from tieout.model.suite import Policy
from tieout.model.verdict import Counts, Outcome, Severity, outcome_of
from workbench import rule

ERROR, WARNING, NOTE = Severity
ANY = Policy(allowed=dict.fromkeys(Severity))


def ran(
    failed: int = 0,
    possible: int = 0,
    *,
    name: str = "house-rule",
    severity: Severity = ERROR,
    lesser: Severity = WARNING,
    rows: int = 10,
    unknown: int = 0,
    **more: object,
) -> Result:
    """A check that ran over some rows."""
    allowed = more.get("allowed", 0)
    counts = Counts(rows, rows, failed, possible, unknown)
    check = replace(rule(name), possible=lesser)
    outcome = outcome_of(counts, allowed if isinstance(allowed, int) else 0)
    return Result(check, severity=severity, outcome=outcome, counts=counts, **{"instance": "", **more})  # type: ignore[arg-type] # fields


def broke(name: str = "broken") -> Result:
    return replace(ran(name=name), outcome=Outcome.ERROR, counts=Counts(), reason="the check broke")


def idle(name: str = "idle", *, required: bool = False, absent: bool = False) -> Result:
    """A check that found no row to decide, or that the dataset has nothing for."""
    idly = replace(ran(name=name), outcome=Outcome.NOT_EVALUATED, counts=Counts(), reason="no rows")
    return replace(idly, required=required, absent=absent)


def elsewhere(name: str = "elsewhere", *, required: bool = False) -> Result:
    """A check of documents that are kept elsewhere."""
    return replace(idle(name, required=required), outcome=Outcome.ELSEWHERE)


@pytest.mark.parametrize(
    ("results", "policy", "fit", "unevaluated"),
    [
        ([elsewhere()], Policy(), False, True),
        ([elsewhere(), idle()], Policy(), False, True),
        ([ran(), elsewhere()], Policy(least_coverage=1), True, False),
        ([ran(), elsewhere(), idle()], Policy(least_coverage=1), False, True),
        ([ran(), elsewhere(required=True)], Policy(), False, True),
        ([ran()], Policy(), True, False),
        ([ran(1)], Policy(), False, False),
        ([ran(1, severity=WARNING)], Policy(), True, False),
        ([ran(1, severity=NOTE)], Policy(), True, False),
        ([ran(1)], Policy({ERROR: 1}), True, False),
        ([ran(2)], Policy({ERROR: 1}), False, False),
        ([ran(1, name="a"), ran(1, name="b")], Policy({ERROR: 1}), False, False),
        ([ran(1, severity=WARNING)], Policy({WARNING: 0}), False, False),
        ([ran(9)], Policy({}), True, False),
        ([ran(9)], ANY, True, False),
        ([ran(0, 3)], Policy(), True, False),
        ([ran(0, 3)], Policy({WARNING: 2}), False, False),
        ([ran(0, 3)], Policy({WARNING: 3}), True, False),
        ([ran(0, 3, lesser=ERROR)], Policy(), False, False),
        ([ran(1, 3, severity=NOTE)], Policy({ERROR: 0, WARNING: 0, NOTE: 4}), True, False),
        ([ran(1, 3, severity=NOTE)], Policy({NOTE: 3}), False, False),
        ([ran(2, allowed=2)], Policy(), True, False),
        ([ran(3, allowed=2)], Policy(), False, False),
        ([ran(2, 1, allowed=2)], Policy({ERROR: 0, WARNING: 0}), False, False),
        ([ran(), broke()], ANY, False, True),
        ([ran(), idle()], ANY, True, False),
        ([ran(), idle(required=True)], ANY, False, True),
        ([ran(), idle()], Policy(least_coverage=0.5), True, False),
        ([ran(), idle()], Policy(least_coverage=0.51), False, True),
        ([ran(instance="a"), replace(idle("house-rule"), instance="b")], Policy(least_coverage=1), True, False),
        ([ran(), idle(absent=True)], Policy(least_coverage=1), True, False),
        ([ran(), idle(absent=True), idle("other")], Policy(least_coverage=0.5), True, False),
        ([ran(), idle(absent=True), idle("other")], Policy(least_coverage=0.51), False, True),
        ([ran(), idle(absent=True, required=True)], Policy(least_coverage=0.51), False, True),
        ([ran(), broke()], Policy({}, least_coverage=0.51), False, True),
        ([idle(absent=True)], Policy(), False, True),
        ([idle(absent=True)], Policy(least_coverage=1), False, True),
        ([ran(1), broke()], Policy(), False, True),
        ([], ANY, False, True),
        ([idle(), idle("other")], ANY, False, True),
        ([ran(rows=5, unknown=5)], ANY, False, True),
    ],
)
def test_the_table_of_decisions(results: list[Result], policy: Policy, fit: bool, unevaluated: bool) -> None:
    decision = decide(results, policy)
    assert (decision.fit, decision.unevaluated) == (fit, unevaluated)
    assert bool(decision.reasons) == (not fit)
    assert decision.verdict == ("fit" if fit else "not fit")


def test_reasons_name_the_check_and_what_it_found() -> None:
    results = [
        ran(1, 2, name="a-rule", instance="killed", lesser=ERROR),
        ran(1234, name="b-rule"),
        ran(7, name="c-rule", severity=NOTE),
        broke(),
        idle(required=True),
    ]
    assert decide(results, Policy(least_coverage=0.9)).reasons == (
        Reason("A house rule (HSE001): 1,234 findings", "b-rule", ""),
        Reason("A house rule (HSE001): 3 findings", "a-rule", "killed"),
        Reason("A house rule (HSE001): the check broke while it ran", "broken", ""),
        Reason("A house rule (HSE001): the check is required and was not evaluated, no rows", "idle", ""),
        Reason("60% of the checks that speak of this dataset were evaluated, at least 90% are expected"),
    )


@pytest.mark.parametrize(
    ("results", "share"),
    [
        ([], 0.0),
        ([idle(absent=True), idle("other", absent=True)], 0.0),
        ([ran(), idle(absent=True)], 1.0),
        ([ran(), idle(absent=True, required=True)], 0.5),
        ([ran(), idle()], 0.5),
        ([ran(), broke()], 0.5),
        ([ran(3), ran(name="other"), idle()], 2 / 3),
        ([ran(instance="a"), replace(idle("house-rule"), instance="b")], 1.0),
    ],
)
def test_what_the_dataset_need_not_have_is_not_counted(results: list[Result], share: float) -> None:
    assert coverage(results) == share


@pytest.mark.parametrize(
    ("severity", "lesser", "weighs"),
    [
        (ERROR, ERROR, [5, 0, 0]),
        (ERROR, WARNING, [2, 3, 0]),
        (ERROR, NOTE, [2, 0, 3]),
        (WARNING, ERROR, [0, 5, 0]),
        (NOTE, ERROR, [0, 0, 5]),
        (NOTE, WARNING, [0, 0, 5]),
    ],
)
def test_possible_findings_weigh_as_the_check_says_and_no_more_than_certain_ones(
    severity: Severity, lesser: Severity, weighs: list[int]
) -> None:
    found = ran(2, 3, severity=severity, lesser=lesser)
    assert [findings_of(found, each) for each in Severity] == weighs


severities = st.sampled_from(list(Severity))
results = st.lists(
    st.one_of(
        st.builds(
            ran,
            st.integers(0, 5),
            st.integers(0, 3),
            name=st.sampled_from("abc"),
            severity=severities,
            lesser=severities,
            unknown=st.integers(0, 2),
            allowed=st.integers(0, 3),
        ),
        st.builds(broke),
        st.builds(idle, required=st.booleans(), absent=st.booleans()),
    ),
    max_size=8,
)
policies = st.builds(
    Policy,
    st.dictionaries(severities, st.none() | st.integers(0, 6)),
    st.sampled_from([0.0, 0.5, 1.0]),
)


@given(results, policies, st.one_of(st.builds(ran, st.integers(1, 5), severity=severities), st.builds(broke)))
def test_one_more_failing_or_broken_result_never_opens_the_gate(
    found: list[Result], policy: Policy, worse: Result
) -> None:
    """Whatever else was found, and even where it is the first that is evaluated at all, when it blocks by itself."""
    before, after = decide(found, policy), decide([*found, worse], policy)
    evaluated = any(r.outcome is not Outcome.NOT_EVALUATED for r in found)
    if not before.fit and evaluated and coverage([*found, worse]) <= coverage(found):
        assert not after.fit
    if not decide([worse], policy).fit:
        assert not after.fit


@given(results, policies)
def test_the_gate_opens_only_where_something_was_evaluated_and_nothing_broke(
    found: list[Result], policy: Policy
) -> None:
    decision = decide(found, policy)
    if decision.fit:
        outcomes = {r.outcome for r in found}
        assert outcomes & {Outcome.PASSED, Outcome.FAILED}
        assert Outcome.ERROR not in outcomes
        assert coverage(found) >= policy.least_coverage
        for severity, allowed in policy.allowed.items():
            assert allowed is None or sum(findings_of(r, severity) for r in found) <= allowed


@given(results, policies, st.randoms(use_true_random=False))
def test_the_order_of_results_decides_nothing(found: list[Result], policy: Policy, chance: object) -> None:
    decision = decide(found, policy)
    shuffled = sorted(found, key=lambda _: chance.random())  # type: ignore[attr-defined] # a random.Random
    other = decide(shuffled, policy)
    assert (decision.fit, decision.unevaluated) == (other.fit, other.unevaluated)
    assert sorted(map(str, decision.reasons)) == sorted(map(str, other.reasons))


@given(results, policies)
def test_a_stricter_policy_never_opens_the_gate(found: list[Result], policy: Policy) -> None:
    stricter = Policy(dict.fromkeys(Severity, 0), 1.0)
    if decide(found, stricter).fit:
        assert decide(found, policy).fit
