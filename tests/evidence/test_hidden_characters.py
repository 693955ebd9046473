"""Characters that nobody sees: found where they mislead, passed over where a language needs them, in linear time."""

from __future__ import annotations

import unicodedata

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tieout.evidence.documents.hidden import hidden

RLO, LRO, RLE, LRE, PDF = "\u202e", "\u202d", "\u202b", "\u202a", "\u202c"
RLI, LRI, FSI, PDI = "\u2067", "\u2066", "\u2068", "\u2069"
ORDER = "shows words or numbers in another order than they are written"


@pytest.mark.parametrize(
    ("text", "words"),
    [
        (f"At least {RLO}35{PDF} killed", f"U+202E (right-to-left override) at 9 {ORDER}"),
        (f"{RLO}35", f"U+202E (right-to-left override) at 0 {ORDER}"),
        (f"{RLO}{LRE}{PDF}35{PDF}", f"U+202E (right-to-left override) at 0 {ORDER}"),
        (f"{RLO}{PDI}35", f"U+202E (right-to-left override) at 0 {ORDER}"),
        (f"{LRO}قتل{PDF}", f"U+202D (left-to-right override) at 0 {ORDER}"),
        (f"{RLE}12 of 53{PDF}", f"U+202B (right-to-left embedding) at 0 {ORDER}"),
        (f"{RLO}35{PDF} and {RLO}12{PDF}", f"U+202E (right-to-left override) at 0 {ORDER}, and so does 1 more"),
        ("5\u200b3", "U+200B (zero width space) at 1 cuts a word or a number where nobody sees it"),
        ("5\u200d3", "U+200D (zero width joiner) at 1 cuts a word or a number where nobody sees it"),
        ("a\U000e0031", "U+E0031 (tag digit one) at 1 is a letter that nobody sees"),
        ("53\b12\x1b[2J", "U+0008 at 2 rewrites what a screen shows, and so does 1 more"),
    ],
)
def test_what_misleads_is_named_by_its_first_place(text: str, words: str) -> None:
    assert [kind.words for kind in hidden(text)] == [words]


@pytest.mark.parametrize(
    "text",
    [
        f"{RLO}قتلوا{PDF}",
        f"{RLO}5{PDF}",
        f"{RLO}\n35 killed",
        f"{LRO}+1 555 0100{PDF}",
        f"{RLE}قتل 53 شخصا{PDF}",
        f"{LRI}12 of 53{PDI} {FSI}12 of 53{PDI} {LRE}12 of 53{PDF}",
        "\u200fقتل 53\u200e",
        "می\u200cخواهند کشته",
        "क्\u200dष",
        "co\xadoperation and a \u200bbreak",
        "\ufeffAt least 53",
        "ผู้\u200bเสียชีวิต \u200b死者\u200b十二人",
        "\U0001f3f4\U000e0067\U000e0062\U000e0065\U000e006e\U000e0067\U000e007f",
        "\U0001f468\u200d\U0001f469 \u2764\ufe0f",
    ],
)
def test_what_a_language_or_an_emoji_needs_is_passed_over(text: str) -> None:
    assert hidden(text) == ()


SIGNS = st.sampled_from([RLO, LRO, RLE, LRE, PDF, RLI, LRI, FSI, PDI, "\n", "\u200b", "\U000e0041", "\b", *"12ab قت"])


@given(st.lists(SIGNS, max_size=60).map("".join))
def test_every_place_is_that_of_a_hidden_character(text: str) -> None:
    for kind in hidden(text):
        assert text[kind.place] == kind.sign
        assert unicodedata.category(kind.sign) in ("Cf", "Cc")
        assert 0 < kind.times <= len(text)


@pytest.mark.parametrize(
    ("piece", "spared"),
    [(RLO, 16), (f"{RLO}12", 0), (f"{RLI}12 a", 0), (f"{RLI}12 a{PDI}", 0), ("5\u200b", 1), ("\ufe0f", 1)],
)
def test_however_many_there_are_each_is_counted_once(piece: str, spared: int) -> None:
    """Nested without an end, too; the last sign of a row may have nothing behind it to mislead about."""
    (kind,) = hidden(piece * 50_000)
    assert kind.times == 50_000 - spared
