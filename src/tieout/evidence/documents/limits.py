"""How much of a hostile file is read before reading stops: every number here ends in a problem, never in a crash."""

from __future__ import annotations

from dataclasses import dataclass

from tieout.evidence.documents.document import Kind, Unreadable


@dataclass(frozen=True, slots=True)
class Limits:
    """Sizes in bytes. `seconds` is for one document, `memory` for the process that reads it (where the system can)."""

    page: int = 20_000_000  # a text, an HTML page, a PDF
    archive: int = 1_000_000_000  # a WARC or WACZ as it lies there
    unpacked: int = 4_000_000_000  # of one archive
    ratio: int = 300  # unpacked to packed, of an archive's member larger than `small`
    small: int = 5_000_000
    members: int = 10_000  # of a WACZ
    records: int = 500_000  # of a WARC
    seconds: float = 60.0
    memory: int = 2_000_000_000


class Budget:
    """Counts what was unpacked, whatever the archive declares."""

    def __init__(self, limits: Limits) -> None:
        self._limits = limits
        self._left = limits.unpacked

    def spend(self, unpacked: int) -> None:
        """Raises Unreadable once more was unpacked than the limits allow."""
        self._left -= unpacked
        if self._left < 0:
            raise Unreadable(Kind.UNSAFE, f"unpacks to more than {self._limits.unpacked:,} bytes")

    def check_ratio(self, unpacked: int, packed: int) -> None:
        """Raises Unreadable for a stream that grew more than an honest one does."""
        if unpacked > self._limits.small and unpacked > packed * self._limits.ratio:
            raise Unreadable(Kind.UNSAFE, f"unpacks to more than {self._limits.ratio} times its size")
