"""The chain of custody of a file: every step numbered, in time, and handing on what it received."""

from __future__ import annotations

import re
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime
from typing import NamedTuple

from tieout.evidence.documents.keeping import plain_hash

_SHA256 = re.compile(r"[0-9a-f]{64}")


@dataclass(frozen=True, slots=True)
class Step:
    """One step of custody: its number from 1, when it was done, the file's sha256 before and after it.

    The first step, the capture, has nothing before it.
    """

    seq: int
    at: datetime | None
    before: str | None
    after: str | None


class Gap(NamedTuple):
    """A break of the chain: the number of the step at which it shows, a stable kind, and the words."""

    seq: int
    kind: str
    words: str


def gaps_at(step: Step, earlier: Step | None, *, sha256: str | None = None) -> tuple[Gap, ...]:
    """What breaks the chain at one step; `earlier` is the one before it, None where it is the first.

    `sha256` is the hash of the file as it is now, for the last step alone. Times with and without a zone cannot be
    compared, and that is a gap as well.
    """
    found = list(_within(step))
    if earlier is not None:
        found += _between(earlier, step)
    elif step.seq != 1:
        found.append(Gap(step.seq, "numbering", f"the first step is numbered {step.seq}, not 1"))
    return (*found, *_file(step, sha256))


def moment(text: str | None) -> datetime | None:
    """A time in ISO 8601, with its zone where it states one; None for what is none."""
    try:
        return datetime.fromisoformat((text or "").strip())
    except ValueError:
        return None


def _file(last: Step, sha256: str | None) -> Iterable[Gap]:
    if sha256 is not None and last.after is not None and plain_hash(sha256) != plain_hash(last.after):
        yield Gap(last.seq, "file", "the file is not the one that the last step handed on")


def _within(step: Step) -> Iterable[Gap]:
    if step.at is None:
        yield Gap(step.seq, "time", f"step {step.seq} has no time that can be read")
    if step.after is None:
        yield Gap(step.seq, "hash", f"step {step.seq} records no hash of what it handed on")
    if step.before is None and step.seq != 1:
        yield Gap(step.seq, "hash", f"step {step.seq} records no hash of what it received")
    for hash_ in (step.before, step.after):
        if hash_ is not None and not _SHA256.fullmatch(plain_hash(hash_)):
            yield Gap(step.seq, "hash", f"step {step.seq} records a hash that is no sha256")


def _between(earlier: Step, later: Step) -> Iterable[Gap]:
    if later.seq == earlier.seq:
        yield Gap(later.seq, "numbering", f"two steps are numbered {later.seq}")
    elif later.seq != earlier.seq + 1:
        yield Gap(later.seq, "numbering", f"no step between {earlier.seq} and {later.seq}")
    if earlier.after is not None and later.before is not None and plain_hash(earlier.after) != plain_hash(later.before):
        yield Gap(later.seq, "content", f"step {later.seq} received another file than step {earlier.seq} handed on")
    if earlier.at is None or later.at is None:
        return
    if (earlier.at.tzinfo is None) != (later.at.tzinfo is None):
        yield Gap(later.seq, "time", f"steps {earlier.seq} and {later.seq}: only one states its time zone")
    elif later.at < earlier.at:
        yield Gap(later.seq, "time", f"step {later.seq} is dated before step {earlier.seq}")
