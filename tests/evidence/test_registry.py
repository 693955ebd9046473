"""Names to sources: exact folded aliases decide, hints only hint."""

from __future__ import annotations

import time
from itertools import pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tieout.evidence.registry import Registry, acronym
from tieout.evidence.words import fold, words_of

REGISTRY = Registry(
    {
        "harbour": ["Harbour Watch for Human Rights", "the Watch"],
        "press": ["Agence Halver-Presse"],
        "health": ["World Health Organization (WHO)"],
        "relief": ["Médecins du Port"],
        "north": ["Northern Ministry of Health", "Ministry of Health"],
        "south": ["Southern Ministry of Health", "Ministry of Health"],
        "smart": ["SMART"],
        "nahar": ["Nahar Television"],
        "union": ["United Nations", "U.N."],
        "doctors": ["Doctors' Union of Halver"],
    }
)


def named(text: str) -> list[tuple[str, list[str]]]:
    return [(text[m.start : m.end], sorted(m.sources)) for m in REGISTRY.mentions(words_of(text))]


@pytest.mark.parametrize(
    ("text", "found"),
    [
        ("the Harbour Watch for Human Rights said", [("Harbour Watch for Human Rights", ["harbour"])]),
        ("HARBOUR WATCH FOR HUMAN RIGHTS", [("HARBOUR WATCH FOR HUMAN RIGHTS", ["harbour"])]),
        ("the Watch's head", [("Watch's", ["harbour"])]),
        ("HWHR said", [("HWHR", ["harbour"])]),
        ("H.W.H.R. said", [("H.W.H.R.", ["harbour"])]),
        ("hwhr said", []),
        ("AHP reported", [("AHP", ["press"])]),
        ("Agence Halver Presse", [("Agence Halver Presse", ["press"])]),
        ("agence halver‑presse".replace("‑", "-"), [("agence halver-presse", ["press"])]),
        ("Medecins du Port", [("Medecins du Port", ["relief"])]),
        ("Me\u0301decins du Port", [("Me\u0301decins du Port", ["relief"])]),
        ("Méde\u200bcins du\u200e Port", [("Méde\u200bcins du\u200e Port", ["relief"])]),
        ("the WHO said who was hurt", [("WHO", ["health"])]),
        ("SMART counted, a smart move", [("SMART", ["smart"])]),
        ("SMART's count", [("SMART's", ["smart"])]),
        ("the Ministry of Health", [("Ministry of Health", ["north", "south"])]),
        ("the Northern Ministry of the Health", [("Northern Ministry of the Health", ["north"])]),
        ("al-Nahar Television", [("Nahar Television", ["nahar"])]),
        ("UN-backed, anti-UN, non-U.N. and U.N.", [("U.N.", ["union"])]),
        ("UN said", [("UN", ["union"])]),
        ("the Doctors’ Union of Halver", [("Doctors’ Union of Halver", ["doctors"])]),
        ("a watchman, a Watchtower", []),
        ("Harbour", []),
        ("", []),
    ],
)
def test_a_name_in_a_text(text: str, found: list[tuple[str, list[str]]]) -> None:
    assert named(text) == found


def test_a_whole_name_is_exact_whatever_its_spelling() -> None:
    assert REGISTRY.exact("The  médecins   du PORT") == {"relief"}
    assert REGISTRY.exact("hwhr") == {"harbour"}
    assert REGISTRY.exact("Ministry of Health") == {"north", "south"}
    assert REGISTRY.exact("Medecins du Porte") == frozenset()
    assert REGISTRY.exact("") == frozenset()


def test_a_near_name_is_a_hint_and_no_match() -> None:
    name = "Harbor Watch for Human Rights"
    assert REGISTRY.exact(name) == frozenset()
    assert [(hint.source, hint.similarity > 0.9) for hint in REGISTRY.hints(name)] == [("harbour", True)]
    assert REGISTRY.hints("Watsh") == ()
    assert REGISTRY.hints("Something else entirely") == ()


def test_a_declared_acronym_belongs_to_who_declared_it() -> None:
    registry = Registry({"a": ["Harbour Relief Committee"], "b": ["HRC"], "c": ["Halver Rescue Corps"]})
    assert registry.exact("HRC") == {"b"}
    assert Registry({"a": ["Harbour Relief Committee"], "c": ["Halver Rescue Corps"]}).exact("HRC") == {"a", "c"}


@pytest.mark.parametrize(
    ("text", "initials"),
    [
        ("according to the HW", "HW"),
        ("according to the H.W. of the port", "H.W."),
        ("the HW's count", "HW"),
        ("the hw, the Hw, HWR, SHW, H W", ""),
    ],
)
def test_two_initials_may_mean_a_source_and_name_none(text: str, initials: str) -> None:
    registry = Registry({"a": ["Harbour Watch"], "b": ["Harbour Watch for Relief"]})
    assert registry.initials_in("a", text) == initials
    assert registry.initials_in("b", text) == ""
    assert "a" not in {source for mention in registry.mentions(words_of(text)) for source in mention.sources}


def test_two_initials_that_somebody_declared_mean_nobody_else() -> None:
    assert Registry({"a": ["Harbour Watch"], "b": ["HW"]}).initials_in("a", "the HW") == ""


def test_acronyms_need_three_letters() -> None:
    assert acronym("Harbour Watch") == ""
    assert acronym("Office of the Coordinator for Aid") == "OCA"


@given(st.text(max_size=40))
def test_folding_twice_is_folding_once(word: str) -> None:
    assert fold(fold(word)) == fold(word)


@given(st.text(max_size=200))
def test_words_are_in_order_and_lie_in_the_text(text: str) -> None:
    words = words_of(text)
    assert all(text[word.start : word.end] == word.raw for word in words)
    assert all(a.end <= b.start for a, b in pairwise(words))


@given(
    st.lists(
        st.sampled_from(["Watch", "the", "Ministry", "of", "Health", "-", "UN", "'s", "Northern", ","]), max_size=30
    )
)
def test_mentions_never_overlap(parts: list[str]) -> None:
    mentions = REGISTRY.mentions(words_of(" ".join(parts)))
    assert all(a.last <= b.first for a, b in pairwise(mentions))


@pytest.mark.slow
@pytest.mark.parametrize("unit", ["Ministry of ", "Northern - ", "the ", "U.N.", "'", "\u0301", "Watch-", "٠", "A."])
def test_a_megabyte_takes_seconds(unit: str) -> None:
    text = unit * (1_000_000 // len(unit))
    begun = time.process_time()
    REGISTRY.mentions(words_of(text))
    REGISTRY.hints(text)
    assert time.process_time() - begun < 20
