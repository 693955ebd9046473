"""What a rule's three truth values mean for one row, said in Python: the oracle that the SQL is held to."""

from __future__ import annotations

from tieout.model.verdict import Verdict

Truth = bool | None


def verdict_of(applies: Truth, holds: Truth, doubtful: Truth = False) -> Verdict:
    """The verdict of one row from the truth values of a rule's three expressions."""
    if applies is None:
        return Verdict.UNKNOWN
    if not applies:
        return Verdict.NOT_APPLICABLE
    if holds is None:
        return Verdict.UNKNOWN
    if not holds:
        return Verdict.FAIL
    if doubtful is None:
        return Verdict.UNKNOWN
    return Verdict.POSSIBLE if doubtful else Verdict.PASS
