"""Chance that is the same everywhere: whole-number arithmetic on seed, stream and row.

DuckDB's own `random()` and `hash()` may change between versions; a multiplication does not. `draw` mixes
the bits of its input as 32-bit hash finishers do and takes the remainder.
"""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING

from tieout.plan.quote import literal

if TYPE_CHECKING:
    import duckdb

_MACROS = (
    # Both operands stay below 2^32, so that no product overflows 64 bits.
    "CREATE MACRO low(x) AS (x & 4294967295)",
    "CREATE MACRO folded(x, bits) AS xor(x, x >> bits)",
    "CREATE MACRO seeded(row, stream) AS low(row::UBIGINT * 2654435761 + stream::UBIGINT * 668265263 + {seed})",
    """CREATE MACRO draw(row, stream, n) AS (
        folded(low(folded(low(folded(seeded(row, stream), 16) * 2146121005), 15) * 2221713035), 16) % n)::INTEGER""",
)


def define_draws(con: duckdb.DuckDBPyConnection, seed: int) -> None:
    """Define `draw(row, stream, n)`: a number from 0 to n - 1 that depends on nothing but its arguments and the seed.

    `stream` keeps the draws of one row apart.
    """
    spread = seed * 2246822519 % 4294967296
    for macro in _MACROS:
        con.execute(macro.format(seed=spread))


def one_of(words: Sequence[str], row: str, stream: int) -> str:
    """SQL that draws one of these words."""
    listed = ", ".join(literal(word) for word in words)
    return f"([{listed}])[draw({row}, {stream}, {len(words)}) + 1]"
