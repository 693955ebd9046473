"""Texts in languages that are not read: told by their script or their small words, and English never taken for one."""

from __future__ import annotations

import unicodedata
from pathlib import Path

import pytest
import yaml

from tieout.evidence.foreign import foreign

CASES = Path(__file__).parent / "cases" / "figures"


@pytest.mark.parametrize(
    ("text", "told"),
    [
        ("Bei einem Angriff auf das Dorf wurden 12 Menschen getötet und 30 verletzt.", "(German, by "),
        ("Au moins 53 civils ont été tués, dont 21 enfants, selon les secours.", "(French, by "),
        ("Al menos 53 civiles murieron, entre ellos 21 niños, según los vecinos.", "(Spanish, by "),
        ("Pelo menos 53 pessoas foram mortas, segundo os moradores.", "(Portuguese, by "),
        ("Almeno 53 civili sono stati uccisi nella notte, secondo il paese.", "(Italian, by "),
        ("Saldırıda 12 kişi hayatını kaybetti ve 30 kişi yaralandı.", "(Turkish, by "),
        ("Sedikitnya 53 orang tewas dan 21 anak terluka akibat serangan itu.", "(Indonesian or Malay, by "),
        ("Watu 53 waliuawa katika kijiji hicho baada ya shambulio.", "(Swahili, by "),
        ("По меньшей мере 53 человека погибли", "another script (Cyrillic)"),
        ("53 אזרחים נהרגו", "another script (Hebrew)"),
        ("至少53名平民死亡", "another script (CJK)"),
    ],
)
def test_a_language_is_told_by_its_words_or_its_script(text: str, told: str) -> None:
    assert told in foreign(text)
    assert told in foreign(unicodedata.normalize("NFD", text), "en")


@pytest.mark.parametrize(
    "text",
    [
        "Las Vegas, Los Angeles and del Rio: 12 dead, los Santos quiet. El País reported it.",
        "Die Zeit and Der Spiegel said that das Dorf was hit; 12 were killed.",
        "IDP camp, Al Hol: 3K 5W. Na Dong, Ku Ring Gai, Sa Kaeo.",
        "Dan, Din, Bu Ali and Ben i Suef: 3 dead, 2 hurt.",
        "12 people were killed, قتل 12 شخصا",
        "Killed: 53",
        "",
    ],
)
def test_names_make_no_text_foreign(text: str) -> None:
    assert foreign(text) == ""


def test_no_sentence_of_the_case_tables_is_taken_for_another_language() -> None:
    texts = [case["text"] for file in sorted(CASES.glob("*.yaml")) for case in yaml.safe_load(file.read_text("utf-8"))]
    assert len(texts) > 400
    assert [text for text in texts if foreign(text) and text.isascii()] == []


def test_what_the_dataset_states_decides_where_the_text_does_not() -> None:
    assert foreign("Killed: 53", "de") == "the document is in another language (de)"
    assert foreign("Killed: 53", "English") == ""
