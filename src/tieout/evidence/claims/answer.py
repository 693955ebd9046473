"""A verdict from the figures it rests on: their places, and each axis by itself."""

from __future__ import annotations

from collections.abc import Sequence
from functools import lru_cache

from tieout.evidence.claims.case import Case
from tieout.evidence.claims.claim import Claim
from tieout.evidence.claims.verdict import Agreement, Axis, FigureVerdict, Status
from tieout.evidence.figures.populations import SAME, relation
from tieout.evidence.figures.quantity import RANGE, Quantity


def answer(case: Case, status: Status, on: Sequence[Quantity], reason: str = "", arithmetic: str = "") -> FigureVerdict:
    """The verdict of a case that rests on some figures, with one reason."""
    return _answer(case, status, on, reason, arithmetic, _value(case.claim, status, on, arithmetic))


def coded(case: Case, on: Quantity, meant: str) -> FigureVerdict:
    """The verdict where the codebook gives the wording the number of the row: consistent, and the value agrees."""
    reason = f"by convention: {meant}"
    return _answer(case, Status.CONSISTENT, [on], reason, "", _agrees(reason))


def _answer(
    case: Case, status: Status, on: Sequence[Quantity], reason: str, arithmetic: str, value: Axis
) -> FigureVerdict:
    return FigureVerdict(
        status=status,
        measure=case.claim.measure,
        population=case.claim.population,
        spans=tuple([case.reading.span(quantity.start, quantity.end) for quantity in on]),
        arithmetic=arithmetic,
        reasons=(reason,) if reason else (),
        rule=on[0].rule if len(on) == 1 else "+".join(dict.fromkeys(one.rule for one in on if one.rule)),
        value=value,
        qualifier=_qualifier(case.claim, on),
        of_measure=_measure(case.claim, on),
        of_population=_population(case.claim, on),
    )


# Most verdicts have the same few axes.
@lru_cache(maxsize=1024)
def _agrees(words: str = "") -> Axis:
    return Axis(Agreement.AGREES, words)


@lru_cache(maxsize=1024)
def _open(words: str = "") -> Axis:
    return Axis(Agreement.OPEN, words)


def _value(claim: Claim, status: Status, on: Sequence[Quantity], arithmetic: str) -> Axis:
    if status is Status.CONTRADICTED:
        return Axis(Agreement.DIFFERS)
    if status.accepts and claim.point is None and not (len(on) == 1 and claim.is_range_of(on[0])):
        return _open(f"{claim.words} is borne out, and not stated")
    return _agrees(arithmetic) if status.accepts else _open()


def _qualifier(claim: Claim, on: Sequence[Quantity]) -> Axis:
    if not on:
        return _open()
    wording = next(
        (quantity.qualifier or quantity.kind for quantity in on if quantity.bound or quantity.kind == RANGE), ""
    )
    if bool(wording) == (claim.point is None):
        return _agrees(wording)
    if wording:
        return Axis(Agreement.DIFFERS, f"the text says '{wording}', the row gives a plain number")
    return Axis(Agreement.DIFFERS, "the text gives a plain number, the row a range")


def _measure(claim: Claim, on: Sequence[Quantity]) -> Axis:
    stated = {quantity.measure for quantity in on if quantity.measure}
    return (_agrees if stated == {claim.measure} else _open)(_listed(stated))


def _population(claim: Claim, on: Sequence[Quantity]) -> Axis:
    stated = {quantity.population for quantity in on}
    same = {relation(claim.population, population) for population in stated} == {SAME}
    return (_agrees if same else _open)(_listed(stated))


def _listed(words: set[str]) -> str:
    return ", ".join(sorted(words)) if len(words) > 1 else next(iter(words), "")
