"""What a pandera check expects, in words that agree with their numbers."""

from __future__ import annotations

import pytest

from tieout.expectations.wording import expected


@pytest.mark.parametrize(
    ("bounds", "words"),
    [
        ({"exact_value": 1}, "a text of 1 character"),
        ({"exact_value": 5}, "a text of 5 characters"),
        ({"max_value": 1}, "a text of at most 1 character"),
        ({"min_value": 1, "max_value": 80}, "a text of at least 1 and at most 80 characters"),
    ],
)
def test_lengths(bounds: dict[str, int], words: str) -> None:
    import pandera.ibis as pa

    assert expected(pa.Check.str_length(**bounds)) == words
